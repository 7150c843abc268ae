//! What to write instead of a name that is not there: the nearest one, or the part that it belongs to.

use serde_json::Value as Json;

use super::old::value;
use super::tree::Entry;
use super::{other_words, schema};

/// What to write instead of a field that is not there: the nearest name here, or where the name belongs.
pub(super) fn for_unknown(key: &str, known: &[&str], path: &str, root: &Json) -> String {
    let plain = key.trim().to_lowercase().replace([' ', '-'], "_");
    let other = other_words::fields(&plain).or_else(|| other_words::fields(&key.to_lowercase()));
    let meant = other.unwrap_or(plain.as_str());
    if known.contains(&meant) {
        return format!("write `{meant}`");
    }
    let likeness = |name: &str| strsim::jaro_winkler(name, &plain);
    let nearest = known
        .iter()
        .max_by(|a, b| likeness(a).total_cmp(&likeness(b)));
    if let Some(nearest) = nearest.filter(|name| likeness(name) > 0.85) {
        return format!("did you mean `{nearest}`?");
    }
    let mut homes = Vec::new();
    homes_of(meant, root, root, "", &mut homes);
    let above = path.rsplit_once('.').map_or("", |(above, _)| above);
    let below = |home: &&String| {
        home.rsplit_once('.')
            .is_some_and(|(above, _)| above == bare(path))
    };
    let beside = homes.iter().find(|home| bare(home) == bare(above));
    let near = beside.or_else(|| homes.iter().find(below));
    match (near.or(homes.first()), homes.len()) {
        (Some(home), _) if home.is_empty() => {
            format!("`{meant}` belongs at the beginning of a line, not inside another part")
        }
        (Some(home), count) if count == 1 || near.is_some() => {
            format!("`{meant}` belongs under `{home}`: check how far in it stands")
        }
        (Some(_), count) if count <= 3 => {
            let homes: Vec<&str> = homes.iter().map(String::as_str).collect();
            format!("`{meant}` belongs under {}", listed(&homes))
        }
        _ => match nearest.filter(|name| likeness(name) > 0.72) {
            Some(nearest) => format!("did you mean `{nearest}`?"),
            None if known.is_empty() => "leave it out".to_owned(),
            None => format!("the fields here are {}", listed(known)),
        },
    }
}

/// What is wrong with a file that holds no names with their values, and how to begin it.
pub(super) fn for_no_group(nothing: bool, of_a_school: bool) -> (&'static str, &'static str) {
    let message = match (nothing, of_a_school) {
        (true, _) => "the file is empty",
        (_, true) => "this is no school's file: it has no names followed by `:`",
        (_, false) => "this file is not a plan: it has no names followed by `:`",
    };
    let help = if of_a_school {
        "begin it with `school:` and, below that, `name:` with the school's name"
    } else {
        "`sendplan new` writes a plan to fill in"
    };
    (message, help)
}

/// What is said of a target in the list of another part.
pub(super) const STRANGE_TARGET: (&str, &str) = (
    "this looks like a target: it belongs under `targets:`",
    "move all of it, from its `- ` to the last of its lines, to the list under `targets:`",
);

/// The first line of a group that is a target, in a list of something else.
pub(super) fn strange_target<'a, T>(
    entries: &'a [Entry],
    known: &[(&str, T)],
    path: &str,
) -> Option<&'a Entry> {
    let has = |name: &str| entries.iter().any(|entry| entry.key == name);
    let of_its_own = ["i_can", "success", "strategies", "baseline"];
    let target = has("target") && of_its_own.into_iter().any(has);
    let at_home = known.iter().any(|(name, _)| *name == "target");
    entries
        .first()
        .filter(|_| target && !at_home && path.ends_with(']'))
}

/// The parts of the schema that have a field of this name, each as a path without list numbers.
fn homes_of(key: &str, schema: &Json, root: &Json, path: &str, homes: &mut Vec<String>) {
    let target = schema.get("$ref").and_then(Json::as_str);
    if let Some(target) = target.and_then(|target| root.pointer(target.trim_start_matches('#'))) {
        return homes_of(key, target, root, path, homes);
    }
    let wrapped = ["allOf", "anyOf"]
        .iter()
        .find_map(|key| schema.get(key)?.get(0));
    if let Some(first) = wrapped {
        return homes_of(key, first, root, path, homes);
    }
    if let Some(items) = schema.get("items") {
        return homes_of(key, items, root, path, homes);
    }
    let fields = schema.get("properties").and_then(Json::as_object);
    for (name, field) in fields.into_iter().flatten() {
        if name == key {
            homes.push(path.to_owned());
        }
        homes_of(key, field, root, &super::join(path, name), homes);
    }
}

/// A path without the numbers of lists.
fn bare(path: &str) -> String {
    let mut bare = String::new();
    let mut inside = false;
    for letter in path.chars() {
        match letter {
            '[' => inside = true,
            ']' => inside = false,
            _ if !inside => bare.push(letter),
            _ => {}
        }
    }
    bare
}

/// The last name of a path, as a message calls it.
pub(super) fn named(path: &str) -> String {
    let bare = bare(path);
    bare.rsplit('.').next().unwrap_or_default().to_owned()
}

/// A key of the file as a message names it: one that the format does not know may be the plan's own words.
pub(super) fn field(key: &str) -> String {
    let shown = short(key);
    let plain = |sign: u8| sign.is_ascii_lowercase() || sign == b'_';
    if schema::has_name(&shown) {
        format!("`{shown}`")
    } else if shown.bytes().all(plain) {
        value(format!("`{shown}`"))
    } else {
        format!("“{shown}”")
    }
}

/// A value short enough for a message, without marks that would look like the message's own.
pub(super) fn short(text: &str) -> String {
    const MOST: usize = 40;
    let one_line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let visible: String = one_line
        .chars()
        .filter(|letter| !letter.is_control())
        .map(|letter| {
            if "“”\"`".contains(letter) {
                '\''
            } else {
                letter
            }
        })
        .collect();
    if visible.chars().count() <= MOST {
        return visible;
    }
    let start: String = visible.chars().take(MOST).collect();
    format!("{}…", start.trim_end())
}

/// "`a`, `b` or `c`".
pub(super) fn listed(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    match quoted.as_slice() {
        [] => String::new(),
        [only] => only.clone(),
        [head @ .., last] => format!("{} or {last}", head.join(", ")),
    }
}
