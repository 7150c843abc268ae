//! Who does what, how the last targets went, the review meeting and those who get a copy.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::support::own_line;
use super::{DayAndTime, Decision, Format, Next, Results};

/// What school, home and the child will each do (Code of Practice 6.65).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct WhoDoesWhat {
    /// What school will do.
    #[schemars(extend("x-copies" = "PS", "x-next" = "carried"))]
    #[schemars(example = vec!["Ms Okafor greets Amina each morning and shows her what is next"])]
    pub school: Vec<String>,
    /// What the parents will do.
    #[schemars(extend("x-copies" = "PS", "x-next" = "carried"))]
    #[schemars(example = vec!["Play the word game from the red bag for ten minutes, three evenings a week"])]
    pub home: Vec<String>,
    /// What the child will do, in the child's words.
    #[schemars(extend("x-copies" = "PCS", "x-next" = "carried"))]
    #[schemars(example = vec!["I will show my help card"])]
    pub child: Vec<String>,
}

/// One of the last cycle's targets and how it went.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Previous {
    /// The target.
    #[schemars(extend("x-copies" = "PS", "x-next" = "begun"))]
    #[schemars(example = &"Amina joins in a paired task for five minutes without adult help.")]
    pub target: Option<String>,
    /// The target as the child said it.
    #[schemars(extend("x-copies" = "C", "x-next" = "begun"))]
    #[schemars(example = &"I can work with my partner for five minutes.")]
    pub i_can: Option<String>,
    /// How it went.
    #[schemars(extend("x-copies" = "PCS", "x-next" = "begun"))]
    #[schemars(example = &"achieved")]
    pub result: Option<Results>,
    /// The evidence for it.
    #[schemars(extend("x-copies" = "PS", "x-next" = "begun"))]
    #[schemars(example = &"Observed in six of seven paired tasks in June.")]
    pub evidence: Option<String>,
    /// What happens to it next.
    #[schemars(extend("x-copies" = "PS", "x-next" = "begun"))]
    #[schemars(example = &"close")]
    pub next: Option<Next>,
}

impl Previous {
    /// Returns the line on the child's copy, and the field that contains it.
    pub fn own_line(&self) -> Option<(&'static str, &str)> {
        own_line(&self.i_can, &self.target)
    }
}

/// The review of this plan: the meeting and, afterwards, what was said and decided.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Review {
    /// When and where the meeting is.
    #[schemars(extend("x-copies" = "PS"))]
    pub meeting: Option<Meeting>,
    /// The day it took place.
    #[schemars(extend("x-copies" = "PS", "x-next" = "left out"))]
    #[schemars(extend("x-new" = "offered"), example = &"2026-12-07")]
    pub date: Option<NaiveDate>,
    /// Who was there.
    #[schemars(extend("x-copies" = "PS", "x-next" = "left out"))]
    #[schemars(extend("x-new" = "offered"), example = vec!["Mrs Hodan Yusuf"])]
    pub present: Vec<String>,
    /// What the child said.
    #[schemars(extend("x-copies" = "PCS", "x-next" = "left out"))]
    #[schemars(extend("x-new" = "offered"), example = &"I like my help card.")]
    pub child_view: Option<String>,
    /// What the parents said.
    #[schemars(extend("x-copies" = "PS", "x-next" = "left out"))]
    #[schemars(extend("x-new" = "offered"), example = &"She asks for help at home now.")]
    pub parent_view: Option<String>,
    /// What was decided.
    #[schemars(extend("x-copies" = "PS", "x-next" = "left out"))]
    #[schemars(extend("x-new" = "offered"), example = &"continue SEN support")]
    pub decision: Option<Decision>,
    /// The day the parents were told of the decision.
    #[schemars(extend("x-copies" = "PS", "x-next" = "left out"))]
    #[schemars(extend("x-new" = "offered"), example = &"2026-12-07")]
    pub parents_notified: Option<NaiveDate>,
}

/// When and where the review meeting is.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Meeting {
    /// The day and the time it starts, in London time: `2026-12-07T15:30`.
    #[schemars(extend("x-copies" = "PS", "x-next" = "asked"))]
    #[schemars(extend("x-note" = "day and time of the meeting: {}"), example = &"2026-12-07T15:30")]
    pub start: Option<DayAndTime>,
    /// How many minutes it lasts.
    #[schemars(extend("x-copies" = "PS", "x-next" = "asked"), range(min = 1))]
    #[schemars(example = 45)]
    pub minutes: Option<u32>,
    /// Where it is.
    #[schemars(extend("x-copies" = "PS", "x-next" = "asked"))]
    #[schemars(example = &"Room 2")]
    pub place: Option<String>,
}

/// Someone who gets a parent's copy of their own.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Recipient {
    /// Their name; it appears on their own copy and the staff's, never on another recipient's.
    #[schemars(extend("x-copies" = "PS", "x-next" = "carried"))]
    #[schemars(example = &"Mrs Hodan Yusuf")]
    pub name: Option<String>,
    /// Who they are to the child: mother, father, grandparent, carer, or `self` from 16.
    #[schemars(extend("x-copies" = "PS", "x-next" = "carried"))]
    #[schemars(example = &"mother")]
    pub relationship: Option<String>,
    /// Their e-mail address.
    #[schemars(extend("x-copies" = "S", "x-next" = "carried"))]
    #[schemars(extend("x-new" = "offered"), example = &"hodan.yusuf@mail.example")]
    pub email: Option<String>,
    /// The format of their copy; `standard` if left out.
    #[schemars(extend("x-copies" = "S", "x-next" = "carried"))]
    #[schemars(extend("x-new" = "offered"), example = &"large print")]
    pub format: Option<Format>,
}

impl Recipient {
    /// Whether this is the young person, from 16: the relationship is `self`, in any case.
    pub fn is_self(&self) -> bool {
        let relationship = self.relationship.as_deref().unwrap_or_default();
        relationship.trim().eq_ignore_ascii_case("self")
    }

    /// Whether the relationship is a job, such as `social worker`, which no parent or carer has.
    pub fn is_professional(&self) -> bool {
        const JOBS: &[&str] = &[
            "adviser",
            "advisor",
            "assistant",
            "coordinator",
            "counsellor",
            "doctor",
            "headteacher",
            "manager",
            "mentor",
            "nurse",
            "officer",
            "psychologist",
            "school",
            "senco",
            "solicitor",
            "teacher",
            "therapist",
            "tutor",
            "worker",
        ];
        let relationship = self.relationship.as_deref().unwrap_or_default();
        let last = relationship
            .split_whitespace()
            .next_back()
            .unwrap_or_default();
        JOBS.contains(&last.to_lowercase().as_str())
    }
}
