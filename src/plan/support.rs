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
    pub area: Option<Area>,
    /// What the child can do.
    #[schemars(extend("x-copies" = "PS", "x-next" = "carried"))]
    pub strengths: Option<String>,
    /// What is hard for the child.
    #[schemars(extend("x-copies" = "PS", "x-next" = "carried"))]
    pub difficulties: Option<String>,
    /// What this keeps the child from.
    #[schemars(extend("x-copies" = "PS", "x-next" = "carried"))]
    pub barrier: Option<String>,
    /// What assessments found.
    #[schemars(extend("x-copies" = "PS"))]
    pub assessments: Vec<Assessment>,
}

/// One assessment and what it found.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Assessment {
    /// The assessment's name.
    #[schemars(extend("x-copies" = "PS", "x-next" = "carried"))]
    pub name: Option<String>,
    /// What it found.
    #[schemars(extend("x-copies" = "PS", "x-next" = "carried"))]
    pub result: Option<String>,
    /// When, to the day or the month.
    #[schemars(extend("x-copies" = "PS", "x-next" = "carried"))]
    pub date: Option<DayOrMonth>,
    /// Who did it.
    #[schemars(extend("x-copies" = "PS", "x-next" = "carried"))]
    pub by: Option<String>,
}

/// Another plan the child has.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct OtherPlan {
    /// Its name.
    #[schemars(extend("x-copies" = "PS", "x-next" = "carried"))]
    pub name: Option<String>,
    /// Who keeps it.
    #[schemars(extend("x-copies" = "PS", "x-next" = "carried"))]
    pub held_by: Option<String>,
    /// When it is reviewed.
    #[schemars(extend("x-copies" = "PS", "x-next" = "carried"))]
    pub review: Option<NaiveDate>,
}

/// A professional who has advised, and what they advised.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Professional {
    /// Their name.
    #[schemars(extend("x-copies" = "PS", "x-next" = "carried"))]
    pub name: Option<String>,
    /// Their role.
    #[schemars(extend("x-copies" = "PS", "x-next" = "carried"))]
    pub role: Option<String>,
    /// When they advised, to the day or the month.
    #[schemars(extend("x-copies" = "PS", "x-next" = "carried"))]
    pub date: Option<DayOrMonth>,
    /// What they advised.
    #[schemars(extend("x-copies" = "PS", "x-next" = "carried"))]
    pub advice: Option<String>,
}

/// A longer-term outcome: the difference made, not the service given.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Outcome {
    /// The outcome.
    #[schemars(extend("x-copies" = "PS", "x-next" = "carried"))]
    pub text: Option<String>,
    /// By when, in words.
    #[schemars(extend("x-copies" = "PS", "x-next" = "carried"))]
    pub by: Option<String>,
    /// Whose hope it serves.
    #[schemars(extend("x-copies" = "PS", "x-next" = "carried"))]
    pub hope: Option<Hope>,
}

/// A short-term SMART target.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Target {
    /// What the child will do.
    #[schemars(extend("x-copies" = "PS", "x-next" = "carried"))]
    pub target: Option<String>,
    /// The target as the child says it; `target` itself where that begins with "I ".
    #[schemars(extend("x-copies" = "PC", "x-next" = "carried"))]
    pub i_can: Option<String>,
    /// Who chose it.
    #[schemars(extend("x-copies" = "PS", "x-next" = "carried"))]
    pub set: Option<SetBy>,
    /// Which of the four broad areas of need it is about.
    #[schemars(extend("x-copies" = "PS", "x-next" = "carried"))]
    pub area: Option<Area>,
    /// The outcome it serves, counting from 1.
    #[schemars(extend("x-copies" = "PS", "x-next" = "carried"), range(min = 1))]
    pub outcome: Option<u32>,
    /// Where the child is now.
    #[schemars(extend("x-copies" = "PS"))]
    pub baseline: Baseline,
    /// How success will be measured.
    #[schemars(extend("x-copies" = "PS", "x-next" = "carried"))]
    pub success: Option<String>,
    /// The day by which; `plan.review` where left out.
    #[schemars(extend("x-copies" = "PCS", "x-next" = "left out"))]
    pub by: Option<NaiveDate>,
    /// The measure as numbers, drawn as a small chart.
    #[schemars(extend("x-copies" = "PS"))]
    pub measure: Option<Measure>,
    /// What teaching does in every lesson towards this target.
    #[schemars(extend("x-copies" = "PS", "x-next" = "carried"))]
    pub strategies: Vec<String>,
    /// Who helps, in words for the child.
    #[schemars(extend("x-copies" = "C", "x-next" = "carried in the year"))]
    pub who_helps_me: Option<String>,
    /// Support for this target.
    #[schemars(extend("x-copies" = "PS"))]
    pub provision: Vec<Provision>,
    /// How it went; filled in at the review.
    #[schemars(extend("x-copies" = "PCS", "x-next" = "left out"))]
    pub result: Option<Results>,
    /// What shows it; filled in at the review.
    #[schemars(extend("x-copies" = "PS", "x-next" = "left out"))]
    pub evidence: Option<String>,
    /// What becomes of the target; filled in at the review.
    #[schemars(extend("x-copies" = "PS", "x-next" = "left out"))]
    pub next: Option<Next>,
}

