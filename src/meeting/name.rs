//! Names of people as they are written in plans: with a title or not, in full or in part, with a role behind them.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Words that stand before a name, in small letters and without a full stop.
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

/// A name taken apart: "Ms Grace Okafor, class teacher" is `ms` and `grace okafor`.
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

    /// Whether one of both has no title, or both have the same.
    fn may_be(&self, other: &Name) -> bool {
        self.title == other.title || self.title.is_none() || other.title.is_none()
    }

    /// Whether it begins with all words of the other. "Grace Okafor and Tom Reilly" are two people, and neither of them.
    fn begins_with(&self, other: &Name) -> bool {
        let several = |word: &String| word == "and" || word == "&";
        !other.words.is_empty()
            && self.words.starts_with(&other.words)
            && !self.words.iter().any(several)
    }

    /// Whether it says the title and the last word of the other, and nothing between: "Ms Okafor" for "Ms Grace Okafor".
    fn is_short_for(&self, other: &Name) -> bool {
        let titled = self.title.is_some() && self.title == other.title;
        titled && self.words.len() == 1 && self.words.last() == other.words.last()
    }
}

/// Whether two ways of naming somebody mean the same person: "Miss Kate" and "Miss Kate Lawson, key person".
pub(super) fn same_person(one: &str, other: &str) -> bool {
    let (one, other) = (Name::of(one), Name::of(other));
    one.may_be(&other)
        && (one.words == other.words
            || one.begins_with(&other)
            || other.begins_with(&one)
            || one.is_short_for(&other)
            || other.is_short_for(&one))
}

/// Whether a name may be that of somebody in a family, in whatever order its words stand: "Yusuf, Hodan" and "H. Yusuf" may be
/// "Mrs Hodan Yusuf". Capitals, accents, titles and what is said of the person count for nothing.
pub(super) fn may_be_named(somebody: &str, of_the_family: &str) -> bool {
    let (given, own) = (bare_words(somebody), bare_words(of_the_family));
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
        .filter(|word| word.chars().count() > 1 && own.contains(word))
        .count();
    match (given.len(), own.len()) {
        // A surname alone is many people's: with another title it is somebody else's.
        (1, _) | (_, 1) => {
            let (given, own) = (Name::of(somebody), Name::of(of_the_family));
            !own.words.is_empty() && given.words == own.words && given.may_be(&own)
        }
        _ => in_full > 0 && (all_in(&own, &given) || all_in(&given, &own)),
    }
}

/// The words of a name in small letters without accents, and no titles.
fn bare_words(name: &str) -> Vec<String> {
    let plain: String = name
        .nfd()
        .filter(|letter| !is_combining_mark(*letter) && !"'’".contains(*letter))
        .flat_map(char::to_lowercase)
        .collect();
    let words = plain.split(|letter: char| !letter.is_alphanumeric());
    let words = words.filter(|word| !word.is_empty() && !TITLES.contains(word));
    words.map(str::to_owned).collect()
}

/// The people of a text that names one or several: "Ms Okafor, class teacher, and Mr Reilly" are two, each with what is said
/// of them. A title behind an "and" or a comma begins a new one; without titles nobody can tell a name from a role.
pub(super) fn people(text: &str) -> Vec<String> {
    const JOINING: &[char] = &[',', ';', '&', '/'];
    let mut people: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let titled = Name::of(word).title.is_some();
        match people.last_mut() {
            Some(last) if titled && (last.ends_with(JOINING) || last.ends_with(" and")) => {
                let ended = last.trim_end_matches(" and").trim_end_matches(JOINING);
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
    fn nobody_is_named_twice_and_nobody_is_taken_for_another() {
        for (one, other) in [
            ("Ms Okafor", "Ms Grace Okafor, class teacher"),
            ("Mr Tom Reilly", "Mr Tom Reilly, SENCO"),
            ("Mrs. Eze", "Mrs Ifeoma Eze (SENCO)"),
            ("Miss Kate", "Miss Kate Lawson, key person"),
            ("Grace Okafor (class teacher)", "Ms Grace Okafor"),
            ("Grace", "Grace Okafor"),
        ] {
            assert!(same_person(one, other), "{one}, {other}");
            assert!(same_person(other, one), "{other}, {one}");
        }
        for (one, other) in [
            ("Ms Patel", "Ms Grace Okafor, class teacher"),
            ("Mr Okafor", "Ms Grace Okafor"),
            ("Ms Khan", "Mr Khan"),
            ("Ms Ada Khan", "Ms Zoe Khan"),
            ("Ms Ada Khan", "Ms Ada Kahn"),
            ("Grace Okafor", "Grace Okafor and Tom Reilly"),
            ("", "Ms Grace Okafor"),
            ("Ms", "Ms Grace Okafor"),
        ] {
            assert!(!same_person(one, other), "{one}, {other}");
            assert!(!same_person(other, one), "{other}, {one}");
        }
    }

    #[test]
    fn a_family_is_known_by_its_names_however_they_are_written() {
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
        for (somebody, own) in [
            ("Mr Khan", "Ms Khan"),
            ("Mrs Hodan Yusuf", "Mr Abdi Yusuf"),
            ("Yusuf", "Mrs Hodan Yusuf"),
            ("Grace Okafor", "Mrs Hodan Yusuf"),
            ("A. Yusuf", "Mrs Hodan Yusuf"),
            ("H. Y.", "Mrs Hodan Yusuf"),
            ("", ""),
            ("Dr", "Mrs Hodan Yusuf"),
        ] {
            assert!(!may_be_named(somebody, own), "{somebody}, {own}");
        }
    }

    #[test]
    fn those_who_wrote_together_are_told_apart_by_their_titles() {
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
