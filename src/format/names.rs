//! Suggests what to write instead of an unknown key: the most similar one, or where the key belongs.

use super::field::{Field, Kind};
use super::other_words;
use super::schema;
use crate::diagnostic::message::value;
use crate::diagnostic::{Message, Part, message, words};
use crate::path::{Path, Step};
use crate::yaml::Entry;

/// Suggests what to write instead of an unknown field: the most similar name here, or where the name belongs. Also
/// returns the name in the same group that was certainly meant, if any.
pub(super) fn meant(
    key: &str,
    known: &[Field],
    path: &Path,
    format: &Kind,
) -> (Option<String>, Message) {
    let plain = key.trim().to_lowercase().replace([' ', '-'], "_");
    let sure = |name: &str, help: Message| (Some(name.to_owned()), help);
    let other = |help: Message| (None, help);
    if let Some(help) = other_words::elsewhere(&plain) {
        return other(help.into());
    }
    let names: Vec<&str> = known.iter().map(|field| field.name.as_str()).collect();
    let synonym = other_words::field(&plain).or_else(|| other_words::field(&key.to_lowercase()));
    let (word, is_loose) = synonym.unwrap_or((plain.as_str(), false));
    if names.contains(&word) {
        let help = message!("write `{}`", words(word.to_owned()));
        return if is_loose {
            other(help)
        } else {
            sure(word, help)
        };
    }
    let likeness = |name: &str| strsim::jaro_winkler(name, &plain);
    let nearest = names
        .iter()
        .max_by(|a, b| likeness(a).total_cmp(&likeness(b)))
        .copied();
    let near_enough =
        |least: f64| nearest.filter(|name| likeness(name) > least && may_be_misspelt(&plain, name));
    if let Some(nearest) = near_enough(0.85) {
        let help = message!("did you mean `{}`?", words(nearest.to_owned()));
        return if is_typo(&plain, nearest, 2) {
            sure(nearest, help)
        } else {
            other(help)
        };
    }
    let mut parents: Vec<Path> = Vec::new();
    if format.field(word).is_some() {
        parents.push(Path::root());
    }
    format.walk(&Path::root(), &mut |path, field| {
        let has_field = field.kind.field(word).is_some()
            || field
                .kind
                .item()
                .is_some_and(|item| item.field(word).is_some());
        if has_field {
            parents.push(path.clone());
        }
    });
    let here = path.fields();
    let above = here.parent().unwrap_or_default();
    let beside = parents.iter().find(|parent| **parent == above);
    let below = || {
        parents
            .iter()
            .find(|parent| parent.parent().is_some_and(|above| above == here))
    };
    let near = beside.or_else(below);
    let belongs = words(word.to_owned());
    match (near.or(parents.first()), parents.len()) {
        (Some(parent), _) if parent.is_root() => other(message!(
            "`{}` belongs at the beginning of a line, not inside another part",
            belongs
        )),
        (Some(parent), count) if count == 1 || near.is_some() => other(message!(
            "`{}` belongs under `{}`: check how far it is indented",
            belongs,
            words(parent.to_string())
        )),
        (Some(_), count) if count <= 3 => {
            let parents: Vec<String> = parents.iter().map(Path::to_string).collect();
            let parents: Vec<&str> = parents.iter().map(String::as_str).collect();
            other(message!(
                "`{}` belongs under {}",
                belongs,
                words(listed(&parents))
            ))
        }
        _ => match near_enough(0.72) {
            Some(nearest) => other(message!("did you mean `{}`?", words(nearest.to_owned()))),
            None if names.is_empty() => other("leave it out".into()),
            None => other(message!("the fields here are {}", words(listed(&names)))),
        },
    }
}

/// Whether a word may be a misspelling of a name: it begins alike, or differs by a letter or two. `religion` is not one
/// of `provision`.
fn may_be_misspelt(word: &str, name: &str) -> bool {
    let first = |word: &str| word.chars().next();
    let begins = first(word) == first(name) && word.chars().nth(1) == name.chars().nth(1);
    begins || strsim::damerau_levenshtein(word, name) <= 2
}

/// Whether a word is a name with a few letters added, missing or swapped. A short name too easily becomes another word.
pub(crate) fn is_typo(word: &str, name: &str, letters: usize) -> bool {
    name.len() > 4 && strsim::damerau_levenshtein(word, name) <= letters
}

/// The message and help for a target in the list of another part.
pub(super) const STRANGE_TARGET: (&str, &str) = (
    "this looks like a target: it belongs under `targets:`",
    "move all of it, from its `- ` to the last of its lines, to the list under `targets:`",
);

/// Returns the first entry of a group that looks like a target but is in a list of something else.
pub(super) fn strange_target<'a>(
    entries: &'a [Entry],
    kind: &Kind,
    path: &Path,
) -> Option<&'a Entry> {
    let has = |name: &str| entries.iter().any(|entry| entry.key == name);
    let only_in_targets = ["i_can", "success", "strategies", "baseline"];
    let target = has("target") && only_in_targets.into_iter().any(has);
    let item = matches!(path.last(), Some(Step::Item(_)));
    entries
        .first()
        .filter(|_| target && item && kind.field("target").is_none())
}

/// Returns the last key of a path, for a message.
pub(super) fn last_name(path: &Path) -> &str {
    let mut names = path.steps().iter().rev().filter_map(Step::name);
    names.next().unwrap_or_default()
}

/// Returns a file's key for a message: marked as the plan's own words if the format does not know it.
pub(super) fn shown(key: &str) -> Message {
    let shown = short(key);
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte == b'_';
    if schema::is_name(&shown) {
        message!("`{}`", words(shown))
    } else if shown.bytes().all(plain) {
        message!("`{}`", value(shown))
    } else {
        message!("“{}”", value(shown))
    }
}

/// Returns a field's name as a message part: the program's words if the format knows it, otherwise a value.
pub(super) fn part(key: &str) -> Part {
    if schema::is_name(key) {
        words(key.to_owned())
    } else {
        value(short(key))
    }
}

/// Returns a value without the quotation marks that word processors add.
pub(super) fn unquoted(text: &str) -> &str {
    text.trim_matches(['“', '”', '‘', '’', '"', '\'']).trim()
}

/// Shortens a value for a message, without characters that look like the message's own quotation marks.
pub(super) fn short(text: &str) -> String {
    const MAX_LEN: usize = 40;
    let one_line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let visible = one_line.chars().filter(|ch| !ch.is_control());
    let visible: String = visible
        .map(|ch| if "“”\"`".contains(ch) { '\'' } else { ch })
        .collect();
    if visible.chars().count() <= MAX_LEN {
        return visible;
    }
    let start: String = visible.chars().take(MAX_LEN).collect();
    format!("{}…", start.trim_end())
}

/// Joins words as "`a`, `b` or `c`".
pub(super) fn listed(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    match quoted.as_slice() {
        [] => String::new(),
        [only] => only.clone(),
        [head @ .., last] => format!("{} or {last}", head.join(", ")),
    }
}
