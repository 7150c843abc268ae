//! The text that `next` writes into the new plan, from `phrases.yaml`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::path::Path;

static PHRASES: LazyLock<Phrases> =
    LazyLock::new(|| serde_yaml::from_str(include_str!("phrases.yaml")).unwrap_or_default());

/// The phrases of `phrases.yaml`, which explains each.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Phrases {
    pub head: Vec<String>,
    pub last_plan: String,
    pub plan_of: String,
    pub the_child: String,
    pub above: Table,
    pub in_a_new_year: Table,
    pub child_said: String,
    pub parents_said: String,
    pub advice: String,
    pub assessment: String,
    pub agreed_when: String,
    pub same_term: String,
    pub holidays: String,
    pub chosen: String,
    pub start: String,
    pub review: String,
    pub summer: String,
    pub autumn: String,
    pub new_year: String,
    pub copy_picture: String,
    pub last_time: String,
    pub meeting: Table,
    pub such_as: String,
    pub targets: String,
    pub undecided: String,
    pub unreviewed: String,
    pub rated: String,
    pub unrated: String,
    pub continues: String,
    pub changed: String,
    pub result: String,
    pub as_found: String,
    pub look_again: String,
    pub measured: String,
    pub not_measured: String,
    pub new: String,
    pub new_target: Table,
    pub which_outcome: String,
    pub served_one: String,
    pub served: String,
}

/// Phrases by path.
#[derive(Default, Deserialize)]
pub(super) struct Table(BTreeMap<String, String>);

impl Table {
    /// Iterates over the phrases, with their paths below another path.
    pub fn below(&self, above: &Path) -> impl Iterator<Item = (Path, &str)> {
        self.0.iter().map(|(place, words)| {
            let place: Path = place.parse().unwrap_or_default();
            let path = above.steps().iter().chain(place.steps()).cloned();
            (path.collect(), words.as_str())
        })
    }
}

/// Returns the phrases.
pub(super) fn phrases() -> &'static Phrases {
    &PHRASES
}

/// Returns a note with last time's words.
pub(super) fn last_time(words: &str) -> String {
    fill(&PHRASES.last_time, &[words.trim()])
}

/// Fills in each `{}` of a phrase, in order.
pub(super) fn fill(phrase: &str, words: &[&str]) -> String {
    let mut words = words.iter();
    let mut filled = String::new();
    for piece in phrase.split_inclusive("{}") {
        match piece.strip_suffix("{}") {
            Some(before) => filled.extend([before, words.next().unwrap_or(&"")]),
            None => filled.push_str(piece),
        }
    }
    filled
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::plan;

    #[test]
    fn the_phrases_parse_and_tables_refer_to_existing_fields() {
        let read = serde_yaml::from_str::<Phrases>(include_str!("phrases.yaml"));
        let phrases = read.unwrap_or_else(|why| panic!("{why}"));
        let root = Path::root();
        let target = root.field("targets").item(0);
        let tables = [&phrases.above, &phrases.in_a_new_year, &phrases.meeting];
        let whole = tables.iter().flat_map(|table| table.below(&root));
        for (path, _) in whole.chain(phrases.new_target.below(&target)) {
            assert!(plan().at(&path).is_some(), "{path}");
        }
        assert_eq!(fill("{} of {}, {}", &["{}", "b"]), "{} of b, ");
    }
}
