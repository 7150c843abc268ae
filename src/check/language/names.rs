//! The names by which a child is known in a text, and which of its words are names.

use super::Child;
use super::words::{self, Word};

/// The longest name that is looked for in texts, in bytes.
const LONGEST_NAME: usize = 200;

/// Names that are among the words which decide what a sentence says.
const WORDS_TOO: &[&str] = &[
    "an", "do", "ha", "he", "her", "him", "his", "in", "my", "no", "not", "on", "she", "so", "to",
];

/// Words that a surname follows.
const TITLES: &[&str] = &["mr", "mrs", "ms", "miss", "mx", "dr"];

/// A letter that no English word begins with.
const NO_WORD: char = 'ǂ';

/// The name of a child whose name is not known, where none is to be guessed.
pub(super) const NOBODY: &[&str] = &["ǂ"];

/// The first letters of a name's words: "AY" of Amina Yusuf.
pub(in crate::check) fn initials(name: &str) -> String {
    let words = name.split([' ', '-']).take(8);
    words.filter_map(|word| word.chars().next()).collect()
}

/// The names by which a child is known in a text.
pub(super) struct Names<'a> {
    words: Vec<Word<'a>>,
    initials: Vec<String>,
}

impl<'a> Names<'a> {
    pub fn of(child: &Child<'a>) -> Names<'a> {
        // A page of text in the place of a name is looked for nowhere.
        let names = child.names.iter().filter(|name| name.len() <= LONGEST_NAME);
        let words = names.flat_map(|name| words::split(name));
        Names {
            // A bracket or a comma in a name is no name.
            words: words.filter(Word::is_word).collect(),
            initials: child.names.iter().map(|name| initials(name)).collect(),
        }
    }

    /// Keeps names from being read as the words that they look like: a child may be called HI, No or He, and so may Ms No. Names
    /// that decide nothing in a sentence, such as Mark, are kept apart where every one is to be.
    pub fn set_apart(&self, words: &mut [Word<'_>], every: bool) {
        let mut titled = false;
        for word in words {
            let raw = word.raw_plain();
            let in_capitals = raw.len() > 1 && !raw.contains(char::is_lowercase);
            let is_word = every || in_capitals || WORDS_TOO.contains(&word.plain());
            let is_name = titled && raw.starts_with(char::is_uppercase)
                || self.words.iter().any(|part| part.raw == raw);
            let stop = titled && word.low == ".";
            titled = stop || TITLES.contains(&word.low.as_str());
            if is_word && is_name && !titled {
                word.low.insert(0, NO_WORD);
            }
        }
    }

    /// Whether no name is known.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether the word is one of the child's names, written as a name: "Will" is one, "will" is not.
    pub fn has(&self, word: &Word<'_>) -> bool {
        let raw = word.raw_plain();
        self.words.iter().any(|part| part.raw == raw)
    }

    /// Whether the word stands for the child instead of a name: the initials, or a row of X.
    pub fn stand_for(&self, word: &Word<'_>) -> bool {
        let raw = word.raw_plain();
        matches!(word.raw, "X" | "XX" | "XXX" | "xxx" | "XXXX")
            || raw.len() > 1 && self.initials.iter().any(|initials| initials == raw)
    }
}
