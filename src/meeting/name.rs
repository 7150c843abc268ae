//! Names of people as they are written in plans: with a title or not, in full or in part, with a role behind them.

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

/// Whether two names are the same word for word. Titles are left aside where there is more than a surname to go by.
pub(super) fn has_the_same_name(one: &str, other: &str) -> bool {
    let (one, other) = (Name::of(one), Name::of(other));
    !one.words.is_empty() && one.words == other.words && (one.words.len() > 1 || one.may_be(&other))
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
    fn the_same_name_is_the_same_with_another_title_or_none() {
        for (one, other) in [
            ("Mrs Hodan Yusuf", "hodan  yusuf"),
            ("Mrs Hodan Yusuf", "Ms Hodan Yusuf"),
            ("Mrs Yusuf", "Yusuf"),
        ] {
            assert!(has_the_same_name(one, other), "{one}, {other}");
        }
        for (one, other) in [
            ("Mr Khan", "Ms Khan"),
            ("Mrs Hodan Yusuf", "Mr Abdi Yusuf"),
            ("", ""),
        ] {
            assert!(!has_the_same_name(one, other), "{one}, {other}");
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
