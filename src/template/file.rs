//! A `template.yaml` as typed data.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Required;
use crate::path::{Path, at};

/// The whole file.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(super) struct TemplateFile {
    pub name: Option<String>,
    /// The file with the fixed words.
    pub words: Option<String>,
    pub layouts: Layouts,
    pub lists: Lists,
    pub copies: Copies,
    pub review: Review,
    pub required: Vec<Required>,
}

/// The file of each layout.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Layouts {
    parent: String,
    child: String,
    wall: String,
    staff: String,
    review: String,
    pack: String,
}

impl Default for Layouts {
    fn default() -> Layouts {
        let file = |name: &str| format!("{name}.typ");
        Layouts {
            parent: file("parent"),
            child: file("child"),
            wall: file("wall"),
            staff: file("staff"),
            review: file("review"),
            pack: file("pack"),
        }
    }
}

impl Layouts {
    /// Returns each layout with its file.
    pub fn all(&self) -> [(&'static str, &str); 6] {
        [
            ("parent", &self.parent),
            ("child", &self.child),
            ("wall", &self.wall),
            ("staff", &self.staff),
            ("review", &self.review),
            ("pack", &self.pack),
        ]
    }

    /// Returns the file of a layout.
    pub fn of(&self, name: &str) -> Option<&str> {
        let found = self.all().into_iter().find(|(known, _)| *known == name);
        found.map(|(_, file)| file)
    }
}

/// The sections of each copy.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Copies {
    pub parent: Vec<Section>,
    pub child: Vec<Section>,
    pub staff: Vec<Section>,
}

/// The sections of each reader's page of the review form.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Review {
    pub child: Vec<Section>,
    pub parents: Vec<Section>,
    pub staff: Vec<Section>,
}

/// A section of a copy, and what is printed above it.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Section {
    pub section: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub heading: Option<String>,
    /// The heading if the young person reads the copy.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub heading_for_you: Option<String>,
    /// The parts of a section that has no heading of its own.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Part>,
}

#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Part {
    pub part: Option<String>,
    pub heading: Option<String>,
}

/// The lists of choices that differ between authorities.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Lists {
    provision: Vec<Choice>,
    area: Vec<Choice>,
    need: Vec<Choice>,
    decision: Vec<Choice>,
}

/// A word in a list.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Choice {
    /// The format's word.
    pub value: Option<String>,
    /// The text that the copies print for it.
    pub prints: Option<String>,
    /// Other words for it that a plan may use.
    #[serde(skip_serializing)]
    pub also: Vec<String>,
}

impl TemplateFile {
    /// Returns the sections of each copy and of each page of the review form, with their paths.
    pub fn copies(&self) -> [(Path, &[Section]); 6] {
        let (copies, review) = (&self.copies, &self.review);
        [
            (at!("copies", "parent"), &copies.parent),
            (at!("copies", "child"), &copies.child),
            (at!("copies", "staff"), &copies.staff),
            (at!("review", "child"), &review.child),
            (at!("review", "parents"), &review.parents),
            (at!("review", "staff"), &review.staff),
        ]
    }
}

impl Choice {
    /// Whether it stands for one of the format's words.
    pub fn is(&self, word: &str) -> bool {
        self.value.as_deref() == Some(word)
    }

    /// Whether a plan may use a word for it.
    pub fn accepts(&self, word: &str) -> bool {
        let same = |other: &String| other.to_lowercase() == word.to_lowercase();
        self.value.iter().chain(&self.also).any(same)
    }
}

impl Lists {
    /// Returns each list with its name and the path of a field that uses it.
    pub(super) fn all(&self) -> [(&'static str, Path, &[Choice]); 4] {
        [
            ("provision", at!("child", "provision"), &self.provision),
            ("area", at!("targets", 0, "area"), &self.area),
            ("need", at!("child", "need", "primary"), &self.need),
            ("decision", at!("review", "decision"), &self.decision),
        ]
    }

    /// Returns what the copies print for one of the format's words.
    pub fn prints<'a>(&'a self, word: &'a str) -> &'a str {
        let lists = self.all();
        let mut choices = lists.into_iter().flat_map(|(_, _, choices)| choices);
        let found = choices.find(|choice| choice.is(word));
        found
            .and_then(|choice| choice.prints.as_deref())
            .unwrap_or(word)
    }

    /// Returns the word, of those that a field allows, for which `text` is a synonym.
    pub fn meant<'a>(&self, allowed: &'a [String], text: &str) -> Option<&'a str> {
        let lists = self.all();
        let choices = lists.into_iter().flat_map(|(_, _, choices)| choices);
        let mut meant = choices.filter(|choice| choice.accepts(text));
        meant.find_map(|choice| {
            let word = allowed.iter().find(|word| choice.is(word));
            word.map(String::as_str)
        })
    }
}
