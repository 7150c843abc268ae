//! Words of safeguarding, which do not belong in a plan: such records are kept apart.

use super::Finding;
use super::words::is_word_char;
use crate::diagnostic::Rule;

/// Ways of speaking that belong in the designated safeguarding lead's records. A word that ends in `*` may go on.
const SAFEGUARDING: &[&str] = &[
    "child protection",
    "child in need",
    "children in need",
    "cp plan",
    "cin plan",
    "social worker*",
    "social services",
    "children's social care",
    "safeguarding",
    "disclos*",
    "section 17",
    "section 47",
    "strategy meeting*",
    "abuse",
    "abused",
    "neglect",
    "neglected",
    "domestic violence",
    "domestic abuse",
    "at risk register",
    "police report*",
    "operation encompass",
    "looked after child*",
    "child looked after",
    "care order*",
    "contact order*",
    "court order*",
    "groomed by",
    "being groomed",
    "online grooming",
    "county lines",
    "sexualised",
    "self harm*",
    "suicid*",
    "radicalis*",
    "prevent referral*",
    "fgm",
    "mash referral*",
    "lado",
    "cpoms",
];

/// Words of safeguarding in a text.
pub fn safeguarding(text: &str) -> Option<Finding> {
    let words = words(text);
    let fits = |from: usize, phrase: &str| {
        let wanted = phrase.split(' ').zip(from..);
        let alike = |(wanted, at): (&str, usize)| {
            words
                .get(at)
                .is_some_and(|(_, word)| match wanted.strip_suffix('*') {
                    Some(start) => word.starts_with(start),
                    None => word == wanted,
                })
        };
        wanted.clone().all(alike).then(|| from + wanted.count() - 1)
    };
    let found = (0..words.len()).find_map(|from| {
        let last = SAFEGUARDING.iter().find_map(|phrase| fits(from, phrase))?;
        Some(words.get(from)?.0..words.get(last).map(|(at, word)| at + word.len())?)
    })?;
    let message = "this speaks of safeguarding, and such records are kept apart from the plan";
    let help = "give it to the designated safeguarding lead; `safeguarding_lead: true` tells staff to speak to them";
    // Lower case can change a word's length in bytes; then the whole text is marked.
    let marked = text.is_char_boundary(found.start) && text.is_char_boundary(found.end);
    Some(Finding::new(Rule::SafeguardingWords, message, help).at(marked.then_some(found)))
}

/// The words of a text in lower case, each with its place; a hyphen parts two words.
fn words(text: &str) -> Vec<(usize, String)> {
    let inside = |sign: char| is_word_char(sign) || matches!(sign, '\'' | '’');
    let mut at = 0;
    let mut words = Vec::new();
    for piece in text.split_inclusive(|sign: char| !inside(sign)) {
        let word = piece.trim_end_matches(|sign: char| !inside(sign));
        if !word.is_empty() {
            words.push((at, word.to_lowercase().replace('’', "'")));
        }
        at += piece.len();
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn safeguarding_is_found_and_protection_from_the_sun_is_not() {
        for text in [
            "Her social worker will come.",
            "On a Child Protection plan",
            "a child-protection plan",
            "two social  workers",
            "She has self-harmed before",
            "He discloses more at home",
            "a looked-after child",
        ] {
            assert!(safeguarding(text).is_some(), "{text}");
        }
        for text in [
            "A hat as protection from the sun",
            "She is a social girl and a hard worker",
            "Grooming the ponies on Saturday",
            "Looked after by her gran on Fridays",
            "Neglects his homework",
            "He likes the police",
        ] {
            assert!(safeguarding(text).is_none(), "{text}");
        }
    }
}
