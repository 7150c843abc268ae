//! Needs, outcomes, targets and provision: what is hard, what is aimed for, and who does what about it.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Area, DayOrMonth, Hope, Next, Results, SetBy};

/// One area of need.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Need {
    /// Which of the four broad areas.
    #[schemars(extend("x-copies" = "PS", "x-next" = "carried"))]
    #[schemars(example = &"communication and interaction")]
    pub area: Option<Area>,
    /// What the child can do.
    #[schemars(extend("x-copies" = "PS", "x-next" = "carried"))]
    #[schemars(example = &"Understands stories told with pictures.")]
    pub strengths: Option<String>,
    /// What is hard for the child.
    #[schemars(extend("x-copies" = "PS", "x-next" = "carried"))]
    #[schemars(example = &"Following spoken instructions with more than two steps.")]
    pub difficulties: Option<String>,
    /// What this keeps the child from doing.
    #[schemars(extend("x-copies" = "PS", "x-next" = "carried"))]
    #[schemars(extend("x-new" = "offered"), example = &"Avoids asking for help, so mistakes go unseen.")]
    pub barrier: Option<String>,
    /// What assessments found.
    #[schemars(extend("x-copies" = "PS"))]
    #[schemars(extend("x-new" = "offered"))]
    pub assessments: Vec<Assessment>,
}

/// One assessment and what it found.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Assessment {
    /// The assessment's name.
    #[schemars(extend("x-copies" = "PS", "x-next" = "carried"))]
    #[schemars(example = &"WellComm")]
    pub name: Option<String>,
    /// What it found.
    #[schemars(extend("x-copies" = "PS", "x-next" = "carried"))]
    #[schemars(example = &"Section 6 (amber)")]
    pub result: Option<String>,
    /// When, to the day or the month.
    #[schemars(extend("x-copies" = "PS", "x-next" = "carried"))]
    #[schemars(example = &"2026-06")]
    pub date: Option<DayOrMonth>,
    /// Who did it.
    #[schemars(extend("x-copies" = "PS", "x-next" = "carried"))]
    #[schemars(example = &"Ms Patel")]
    pub by: Option<String>,
}

/// A longer-term outcome: the difference made, not the service given.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Outcome {
    /// The outcome.
    #[schemars(extend("x-copies" = "PS", "x-next" = "carried"))]
    #[schemars(example = &"Amina tells an adult when she does not understand, in any lesson.")]
    pub text: Option<String>,
    /// By when, in words.
    #[schemars(extend("x-copies" = "PS", "x-next" = "carried"))]
    #[schemars(example = &"end of Year 4")]
    pub by: Option<String>,
    /// Whose hope it serves.
    #[schemars(extend("x-copies" = "PS", "x-next" = "carried"))]
    #[schemars(extend("x-new" = "offered", "x-note" = "whose hope it serves: child or parents"), example = &"child")]
    pub hope: Option<Hope>,
}

