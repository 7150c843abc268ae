//! How much a plan may hold: far more than any plan needs, and no more than copies can be made of in little time and memory.

use super::Path;

/// A limit, and what it is a limit of.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Limit {
    /// What is counted, in words for the reference of the format.
    pub what: &'static str,
    /// The most that there may be.
    pub most: usize,
    /// The fields whose texts or items are counted, by the last of their names; none where all of them are.
    fields: &'static [&'static str],
}

/// The letters of all texts of a plan together.
pub(crate) const ALL_TEXTS: Limit = Limit {
    what: "letters in all texts of a plan together",
    most: 40_000,
    fields: &[],
};

/// The letters of one text. The first that is for a field holds.
const TEXTS: &[Limit] = &[
    Limit {
        what: "letters in a name, a role, a reference, a class, an address or the name of a file",
        most: 255,
        fields: &[
            "name",
            "known_as",
            "id",
            "class",
            "key_person",
            "written_by",
            "with_advice_from",
            "present",
            "home_language",
            "role",
            "who",
            "by",
            "held_by",
            "overseen_by",
            "staff",
            "place",
            "where",
            "when",
            "email",
            "phone",
            "address",
            "file",
            "relationship",
        ],
    },
    Limit {
        what: "letters in what a picture shows (`alt`)",
        most: 1_000,
        fields: &["alt"],
    },
    Limit {
        what: "letters in any other text",
        most: 10_000,
        fields: &[],
    },
];

/// The items of one list. The first that is for a field holds.
const LISTS: &[Limit] = &[
    Limit {
        what: "recipients, each of whom gets a copy",
        most: 12,
        fields: &["recipients"],
    },
    Limit {
        what: "targets, and areas in `needs`",
        most: 20,
        fields: &["targets", "needs"],
    },
    Limit {
        what: "items in any other list",
        most: 50,
        fields: &[],
    },
];

/// Every limit of a plan, in the order in which they are read.
pub fn limits() -> impl Iterator<Item = &'static Limit> {
    [TEXTS, &[ALL_TEXTS], LISTS].into_iter().flatten()
}

/// The most letters of a text.
pub(crate) fn of_text(path: &Path) -> usize {
    of(TEXTS, path)
}

/// The most items of a list.
pub(crate) fn of_list(path: &Path) -> usize {
    of(LISTS, path)
}

fn of(limits: &[Limit], path: &Path) -> usize {
    let fields = path.fields();
    let name = fields.name().unwrap_or_default();
    let holds = |limit: &&Limit| limit.fields.is_empty() || limit.fields.contains(&name);
    limits
        .iter()
        .find(holds)
        .map_or(usize::MAX, |limit| limit.most)
}
