//! Contact data in a text that families see: e-mail addresses, telephone numbers, pupil numbers and NHS numbers.

use std::ops::Range;

use super::Finding;
use crate::diagnostic::{Rule, message, words};

/// The most groups of figures that one number is written in.
const MOST_GROUPS: usize = 8;

/// E-mail addresses, telephone numbers, pupil numbers and NHS numbers in a text.
pub fn contact(text: &str) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut tell = |what: &'static str, at: Range<usize>| {
        let message = message!("there is {} in a text that families see", words(what));
        let help = "take it out: the school's own are printed from `school`, and a parent's belong under `recipients`";
        found.push(Finding::new(Rule::ContactInSharedText, message, help).at(Some(at)));
    };
    for at in emails(text) {
        tell("an e-mail address", at);
    }
    for at in pupil_numbers(text) {
        tell("a pupil number", at);
    }
    for run in runs(text) {
        let mut first = 0;
        while first < run.len() {
            let from = |length: usize| run.get(first..first + length);
            let longest = |fits: &dyn Fn(&[Group<'_>]) -> bool| {
                let most = MOST_GROUPS.min(run.len() - first);
                (1..=most)
                    .rev()
                    .find(|length| from(*length).is_some_and(fits))
            };
            let is_nhs = |groups: &[Group<'_>]| is_nhs(text, groups);
            let (what, length) = match (longest(&is_phone), longest(&is_nhs)) {
                (Some(length), _) => ("a telephone number", length),
                (None, Some(length)) => ("an NHS number", length),
                (None, None) => {
                    first += 1;
                    continue;
                }
            };
            if let Some([start, ..]) = from(length)
                && let Some(end) = run.get(first + length - 1)
            {
                tell(what, start.at.start..end.at.end);
            }
            first += length;
        }
    }
    found
}

/// What stands around an `@` like a name and a host.
fn emails(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, _) in text.match_indices('@') {
        let name_sign = |sign: &char| sign.is_alphanumeric() || "._+-'’".contains(*sign);
        let host_sign = |sign: &char| sign.is_alphanumeric() || ".-".contains(*sign);
        let length =
            |signs: &mut dyn Iterator<Item = char>| signs.map(char::len_utf8).sum::<usize>();
        let before = text.get(..at).unwrap_or_default();
        let after = text.get(at + 1..).unwrap_or_default();
        let name = length(&mut before.chars().rev().take_while(name_sign));
        let name = before.get(at - name..).unwrap_or_default();
        let name = name.trim_start_matches(['\'', '’', '.']);
        let host = length(&mut after.chars().take_while(host_sign));
        let host = after
            .get(..host)
            .unwrap_or_default()
            .trim_end_matches(['.', '-']);
        if !name.is_empty() && host.contains('.') && !host.starts_with('.') {
            found.push(at - name.len()..at + 1 + host.len());
        }
    }
    found
}

/// A letter, eleven figures, and a figure or a letter.
fn pupil_numbers(text: &str) -> Vec<Range<usize>> {
    let is_one = |word: &str| {
        let signs = word.as_bytes();
        signs.len() == 13
            && signs.first().is_some_and(u8::is_ascii_alphabetic)
            && signs.iter().skip(1).take(11).all(u8::is_ascii_digit)
            && signs.last().is_some_and(u8::is_ascii_alphanumeric)
    };
    let mut at = 0;
    let mut found = Vec::new();
    for word in text.split(|sign: char| !sign.is_alphanumeric()) {
        if is_one(word) {
            found.push(at..at + word.len());
        }
        at += word.len();
        let next = text.get(at..).and_then(|rest| rest.chars().next());
        at += next.map_or(0, char::len_utf8);
    }
    found
}

/// Figures with nothing between them.
struct Group<'a> {
    digits: &'a str,
    /// Where they stand, with a `+` or a bracket before them.
    at: Range<usize>,
    /// `+44` and what follows it.
    plus: bool,
    /// The `(0)` of a number that is also written for abroad.
    bracketed: bool,
}

/// Runs of groups that are parted by no more than a space, a bracket, a dot or a dash.
fn runs(text: &str) -> Vec<Vec<Group<'_>>> {
    let mut runs: Vec<Vec<Group<'_>>> = Vec::new();
    let mut start = None;
    for (at, sign) in text.char_indices().chain([(text.len(), ' ')]) {
        if sign.is_ascii_digit() {
            start = start.or(Some(at));
            continue;
        }
        let Some(from) = start.take() else { continue };
        let before = text.get(..from).unwrap_or_default();
        let plus = before.ends_with('+');
        let bracketed = before.ends_with('(') && sign == ')';
        let signs = usize::from(plus || before.ends_with('('));
        let group = Group {
            digits: text.get(from..at).unwrap_or_default(),
            at: from - signs..at,
            plus,
            bracketed,
        };
        let gap = runs.last().and_then(|run| run.last());
        let gap = gap.and_then(|last| text.get(last.at.end..from));
        let joins = |gap: &str| {
            !gap.is_empty() && gap.len() <= 3 && gap.chars().all(|sign| " ().-+".contains(sign))
        };
        match runs.last_mut().filter(|_| !plus && gap.is_some_and(joins)) {
            Some(run) => run.push(group),
            None => runs.push(vec![group]),
        }
    }
    runs
}

