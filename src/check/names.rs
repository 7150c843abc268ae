//! The names of other children, looked for in a plan's shared texts: in full, and the first name alone.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;
use std::sync::Arc;

/// First names that are also words: at the beginning of a sentence they may be either.
const WORDS_TOO: &[&str] = &[
    "Amber", "Angel", "Art", "Ash", "Autumn", "Bill", "Blue", "Chase", "Daisy", "Dawn", "Drew",
    "Eve", "Faith", "Frank", "Grace", "Grant", "Guy", "Harmony", "Heather", "Holly", "Honey",
    "Hope", "Hunter", "Iris", "Ivy", "Jack", "Joy", "Lily", "Mark", "Max", "Melody", "Miles",
    "Nick", "Olive", "Pat", "Pearl", "Penny", "Pip", "Poppy", "Ray", "Rich", "River", "Robin",
    "Rose", "Ruby", "Sky", "Star", "Storm", "Sue", "Summer", "Sunny", "Violet", "Will", "Willow",
];

/// First names that begin with a capital as words, too.
const CAPITAL_TOO: &[&str] = &[
    "April", "August", "Autumn", "Easter", "June", "Jordan", "May", "Summer",
];

/// Words after which a name is an adult's or one of the family's.
const OF_OTHERS: &[&str] = &[
    "mr", "mrs", "ms", "miss", "mx", "dr", "sir", "madam", "auntie", "aunt", "uncle", "nan",
    "nanny", "gran", "grandma", "grandad", "sister", "brother", "twin", "cousin", "mum", "dad",
    "stepdad", "stepmum", "baby", "dog", "cat", "coach", "saint", "st",
];

/// Names of children, found fast however many there are. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Names(Arc<HashMap<String, Vec<String>>>);

/// A name in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Named {
    /// Where it stands.
    pub at: Range<usize>,
    /// Whether it is the whole name; otherwise only the first.
    pub whole: bool,
}

impl Names {
    /// These names; the same name twice counts once.
    pub fn of(names: impl IntoIterator<Item = String>) -> Names {
        let mut by_first: HashMap<String, Vec<String>> = HashMap::new();
        for name in names {
            let name = as_spoken(&name);
            let Some((_, first)) = words(&name).next() else {
                continue;
            };
            let same_first = by_first.entry(first.to_owned()).or_default();
            if !same_first.contains(&name) {
                same_first.push(name);
            }
        }
        Names(Arc::new(by_first))
    }

    /// The names, by the first word of each.
    pub(super) fn by_first(&self) -> &HashMap<String, Vec<String>> {
        &self.0
    }

    /// Where the names of other children than `own` stand in a text, with no letter on either side.
    ///
    /// A first name alone counts where it can hardly be anything else: not as part of another person's name, not where
    /// it may be a word, and not where it is one of the `known` words: the child's own names and those of the adults of
    /// the plan.
    pub(super) fn others_in<'a>(
        &'a self,
        text: &'a str,
        own: Option<&'a str>,
        known: &'a BTreeSet<&str>,
    ) -> impl Iterator<Item = Named> + 'a {
        let own = own.map(as_spoken);
        let searched = if self.0.is_empty() { "" } else { text };
        words(searched).filter_map(move |(at, word)| {
            let names = self.0.get(word)?;
            let rest = text.get(at..).unwrap_or_default();
            let stands = |name: &&String| {
                let after = rest.strip_prefix(name.as_str());
                after.is_some_and(|after| {
                    !after.starts_with(|sign: char| sign.is_alphanumeric() || sign == '-')
                })
            };
            // "Amina Yusuf-Ali" does not name her cousin Amina Yusuf.
            let is_own = |own: &String| {
                stands(&own)
                    && names
                        .iter()
                        .filter(stands)
                        .all(|name| name.len() <= own.len())
            };
            if own.as_ref().is_some_and(is_own) {
                return None;
            }
            let others = || {
                names
                    .iter()
                    .filter(|name| Some(name.as_str()) != own.as_deref())
            };
            // A name of one word may be another word, and is looked at as a first name is.
            let is_sure = |name: &&String| name.as_str() != word || word.chars().count() <= 2;
            let whole = others().filter(stands).filter(is_sure);
            if let Some(name) = whole.max_by_key(|name| name.len()) {
                let at = at..at + name.len();
                return Some(Named { at, whole: true });
            }
            let is_other = others().next().is_some() && !known.contains(word);
            let found = is_other && is_first_name(text, at, word);
            found.then(|| Named {
                at: at..at + word.len(),
                whole: false,
            })
        })
    }
}

/// A name as it stands in a sentence: "Milo Hart", also where a plan has "Hart, Milo".
pub(super) fn as_spoken(name: &str) -> String {
    match name.split_once(',') {
        Some((last, first)) if !first.trim().is_empty() => {
            format!("{} {}", first.trim(), last.trim())
        }
        _ => name.trim().to_owned(),
    }
}

