//! Abbreviations that a parent would meet unexplained.

use super::Finding;
use super::words;
use crate::diagnostic::{Rule, message, value};

/// Capitals that need no explanation: everyday words, school subjects and tests every family knows, parts of names.
const KNOWN: &[&str] = &[
    "I", "A", "OK", "TV", "DVD", "PC", "ICT", "PE", "RE", "IT", "UK", "USA", "EU", "AM", "PM",
    "DJ", "CD", "ID", "PIN", "SMS", "URL", "PDF", "GCSE", "GCSES", "SATS", "SMART", "DRAFT",
    "LEGO", "YES", "NO", "STOP", "GO", "HELP", "AND", "NOT", "THE", "MR", "MRS", "MS", "DR", "ST",
    "RC", "CE", "BBC", "NASA", "DNA", "CVC", "QR", "X", "XL", "II", "III", "IV", "V", "VI", "VII",
    "VIII", "IX", "XI", "XII", "KS",
];

/// Abbreviations that nothing explains: `explained` says which are.
pub fn jargon(text: &str, explained: &dyn Fn(&str) -> bool) -> Vec<Finding> {
    let line = words::split(text);
    let mut found: Vec<Finding> = Vec::new();
    let mut told: Vec<&str> = Vec::new();
    for (at, word) in line.iter().enumerate() {
        let raw = word
            .raw
            .strip_suffix("'s")
            .or(word.raw.strip_suffix("’s"))
            .unwrap_or(word.raw);
        if !is_abbreviation(raw) || told.contains(&raw) {
            continue;
        }
        let next = line.get(at + 1).map_or("", |next| next.raw);
        let pair = format!("{raw} {next}");
        let singular = raw.strip_suffix('s').unwrap_or(raw);
        let upper = raw.to_uppercase();
        let spelled_out = text.contains(&format!("({raw})"));
        let emphasis = at > 0
            && line
                .get(at - 1)
                .is_some_and(|before| is_abbreviation(before.raw) && before.raw.len() > 3)
            && raw.len() > 3;
        if explained(raw)
            || explained(singular)
            || explained(&pair)
            || KNOWN.contains(&upper.as_str())
            || spelled_out
            || emphasis
        {
            continue;
        }
        told.push(raw);
        let message = message!(
            "“{}” is an abbreviation that the parents' copy cannot explain",
            value(raw)
        );
        let help = "write it in full, or add it with its meaning under `glossary` in school.yaml";
        found.push(
            Finding::new(Rule::JargonForParents, message, help).at(Some(word.start..word.end)),
        );
    }
    found
}

/// Two to six capitals, with a small s at most; "Y4", "KS2" and initials with a full stop are none.
fn is_abbreviation(raw: &str) -> bool {
    let letters = raw.strip_suffix('s').unwrap_or(raw);
    let count = letters.chars().count();
    (2..=6).contains(&count) && letters.chars().all(|letter| letter.is_ascii_uppercase())
}
