//! Contact data and words of safeguarding, which do not belong in a plan that families see.

use std::ops::Range;

use super::Finding;
use crate::diagnostic::Rule;

/// Ways of speaking that belong into the designated safeguarding lead's records.
const SAFEGUARDING: &[&str] = &[
    "child protection",
    "child in need",
    "cp plan",
    "cin plan",
    "social worker",
    "social workers",
    "social services",
    "children's social care",
    "safeguarding",
    "disclosure",
    "disclosed",
    "section 47",
    "strategy meeting",
    "abuse",
    "abused",
    "neglect",
    "neglected",
    "domestic violence",
    "domestic abuse",
    "at risk register",
    "police report",
    "looked after child",
    "care order",
    "grooming",
    "self-harm",
    "self harm",
    "suicide",
    "suicidal",
    "radicalisation",
    "fgm",
    "mash referral",
    "cpoms",
];

/// Words of safeguarding in a text.
pub fn safeguarding(text: &str) -> Option<Finding> {
    let lower = text.to_lowercase().replace('’', "'");
    // Most texts have none of the words these ways of speaking begin with.
    let begins: Vec<&str> = lower
        .split(|letter: char| !letter.is_alphanumeric())
        .collect();
    let at = SAFEGUARDING
        .iter()
        .filter(|words| {
            let first = words.split(|letter: char| !letter.is_alphanumeric()).next();
            begins.iter().any(|word| Some(*word) == first)
        })
        .find_map(|words| whole(&lower, words))?;
    let message = "this speaks of safeguarding, and such records are kept apart from the plan";
    let help = "give it to the designated safeguarding lead; `safeguarding_lead: true` tells staff to speak to them";
    // Lower case can change a text's length in bytes; then the whole text is marked.
    let words = (lower.len() == text.len()).then_some(at);
    Some(Finding::new(Rule::SafeguardingWords, message, help).at(words))
}

/// E-mail addresses, telephone numbers, pupil numbers and NHS numbers in a text.
pub fn contact(text: &str) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut tell = |what: &str, at: Range<usize>| {
        let message = format!("there is {what} in a text that families see");
        let help = "take it out: the school's own are printed from `school`, and a parent's belong under `recipients`";
        found.push(Finding::new(Rule::ContactInSharedText, message, help).at(Some(at)));
    };
    for (start, word) in words(text) {
        if is_email(word) {
            tell("an e-mail address", start..start + word.len());
        } else if is_pupil_number(word) {
            tell("a pupil number", start..start + word.len());
        }
    }
    for (range, digits) in numbers(text) {
        if is_phone(&digits) {
            tell("a telephone number", range);
        } else if is_nhs(&digits) {
            tell("an NHS number", range);
        }
    }
    found
}

/// Words between white space, without the marks around them, each with its place.
fn words(text: &str) -> Vec<(usize, &str)> {
    let mark = |letter: char| ",;:()<>[]\"'“”‘’".contains(letter);
    let mut found = Vec::new();
    let mut at = 0;
    for piece in text.split_inclusive(char::is_whitespace) {
        let word = piece.trim_end();
        let start = at + word.len() - word.trim_start_matches(mark).len();
        let inner = word.trim_matches(mark).trim_end_matches(['.', '!', '?']);
        found.push((start, inner));
        at += piece.len();
    }
    found
}

fn is_email(word: &str) -> bool {
    let Some((name, host)) = word.split_once('@') else {
        return false;
    };
    let plain = |part: &str| {
        !part.is_empty()
            && part
                .chars()
                .all(|letter| letter.is_alphanumeric() || "._+-".contains(letter))
    };
    plain(name) && plain(host) && host.contains('.') && !host.starts_with('.')
}

/// A letter, eleven figures, and a figure or a letter.
fn is_pupil_number(word: &str) -> bool {
    let signs = word.as_bytes();
    signs.len() == 13
        && signs.first().is_some_and(u8::is_ascii_uppercase)
        && signs.iter().skip(1).take(11).all(u8::is_ascii_digit)
        && signs.last().is_some_and(u8::is_ascii_alphanumeric)
}

/// Runs of figures that are parted by no more than a space, a bracket or a dash, with their figures alone.
fn numbers(text: &str) -> Vec<(Range<usize>, String)> {
    let mut runs: Vec<(Range<usize>, String)> = Vec::new();
    let mut open: Option<(usize, usize, String)> = None;
    let mut gap = 0;
    for (at, letter) in text.char_indices().chain([(text.len(), '\n')]) {
        let begins = letter.is_ascii_digit() || (letter == '+' && open.is_none());
        if begins {
            let run = open.get_or_insert((at, at, String::new()));
            run.1 = at + letter.len_utf8();
            run.2.push(letter);
            gap = 0;
        } else if open.is_some() && " ()-".contains(letter) && gap < 2 {
            gap += 1;
        } else if let Some((start, end, digits)) = open.take() {
            runs.push((start..end, digits));
            gap = 0;
        }
    }
    runs
}

/// A United Kingdom number: 0 or +44 and nine or ten figures more.
fn is_phone(digits: &str) -> bool {
    let national = digits
        .strip_prefix("+440")
        .or(digits.strip_prefix("+44"))
        .or(digits.strip_prefix('0'));
    national.is_some_and(|rest| {
        (9..=10).contains(&rest.len()) && rest.starts_with(['1', '2', '3', '7', '8'])
    })
}

/// Ten figures of which the last checks the others (weights 10 to 2, modulo 11).
fn is_nhs(digits: &str) -> bool {
    let figures: Vec<u32> = digits
        .chars()
        .filter_map(|digit| digit.to_digit(10))
        .collect();
    if figures.len() != 10 || digits.len() != 10 {
        return false;
    }
    let sum: u32 = figures
        .iter()
        .take(9)
        .zip((2..=10).rev())
        .map(|(figure, weight)| figure * weight)
        .sum();
    let check = (11 - sum % 11) % 11;
    check < 10 && figures.last() == Some(&check)
}

/// Where some words stand in a text with no letter on either side.
fn whole(text: &str, words: &str) -> Option<Range<usize>> {
    let alone = |at: &usize| {
        let before = text.get(..*at).and_then(|part| part.chars().next_back());
        let after = text
            .get(at + words.len()..)
            .and_then(|part| part.chars().next());
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    };
    let at = text.match_indices(words).map(|(at, _)| at).find(alone)?;
    Some(at..at + words.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contact_data_is_found_and_other_numbers_are_not() {
        for text in [
            "call 020 7946 0101",
            "+44 7700 900123",
            "(01632) 960 123",
            "write to a.b@mail.example.",
            "UPN Y206999925001",
            "NHS 943 476 5919",
        ] {
            assert_eq!(contact(text).len(), 1, "{text}");
        }
        for text in [
            "4 out of 5",
            "2026-12-07",
            "on 7/12/2026 at 15.30",
            "100 words, 20 minutes",
            "the first 100 of 200 words",
            "0 to 10",
            "@home",
            "1234567890",
        ] {
            assert!(contact(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn safeguarding_is_found_and_protection_from_the_sun_is_not() {
        assert!(safeguarding("Her social worker will come.").is_some());
        assert!(safeguarding("On a Child Protection plan").is_some());
        assert!(safeguarding("A hat as protection from the sun").is_none());
        assert!(safeguarding("She is a social girl and a hard worker").is_none());
    }
}
