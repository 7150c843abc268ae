//! The staff's page of the review form: everything that the plan asks for once it is reviewed, to fill in at the meeting.

use serde::Serialize;

use crate::copy::family::{Measure, Meeting};
use crate::copy::provision::{Quantity, all_provision, hours};
use crate::copy::words::{day_or_month, number, printed_day, printed_in_full};
use crate::copy::{Frame, Pictures};
use crate::plan::{self, Details, Format, Plan};
use crate::template::{Template, Words};

/// What the teaching staff have before them at the review.
///
/// It lies on the table where the family can read it too. Left out are therefore the pupil number, staff notes, funding,
/// costs, names of staff in provision and everyone's address, although staff may see them.
#[derive(Clone, Debug, Serialize)]
pub struct StaffPage {
    #[serde(flatten)]
    frame: Frame,
    cycle: Option<u32>,
    home_language: Option<String>,
    interpreter: bool,
    meeting: Meeting,
    targets: Vec<Target>,
    provision: Vec<Provision>,
}

#[derive(Clone, Debug, Serialize)]
struct Target {
    target: Option<String>,
    baseline: Option<String>,
    baseline_date: Option<String>,
    success: Option<String>,
    by: Option<String>,
    measure: Option<Measure>,
}

/// One provision: what was planned, and what was delivered as far as the plan says.
#[derive(Clone, Debug, Serialize)]
struct Provision {
    /// The targets it serves; none for the plan as a whole.
    serves: Vec<u32>,
    what: Option<String>,
    how_much: Option<String>,
    sessions: Option<String>,
    hours: Option<String>,
    sessions_delivered: Option<String>,
    hours_delivered: Option<String>,
}

impl StaffPage {
    /// The staff's page of a plan's review form.
    pub fn of(plan: &Plan, format: Format, pictures: &Pictures, template: &Template) -> StaffPage {
        let details = &plan.plan;
        let mut frame = Frame::of(plan, "review_staff", format, pictures, template);
        frame.photo = None;
        let given = all_provision(plan);
        StaffPage {
            frame,
            cycle: details.cycle,
            home_language: plan.child.home_language.clone(),
            interpreter: plan.child.interpreter == Some(true),
            meeting: Meeting::of(plan),
            targets: plan
                .targets
                .iter()
                .map(|target| Target::of(target, details, template))
                .collect(),
            provision: given
                .into_iter()
                .map(|(serves, given)| Provision::of(serves, given, plan, template.words()))
                .collect(),
        }
    }

    pub(super) fn frame(&self) -> &Frame {
        &self.frame
    }
}

impl Target {
    fn of(target: &plan::Target, details: &Details, template: &Template) -> Target {
        let seen = target.baseline.date.map(day_or_month);
        Target {
            target: target.target.clone(),
            baseline: target.baseline.text.clone(),
            baseline_date: seen.or_else(|| details.start.map(printed_day)),
            success: target.success.clone(),
            by: target.by.or(details.review).map(printed_in_full),
            measure: target
                .measure
                .as_ref()
                .map(|measure| Measure::of(measure, template)),
        }
    }
}

impl Provision {
    fn of(serves: Vec<u32>, given: &plan::Provision, plan: &Plan, words: &Words) -> Provision {
        let quantity = Quantity::of(given, plan, words);
        let done = given.sessions_delivered.map(f64::from);
        let each = given.minutes.map(f64::from);
        Provision {
            serves,
            what: given.what.clone(),
            how_much: quantity.sum,
            sessions: quantity.sessions.map(number),
            hours: quantity.hours.map(hours),
            sessions_delivered: done.map(number),
            hours_delivered: done.zip(each).map(|(done, each)| hours(done * each / 60.0)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_delivered_is_counted_as_what_was_planned_and_blank_where_nobody_counted() {
        let given = plan::Provision {
            sessions_per_week: Some(3.0),
            minutes: Some(20),
            weeks: Some(12),
            sessions_delivered: Some(24),
            ..plan::Provision::default()
        };
        let made = Provision::of(vec![1], &given, &Plan::default(), &Words::default());
        assert_eq!(made.sessions.as_deref(), Some("36"));
        assert_eq!(made.hours.as_deref(), Some("12"));
        assert_eq!(made.sessions_delivered.as_deref(), Some("24"));
        assert_eq!(made.hours_delivered.as_deref(), Some("8"));
        let uncounted = plan::Provision {
            sessions_delivered: None,
            ..given
        };
        let made = Provision::of(vec![1], &uncounted, &Plan::default(), &Words::default());
        assert_eq!(
            (made.sessions_delivered, made.hours_delivered),
            (None, None)
        );
    }
}
