//! The school, and the school's own settings in `school.yaml`.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{Calendar, Kind, Photo, SchoolTerm};

/// The school as the copies name it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct School {
    /// The school's name.
    #[schemars(extend("x-copies" = "PCS", "x-next" = "carried"))]
    #[schemars(example = &"Kingfisher Primary School")]
    pub name: Option<String>,
    /// The word the copies use for it; `school` if left out.
    #[schemars(extend("x-copies" = "PCS", "x-next" = "carried"))]
    #[schemars(extend("x-new" = "given"), example = &"school")]
    pub kind: Option<Kind>,
    /// The special educational needs coordinator.
    #[schemars(extend("x-copies" = "PCS"))]
    pub senco: Senco,
    /// The school's address on one line.
    #[schemars(extend("x-copies" = "PS", "x-next" = "carried"))]
    #[schemars(example = &"12 Canal Walk, London N1 0AA")]
    pub address: Option<String>,
    /// The school's logo.
    #[schemars(extend("x-copies" = "PCS"))]
    #[schemars(extend("x-new" = "offered", "x-note" = "a picture in this folder"))]
    #[schemars(example = json!({"file": "logo.svg", "alt": "Kingfisher Primary School"}))]
    pub logo: Option<Photo>,
}

/// The special educational needs coordinator.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Senco {
    /// The SENCO's name.
    #[schemars(extend("x-copies" = "PCS", "x-next" = "carried"))]
    #[schemars(example = &"Mr Tom Reilly")]
    pub name: Option<String>,
    /// The SENCO's e-mail address at the school.
    #[schemars(extend("x-copies" = "PS", "x-next" = "carried"))]
    #[schemars(example = &"senco@kingfisher.example")]
    pub email: Option<String>,
    /// The SENCO's telephone number at the school.
    #[schemars(extend("x-copies" = "PS", "x-next" = "carried"))]
    #[schemars(example = &"020 7946 0101")]
    pub phone: Option<String>,
}

impl School {
    /// Fills in this school's missing details from `inherited`, field by field.
    pub fn or(self, inherited: &School) -> School {
        let senco = &inherited.senco;
        School {
            name: self.name.or_else(|| inherited.name.clone()),
            kind: self.kind.or(inherited.kind),
            senco: Senco {
                name: self.senco.name.or_else(|| senco.name.clone()),
                email: self.senco.email.or_else(|| senco.email.clone()),
                phone: self.senco.phone.or_else(|| senco.phone.clone()),
            },
            address: self.address.or_else(|| inherited.address.clone()),
            logo: self.logo.or_else(|| inherited.logo.clone()),
        }
    }
}

/// How seriously a rule is taken.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Severity {
    /// Not checked.
    Off,
    /// Reported, but copies are still made.
    Warning,
    /// Reported, and no copy is made until it is fixed.
    Error,
}

/// A `school.yaml`: the school's details for every plan in the folders below, and its settings.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct SchoolFile {
    /// The version of the format: 1. May be left out.
    #[schemars(extend("x-new" = "given"), example = 1)]
    pub version: Option<u64>,
    /// The school.
    pub school: School,
    /// Abbreviations this school explains to its parents, each with its meaning.
    #[schemars(extend("x-new" = "offered"), example = json!({"LSB": "Learning Support Base"}))]
    pub glossary: BTreeMap<String, String>,
    /// How seriously each rule is taken here, by the rule's name: `off`, `warning` or `error`.
    #[schemars(extend("x-new" = "offered"), example = json!({"target-count": "off"}))]
    pub checks: BTreeMap<String, Severity>,
    /// The school's terms: weeks are counted and dates checked by them.
    #[schemars(extend("x-new" = "offered"))]
    pub terms: Vec<SchoolTerm>,
    /// Other days that the school is closed on, such as training days.
    #[schemars(extend("x-new" = "offered"), example = vec!["2026-09-04"])]
    pub closed: Vec<NaiveDate>,
    /// What the school has decided about invitations.
    #[schemars(extend("x-new" = "left out"))]
    pub invite: Inviting,
}

impl SchoolFile {
    /// Returns the calendar of school days.
    pub fn calendar(&self) -> Calendar {
        Calendar::new(&self.terms, &self.closed)
    }
}

/// What a school has decided about invitations by e-mail.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Inviting {
    /// Whether the school has chosen to send copies without a password: `sendplan invite` then does not mention it.
    pub unprotected: bool,
}
