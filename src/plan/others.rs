//! Who else has advised, and what other plans the child has.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::DayOrMonth;

/// Another plan the child has.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct OtherPlan {
    /// Its name.
    #[schemars(extend("x-copies" = "PS", "x-next" = "carried"))]
    #[schemars(example = &"Individual healthcare plan (asthma)")]
    pub name: Option<String>,
    /// Who keeps it.
    #[schemars(extend("x-copies" = "PS", "x-next" = "carried"))]
    #[schemars(example = &"School office")]
    pub held_by: Option<String>,
    /// When it is reviewed.
    #[schemars(extend("x-copies" = "PS", "x-next" = "carried"))]
    #[schemars(example = &"2027-01-15")]
    pub review: Option<NaiveDate>,
}

/// A professional who has advised, and what they advised.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Professional {
    /// Their name.
    #[schemars(extend("x-copies" = "PS", "x-next" = "carried"))]
    #[schemars(example = &"Dr Ruth Adeyemi")]
    pub name: Option<String>,
    /// Their role.
    #[schemars(extend("x-copies" = "PS", "x-next" = "carried"))]
    #[schemars(example = &"Speech and language therapist")]
    pub role: Option<String>,
    /// When they advised, to the day or the month.
    #[schemars(extend("x-copies" = "PS", "x-next" = "carried"))]
    #[schemars(example = &"2026-06-18")]
    pub date: Option<DayOrMonth>,
    /// What they advised.
    #[schemars(extend("x-copies" = "PS", "x-next" = "carried"))]
    #[schemars(example = &"Short chunks of language with pictures; wait ten seconds.")]
    pub advice: Option<String>,
}
