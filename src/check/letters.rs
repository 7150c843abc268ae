//! Letters that no font has, and signs that nobody sees.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{Finding, Findings, Mend, printable};
use crate::diagnostic::{Rule, message, value, words};

pub(super) fn run(findings: &mut Findings<'_>) {
    for text in Arc::clone(&findings.texts).iter() {
        let added = |letter: char| findings.checks.more_letters.contains(&u32::from(letter));
        let unprintable = |(_, letter): &(usize, char)| {
            steers(*letter) || is_private(*letter) || !printable(*letter) && !added(*letter)
        };
        let mut said = BTreeSet::new();
        for (at, letter) in text.text.char_indices().filter(unprintable) {
            // A letter that stands in a text again and again is one thing to mend.
            if !said.insert(letter) {
                continue;
            }
            let code = u32::from(letter);
            let code = words(format!("U+{code:04X}"));
            let (message, help) = if letter.is_control() || steers(letter) {
                (
                    message!(
                        "there is an invisible sign here ({}) that would spoil how the text is printed",
                        code
                    ),
                    "delete it: type the words around it again",
                )
            } else if letter.is_whitespace() || is_private(letter) {
                (
                    message!(
                        "there is a sign here ({}) that no font of the program has",
                        code
                    ),
                    "delete it: type the words around it again",
                )
            } else {
                (
                    message!(
                        "“{}” cannot be printed: no font of the program has it",
                        value(letter)
                    ),
                    "delete it or write it in another way; `--fonts` adds a font of your own when copies are made",
                )
            };
            findings.found.push(Finding {
                rule: Rule::UnprintableLetter,
                path: text.path.clone(),
                words: Some(at..at + letter.len_utf8()),
                message,
                help: help.into(),
                mends: if is_left_over(letter, &text.text) {
                    deleted(&text.text, letter)
                } else {
                    Vec::new()
                },
            });
        }
    }
}

/// Signs that are not seen and turn the words around them about, part them or join them: what is printed would not be what
/// the author saw. Marks that Arabic, Persian and the scripts of India are written with are none of these.
fn steers(letter: char) -> bool {
    matches!(letter, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}' | '\u{FEFF}')
}

/// Of these, the ones that a program leaves in a text that was copied, and without which the text looks the same: those that keep
/// its letters running from left to right, in a text of such letters alone. Others turn 01 into 10, or stand for a space or a
/// line end: those are for a person.
fn is_left_over(letter: char, text: &str) -> bool {
    let turns = |sign: char| matches!(sign, '\u{202B}' | '\u{202D}' | '\u{202E}' | '\u{2067}' | '\u{0590}'..='\u{08FF}' | '\u{FB1D}'..='\u{FEFC}');
    let left_over = matches!(
        letter,
        '\u{202A}' | '\u{202C}' | '\u{2066}' | '\u{2068}' | '\u{2069}' | '\u{FEFF}'
    );
    left_over && !text.contains(turns)
}

/// Every such letter of a text taken out.
fn deleted(text: &str, letter: char) -> Vec<Mend> {
    let mend = |(at, sign): (usize, &str)| Mend {
        at: at..at + sign.len(),
        from: sign.to_owned(),
        to: String::new(),
    };
    text.match_indices(letter).map(mend).collect()
}

/// Signs whose shape each font makes up for itself: symbols of a word processor, mostly. PDF/A has no place for them, whatever
/// fonts there are.
fn is_private(letter: char) -> bool {
    matches!(letter, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..)
}

#[cfg(test)]
mod tests {
    use super::is_left_over;

    #[test]
    fn only_signs_that_change_nothing_are_taken_out() {
        for (text, expected) in [
            ("\u{2068}Amina\u{2069} sits", true),
            ("\u{202A}Amina\u{202C}", true),
            ("Give \u{202E}01\u{202C} mg", false),
            ("\u{2067}01 mg\u{2069}", false),
            ("\u{2068}أمينة\u{2069} 01 mg", false),
        ] {
            for letter in ['\u{202C}', '\u{2069}'] {
                assert_eq!(is_left_over(letter, text), expected, "{text}");
            }
        }
        assert!(!is_left_over('\u{2028}', "a\u{2028}b"));
    }
}
