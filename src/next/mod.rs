//! The next cycle's plan, begun from the last one and its review, as a file to fill in.
//!
//! Each field's `x-next` in `plan` says what happens to it, and `carry` does so; `begin` and `targets` fill in the rest
//! and add notes, whose words are in `phrases`. Proposed dates are derived from the plan (`days`), never from the
//! clock.

mod begin;
mod carry;
mod days;
mod folders;
mod notes;
mod phrases;
mod targets;
#[cfg(test)]
mod tests;
mod write;

pub use folders::Folders;

use chrono::NaiveDate;

use crate::check::Checked;
use crate::format::{LARGEST, read_plan};
use crate::plan::{Decision, Plan};

/// Settings for the next plan.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The day it starts; by default the first weekday after the review.
    pub start: Option<NaiveDate>,
    /// The folders of the last plan and of the next one, if they differ.
    pub folders: Option<Folders>,
}

/// Why there is no next plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NoNext {
    /// The review decided that the child needs no further plan.
    #[error("its review decided to end SEN support, so no next plan is needed")]
    SupportEnded,
    /// It would not start after the plan that it follows.
    #[error("the next plan cannot start on {}: this one starts on {}", in_words(*.next), in_words(*.this))]
    StartsTooEarly {
        /// The day requested.
        next: NaiveDate,
        /// The day this plan starts.
        this: NaiveDate,
    },
    /// It would start before the last plan's review.
    #[error("the next plan cannot start on {}: the review of this one was held on {}", in_words(*.next), in_words(*.held))]
    StartsBeforeReview {
        /// The day requested.
        next: NaiveDate,
        /// The day the review was held.
        held: NaiveDate,
    },
    /// The last plan's review has a date before its start.
    #[error("its review was held on {}, before it starts on {}: correct the date under `review` first", in_words(*.held), in_words(*.this))]
    ReviewedTooEarly {
        /// The day the review was held, according to the plan.
        held: NaiveDate,
        /// The day this plan starts.
        this: NaiveDate,
    },
    /// It would exceed the largest file size that can be read.
    #[error("the next plan would be longer than 1 MiB: shorten the texts of this one first")]
    TooLong,
}

/// Returns the text of the plan that follows a checked one: what continues, the last targets with their results,
/// proposed dates, and blanks for everything that must be asked again. It is a draft that `check` reads without errors
/// of form.
///
/// [`NoNext`] if there is none.
pub fn next(checked: &Checked<'_>, settings: &Settings) -> Result<String, NoNext> {
    let loaded = checked.loaded();
    if loaded.plan.review.decision == Some(Decision::End) {
        return Err(NoNext::SupportEnded);
    }
    check_order(&loaded.plan, settings.start)?;
    // Only the plan's own file counts: `school.yaml` applies to the next plan as well. Its terms are needed to choose
    // dates.
    let file = loaded.source.file();
    let (mut plan, ..) = read_plan(&file.name, file.text.as_bytes());
    plan.calendar = loaded.plan.calendar.clone();
    plan.plan.term = loaded.plan.plan.term.clone();
    let begun = begin::begin(&plan, settings);
    let head = begin::head(&plan, &file.text, settings);
    let text = write::write(&head, &begun);
    if text.len() > LARGEST {
        return Err(NoNext::TooLong);
    }
    Ok(text)
}

/// Checks that a plan, its review and the next plan are in order.
fn check_order(plan: &Plan, next: Option<NaiveDate>) -> Result<(), NoNext> {
    let (this, held) = (plan.plan.start, plan.review.date);
    // The check reports this too, but a school can turn that off, and no dates can be derived from such a day.
    if let (Some(held), Some(this)) = (held, this)
        && held < this
    {
        return Err(NoNext::ReviewedTooEarly { held, this });
    }
    let Some(next) = next else { return Ok(()) };
    if let Some(this) = this.filter(|this| next <= *this) {
        return Err(NoNext::StartsTooEarly { next, this });
    }
    match held.filter(|held| next < *held) {
        Some(held) => Err(NoNext::StartsBeforeReview { next, held }),
        None => Ok(()),
    }
}

fn in_words(day: NaiveDate) -> String {
    day.format("%-d %B %Y").to_string()
}
