//! The staff's copy: the working document, with quantities, names, notes and a sheet to monitor by.

mod provision;

use serde::Serialize;

use super::family::{self, Family};
use super::provision::all_provision;
use super::shown::{each, shown};
use super::words::printed_day;
use super::{Frame, Pictures, PlanCopy};
use crate::plan::{self, Format, Plan};
use crate::template::Template;
use provision::{Provision, Totals};

/// What the teaching staff are given: everything in the plan but the child's own line of each target, who helps the child
/// in the child's words, and the child's line of each previous target.
#[derive(Clone, Debug, Serialize)]
pub struct StaffCopy {
    #[serde(flatten)]
    frame: Frame,
    #[serde(flatten)]
    family: Family,
    upn: Option<String>,
    targets: Vec<Target>,
    provision: Vec<Provision>,
    totals: Totals,
    weeks: Vec<String>,
    recipients: Vec<Recipient>,
    staff_notes: Vec<String>,
    funding: Option<String>,
    safeguarding_lead: bool,
    retain_until: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
struct Target {
    #[serde(flatten)]
    target: family::Target,
    chart: Option<Chart>,
    provided: Vec<String>,
}

/// Where the start, the present and the aim lie on a bar, each from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
struct Chart {
    start: f64,
    now: Option<f64>,
    target: f64,
}

shown! {
    Recipient of plan::Recipient {
        name: Option<String>,
        relationship: Option<String>,
        email: Option<String>,
        format: Option<&'static str> = |recipient, _| recipient.format.map(|format| format.word()),
    }
}

impl StaffCopy {
    /// The staff's copy of a plan, complete or not.
    pub fn of(plan: &Plan, format: Format, pictures: &Pictures, template: &Template) -> StaffCopy {
        let given = all_provision(plan);
        StaffCopy {
            frame: Frame::of(plan, "staff", format, pictures, template),
            family: Family::of(plan, template),
            upn: plan.child.upn.clone(),
            targets: plan
                .targets
                .iter()
                .map(|target| Target::of(target, plan, template))
                .collect(),
            provision: given
                .iter()
                .map(|(serves, given)| Provision::of(serves.clone(), given, plan, template))
                .collect(),
            totals: Totals::of(&given, plan, template),
            weeks: mondays(plan),
            recipients: each(&plan.recipients, template, Recipient::of),
            staff_notes: plan.staff_notes.clone(),
            funding: plan.funding.clone(),
            safeguarding_lead: plan.safeguarding_lead == Some(true),
            retain_until: plan.retain_until.map(printed_day),
        }
    }
}

impl PlanCopy for StaffCopy {
    const LAYOUT: &'static str = "staff";

    fn frame(&self) -> &Frame {
        &self.frame
    }
}

/// The Mondays of the plan's weeks, such as "7 Sep", for the columns of the monitoring sheet.
fn mondays(plan: &Plan) -> Vec<String> {
    let (Some(start), Some(review)) = (plan.plan.start, plan.plan.review) else {
        return Vec::new();
    };
    let weeks = plan.calendar.weeks(start, review);
    let columns = weeks.mondays.iter();
    columns
        .map(|monday| monday.format("%-d %b").to_string())
        .collect()
}

impl Target {
    fn of(target: &plan::Target, plan: &Plan, template: &Template) -> Target {
        let given = target.provision.iter();
        Target {
            target: family::Target::of(target, plan, template),
            chart: target.measure.as_ref().and_then(Chart::of),
            provided: given.filter_map(|given| given.what.clone()).collect(),
        }
    }
}

impl Chart {
    /// The bar runs from nought to the largest number, or from the least where a number is below nought. A target that
    /// goes down, such as late arrivals, then lies left of its start.
    fn of(measure: &plan::Measure) -> Option<Chart> {
        let (start, target) = measure.start.zip(measure.target)?;
        let numbers = [Some(start), measure.now, Some(target), Some(0.0)];
        let numbers = || numbers.iter().flatten().copied();
        let least = numbers().fold(f64::INFINITY, f64::min);
        let most = numbers().fold(f64::NEG_INFINITY, f64::max);
        let length = most - least;
        if !length.is_finite() || length <= 0.0 {
            return None;
        }
        let place = |number: f64| (number - least) / length;
        Some(Chart {
            start: place(start),
            now: measure.now.map(place),
            target: place(target),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measure(start: f64, now: Option<f64>, target: f64) -> Option<Chart> {
        let (start, target) = (Some(start), Some(target));
        Chart::of(&plan::Measure {
            what: None,
            start,
            now,
            target,
        })
    }

    #[test]
    fn a_measure_that_goes_down_is_drawn_from_right_to_left() {
        let chart = measure(8.0, Some(4.0), 2.0);
        assert_eq!(
            chart,
            Some(Chart {
                start: 1.0,
                now: Some(0.5),
                target: 0.25
            })
        );
        assert_eq!(measure(0.0, None, 0.0), None);
    }
}
