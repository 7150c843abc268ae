//! Explains abbreviations, so that a parent never meets one unexplained.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};
use serde_json::Value;

static ENGLISH: LazyLock<BTreeMap<String, Entry>> =
    LazyLock::new(|| serde_yaml::from_str(include_str!("glossary.yaml")).unwrap_or_default());

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    long: String,
    meaning: Option<String>,
}

/// An abbreviation and its explanation.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Meaning {
    /// The abbreviation.
    pub short: String,
    /// What it stands for.
    pub long: String,
    /// An explanation in one plain sentence.
    pub meaning: Option<String>,
}

/// The abbreviations that can be explained: the common ones and a school's own.
#[derive(Clone, Debug, Default)]
pub struct Glossary {
    own: BTreeMap<String, String>,
}

impl Glossary {
    /// Adds a school's own abbreviations, with what each stands for, to the common ones.
    pub fn with(own: &BTreeMap<String, String>) -> Glossary {
        Glossary { own: own.clone() }
    }

    /// Whether an abbreviation can be explained.
    pub fn explains(&self, short: &str) -> bool {
        self.own.contains_key(short) || ENGLISH.contains_key(short)
    }

    /// Returns the abbreviations that occur as whole words in any text of `document`, in alphabetical order.
    ///
    /// If one contains another ("EHC plan", "EHC"), the shorter counts only where it occurs by itself. Words in `names`
    /// are ignored, as a child may be called HI or TA.
    pub fn occurring(&self, document: &impl Serialize, names: &[&str]) -> Vec<Meaning> {
        let mut texts = Vec::new();
        if let Ok(value) = serde_json::to_value(document) {
            collect(&value, &mut texts);
        }
        for name in names.iter().filter(|name| is_abbreviation(name)) {
            for text in &mut texts {
                *text = without(text, name).unwrap_or_else(|| std::mem::take(text));
            }
        }
        let own = self.own.keys().filter(|short| is_abbreviation(short));
        let mut shorts: Vec<&String> = own.chain(ENGLISH.keys()).collect();
        shorts.sort_by_key(|short| (std::cmp::Reverse(short.len()), short.as_str()));
        shorts.dedup();
        let mut found: Vec<Meaning> = Vec::new();
        for short in shorts {
            let mut occurs = false;
            for text in &mut texts {
                if let Some(without) = without(text, short) {
                    occurs = true;
                    *text = without;
                }
            }
            if occurs {
                found.extend(self.meaning(short));
            }
        }
        found.sort_by(|a, b| a.short.cmp(&b.short));
        found
    }

    fn meaning(&self, short: &str) -> Option<Meaning> {
        let common = ENGLISH.get(short);
        let long = self.own.get(short).or(common.map(|entry| &entry.long))?;
        Some(Meaning {
            short: short.to_owned(),
            long: long.clone(),
            meaning: common.and_then(|entry| entry.meaning.clone()),
        })
    }
}

/// Collects every printed text in a document's data: not file paths, and not codes that are printed as words.
fn collect(value: &Value, texts: &mut Vec<String>) {
    match value {
        Value::String(text) => texts.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|item| collect(item, texts)),
        Value::Object(fields) => fields
            .iter()
            .filter(|(key, _)| !matches!(key.as_str(), "path" | "code"))
            .for_each(|(_, item)| collect(item, texts)),
        _ => {}
    }
}

/// Whether something can be a word in a text: it has a letter or a digit.
pub(crate) fn is_abbreviation(short: &str) -> bool {
    short.contains(char::is_alphanumeric)
}

/// Replaces `word` with a space wherever no letter or digit is next to it; `None` if it does not occur.
fn without(text: &str, word: &str) -> Option<String> {
    let alone = |at: usize| {
        let before = text.get(..at).and_then(|part| part.chars().next_back());
        let after = text
            .get(at + word.len()..)
            .and_then(|part| part.chars().next());
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    };
    let mut left = String::new();
    let mut from = 0;
    for (at, _) in text.match_indices(word).filter(|(at, _)| alone(*at)) {
        left.push_str(text.get(from..at)?);
        left.push(' ');
        from = at + word.len();
    }
    if from == 0 {
        return None;
    }
    left.push_str(text.get(from..)?);
    Some(left)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_glossary_can_be_parsed() {
        assert!(ENGLISH.len() > 30);
    }

    #[test]
    fn only_whole_words_that_occur_are_explained() {
        let glossary = Glossary::with(&BTreeMap::from([(
            "LSB".into(),
            "Learning Support Base".into(),
        )]));
        let texts = ["The SENCO and the TA", "An EHC plan", "LSB; STAR"];
        let found = glossary.occurring(&texts, &[]);
        let shorts: Vec<&str> = found.iter().map(|found| found.short.as_str()).collect();
        assert_eq!(shorts, ["EHC plan", "LSB", "SENCO", "TA"]);
    }

    #[test]
    fn a_childs_name_is_never_explained() {
        let glossary = Glossary::default();
        let texts = ["HI likes the TA", "HI's friend HI-LO"];
        let found = glossary.occurring(&texts, &["HI", "Tran"]);
        let shorts: Vec<&str> = found.iter().map(|found| found.short.as_str()).collect();
        assert_eq!(shorts, ["TA"]);
    }

    #[test]
    fn a_word_without_letters_is_never_found() {
        let own = ["", " ", "-", "\u{301}"].map(|short| (short.to_owned(), "x".to_owned()));
        let glossary = Glossary::with(&BTreeMap::from(own));
        let found = glossary.occurring(&["The TA - and the TA", ""], &[]);
        let shorts: Vec<&str> = found.iter().map(|found| found.short.as_str()).collect();
        assert_eq!(shorts, ["TA"]);
    }
}