impl Target {
    /// The line on the child's copy, and the field that holds it.
    pub fn own_line(&self) -> Option<(&'static str, &str)> {
        own_line(&self.i_can, &self.target)
    }
}

/// The child's own line, or the target where that is in the first person already; and which of the two fields holds it.
pub(super) fn own_line<'a>(
    i_can: &'a Option<String>,
    target: &'a Option<String>,
) -> Option<(&'static str, &'a str)> {
    let said = target.as_deref().filter(|text| text.starts_with("I "));
    let line = i_can.as_deref().map(|text| ("i_can", text));
    line.or(said.map(|text| ("target", text)))
}

/// Where the child is now.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Baseline {
    /// What the child does now.
    #[schemars(extend("x-copies" = "PS", "x-next" = "begun"))]
    pub text: Option<String>,
    /// When that was seen, to the day or the month; `plan.start` where left out.
    #[schemars(extend("x-copies" = "PS", "x-next" = "begun"))]
    pub date: Option<DayOrMonth>,
}

/// A measure from where the child began to the target.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Measure {
    /// What is counted.
    #[schemars(extend("x-copies" = "PS", "x-next" = "carried"))]
    pub what: Option<String>,
    /// The number at the start.
    #[schemars(extend("x-copies" = "PS", "x-next" = "begun"))]
    pub start: Option<f64>,
    /// The number now.
    #[schemars(extend("x-copies" = "PS", "x-next" = "left out"))]
    pub now: Option<f64>,
    /// The number aimed for.
    #[schemars(extend("x-copies" = "PS", "x-next" = "carried"))]
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
    pub what: Option<String>,
    /// The role, or a list of roles, that provides it.
    #[schemars(extend("x-copies" = "PS", "x-next" = "carried"))]
    pub who: Roles,
    /// The names of the staff.
    #[schemars(extend("x-copies" = "S", "x-next" = "carried in the year"))]
    pub staff: Option<String>,
    /// Who oversees it.
    #[schemars(extend("x-copies" = "PS", "x-next" = "carried"))]
    pub overseen_by: Option<String>,
    /// Sessions in a week, each of `minutes`.
    #[schemars(extend("x-copies" = "PS", "x-next" = "carried"), range(min = 0))]
    pub sessions_per_week: Option<f64>,
    /// Sessions in the whole plan, each of `minutes`.
    #[schemars(extend("x-copies" = "PS", "x-next" = "carried"), range(min = 0))]
    pub sessions: Option<u32>,
    /// Hours in a week.
    #[schemars(extend("x-copies" = "PS", "x-next" = "carried"), range(min = 0))]
    pub hours_per_week: Option<f64>,
    /// How much in words, where it cannot be counted.
    #[schemars(extend("x-copies" = "PS", "x-next" = "carried"))]
    pub when: Option<String>,
    /// Minutes in a session.
    #[schemars(extend("x-copies" = "PS", "x-next" = "carried"), range(min = 0))]
    pub minutes: Option<u32>,
    /// Children in the group; 1 is one-to-one.
    #[schemars(extend("x-copies" = "PS", "x-next" = "carried"), range(min = 1))]
    pub group_size: Option<u32>,
    /// Whether it is delivered with the class.
    #[schemars(extend("x-copies" = "PS", "x-next" = "carried"))]
    pub in_class: Option<bool>,
    /// Weeks; from `plan.start` and `plan.review` where left out.
    #[schemars(extend("x-copies" = "PS", "x-next" = "begun"), range(min = 1))]
    pub weeks: Option<u32>,
    /// Where.
    #[schemars(extend("x-copies" = "PS", "x-next" = "carried"))]
    pub r#where: Option<String>,
    /// The day it starts; `plan.start` where left out.
    #[schemars(extend("x-copies" = "PS", "x-next" = "left out"))]
    pub start: Option<NaiveDate>,
    /// Sessions delivered so far.
    #[schemars(extend("x-copies" = "S", "x-next" = "left out"), range(min = 0))]
    pub sessions_delivered: Option<u32>,
    /// Pounds an hour for the adult.
    #[schemars(extend("x-copies" = "S", "x-next" = "carried"), range(min = 0))]
    pub cost_per_hour: Option<f64>,
    /// In the plan's own `provision`: the targets it serves, counting from 1.
    #[schemars(extend("x-copies" = "PS", "x-next" = "begun"))]
    pub targets: Vec<u32>,
    /// In the plan's own `provision`: the area of need it is about.
    #[schemars(extend("x-copies" = "PS", "x-next" = "carried"))]
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
