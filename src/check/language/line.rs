//! A text's words, each with the classes it belongs to.

use std::ops::Range;

use super::Child;
use super::lexicon::{Class, DOING, is_form, lexicon, plain_forms};
use super::name::Names;
use super::words::{self, Word};

/// A text's words with the classes each belongs to.
pub(super) struct Line<'a> {
    pub words: Vec<Word<'a>>,
    /// For each word, the classes of the entries that begin there, a bit each.
    pub classes: Vec<u128>,
    /// The phrases of several words, from first to last: class, first word, how many words.
    phrases: Vec<(Class, usize, usize)>,
}

impl<'a> Line<'a> {
    /// Reads a text about a child.
    pub fn new(text: &'a str, child: &Child) -> Line<'a> {
        let names = Names::of(child);
        let mut words = words::split(text);
        names.set_apart(&mut words);
        let mut line = Line {
            classes: vec![0; words.len()],
            phrases: Vec::new(),
            words,
        };
        for at in 0..line.words.len() {
            line.mark(at);
            if names.has(&line, at) {
                line.add(at, Class::Name);
            }
        }
        line
    }

    fn mark(&mut self, at: usize) {
        let Some(word) = self.words.get(at) else {
            return;
        };
        let mut bits = 0;
        let mut phrases = Vec::new();
        plain_forms(word.plain(), |form| {
            for entry in lexicon().entries.get(form).into_iter().flatten() {
                let fits = entry.rest.iter().enumerate().all(|(k, plain)| {
                    let word = self.words.get(at + 1 + k);
                    word.is_some_and(|word| is_form(&word.low, plain))
                });
                if fits {
                    bits |= entry.class.bit();
                    if !entry.rest.is_empty() {
                        phrases.push((entry.class, at, entry.rest.len() + 1));
                    }
                }
            }
        });
        if let Some(classes) = self.classes.get_mut(at) {
            *classes |= bits;
        }
        for (class, first, length) in phrases {
            self.phrases.push((class, first, length));
            if class == Class::Provision {
                (first + 1..first + length).for_each(|at| self.add(at, Class::Inside));
            }
        }
    }

    /// Reads words that no list knows as the ones they were meant to be, where only two letters changed places or the last e is
    /// missing: "boyfreind", "kickd".
    pub fn add_slips(&mut self) {
        for (word, classes) in self.words.iter().zip(&mut self.classes) {
            if *classes == 0 && word.low.len() > 4 && word.low.is_ascii() {
                *classes = slips(&word.low)
                    .map(|meant| classes_of(&meant))
                    .find(|found| *found != 0)
                    .unwrap_or(0);
            }
        }
    }

    fn add(&mut self, at: usize, class: Class) {
        if let Some(classes) = self.classes.get_mut(at) {
            *classes |= class.bit();
        }
    }

    /// Adds what shows in the words themselves: numbers, endings.
    pub fn add_shapes(&mut self) {
        for (word, classes) in self.words.iter().zip(&mut self.classes) {
            let (low, number) = (word.low.as_str(), word.number());
            let shapes = [
                (Class::Word, word.is_word()),
                (Class::Figure, number.is_some() || word.is_range()),
                (Class::Ratio, word.ratio().is_some()),
                (Class::Amount, word.is_amount()),
                (Class::Date, word.is_date()),
                (
                    Class::Year,
                    number.is_some_and(|n| (1990.0..2100.0).contains(&n)),
                ),
                (Class::Ing, low.ends_with("ing")),
                (
                    Class::Past,
                    low.ends_with("ed") || *classes & Class::Past.bit() != 0,
                ),
                (Class::Adverb, low.len() > 4 && low.ends_with("ly")),
                (Class::Owner, word.is_possessive()),
                (Class::Doing, *classes & DOING != 0),
                (
                    Class::Child,
                    *classes & (Class::Name.bit() | Class::ChildNoun.bit()) != 0,
                ),
            ];
            let there = shapes.iter().filter(|(_, there)| *there);
            *classes |= there.fold(0, |bits, (class, _)| bits | class.bit());
        }
    }

    /// Whether an entry of the class begins at the word.
    pub fn is(&self, at: usize, class: Class) -> bool {
        self.has(at, class.bit())
    }

    /// Whether any of the classes has an entry that begins at the word.
    pub fn is_any(&self, at: usize, classes: &[Class]) -> bool {
        classes.iter().any(|class| self.is(at, *class))
    }

    /// Whether any of the classes, a bit each, has an entry that begins at the word.
    pub fn has(&self, at: usize, classes: u128) -> bool {
        self.classes.get(at).is_some_and(|bits| bits & classes != 0)
    }

    /// Whether no list knows the word, and the child is not called so.
    pub fn is_unknown(&self, at: usize) -> bool {
        let listed = (Class::Name.bit() << 1) - 1;
        !self.has(at, listed)
    }

    /// How many words the longest entry has that begins there and is of one of the classes, a bit each; 0 where none does.
    pub fn length(&self, at: usize, classes: u128) -> usize {
        if !self.has(at, classes) {
            return 0;
        }
        let from = self.phrases.partition_point(|(_, first, _)| *first < at);
        let here = self
            .phrases
            .iter()
            .skip(from)
            .take_while(|(_, first, _)| *first == at);
        let longest = here
            .filter(|(class, _, _)| class.bit() & classes != 0)
            .map(|(_, _, length)| *length)
            .max();
        longest.unwrap_or(1)
    }

    /// Whether the word is one of these, as typed in lower case.
    pub fn low(&self, at: usize, any: &[&str]) -> bool {
        let word = self.words.get(at);
        word.is_some_and(|word| any.contains(&word.low.as_str()))
    }

    /// The bytes of the text from one word to another, both included.
    pub fn bytes(&self, first: usize, last: usize) -> Option<Range<usize>> {
        Some(self.words.get(first)?.start..self.words.get(last)?.end)
    }
}

/// What a word with a slip may have been meant to be.
fn slips(low: &str) -> impl Iterator<Item = String> + '_ {
    let swapped = (1..low.len()).filter_map(|at| {
        let (before, after) = low.split_at_checked(at - 1)?;
        let (pair, rest) = after.split_at_checked(2)?;
        let (a, b) = pair.split_at_checked(1)?;
        Some([before, b, a, rest].concat())
    });
    let ended = low.strip_suffix('d').map(|stem| format!("{stem}ed"));
    ended.into_iter().chain(swapped)
}

/// The classes of a single word.
fn classes_of(word: &str) -> u128 {
    let mut bits = 0;
    plain_forms(word, |form| {
        let entries = lexicon().entries.get(form).into_iter().flatten();
        let single = entries.filter(|entry| entry.rest.is_empty());
        bits |= single.fold(0, |bits, entry| bits | entry.class.bit());
    });
    bits
}
