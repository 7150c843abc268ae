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
    provided: Vec<String>,
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
            provided: given.filter_map(|given| given.what.clone()).collect(),
        }
    }
}
