//! The plan as typed data: one child, one cycle. Independent of files, rules and layout.
//!
//! These types are the single definition of the format: `serde` reads them, the editors' JSON Schema is generated from them,
//! and `check` uses that schema. Every field is optional, because a draft may leave out anything; what an agreed plan must
//! have is data in the template. On a field, `x-copies` names the copies that may show it (P parent, C child, S staff), which
//! a test enforces; `x-next` says what happens to it in the next plan; `x-new` how a new plan shows it (by default, as a blank
//! to fill in); and `x-note` is the note beside it there, if the example is not enough.

mod calendar;
mod child;
mod dates;
mod meeting;
mod others;
mod school;
mod support;
mod words;

pub use calendar::{Calendar, SchoolTerm};
pub(crate) use calendar::{is_weekend, monday};
pub use child::{AboutMe, Adulthood, Child, Hopes, NeedCodes, ParentViews, Photo};
pub use dates::{DayAndTime, DayOrMonth, Term, day};
pub use meeting::{Meeting, Previous, Recipient, Review, WhoDoesWhat};
pub use others::{OtherPlan, Professional};
pub use school::{Inviting, School, SchoolFile, Senco, Severity};
pub use support::{Assessment, Baseline, Measure, Need, Outcome, Provision, Roles, Target};
pub use words::{
    Adulthoods, Area, Colour, Decision, Format, Hope, Kind, NeedCode, Next, Placement, Pronouns,
    Results, Season, SetBy, Status, YearGroup,
};

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

/// The version of the format that this program reads.
pub const VERSION: u64 = 1;

/// A SEND Support Plan: everything the school, the family and the child have agreed for one cycle.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Plan {
    /// The version of the plan format: 1.
    #[schemars(extend("x-copies" = "", "x-next" = "begun"))]
    #[schemars(extend("x-new" = "given"), example = 1)]
    pub version: Option<u64>,
    /// The plan itself: its reference, its dates, who wrote it.
    #[schemars(extend("x-copies" = "PCS"))]
    pub plan: Details,
    /// The school, where it differs from `school.yaml`.
    #[schemars(extend("x-copies" = "PCS"))]
    pub school: School,
    /// The child.
    #[schemars(extend("x-copies" = "PCS"))]
    pub child: Child,
    /// What the child says about themself.
    #[schemars(extend("x-copies" = "PCS"))]
    pub about_me: AboutMe,
    /// What the child and the parents hope for.
    #[schemars(extend("x-copies" = "PCS"))]
    pub hopes: Hopes,
    /// The structured conversation with the parents: explore, focus, plan, review.
    #[schemars(extend("x-copies" = "PS"))]
    pub parent_views: ParentViews,
    /// Strengths and difficulties, by the four broad areas of need.
    #[schemars(extend("x-copies" = "PS"))]
    pub needs: Vec<Need>,
    /// What is done for this child in every lesson, whatever the target.
    #[schemars(extend("x-copies" = "PS", "x-next" = "carried"))]
    #[schemars(example = vec!["A visual timetable on her table"])]
    pub adjustments: Vec<String>,
    /// Other plans the child has: health, early help, personal evacuation.
    #[schemars(extend("x-copies" = "PS"))]
    #[schemars(extend("x-new" = "offered"))]
    pub other_plans: Vec<OtherPlan>,
    /// Professionals from outside the class who have advised.
    #[schemars(extend("x-copies" = "PS"))]
    #[schemars(extend("x-new" = "offered"))]
    pub professionals: Vec<Professional>,
    /// The longer-term outcomes that the targets serve: the difference made, not the service given.
    #[schemars(extend("x-copies" = "PS"))]
    pub outcomes: Vec<Outcome>,
    /// Three or four short-term SMART targets.
    #[schemars(extend("x-copies" = "PCS"))]
    pub targets: Vec<Target>,
    /// Support for the plan as a whole.
    #[schemars(extend("x-copies" = "PS"))]
    #[schemars(extend("x-new" = "offered"))]
    #[schemars(example = json!([{"what": "Lunchtime gardening club", "who": "learning mentor", "sessions_per_week": 1, "minutes": 30, "group_size": 6}]))]
    pub provision: Vec<Provision>,
    /// What school, home and the child will each do.
    #[schemars(extend("x-copies" = "PCS"))]
    pub who_does_what: WhoDoesWhat,
    /// The last cycle's targets and how they went.
    #[schemars(extend("x-copies" = "PCS"))]
    #[schemars(extend("x-new" = "offered"))]
    pub previous: Vec<Previous>,
    /// The meeting about this plan and, afterwards, what was decided there.
    #[schemars(extend("x-copies" = "PCS"))]
    pub review: Review,
    /// Who gets a parent's copy; each gets one of their own.
    #[schemars(extend("x-copies" = "PS"))]
    pub recipients: Vec<Recipient>,
    /// Notes for staff only.
    #[schemars(extend("x-copies" = "S", "x-next" = "carried"))]
    #[schemars(example = vec!["Seat near the door."])]
    pub staff_notes: Vec<String>,
    /// Where the money comes from, for staff only.
    #[schemars(extend("x-copies" = "S", "x-next" = "carried"))]
    #[schemars(extend("x-new" = "offered"), example = &"Band 2 top-up")]
    pub funding: Option<String>,
    /// Whether staff are told to speak to the designated safeguarding lead. Nothing more belongs in a plan.
    #[schemars(extend("x-copies" = "S", "x-next" = "carried"))]
    #[schemars(extend("x-new" = "offered", "x-note" = "staff are told to speak to the designated safeguarding lead, and no more"), example = true)]
    pub safeguarding_lead: Option<bool>,
    /// The day until which the school keeps this plan.
    #[schemars(extend("x-copies" = "S", "x-next" = "carried"))]
    #[schemars(extend("x-new" = "offered"), example = &"2049-03-14")]
    pub retain_until: Option<NaiveDate>,
    /// The school's terms, from `school.yaml`; not a field of the plan.
    #[serde(skip)]
    pub calendar: Calendar,
}

