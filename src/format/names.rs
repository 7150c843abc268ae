//! What to write instead of a name that is not there: the nearest one, or the part that it belongs to.

use super::field::{Field, Kind};
use super::other_words;
use super::schema;
use crate::diagnostic::message::value;
use crate::diagnostic::{Message, Part, message, words};
use crate::path::{Path, Step};
use crate::yaml::Entry;

/// What to write instead of a field that is not there: the nearest name here, or where the name belongs. The name of the same
/// group that was meant, where that is certain.
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
    let mut homes: Vec<Path> = Vec::new();
    if format.field(word).is_some() {
        homes.push(Path::root());
    }
    format.walk(&Path::root(), &mut |path, field| {
        let is_home = field.kind.field(word).is_some()
            || field
                .kind
                .item()
                .is_some_and(|item| item.field(word).is_some());
        if is_home {
            homes.push(path.clone());
        }
    });
    let here = path.fields();
    let above = here.parent().unwrap_or_default();
    let beside = homes.iter().find(|home| **home == above);
    let below = || {
        homes
            .iter()
            .find(|home| home.parent().is_some_and(|above| above == here))
    };
    let near = beside.or_else(below);
    let belongs = words(word.to_owned());
    match (near.or(homes.first()), homes.len()) {
        (Some(home), _) if home.is_root() => other(message!(
            "`{}` belongs at the beginning of a line, not inside another part",
            belongs
        )),
        (Some(home), count) if count == 1 || near.is_some() => other(message!(
            "`{}` belongs under `{}`: check how far in it stands",
            belongs,
            words(home.to_string())
        )),
        (Some(_), count) if count <= 3 => {
            let homes: Vec<String> = homes.iter().map(Path::to_string).collect();
            let homes: Vec<&str> = homes.iter().map(String::as_str).collect();
            other(message!(
                "`{}` belongs under {}",
                belongs,
                words(listed(&homes))
            ))
        }
        _ => match near_enough(0.72) {
            Some(nearest) => other(message!("did you mean `{}`?", words(nearest.to_owned()))),
            None if names.is_empty() => other("leave it out".into()),
            None => other(message!("the fields here are {}", words(listed(&names)))),
        },
    }
}

/// Whether a word may be a slip of a name: it begins alike, or is a letter or two off. `religion` is no slip of `provision`.
fn may_be_misspelt(word: &str, name: &str) -> bool {
    let first = |word: &str| word.chars().next();
    let begins = first(word) == first(name) && word.chars().nth(1) == name.chars().nth(1);
    begins || strsim::damerau_levenshtein(word, name) <= 2
}

/// Whether a word is a name with a few letters too many, too few, or in the wrong place. A short one is soon another word.
pub(crate) fn is_typo(word: &str, name: &str, letters: usize) -> bool {
    name.len() > 4 && strsim::damerau_levenshtein(word, name) <= letters
}

/// What is said of a target in the list of another part.
pub(super) const STRANGE_TARGET: (&str, &str) = (
    "this looks like a target: it belongs under `targets:`",
    "move all of it, from its `- ` to the last of its lines, to the list under `targets:`",
);

/// The first line of a group that is a target, in a list of something else.
pub(super) fn strange_target<'a>(
    entries: &'a [Entry],
    kind: &Kind,
    path: &Path,
) -> Option<&'a Entry> {
    let has = |name: &str| entries.iter().any(|entry| entry.key == name);
    let of_its_own = ["i_can", "success", "strategies", "baseline"];
    let target = has("target") && of_its_own.into_iter().any(has);
    let item = matches!(path.last(), Some(Step::Item(_)));
    entries
        .first()
        .filter(|_| target && item && kind.field("target").is_none())
}

/// The last name of a path, as a message calls it.
pub(super) fn last_name(path: &Path) -> &str {
    let mut names = path.steps().iter().rev().filter_map(Step::name);
    names.next().unwrap_or_default()
}

/// A key of the file as a message names it: one that the format does not know may be the plan's own words.
pub(super) fn shown(key: &str) -> Message {
    let shown = short(key);
    let plain = |sign: u8| sign.is_ascii_lowercase() || sign == b'_';
    if schema::is_name(&shown) {
        message!("`{}`", words(shown))
    } else if shown.bytes().all(plain) {
        message!("`{}`", value(shown))
    } else {
        message!("“{}”", value(shown))
    }
}

/// The name of a field in a message: the format's own, or a word of the plan.
pub(super) fn part(key: &str) -> Part {
    if schema::is_name(key) {
        words(key.to_owned())
    } else {
        value(short(key))
    }
}

/// A value without the quotation marks of a word processor, which a plan has no use for.
pub(super) fn unquoted(typed: &str) -> &str {
    typed.trim_matches(['“', '”', '‘', '’', '"', '\'']).trim()
}

/// A value short enough for a message, without marks that would look like the message's own.
pub(super) fn short(text: &str) -> String {
    const MOST: usize = 40;
    let one_line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let visible = one_line.chars().filter(|letter| !letter.is_control());
    let visible: String = visible
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
