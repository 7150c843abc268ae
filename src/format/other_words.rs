//! Synonyms that teachers use for the fields and values of a plan, from `other_words.txt`.

use std::sync::LazyLock;

/// A synonym, and the plan's word for it.
struct Entry {
    section: &'static str,
    other: &'static str,
    meant: &'static str,
    /// Whether it is only roughly the same, so that its value may not suit the field.
    is_loose: bool,
}

static ENTRIES: LazyLock<Vec<Entry>> = LazyLock::new(|| {
    let mut section = "";
    let mut entries = Vec::new();
    for line in include_str!("other_words.txt").lines() {
        if line.starts_with('[') {
            section = line;
        } else if let Some((meant, others)) =
            line.split_once(": ").filter(|_| !line.starts_with('#'))
        {
            entries.extend(others.split(", ").map(|other| Entry {
                section,
                other: other.trim_start_matches('~'),
                meant,
                is_loose: other.starts_with('~'),
            }));
        }
    }
    entries
});

fn entries(section: &str, other: &str) -> impl Iterator<Item = &'static Entry> {
    let is_meant = move |entry: &&Entry| entry.section == section && entry.other == other;
    ENTRIES.iter().filter(is_meant)
}

/// Returns the field for a synonym, and whether the match is loose.
pub(super) fn field(other: &str) -> Option<(&'static str, bool)> {
    let found = entries("[fields]", other).next();
    found.map(|entry| (entry.meant, entry.is_loose))
}

/// Returns the value, of those allowed, for a synonym.
pub(super) fn value<'a>(other: &str, words: &[&'a str]) -> Option<&'a str> {
    let mut found = entries("[values]", other);
    found.find_map(|entry| words.iter().find(|word| **word == entry.meant).copied())
}

/// Returns the help for a field that other councils' forms have and a plan does not.
pub(super) fn elsewhere(name: &str) -> Option<&'static str> {
    let found = entries("[school's own records]", name).next();
    found.map(|_| "a plan does not hold this: keep it in the school's own records")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_synonym_maps_to_a_word_of_the_format() {
        let schema = crate::format::plan_schema().to_string();
        assert!(ENTRIES.len() > 100);
        for Entry { other, meant, .. } in ENTRIES.iter().filter(|entry| entry.meant != "kept") {
            assert!(schema.contains(&format!("\"{meant}\"")), "{other}: {meant}");
        }
    }
}
