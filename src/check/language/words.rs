//! A text as words, numbers and marks, each with its place, in any script.

/// One word, number or punctuation mark.
#[derive(Debug)]
pub(super) struct Word<'a> {
    /// As typed.
    pub raw: &'a str,
    /// In lower case, with a straight apostrophe.
    pub low: String,
    /// Where it begins in the text, in bytes.
    pub start: usize,
    /// Where it ends in the text, in bytes.
    pub end: usize,
    /// Which sentence it belongs to, from 0.
    pub sentence: usize,
}

impl<'a> Word<'a> {
    /// Whether this is a word or a number, not a punctuation mark.
    pub fn is_word(&self) -> bool {
        self.low.chars().next().is_some_and(is_word_char)
    }

    /// The number this word or figure stands for: `4`, `9.5`, `four`.
    pub fn number(&self) -> Option<f32> {
        number(&self.low)
    }

    /// The two numbers of `4/5`.
    pub fn ratio(&self) -> Option<(f32, f32)> {
        let (part, whole) = self.low.split_once('/')?;
        Some((figure(part)?, figure(whole)?))
    }

    /// Whether it begins with a figure and is a time, a length or a weight: `9.15`, `10cm`; `1:1` is none.
    pub fn is_amount(&self) -> bool {
        let low = self.low.as_str();
        let unit = low.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
        let time = || {
            low.replace(':', ".")
                .parse::<f32>()
                .is_ok_and(|time| time < 24.6)
        };
        low.starts_with(|c: char| c.is_ascii_digit())
            && (UNITS.contains(&unit) || low.contains(['.', ':']) && low != "1:1" && time())
    }

    /// Whether it is a day in figures: `12/02/2027`, `2027-02-12`.
    pub fn is_date(&self) -> bool {
        let low = self.low.as_str();
        low.matches(['/', '.']).count() == 2 || low.split('-').count() == 3 && low.starts_with('2')
    }

    /// Whether it is a stretch of numbers: `1-10`; `1-1` is none.
    pub fn is_range(&self) -> bool {
        let ends = self.low.split_once('-');
        ends.is_some_and(|(a, b)| a != b && a.parse::<u8>().is_ok() && b.parse::<u8>().is_ok())
    }

    /// Without a possessive ending: `asha's` is `asha`.
    pub fn plain(&self) -> &str {
        self.low.strip_suffix("'s").unwrap_or(&self.low)
    }

    /// As typed, without a possessive ending.
    pub fn raw_plain(&self) -> &'a str {
        let plain = ["'s", "’s"]
            .iter()
            .find_map(|ending| self.raw.strip_suffix(ending));
        plain.unwrap_or(self.raw)
    }

    /// Whether the word ends in an apostrophe and s.
    pub fn is_possessive(&self) -> bool {
        self.low.ends_with("'s")
    }
}

const UNITS: &[&str] = &[
    "am", "pm", "cm", "mm", "m", "km", "kg", "g", "ml", "min", "mins", "s", "p",
];

/// Splits a text into its words, numbers and marks.
pub(super) fn split(text: &str) -> Vec<Word<'_>> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let at = |i: usize| chars.get(i).map(|&(_, c)| c);
    let place = |i: usize| chars.get(i).map_or(text.len(), |&(p, _)| p);
    let mut words: Vec<Word<'_>> = Vec::with_capacity(text.len() / 5 + 1);
    let mut sentence = 0;
    let mut i = 0;
    while let Some(c) = at(i) {
        if c.is_whitespace() || c.is_control() {
            i += 1;
            continue;
        }
        let from = i;
        i += 1;
        if is_word_char(c) {
            while let Some(next) = at(i) {
                let joins = || joins(at(i - 1), next, at(i + 1));
                if is_word_char(next) || joins() {
                    i += 1;
                } else {
                    break;
                }
            }
        }
        let (start, end) = (place(from), place(i));
        let raw = text.get(start..end).unwrap_or_default();
        let ends =
            matches!(c, '.' | '!' | '?' | '।' | '؟') && at(i).is_none_or(|n| n.is_whitespace());
        let after_title = words
            .last()
            .is_some_and(|w| matches!(w.low.as_str(), "mr" | "mrs" | "ms" | "dr"));
        words.push(Word {
            raw,
            low: lower(raw),
            start,
            end,
            sentence,
        });
        if ends && !(c == '.' && after_title) {
            sentence += 1;
        }
    }
    words
}

/// Whether a mark between two letters or figures belongs to the word: `half-term`, `Asha's`, `4/5`, `9.15`.
fn joins(before: Option<char>, mark: char, after: Option<char>) -> bool {
    let (Some(before), Some(after)) = (before, after) else {
        return false;
    };
    match mark {
        '\'' | '’' => before.is_alphabetic() && after.is_alphabetic(),
        '-' | '\u{2011}' => is_word_char(before) && is_word_char(after),
        '.' | ':' | '/' => before.is_ascii_digit() && after.is_ascii_digit(),
        _ => false,
    }
}

/// Letters, figures and the signs that scripts write above, below and around letters.
pub(super) fn is_word_char(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric();
    }
    let sign = !c.is_whitespace()
        && !c.is_control()
        && !matches!(
            c,
            '«' | '»' | '¡' | '¿' | '·' | '£' | '°' | '×' | '÷' | '।' | '॥' | '،' | '؟' | '؛'
        )
        && !matches!(c as u32, 0xA0..=0xBF | 0x2000..=0x200B | 0x200E..=0x206F | 0x20A0..=0x20CF | 0x2190..=0x2BFF | 0x3000..=0x303F | 0xFF00..=0xFF0F | 0x1F000..);
    c.is_alphanumeric() || sign
}

/// Lower case, with a straight apostrophe and hyphen.
fn lower(raw: &str) -> String {
    let mut low = String::with_capacity(raw.len());
    for c in raw.chars() {
        match c {
            '’' => low.push('\''),
            '\u{2011}' => low.push('-'),
            c if c.is_ascii() => low.push(c.to_ascii_lowercase()),
            c => low.extend(c.to_lowercase()),
        }
    }
    low
}

fn figure(text: &str) -> Option<f32> {
    let figures = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    if figures { text.parse().ok() } else { None }
}

fn number(low: &str) -> Option<f32> {
    const ONES: [&str; 21] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
    ];
    const TENS: [&str; 7] = [
        "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
    ];
    let counted = |list: &[&str], first: f32, step: f32| {
        list.iter()
            .zip(0u8..)
            .find(|(word, _)| **word == low)
            .map(|(_, i)| first + step * f32::from(i))
    };
    figure(low)
        .or_else(|| counted(&ONES, 0.0, 1.0))
        .or_else(|| counted(&TENS, 30.0, 10.0))
        .or(if low == "hundred" { Some(100.0) } else { None })
        .or_else(|| {
            low.split_once('-')
                .filter(|(tens, _)| TENS.contains(tens) || *tens == "twenty")
                .and_then(|(_, ones)| number(ones))
        })
}