/// A short-term SMART target.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Target {
    /// What the child will do.
    #[schemars(extend("x-copies" = "PS", "x-next" = "carried"))]
    #[schemars(extend("x-note" = "what the child will do, how often or how well: {}"), example = &"Amina shows her help card within one minute of getting stuck, on 4 out of 5 occasions.")]
    pub target: Option<String>,
    /// The target as the child says it; by default `target`, if it begins with "I ".
    #[schemars(extend("x-copies" = "PC", "x-next" = "carried"))]
    #[schemars(extend("x-note" = "the same for the child: {}"), example = &"I can show my help card when I am stuck.")]
    pub i_can: Option<String>,
    /// Who chose it.
    #[schemars(extend("x-copies" = "PS", "x-next" = "carried"))]
    #[schemars(extend("x-new" = "offered"), example = &"with the child")]
    pub set: Option<SetBy>,
    /// Which of the four broad areas of need it is about.
    #[schemars(extend("x-copies" = "PS", "x-next" = "carried"))]
    #[schemars(extend("x-note" = "{}"), example = &"communication and interaction")]
    pub area: Option<Area>,
    /// The outcome it serves, counting from 1.
    #[schemars(extend("x-copies" = "PS", "x-next" = "carried"), range(min = 1))]
    #[schemars(extend("x-new" = "given", "x-note" = "the outcome above that it serves"), example = 1)]
    pub outcome: Option<u32>,
    /// Where the child is now.
    #[schemars(extend("x-copies" = "PS"))]
    pub baseline: Baseline,
    /// How success will be measured.
    #[schemars(extend("x-copies" = "PS", "x-next" = "carried"))]
    #[schemars(extend("x-note" = "how you will know: {}"), example = &"A tally over five lessons shows the help card used in at least four.")]
    pub success: Option<String>,
    /// The day by which; `plan.review` if left out.
    #[schemars(extend("x-copies" = "PCS", "x-next" = "left out"))]
    #[schemars(extend("x-new" = "offered", "x-note" = "the day of the review if left out"), example = &"2026-12-04")]
    pub by: Option<NaiveDate>,
    /// The measure as numbers, drawn as a small chart.
    #[schemars(extend("x-copies" = "PS"))]
    #[schemars(extend("x-new" = "offered", "x-note" = "numbers for a small chart"))]
    pub measure: Option<Measure>,
    /// What is done in every lesson towards this target.
    #[schemars(extend("x-copies" = "PS", "x-next" = "carried"))]
    #[schemars(extend("x-note" = "what happens in class: {}"), example = vec!["Help card taped to the table"])]
    pub strategies: Vec<String>,
    /// Who helps, in words for the child.
    #[schemars(extend("x-copies" = "C", "x-next" = "carried in the year"))]
    #[schemars(extend("x-note" = "for the child: {}"), example = &"Ms Patel reminds me with a smile.")]
    pub who_helps_me: Option<String>,
    /// Support for this target.
    #[schemars(extend("x-copies" = "PS"))]
    pub provision: Vec<Provision>,
    /// How it went; filled in at the review.
    #[schemars(extend("x-copies" = "PCS", "x-next" = "left out"))]
    #[schemars(extend("x-new" = "left out"))]
    pub result: Option<Results>,
    /// The evidence for it; filled in at the review.
    #[schemars(extend("x-copies" = "PS", "x-next" = "left out"))]
    #[schemars(extend("x-new" = "left out"))]
    pub evidence: Option<String>,
    /// What happens to the target next; filled in at the review.
    #[schemars(extend("x-copies" = "PS", "x-next" = "left out"))]
    #[schemars(extend("x-new" = "left out"))]
    pub next: Option<Next>,
}

impl Target {
    /// Returns the line on the child's copy, and the field that contains it.
    pub fn own_line(&self) -> Option<(&'static str, &str)> {
        own_line(&self.i_can, &self.target)
    }
}

/// Returns the `i_can` line, or the target if it is already in the first person, along with the name of its field.
pub(super) fn own_line<'a>(
    i_can: &'a Option<String>,
    target: &'a Option<String>,
) -> Option<(&'static str, &'a str)> {
    let first_person = target.as_deref().filter(|text| text.starts_with("I "));
    let line = i_can.as_deref().map(|text| ("i_can", text));
    line.or(first_person.map(|text| ("target", text)))
}

/// Where the child is now.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Baseline {
    /// What the child does now.
    #[schemars(extend("x-copies" = "PS", "x-next" = "begun"))]
    #[schemars(extend("x-note" = "where the child is now: {}"), example = &"Asked for help once in five lessons watched")]
    pub text: Option<String>,
    /// When that was seen, to the day or the month; `plan.start` if left out.
    #[schemars(extend("x-copies" = "PS", "x-next" = "begun"))]
    #[schemars(extend("x-new" = "offered", "x-note" = "the plan's first day if left out"), example = &"2026-09-04")]
    pub date: Option<DayOrMonth>,
}

/// A measure from where the child began to the target.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Measure {
    /// What is counted.
    #[schemars(extend("x-copies" = "PS", "x-next" = "carried"))]
    #[schemars(example = &"lessons out of five")]
    pub what: Option<String>,
    /// The number at the start.
    #[schemars(extend("x-copies" = "PS", "x-next" = "begun"))]
    #[schemars(example = 1)]
    pub start: Option<f64>,
    /// The number now.
    #[schemars(extend("x-copies" = "PS", "x-next" = "left out"))]
    #[schemars(example = 2)]
    pub now: Option<f64>,
    /// The number aimed for.
    #[schemars(extend("x-copies" = "PS", "x-next" = "carried"))]
    #[schemars(example = 4)]
    pub target: Option<f64>,
}

