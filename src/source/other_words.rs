//! Teachers' other words for the names and values of a plan: data in `other_words.txt`.

use std::sync::LazyLock;

/// An other word, what it stands for in a plan, and whether that is a field's name.
struct Entry {
    other: &'static str,
    meant: &'static str,
    field: bool,
}

static ENTRIES: LazyLock<Vec<Entry>> = LazyLock::new(|| {
    let mut field = true;
    let mut entries = Vec::new();
    for line in include_str!("other_words.txt").lines() {
        if line.starts_with('[') {
            field = line == "[fields]";
        } else if let Some((meant, others)) =
            line.split_once(": ").filter(|_| !line.starts_with('#'))
        {
            let entry = |other| Entry {
                other,
                meant,
                field,
            };
            entries.extend(others.split(", ").map(entry));
        }
    }
    entries
});

/// The field that goes by another name here.
pub(super) fn fields(other: &str) -> Option<&'static str> {
    let found = ENTRIES
        .iter()
        .find(|entry| entry.field && entry.other == other);
    found.map(|entry| entry.meant)
}

/// The value, of those that a field can have, that goes by another word here.
pub(super) fn value<'a>(other: &str, words: &[&'a str]) -> Option<&'a str> {
    let found = ENTRIES
        .iter()
        .filter(|entry| !entry.field && entry.other == other);
    found
        .filter_map(|entry| words.iter().find(|word| **word == entry.meant))
        .next()
        .copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_words_stand_for_words_that_a_plan_has() {
        let schema = crate::source::plan_schema().to_string();
        assert!(ENTRIES.len() > 100);
        for Entry { other, meant, .. } in ENTRIES.iter() {
            assert!(schema.contains(&format!("\"{meant}\"")), "{other}: {meant}");
        }
    }
}
