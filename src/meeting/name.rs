//! People's names as plans write them: with or without a title, in full or in part, followed by a role.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Titles, in lower case and without a full stop.
const TITLES: &[&str] = &[
    "mr",
    "mrs",
    "ms",
    "miss",
    "mx",
    "dr",
    "prof",
    "professor",
    "sir",
    "dame",
    "rev",
    "revd",
];

/// A name in parts: "Ms Grace Okafor, class teacher" is `ms` and `grace okafor`.
struct Name {
    title: Option<String>,
    words: Vec<String>,
}

impl Name {
    fn of(text: &str) -> Name {
        let name = text.split([',', '(', ';']).next().unwrap_or_default();
        let name = name.to_lowercase().replace('.', "");
        let mut words: Vec<String> = name.split_whitespace().map(str::to_owned).collect();
        let titled = words
            .first()
            .is_some_and(|first| TITLES.contains(&first.as_str()));
        let title = titled.then(|| words.remove(0));
        Name { title, words }
    }

    /// Whether the titles are compatible: equal, or at least one missing.
    fn titles_agree(&self, other: &Name) -> bool {
        self.title == other.title || self.title.is_none() || other.title.is_none()
    }

    /// Whether it begins with all words of the other. "Grace Okafor and Tom Reilly" are two people, so neither matches.
    fn begins_with(&self, other: &Name) -> bool {
        let several = |word: &String| word == "and" || word == "&";
        !other.words.is_empty()
            && self.words.starts_with(&other.words)
            && !self.words.iter().any(several)
    }

    /// Whether it is the title and the last word of the other: "Ms Okafor" for "Ms Grace Okafor".
    fn is_short_for(&self, other: &Name) -> bool {
        let titled = self.title.is_some() && self.title == other.title;
        titled && self.words.len() == 1 && self.words.last() == other.words.last()
    }
}

/// Whether two names mean the same person: "Miss Kate" and "Miss Kate Lawson, key person".
pub(super) fn same_person(name: &str, other: &str) -> bool {
    let (name, other) = (Name::of(name), Name::of(other));
    name.titles_agree(&other)
        && (name.words == other.words
            || name.begins_with(&other)
            || other.begins_with(&name)
            || name.is_short_for(&other)
            || other.is_short_for(&name))
}

/// Whether a name could be that of a family member, in any word order: "Yusuf, Hodan" and "H. Yusuf" may be "Mrs Hodan
/// Yusuf". Case, accents, titles and roles are ignored.
pub(super) fn may_be_named(somebody: &str, of_the_family: &str) -> bool {
    let (given, family) = (bare_words(somebody), bare_words(of_the_family));
    let fits = |word: &String, other: &String| {
        let initial = |short: &String, long: &String| {
            short.chars().count() == 1 && long.starts_with(short.as_str())
        };
        word == other || initial(word, other) || initial(other, word)
    };
    let all_in = |some: &[String], others: &[String]| {
        some.iter()
            .all(|word| others.iter().any(|other| fits(word, other)))
    };
    let in_full = given
        .iter()
        .filter(|word| word.chars().count() > 1 && family.contains(word))
        .count();
    match (given.len(), family.len()) {
        // A surname alone is shared by many people: with another title it is someone else.
        (1, _) | (_, 1) => {
            let (given, family) = (Name::of(somebody), Name::of(of_the_family));
            !family.words.is_empty() && given.words == family.words && given.titles_agree(&family)
        }
        _ => in_full > 0 && (all_in(&family, &given) || all_in(&given, &family)),
    }
}

/// Returns the words of a name in lower case, without accents or titles.
fn bare_words(name: &str) -> Vec<String> {
    let plain: String = name
        .nfd()
        .filter(|ch| !is_combining_mark(*ch) && !"'’".contains(*ch))
        .flat_map(char::to_lowercase)
        .collect();
    let words = plain.split(|ch: char| !ch.is_alphanumeric());
    let words = words.filter(|word| !word.is_empty() && !TITLES.contains(word));
    words.map(str::to_owned).collect()
}