/// Support that is different from or additional to the class's: what, who, how much.
///
/// How much is exactly one of `sessions_per_week` or `sessions` (both with `minutes`), `hours_per_week`, and `when`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Provision {
    /// What is provided.
    #[schemars(extend("x-copies" = "PS", "x-next" = "carried"))]
    #[schemars(example = &"Language group")]
    pub what: Option<String>,
    /// The role, or a list of roles, that provides it.
    #[schemars(extend("x-copies" = "PS", "x-next" = "carried"))]
    #[schemars(example = &"teaching assistant")]
    pub who: Roles,
    /// Sessions in a week, each of `minutes`.
    #[schemars(extend("x-copies" = "PS", "x-next" = "carried"), range(min = 0))]
    #[schemars(example = 3)]
    pub sessions_per_week: Option<f64>,
    /// Sessions in the whole plan, each of `minutes`.
    #[schemars(extend("x-copies" = "PS", "x-next" = "carried"), range(min = 0))]
    #[schemars(extend("x-new" = "left out"))]
    pub sessions: Option<u32>,
    /// Hours in a week.
    #[schemars(extend("x-copies" = "PS", "x-next" = "carried"), range(min = 0))]
    #[schemars(extend("x-new" = "left out"))]
    pub hours_per_week: Option<f64>,
    /// How much in words, if it cannot be counted.
    #[schemars(extend("x-copies" = "PS", "x-next" = "carried"))]
    #[schemars(extend("x-new" = "left out"))]
    pub when: Option<String>,
    /// Minutes in a session.
    #[schemars(extend("x-copies" = "PS", "x-next" = "carried"), range(min = 0))]
    #[schemars(example = 20)]
    pub minutes: Option<u32>,
    /// Children in the group; 1 is one-to-one.
    #[schemars(extend("x-copies" = "PS", "x-next" = "carried"), range(min = 1))]
    #[schemars(extend("x-note" = "{}; 1 is one-to-one; or in_class: true in its place"), example = 3)]
    pub group_size: Option<u32>,
    /// Whether it is delivered with the class.
    #[schemars(extend("x-copies" = "PS", "x-next" = "carried"))]
    #[schemars(extend("x-new" = "left out"))]
    pub in_class: Option<bool>,
    /// Weeks; from `plan.start` and `plan.review` if left out.
    #[schemars(extend("x-copies" = "PS", "x-next" = "begun"), range(min = 1))]
    #[schemars(extend("x-new" = "offered", "x-note" = "the whole plan if left out"), example = 12)]
    pub weeks: Option<u32>,
    /// The day it starts; `plan.start` if left out.
    #[schemars(extend("x-copies" = "PS", "x-next" = "left out"))]
    #[schemars(extend("x-new" = "offered"), example = &"2026-09-14")]
    pub start: Option<NaiveDate>,
    /// Where.
    #[schemars(extend("x-copies" = "PS", "x-next" = "carried"))]
    #[schemars(extend("x-new" = "offered"), example = &"The Nest")]
    pub r#where: Option<String>,
    /// Who oversees it.
    #[schemars(extend("x-copies" = "PS", "x-next" = "carried"))]
    #[schemars(extend("x-new" = "offered"), example = &"Speech and language therapist")]
    pub overseen_by: Option<String>,
    /// The names of the staff.
    #[schemars(extend("x-copies" = "S", "x-next" = "carried in the year"))]
    #[schemars(extend("x-new" = "offered"), example = &"Ms Patel")]
    pub staff: Option<String>,
    /// Sessions delivered so far.
    #[schemars(extend("x-copies" = "S", "x-next" = "left out"), range(min = 0))]
    #[schemars(extend("x-new" = "offered"), example = 9)]
    pub sessions_delivered: Option<u32>,
    /// Pounds an hour for the adult.
    #[schemars(extend("x-copies" = "S", "x-next" = "carried"), range(min = 0))]
    #[schemars(extend("x-new" = "offered", "x-note" = "for staff only: pounds for the adult"), example = 18.75)]
    pub cost_per_hour: Option<f64>,
    /// In the plan's own `provision`: the targets it serves, counting from 1.
    #[schemars(extend("x-copies" = "PS", "x-next" = "begun"))]
    #[schemars(extend("x-note" = "the targets it serves"), example = vec![1])]
    pub targets: Vec<u32>,
    /// In the plan's own `provision`: the area of need it is about.
    #[schemars(extend("x-copies" = "PS", "x-next" = "carried"))]
    #[schemars(extend("x-note" = "{}"), example = &"social, emotional and mental health")]
    pub area: Option<Area>,
}

/// One role, or a list of roles.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(from = "OneOrMany", into = "OneOrMany")]
#[schemars(with = "OneOrMany", inline)]
pub struct Roles(pub Vec<String>);

#[derive(Clone, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
#[schemars(inline)]
enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

impl From<OneOrMany> for Roles {
    fn from(roles: OneOrMany) -> Roles {
        match roles {
            OneOrMany::One(role) => Roles(vec![role]),
            OneOrMany::Many(roles) => Roles(roles),
        }
    }
}

impl From<Roles> for OneOrMany {
    fn from(Roles(roles): Roles) -> OneOrMany {
        OneOrMany::Many(roles)
    }
}
