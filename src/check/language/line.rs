//! A text's words, each with the classes it belongs to.

use std::ops::Range;

use super::Child;
use super::lexicon::{Class, DOING, is_form, lexicon, plain_forms};
use super::names::Names;
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
        Line::of(words::split(text), child, false)
    }

    /// Reads a text without its quotation marks, and words with a typo as the words that they were meant to be: a word that is
    /// neither in a list nor `known` stands for one that is where only two letters changed places or the last e is missing.
    pub fn corrected(text: &'a str, child: &Child, known: impl Fn(&str) -> bool) -> Line<'a> {
        let known = |word: &str| known(word) || is_listed(word);
        let mut words = words::split(text);
        words.retain(|word| !matches!(word.raw, "\"" | "“" | "”" | "'" | "‘" | "’"));
        for word in &mut words {
            if word.low.len() > 4 && word.low.is_ascii() && !known(&word.low) {
                let meant = meant(&word.low).find(|meant| known(meant));
                word.low = meant.unwrap_or_else(|| std::mem::take(&mut word.low));
            }
        }
        Line::of(words, child, true)
    }

    fn of(mut words: Vec<Word<'a>>, child: &Child, every_name: bool) -> Line<'a> {
        let names = Names::of(child);
        names.set_apart(&mut words, every_name);
        let mut line = Line {
            classes: vec![0; words.len()],
            phrases: Vec::new(),
            words,
        };
        for at in 0..line.words.len() {
            line.mark(at);
            if line.is_named(at, &names) {
                line.add(at, Class::Name);
            }
        }
        line
    }

    /// Whether the child's name stands there: "by May" is a month.
    fn is_named(&self, at: usize, names: &Names<'_>) -> bool {
        let Some(word) = self.words.get(at) else {
            return false;
        };
        // Where no name is known, a word with a capital that begins a text and is none of ours is one.
        let guessed = names.is_empty()
            && at == 0
            && word.raw_plain().starts_with(char::is_uppercase)
            && self.is_unknown(at)
            && self.words.len() > 1;
        let month =
            at > 0 && self.is(at, Class::Month) && self.low(at - 1, &["by", "in", "until", "end"]);
        (guessed || names.has(word)) && !month || names.stand_for(word)
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

/// What a word with a typo may have been meant to be.
fn meant(low: &str) -> impl Iterator<Item = String> + '_ {
    let swapped = (1..low.len()).filter_map(|at| {
        let (before, after) = low.split_at_checked(at - 1)?;
        let (pair, rest) = after.split_at_checked(2)?;
        let (a, b) = pair.split_at_checked(1)?;
        Some([before, b, a, rest].concat())
    });
    let ended = low.strip_suffix('d').map(|stem| format!("{stem}ed"));
    ended.into_iter().chain(swapped)
}

/// Whether a list has the word in some form, by itself.
fn is_listed(word: &str) -> bool {
    let mut listed = false;
    plain_forms(word, |form| {
        let mut entries = lexicon().entries.get(form).into_iter().flatten();
        listed |= entries.any(|entry| entry.rest.is_empty());
    });
    listed
}
