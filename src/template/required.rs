//! What a template requires of a plan, and when.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::plan::{Plan, Status};

/// A field that an agreed plan must have.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Required {
    /// The plan path, with `[]` for each item of a list.
    pub key: String,
    /// Another path that may be filled in instead.
    pub or: Option<String>,
    /// A part of the plan; the field is only required if that is present.
    pub r#if: Option<String>,
    /// When it is required; by default always.
    pub when: When,
    /// The question for the teacher if it is missing.
    pub ask: String,
}

/// When something is required.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[non_exhaustive]
pub enum When {
    /// In every plan.
    #[default]
    #[serde(rename = "always")]
    Always,
    /// From Year 9 on.
    #[serde(rename = "year 9")]
    FromYear9,
    /// Once the plan is reviewed.
    #[serde(rename = "reviewed")]
    Reviewed,
}

impl When {
    /// Whether it applies to a plan.
    pub fn applies(self, plan: &Plan) -> bool {
        match self {
            When::Always => true,
            When::FromYear9 => plan.child.year_group.is_some_and(|year| year.number() >= 9),
            When::Reviewed => plan.plan.status == Some(Status::Reviewed),
        }
    }
}