/// Words after which a full name is a friend's.
const FRIENDS: &[&str] = &["friend", "friends", "classmate", "buddy", "mate", "bestie"];

/// Words that may stand between: "her best friend is Jade Okonkwo".
const BETWEEN: &[&str] = &["is", "are", "called", "named", "like", "and"];

/// Where a friend is named in full in a text, whether or not there is a plan for that friend here.
pub(super) fn friends_in<'a>(
    text: &'a str,
    known: &'a BTreeSet<&str>,
) -> impl Iterator<Item = Range<usize>> + 'a {
    let mut words = words(text).peekable();
    let mut after_friend = false;
    std::iter::from_fn(move || {
        while let Some((at, word)) = words.next() {
            let low = word.to_lowercase();
            let is_name = |word: &str| {
                let mut letters = word.chars();
                letters.next().is_some_and(char::is_uppercase)
                    && letters.next().is_some_and(char::is_lowercase)
            };
            let second = words.peek().filter(|(next, last)| {
                text.get(at + word.len()..*next) == Some(" ") && is_name(last)
            });
            // A friend may have the child's own first name or surname, but not both.
            let is_known = |last: &str| known.contains(word) && known.contains(last);
            let second = second.filter(|(_, last)| !is_known(last));
            let found = second.map(|(next, last)| at..next + last.len());
            let found = found
                .filter(|_| after_friend && is_name(word) && !OF_OTHERS.contains(&low.as_str()));
            after_friend =
                FRIENDS.contains(&low.as_str()) || after_friend && BETWEEN.contains(&low.as_str());
            if found.is_some() {
                return found;
            }
        }
        None
    })
}

/// Whether a first name stands alone at a place of a text, and is no other word there.
fn is_first_name(text: &str, at: usize, word: &str) -> bool {
    let before = text.get(..at).unwrap_or_default().trim_end();
    let after = text.get(at + word.len()..).unwrap_or_default();
    let begins = before.is_empty() || before.ends_with(['.', '!', '?', ':', '"', '“']);
    let next = after.strip_prefix([' ', '-']).unwrap_or_default();
    let surname = next.starts_with(char::is_uppercase) && !next.starts_with("I ");
    let last = before
        .rsplit(|letter: char| !letter.is_alphanumeric())
        .find(|word| !word.is_empty());
    let of_another = last.is_some_and(|last| OF_OTHERS.contains(&last.to_lowercase().as_str()));
    let first_of_two = before.ends_with(|letter: char| letter.is_alphanumeric())
        && last.is_some_and(|last| {
            last.starts_with(char::is_uppercase) && last.len() > 1 && before.len() > last.len()
        });
    word.chars().count() > 2
        && word.starts_with(char::is_uppercase)
        && !surname
        && !of_another
        && !first_of_two
        && !CAPITAL_TOO.contains(&word)
        && !(begins && WORDS_TOO.contains(&word))
}

/// The words of a text, and where each begins.
pub(super) fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split(|letter: char| !letter.is_alphanumeric())
        .map(move |word| {
            let here = at;
            at += word.len();
            at += text
                .get(at..)
                .and_then(|rest| rest.chars().next())
                .map_or(0, char::len_utf8);
            (here, word)
        })
        .filter(|(_, word)| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::Names;

    #[test]
    fn names_of_others_are_found_in_full_and_alone_and_nothing_else() {
        let names = Names::of(
            [
                "Jade Okonkwo",
                "Li",
                "Zoë O’Neill",
                "Amina Yusuf",
                "Will Hart",
                "May Lim",
                "Grace Bell",
            ]
            .map(String::from),
        );
        let known = BTreeSet::from(["Amina", "Yusuf", "Grace"]);
        let found = |text: &str| -> Vec<String> {
            let named = names.others_in(text, Some("Amina Yusuf"), &known);
            named.map(|named| text[named.at].to_owned()).collect()
        };
        for (text, wanted) in [
            (
                "Works with Jade Okonkwo, and Li.",
                vec!["Jade Okonkwo", "Li"],
            ),
            ("Sits by Zoë O’Neill", vec!["Zoë O’Neill"]),
            ("Jade helps her.", vec!["Jade"]),
            (
                "She plays with Jade’s bricks and with Will.",
                vec!["Jade", "Will"],
            ),
            ("Life is good; Jade Okonkwos; Amina Yusuf", vec![]),
            ("Will she read? In May she did.", vec![]),
            ("With Jade Smith, Ms Jade and her sister Jade", vec![]),
            ("Grace reminds me with a smile.", vec![]),
            ("a jade ring", vec![]),
            ("Plays with Jade Okonkwo-Hart", vec![]),
        ] {
            assert_eq!(found(text), wanted, "{text}");
        }
    }
}
