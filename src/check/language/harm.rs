//! Words that may tell of harm, by anyone or to oneself.
//!
//! What people say of harm has no fixed words: it is told plainly, or aside, or by someone who heard it. So what is looked
//! for is not a list of phrases but a weight for each word, its beginning and each pair of neighbours, which
//! `cargo run --example weigh_words` learns from lines that people have labelled. The weights are in `harm-weights.tsv`.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::OnceLock;

use super::words::is_word_char;
use super::{Child, Finding};
use crate::diagnostic::Rule;

const MESSAGE: &str = "this may tell of harm to a child";
const HELP: &str = "do not print this and do not delete it: put the exact words in the safeguarding record and speak to the safeguarding lead now; if anyone is in danger now, ring 999";

/// The most words that are weighed together: more would add up to anything.
const WINDOW: usize = 40;

/// What words must weigh more than: on lines that the weights were not learnt from, nine of ten that tell of harm do, and one
/// of ten that were written to look like them.
const ENOUGH: i32 = -25;

/// The letters of a word's beginning by itself, and in a pair.
const BEGINNING: usize = 5;
const BEGINNING_IN_A_PAIR: usize = 4;

/// Returns the words of a text that most probably tell of harm, if they weigh enough.
pub fn disclosure(text: &str, child: &Child<'_>) -> Option<Finding> {
    let names: BTreeSet<String> = child.names.iter().flat_map(|name| words(name)).collect();
    let sentences: Vec<Sentence> = sentences(text, &names).collect();
    let windows = (0..sentences.len()).filter_map(|first| {
        let rest = sentences.get(first..)?;
        let mut count = 0;
        let fits = rest.iter().take_while(|sentence| {
            count += sentence.words.len();
            count <= WINDOW
        });
        // A sentence that is longer than a window is one by itself.
        rest.get(..fits.count().max(1))
    });
    let weighs = |window: &&[Sentence]| is_harm(window.iter().map(|sentence| &sentence.words));
    let found = windows.into_iter().find(weighs)?;
    let weight = |sentence: &&Sentence| weight([&sentence.words].into_iter());
    let heaviest = found.iter().max_by_key(weight)?;
    Some(Finding::new(Rule::Disclosure, MESSAGE, HELP).at(Some(heaviest.place.clone())))
}

/// A sentence's words in lower case, without the child's names, and its place in the text.
struct Sentence {
    words: Vec<String>,
    place: Range<usize>,
}

fn sentences<'a>(
    text: &'a str,
    names: &'a BTreeSet<String>,
) -> impl Iterator<Item = Sentence> + 'a {
    let mut start = 0;
    text.split_inclusive(['.', '!', '?', '\n'])
        .filter_map(move |piece| {
            let from = start + piece.len() - piece.trim_start().len();
            start += piece.len();
            let place = from..from + piece.trim().len();
            let words: Vec<String> = words(piece).filter(|word| !names.contains(word)).collect();
            (!words.is_empty()).then_some(Sentence { words, place })
        })
}

fn words(text: &str) -> impl Iterator<Item = String> {
    let inside = |c: char| is_word_char(c) && !c.is_numeric() || matches!(c, '\'' | '’');
    let words = text.split(move |c: char| !inside(c));
    let plain = |word: &str| word.replace('’', "'").trim_matches('\'').to_lowercase();
    words.map(plain).filter(|word| !word.is_empty())
}

/// What is weighed of some words: each, its beginning, each pair of neighbours and the beginnings of both.
fn features<'a>(sentences: impl Iterator<Item = &'a Vec<String>>) -> BTreeSet<String> {
    let words: Vec<&String> = sentences.flatten().collect();
    let mut features = BTreeSet::new();
    let begins = |word: &str, letters: usize| word.chars().take(letters).collect::<String>();
    for word in &words {
        features.insert((*word).clone());
        features.insert(format!("{}…", begins(word, BEGINNING)));
    }
    for (one, next) in words.iter().zip(words.iter().skip(1)) {
        features.insert(format!("{one} {next}"));
        let [one, next] = [one, next].map(|word| begins(word, BEGINNING_IN_A_PAIR));
        features.insert(format!("{one}… {next}…"));
    }
    features
}

/// What is weighed of a text, for learning the weights.
#[doc(hidden)]
pub fn features_of(text: &str) -> BTreeSet<String> {
    let words: Vec<String> = words(text).collect();
    features([&words].into_iter())
}

fn is_harm<'a>(sentences: impl Iterator<Item = &'a Vec<String>>) -> bool {
    weight(sentences) > ENOUGH
}

/// The sum of the weights of some words, in hundredths: over 0 where they tell of harm more probably than not.
fn weight<'a>(sentences: impl Iterator<Item = &'a Vec<String>>) -> i32 {
    let weights = weights();
    let weight = |feature: &String| {
        let at = weights.binary_search_by(|(known, _)| (*known).cmp(feature));
        at.ok().and_then(|at| weights.get(at))
    };
    let found = features(sentences);
    let sum: i32 = found
        .iter()
        .filter_map(weight)
        .map(|(_, weight)| weight)
        .sum();
    let bias = weight(&String::new());
    sum + bias.map_or(0, |(_, bias)| *bias)
}

/// Every feature with its weight, sorted by the feature. The first, which is empty, has what is added to each sum.
fn weights() -> &'static [(&'static str, i32)] {
    static WEIGHTS: OnceLock<Vec<(&str, i32)>> = OnceLock::new();
    WEIGHTS.get_or_init(|| {
        let lines = include_str!("harm-weights.tsv").lines();
        let pairs = lines.filter_map(|line| line.split_once('\t'));
        pairs
            .filter_map(|(weight, feature)| Some((feature, weight.parse().ok()?)))
            .collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const OLA: Child<'_> = Child {
        names: &["Ola Grace"],
        pronouns: "she/her",
        year: 4,
    };

    #[test]
    fn the_weights_are_sorted_and_begin_with_what_is_always_added() {
        assert!(weights().len() > 5_000 && weights().is_sorted());
        assert_eq!(weights().first().map(|(feature, _)| *feature), Some(""));
    }

    #[test]
    fn the_sentence_is_marked_that_tells_most() {
        let text = "I like maths.\nMy dad hits my mum. We have a dog.";
        let found = disclosure(text, &OLA).expect("harm");
        let words = found.words.and_then(|words| text.get(words));
        assert_eq!(words, Some("My dad hits my mum."));
        assert!(disclosure("I like maths. We have a dog.", &OLA).is_none());
    }

    #[test]
    fn what_is_said_far_off_adds_nothing() {
        let innocent = "We went to the park and my dad pushed me on the swing. ".repeat(200);
        assert!(disclosure(&innocent, &OLA).is_none());
    }

    #[test]
    fn any_text_is_weighed() {
        for text in [
            "",
            "…",
            "''",
            "İİİ. ß\u{0}",
            "عربي. 中文。",
            "a".repeat(40_000).as_str(),
        ] {
            let _ = disclosure(text, &OLA);
        }
    }
}