/// Splits a text that names one or more people: "Ms Okafor, class teacher, and Mr Reilly" gives two, each with their
/// role. A title after "and" or a comma begins another; without titles, names and roles cannot be told apart.
pub(super) fn people(text: &str) -> Vec<String> {
    const SEPARATORS: &[char] = &[',', ';', '&', '/'];
    let mut people: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let titled = Name::of(word).title.is_some();
        match people.last_mut() {
            Some(last) if titled && (last.ends_with(SEPARATORS) || last.ends_with(" and")) => {
                let ended = last.trim_end_matches(" and").trim_end_matches(SEPARATORS);
                *last = ended.trim_end().to_owned();
                people.push(word.to_owned());
            }
            Some(last) => {
                last.push(' ');
                last.push_str(word);
            }
            None => people.push(word.to_owned()),
        }
    }
    people
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_person_is_recognised_and_others_are_not() {
        for (name, other) in [
            ("Ms Okafor", "Ms Grace Okafor, class teacher"),
            ("Mr Tom Reilly", "Mr Tom Reilly, SENCO"),
            ("Mrs. Eze", "Mrs Ifeoma Eze (SENCO)"),
            ("Miss Kate", "Miss Kate Lawson, key person"),
            ("Grace Okafor (class teacher)", "Ms Grace Okafor"),
            ("Grace", "Grace Okafor"),
        ] {
            assert!(same_person(name, other), "{name}, {other}");
            assert!(same_person(other, name), "{other}, {name}");
        }
        for (name, other) in [
            ("Ms Patel", "Ms Grace Okafor, class teacher"),
            ("Mr Okafor", "Ms Grace Okafor"),
            ("Ms Khan", "Mr Khan"),
            ("Ms Ada Khan", "Ms Zoe Khan"),
            ("Ms Ada Khan", "Ms Ada Kahn"),
            ("Grace Okafor", "Grace Okafor and Tom Reilly"),
            ("", "Ms Grace Okafor"),
            ("Ms", "Ms Grace Okafor"),
        ] {
            assert!(!same_person(name, other), "{name}, {other}");
            assert!(!same_person(other, name), "{other}, {name}");
        }
    }

    #[test]
    fn family_names_are_recognised_in_every_spelling() {
        for somebody in [
            "hodan  yusuf",
            "Ms Hodan Yusuf",
            "Yusuf, Hodan",
            "YUSUF Hodan (Mrs)",
            "H. Yusuf",
            "Hodan Y.",
            "Hodan Amina Yusuf",
            "Hódan Yusùf",
            "Hodan Yusuf, Amina's mum",
        ] {
            assert!(may_be_named(somebody, "Mrs Hodan Yusuf"), "{somebody}");
        }
        assert!(may_be_named("Yusuf", "Mrs Yusuf"));
        assert!(may_be_named("Siân O'Connor", "Mrs Sian O’Connor"));
        assert!(may_be_named("Ana Silva", "Ana-Maria Silva Costa"));
        for (somebody, family) in [
            ("Mr Khan", "Ms Khan"),
            ("Mrs Hodan Yusuf", "Mr Abdi Yusuf"),
            ("Yusuf", "Mrs Hodan Yusuf"),
            ("Grace Okafor", "Mrs Hodan Yusuf"),
            ("A. Yusuf", "Mrs Hodan Yusuf"),
            ("H. Y.", "Mrs Hodan Yusuf"),
            ("", ""),
            ("Dr", "Mrs Hodan Yusuf"),
        ] {
            assert!(!may_be_named(somebody, family), "{somebody}, {family}");
        }
    }

    #[test]
    fn joint_authors_are_split_at_their_titles() {
        for (text, named) in [
            (
                "Ms Grace Okafor, class teacher",
                vec!["Ms Grace Okafor, class teacher"],
            ),
            (
                "Ms Okafor and Mr Tom Reilly",
                vec!["Ms Okafor", "Mr Tom Reilly"],
            ),
            (
                "Ms Okafor, class teacher, Mr Reilly, SENCO, and Dr Pike",
                vec!["Ms Okafor, class teacher", "Mr Reilly, SENCO", "Dr Pike"],
            ),
            ("Ms Okafor & Mr Reilly", vec!["Ms Okafor", "Mr Reilly"]),
            (
                "Ms Okafor, class teacher and SENCO",
                vec!["Ms Okafor, class teacher and SENCO"],
            ),
            (
                "Grace Okafor (with Mr Reilly)",
                vec!["Grace Okafor (with Mr Reilly)"],
            ),
            ("", vec![]),
        ] {
            assert_eq!(people(text), named);
        }
    }
}
