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

/// What is said of a field that other councils' forms have and a plan does not.
pub(super) fn elsewhere(name: &str) -> Option<&'static str> {
    const KEPT: &str = "a plan has no place for it: it stands in the school's own records";
    let known = [
        (
            &[
                "religion",
                "faith",
                "ethnicity",
                "ethnic_group",
                "ethnic_origin",
            ][..],
            KEPT,
        ),
        (
            &[
                "attendance",
                "attendance_percentage",
                "exclusions",
                "free_school_meals",
                "fsm",
                "pupil_premium",
            ],
            KEPT,
        ),
        (
            &[
                "date_of_entry",
                "entry_date",
                "date_of_admission",
                "admission_date",
                "date_joined",
            ],
            KEPT,
        ),
        (&["nhs_number", "doctor", "gp"], KEPT),
    ];
    let found = known.into_iter().find(|(names, _)| names.contains(&name));
    found.map(|(_, help)| help)
}

/// Whether another word for a field says only nearly the same, so that what stands behind it may not be the field's.
pub(super) fn is_loose(other: &str) -> bool {
    const LOOSE: &[&str] = &[
        "gender",
        "sex",
        "eal",
        "language",
        "teacher",
        "author",
        "parents",
        "time",
        "group",
        "ratio",
        "duration",
        "length",
        "frequency",
        "first_name",
        "preferred",
        "number",
        "rating",
        "support",
        "adult",
        "state",
    ];
    LOOSE.contains(&other)
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
        let schema = crate::format::plan_schema().to_string();
        assert!(ENTRIES.len() > 100);
        for Entry { other, meant, .. } in ENTRIES.iter() {
            assert!(schema.contains(&format!("\"{meant}\"")), "{other}: {meant}");
        }
    }
}
