//! The next cycle's plan, begun from the last one and its review, as a file to fill in.
//!
//! What becomes of each field is decided at the field itself (`x-next` in `plan`), and `carry` does it; `begin` and
//! `targets` make the rest of the plan and the notes beside it, whose words are in `phrases`. The days that are proposed
//! come from the plan (`days`), never from a clock.

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

/// What may be said of the next plan beside what the last one says.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The day it is to start; the first weekday after the review where left out.
    pub start: Option<NaiveDate>,
    /// The last plan's folder and the one where its file is to lie, if these are two.
    pub folders: Option<Folders>,
}

/// Why there is no next plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NoNext {
    /// The review decided that the child needs no further plan.
    #[error("its review decided to end SEN support, so no next plan is needed")]
    SupportEnded,
    /// It would start before the plan that it follows.
    #[error("the next plan cannot start on {}: this one starts on {}", in_words(*.next), in_words(*.this))]
    StartsTooEarly {
        /// The day that was asked for.
        next: NaiveDate,
        /// The day this plan starts.
        this: NaiveDate,
    },
    /// It would start before the review that it follows.
    #[error("the next plan cannot start on {}: the review of this one was held on {}", in_words(*.next), in_words(*.held))]
    StartsBeforeReview {
        /// The day that was asked for.
        next: NaiveDate,
        /// The day the review was held.
        held: NaiveDate,
    },
    /// The review cannot have been held on the day that the plan says.
    #[error("its review was held on {}, before it starts on {}: mend the date under `review` first", in_words(*.held), in_words(*.this))]
    ReviewedTooEarly {
        /// The day the review was held, as the plan has it.
        held: NaiveDate,
        /// The day this plan starts.
        this: NaiveDate,
    },
    /// It would be longer than the largest file that is read.
    #[error("the next plan would be longer than 1 MiB: shorten the texts of this one first")]
    TooLong,
}

/// The text of the plan that follows a checked one: what goes on, the last targets with their results, the days proposed,
/// and places to fill in for all that must be asked again. It is a draft that `check` reads without errors of form.
///
/// # Errors
/// [`NoNext`] where there is none.
pub fn next(checked: &Checked<'_>, settings: &Settings) -> Result<String, NoNext> {
    let loaded = checked.loaded();
    if loaded.plan.review.decision == Some(Decision::End) {
        return Err(NoNext::SupportEnded);
    }
    days_fit(&loaded.plan, settings.start)?;
    // The plan as its own file has it: what `school.yaml` says is said there for the next one too, but for the terms, which
    // its days are chosen by.
    let file = loaded.source.file();
    let (mut own, ..) = read_plan(&file.name, file.text.as_bytes());
    own.calendar = loaded.plan.calendar.clone();
    own.plan.term = loaded.plan.plan.term.clone();
    let begun = begin::begin(&own, settings);
    let head = begin::head(&own, &file.text, settings);
    let text = write::write(&head, &begun);
    if text.len() > LARGEST {
        return Err(NoNext::TooLong);
    }
    Ok(text)
}

/// A plan, its review and the plan after it follow each other.
fn days_fit(plan: &Plan, next: Option<NaiveDate>) -> Result<(), NoNext> {
    let (this, held) = (plan.plan.start, plan.review.date);
    // The check says so too, but a school can turn that off, and nothing can be begun from such a day.
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
