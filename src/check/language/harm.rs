//! Words that may tell of harm in ways that no pattern knows.
//!
//! Harm is told plainly, which the patterns find; or aside, in words that are each innocent. What is looked for here is the
//! weight of a text: of each word, its beginning and each pair of neighbours, which `cargo run --example weigh_words` learns
//! from lines that people have labelled. The weights are in `harm-weights.tsv`.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::OnceLock;

use super::words::is_word_char;
use super::{Child, Finding};
use crate::diagnostic::Rule;

const MESSAGE: &str = "read this once more before it is printed: its words are like those that tell of harm to a child";
const HELP: &str = "if it does, or if you are not sure, put the exact words in the safeguarding record and speak to the safeguarding lead now; if it does not, leave it as it is";

/// The most words that are weighed together: more would add up to anything.
const WINDOW: usize = 40;

/// What words must weigh more than. Nine of ten lines that tell of harm do; so does one everyday text in fifty, which is why
/// this is a warning where a pattern's finding is an error.
const ENOUGH: i32 = 50;

/// The letters of a word's beginning by itself, and in a pair.
const BEGINNING: usize = 5;
const BEGINNING_IN_A_PAIR: usize = 4;

/// Returns the words of a text that most probably tell of harm, if they weigh enough.
pub(super) fn perhaps_disclosure(text: &str, child: &Child<'_>) -> Option<Finding> {
    let names: BTreeSet<String> = child.names.iter().flat_map(|name| words(name)).collect();
    let sentences: Vec<Sentence> = sentences(text, &names).collect();
    let found = windows(&sentences).find(|window| weight(window) > ENOUGH)?;
    let heaviest = found
        .iter()
        .max_by_key(|sentence| weight(std::slice::from_ref(sentence)))?;
    Some(Finding::new(Rule::PerhapsDisclosure, MESSAGE, HELP).at(Some(heaviest.place.clone())))
}

/// What is weighed together of a text, for learning the weights: each sentence alone first, then several.
#[doc(hidden)]
pub fn features_of(text: &str) -> Vec<BTreeSet<String>> {
    let sentences: Vec<Sentence> = sentences(text, &BTreeSet::new()).collect();
    let features = |window: &[Sentence]| {
        let mut features = BTreeSet::new();
        each_feature(window, |feature| {
            features.insert(feature.to_owned());
        });
        features
    };
    windows(&sentences).map(features).collect()
}

/// The sentences that are weighed together: what is told in one is not made up for by its neighbours, and some is told in
/// several.
fn windows(sentences: &[Sentence]) -> impl Iterator<Item = &[Sentence]> {
    let together = (0..sentences.len()).filter_map(|first| {
        let rest = sentences.get(first..)?;
        let mut count = 0;
        let fits = rest.iter().take_while(|sentence| {
            count += sentence.words.len();
            count <= WINDOW
        });
        rest.get(..fits.count()).filter(|window| window.len() > 1)
    });
    sentences.chunks(1).chain(together)
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

/// Gives what is weighed of some sentences: each word, its beginning, each pair of neighbours and the beginnings of both. One
/// may come again and again.
fn each_feature(sentences: &[Sentence], mut give: impl FnMut(&str)) {
    let words = || sentences.iter().flat_map(|sentence| &sentence.words);
    let begin = |feature: &mut String, word: &str, letters: usize| {
        feature.extend(word.chars().take(letters));
        feature.push('…');
    };
    let mut feature = String::new();
    for word in words() {
        give(word);
        feature.clear();
        begin(&mut feature, word, BEGINNING);
        give(&feature);
    }
    for (one, next) in words().zip(words().skip(1)) {
        feature.clear();
        feature.extend([one.as_str(), " ", next.as_str()]);
        give(&feature);
        feature.clear();
        begin(&mut feature, one, BEGINNING_IN_A_PAIR);
        feature.push(' ');
        begin(&mut feature, next, BEGINNING_IN_A_PAIR);
        give(&feature);
    }
}

/// The sum of the weights of some sentences, in hundredths: of each feature once.
fn weight(sentences: &[Sentence]) -> i32 {
    let weights = weights();
    let mut found: Vec<usize> = Vec::new();
    let mut find = |feature: &str| {
        let at = weights.binary_search_by(|(known, _)| (*known).cmp(feature));
        found.extend(at.ok());
    };
    find("");
    each_feature(sentences, &mut find);
    found.sort_unstable();
    found.dedup();
    let known = found.into_iter().filter_map(|at| weights.get(at));
    known.map(|(_, weight)| weight).sum()
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
        let found = perhaps_disclosure(text, &OLA).expect("harm");
        let words = found.words.and_then(|words| text.get(words));
        assert_eq!(words, Some("My dad hits my mum."));
        assert!(perhaps_disclosure("I like maths. We have a dog.", &OLA).is_none());
    }

    #[test]
    fn what_is_said_far_off_adds_nothing() {
        let innocent = "We went to the park and my dad pushed me on the swing. ".repeat(200);
        assert!(perhaps_disclosure(&innocent, &OLA).is_none());
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
            let _ = perhaps_disclosure(text, &OLA);
        }
    }
}