/// The plan's reference, cycle, dates and writers.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Details {
    /// The school's own reference for the plan. File names use it, so it is never a name.
    #[schemars(extend("x-copies" = "PS", "x-next" = "carried", "x-label" = "Reference"))]
    #[schemars(extend("x-note" = "the school's own reference, such as {}: never a name"), example = &"KF-042")]
    pub id: Option<String>,
    /// 1 is the child's first plan.
    #[schemars(extend("x-copies" = "PS", "x-next" = "begun"), range(min = 1))]
    #[schemars(extend("x-new" = "given", "x-note" = "1 is the child's first plan"), example = 1)]
    pub cycle: Option<u32>,
    /// The term and the year it falls in, such as `autumn 2026`, or a term's name from `school.yaml`.
    #[schemars(extend("x-copies" = "PCS", "x-next" = "begun"))]
    #[schemars(extend("x-note" = "{}, spring 2027 or summer 2027"), example = &"autumn 2026")]
    pub term: Option<Term>,
    /// The day the plan begins.
    #[schemars(extend("x-copies" = "PCS", "x-next" = "begun"))]
    #[schemars(extend("x-note" = "the first day: year-month-day, such as {}"), example = &"2026-09-07")]
    pub start: Option<NaiveDate>,
    /// The day the plan will be reviewed.
    #[schemars(extend("x-copies" = "PCS", "x-next" = "begun"))]
    #[schemars(extend("x-note" = "the day you will look back at the plan together, such as {}"), example = &"2026-12-07")]
    pub review: Option<NaiveDate>,
    /// `draft` may be incomplete; `agreed` and `reviewed` may not.
    #[schemars(extend("x-copies" = "PS", "x-next" = "begun"))]
    #[schemars(extend("x-new" = "given", "x-note" = "draft while you write; agreed when all have agreed; reviewed after the review"), example = &"draft")]
    pub status: Option<Status>,
    /// Who wrote the plan, with their role.
    #[schemars(extend("x-copies" = "PS", "x-next" = "carried in the year"))]
    #[schemars(example = &"Ms Grace Okafor, class teacher")]
    pub written_by: Option<String>,
    /// Who advised the writer, with their roles.
    #[schemars(extend("x-copies" = "PS", "x-next" = "carried"))]
    #[schemars(example = vec!["Mr Tom Reilly, SENCO"])]
    pub with_advice_from: Vec<String>,
}

impl Plan {
    /// Whether the plan may still be incomplete. A plan without a status is a draft, so that nothing is agreed by
    /// accident.
    pub fn is_draft(&self) -> bool {
        !matches!(self.plan.status, Some(Status::Agreed | Status::Reviewed))
    }

    /// Whether the review has been held; until then no part of it is shown.
    pub fn is_reviewed(&self) -> bool {
        self.plan.status == Some(Status::Reviewed)
    }

    /// Returns the words in people's names, the child's first: in a text, these are names.
    pub(crate) fn names_of_people(&self) -> Vec<&str> {
        let child = [&self.child.name, &self.child.known_as];
        let recipients = self.recipients.iter().map(|recipient| &recipient.name);
        let provisions = self.targets.iter().flat_map(|target| &target.provision);
        let staff = provisions
            .chain(&self.provision)
            .map(|provision| &provision.staff);
        let professionals = self
            .professionals
            .iter()
            .map(|professional| &professional.name);
        let adults = [&self.child.key_person, &self.school.senco.name];
        let adults = adults.into_iter().chain(staff).chain(professionals);
        let present = self.parent_views.present.iter().chain(&self.review.present);
        let present = present.chain(&self.plan.with_advice_from);
        let present = present.chain(&self.plan.written_by);
        // The first word is skipped: alone it may be a role ("TA"), and so it may without a title ("TA Hall").
        let adults = adults.flatten().chain(present).flat_map(|name| {
            let name = name.split(',').next().unwrap_or_default();
            name.split_whitespace().skip(1)
        });
        let family = child.into_iter().chain(recipients).flatten();
        let family = family.flat_map(|name| name.split_whitespace());
        family.chain(adults).collect()
    }

    /// Returns the name the child goes by: `known_as`, or the first word of `name`; `None` if there is neither.
    pub fn known_as(&self) -> Option<&str> {
        self.child.known_as()
    }
}
