//! Where a family lives: a house number and, behind it, a postcode.

use super::Finding;
use super::words::{self, Word};
use crate::diagnostic::Rule;

/// The most words from the house number to the postcode.
const LONGEST: usize = 14;

/// A home address in a text.
pub fn address(text: &str) -> Option<Finding> {
    let words = words::split(text);
    let written = words.iter().enumerate();
    let (first, last) = written
        .filter_map(|(at, _)| Some((at, at + postcode(&words, at)? - 1)))
        .find_map(|(code, last)| {
            let from = code.saturating_sub(LONGEST);
            let house = (from..code).rev().find(|at| is_house(&words, *at))?;
            Some((house, last))
        })?;
    let place = words.get(first)?.start..words.get(last)?.end;
    let message = "there is a home address in a text that families see";
    let help = "take it out: the school's own is printed from `school`, and where a family lives is in the school's records";
    Some(Finding::new(Rule::ContactInSharedText, message, help).at(Some(place)))
}

/// How many words a postcode has that begins at the word: `N1 0AA` two, `N10AA` one.
fn postcode(words: &[Word<'_>], at: usize) -> Option<usize> {
    let word = |at: usize| words.get(at).map_or("", |word| word.raw);
    let (outward, inward) = (word(at), word(at + 1));
    if is_outward(outward) && is_inward(inward) {
        return Some(2);
    }
    let split = outward.len().checked_sub(3)?;
    let (outward, inward) = outward.split_at_checked(split)?;
    (is_outward(outward) && is_inward(inward)).then_some(1)
}

/// One or two letters, a figure, and a figure or a letter more at most: `N1`, `EC1A`, `SW19`.
fn is_outward(word: &str) -> bool {
    let rest = word.trim_start_matches(|sign: char| sign.is_ascii_alphabetic());
    let letters = word.len() - rest.len();
    let (figures, end) = rest.split_at_checked(1).unwrap_or(("", ""));
    (1..=2).contains(&letters)
        && figures.bytes().all(|sign| sign.is_ascii_digit())
        && !figures.is_empty()
        && end.len() < 2
        && end.bytes().all(|sign| sign.is_ascii_alphanumeric())
}

/// A figure and two letters: `0AA`.
fn is_inward(word: &str) -> bool {
    let mut signs = word.bytes();
    signs.len() == 3
        && signs.next().is_some_and(|sign| sign.is_ascii_digit())
        && signs.all(|sign| sign.is_ascii_alphabetic() && !b"CIKMOVcikmov".contains(&sign))
}

/// A house number, with a letter at most, and the name of a street behind it: `12 Canal Walk`, `4b, High Street`.
fn is_house(words: &[Word<'_>], at: usize) -> bool {
    let word = |at: usize| words.get(at).map_or("", |word| word.raw);
    let number = word(at).trim_end_matches(|sign: char| sign.is_ascii_alphabetic());
    let street = if word(at + 1) == "," {
        word(at + 2)
    } else {
        word(at + 1)
    };
    (1..=4).contains(&number.len())
        && number
            .bytes()
            .all(|sign| sign.is_ascii_digit() || sign == b'-' || sign == b'/')
        && word(at).len() <= number.len() + 1
        && street.chars().count() > 1
        && street
            .chars()
            .all(|sign| sign.is_alphabetic() || "'’-".contains(sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_home_address_is_found_and_other_numbers_are_not() {
        for text in [
            "12 Canal Walk, London N1 0AA",
            "He lives at 4b, High Street, Leeds LS1 4AP now",
            "gran is at 221b baker street nw1 6xe",
            "Flat 3, 7 Mill Lane, BS81TH",
        ] {
            assert!(address(text).is_some(), "{text}");
        }
        for text in [
            "4 out of 5 sessions in KS2 3 times",
            "12 words from page 3",
            "Postcode N1 0AA",
            "Reads 10 words at Y4 level",
            "Class 4B, Room 2",
        ] {
            assert!(address(text).is_none(), "{text}");
        }
    }
}