/// A telephone number as people write it: of the United Kingdom (0, +44 or 0044 and nine or ten figures more), of any other
/// country (+ or 00, its code, and the number), or with its area code in brackets.
fn is_phone(groups: &[Group<'_>]) -> bool {
    let Some(head) = groups.first() else {
        return false;
    };
    let digits: String = groups.iter().map(|group| group.digits).collect();
    if "0123456789".contains(digits.as_str()) {
        return false;
    }
    let lengths = groups.iter().map(|group| group.digits.len());
    let abroad = match digits.strip_prefix("00") {
        Some(rest) if head.digits == "00" || head.digits.len() > 3 => Some(rest),
        _ => head.plus.then_some(digits.as_str()),
    };
    if let Some(number) = abroad {
        return (8..=15).contains(&number.len()) && !number.starts_with('0');
    }
    if head.bracketed && lengths.clone().eq([3, 3, 4]) {
        return true;
    }
    let number = digits.strip_prefix('0').is_some_and(|rest| {
        (9..=10).contains(&rest.len()) && !rest.starts_with(['0', '4', '5', '9'])
    });
    // "01 02 03 04 05" are sums or dates.
    let mut rest = groups
        .iter()
        .skip_while(|group| group.bracketed)
        .map(|group| group.digits.len());
    let first = rest.next().unwrap_or_default();
    let shortest = if first >= 5 { 2 } else { 3 };
    number && first >= 3 && rest.all(|length| length >= shortest)
}

/// Ten figures, together or as 3, 3 and 4, of which the last checks the others (weights 10 to 2, modulo 11) or which are
/// called an NHS number.
fn is_nhs(text: &str, groups: &[Group<'_>]) -> bool {
    let lengths: Vec<usize> = groups.iter().map(|group| group.digits.len()).collect();
    let zero = groups
        .first()
        .is_some_and(|first| first.digits.starts_with('0'));
    if zero || !matches!(lengths.as_slice(), [10] | [3, 3, 4]) {
        return false;
    }
    let figures: Vec<u32> = groups
        .iter()
        .flat_map(|group| group.digits.chars())
        .filter_map(|digit| digit.to_digit(10))
        .collect();
    let weights = (2..=10).rev();
    let sum: u32 = figures
        .iter()
        .zip(weights)
        .map(|(figure, weight)| figure * weight)
        .sum();
    let check = (11 - sum % 11) % 11;
    let start = groups.first().map_or(0, |first| first.at.start);
    let before = text
        .get(..start)
        .unwrap_or_default()
        .split_whitespace()
        .rev();
    let called = before.take(3).any(|word| word.starts_with("NHS"));
    called || figures.last() == Some(&check)
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
            "NHS no. 943 476 5910",
            "07700 90 01 23",
            "0044 7700 900123",
            "01632.960123",
            "+44 (0)20 7946 0101",
            "mailto:mum@mail.example",
            "Mum <m.o’neill@mail.example>",
            "upn y206999925001,",
            "Gran abroad +252 61 234 5678",
            "+92 300 1234567",
            "0033 6 12 34 56 78",
            "00 92 300 1234567",
            "00353 85 123 4567",
            "+1 (212) 555-0123",
            "+880 1712-345678",
            "(212) 555-0123",
            "061 234 5678",
        ] {
            assert_eq!(contact(text).len(), 1, "{text}");
        }
        assert_eq!(
            contact("07700 900123 07700 900124 or a@b.example, c@d.example").len(),
            4
        );
        for text in [
            "4 out of 5",
            "2026-12-07",
            "on 7/12/2026 at 15.30",
            "100 words, 20 minutes",
            "the first 100 of 200 words",
            "0 to 10",
            "@home",
            "1234567890",
            "0123456789",
            "0 1 2 3 4 5 6 7 8 9",
            "01 02 03 04 05",
            "07-12-2026 10:30",
            "01/09/2026 - 07/12/2026",
            "counts 05 10 15 20 25 30",
            "scores 0.125 0.25 0.5 0.75",
            "reading age 7:06 (2025) 8:01 (2026)",
            "see page 020, then 021",
            "+10 points, +20 points",
            "0 002 004 006",
            "scores of 0.001 and 0.0025",
        ] {
            assert!(contact(text).is_empty(), "{text}");
        }
    }
}
