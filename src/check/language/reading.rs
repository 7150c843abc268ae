//! Lines for the child: in the first person, short, and no harder than the child can read.

use super::lexicon::Class;
use super::line::Line;
use super::sentence::Sentence;
use super::{Child, Finding};
use crate::diagnostic::{self, Rule, message, value};

/// The hardest reading grade of a line for a child.
const HARDEST: f64 = 5.0;
/// Lines of fewer words are judged by their length alone, and those of up to a dozen mildly: one long word would say too
/// much of a short line.
const SHORT: usize = 8;
const DOZEN: usize = 12;
const HARDEST_IF_SHORT: f64 = 8.0;

/// What is wrong with a line for the child: too long, too hard, or not in the child's own voice.
pub fn child_line(text: &str, max_words: usize, child: &Child<'_>) -> Vec<Finding> {
    let sentence = Sentence::read(text, "line for the child", child);
    let (line, start) = (&sentence.line, sentence.start);
    let mut found = Vec::new();
    // "When I am stuck, he …" may be somebody else; "By Easter Amina will …" is nobody else.
    let i = line.words.get(start).is_some_and(|word| word.low == "i");
    let named = line.low(0, &["she", "he", "they"]) || line.is(start, Class::Name) && !i;
    if named || spoken_about(line, child) {
        let message =
            "this speaks about the child, and the child's copy is in the child's own voice";
        let help = "begin with I: I can …, I will …";
        let words = line.bytes(start, start);
        found.push(Finding::new(Rule::ThirdPersonChildLine, message, help).at(words));
    }
    let words: Vec<&str> = line
        .words
        .iter()
        .filter(|word| word.is_word())
        .map(|word| word.low.as_str())
        .collect();
    if words.len() > max_words {
        let message = message!(
            "this line has {} words, and more than {} are hard for the child",
            diagnostic::words(words.len().to_string()),
            diagnostic::words(max_words.to_string())
        );
        found.push(Finding::new(
            Rule::HardForTheChild,
            message,
            "make two lines of it, or keep the part that matters most",
        ));
    } else if words.len() >= SHORT && grade(line, &words) > hardest(words.len()) {
        let longest = words
            .iter()
            .max_by_key(|word| syllables(word))
            .copied()
            .unwrap_or_default();
        let message = message!(
            "some words are hard for the child to read, such as “{}”",
            value(longest)
        );
        found.push(Finding::new(
            Rule::HardForTheChild,
            message,
            "use the words the child uses",
        ));
    }
    found
}

/// Whether a line that has no "I" in it speaks of the child by the child's pronouns, and can mean nobody else: "To use
/// their calm corner when they are cross."
fn spoken_about(line: &Line<'_>, child: &Child<'_>) -> bool {
    let own: &[&str] = match child.pronouns {
        "she/her" => &["she", "her", "herself"],
        "he/him" => &["he", "him", "his", "himself"],
        _ => &["they", "them", "their", "themself", "themselves"],
    };
    let any = |words: &[&str]| (0..line.words.len()).any(|at| line.low(at, words));
    let others = [
        Class::OtherPerson,
        Class::Adult,
        Class::Title,
        Class::ChildNoun,
    ];
    let someone_else = (0..line.words.len()).any(|at| line.is_any(at, &others));
    any(own) && !any(&["i", "i'm", "i'll", "i've", "my", "me", "we", "our"]) && !someone_else
}

/// The hardest grade of a line of so many words.
fn hardest(words: usize) -> f64 {
    if words < DOZEN {
        HARDEST_IF_SHORT
    } else {
        HARDEST
    }
}

/// The Flesch-Kincaid grade: years at school that a reader needs (Kincaid and others, 1975).
fn grade(line: &Line<'_>, words: &[&str]) -> f64 {
    let sentences = line.words.last().map_or(1, |word| word.sentence + 1);
    let sentences = if line.words.last().is_some_and(|word| !word.is_word()) {
        sentences.saturating_sub(1).max(1)
    } else {
        sentences
    };
    let count = words.len().max(1) as f64;
    let syllables: usize = words.iter().map(|word| syllables(word)).sum();
    0.39 * count / sentences as f64 + 11.8 * syllables as f64 / count - 15.59
}

/// How many syllables an English word has, reckoned from its vowels; a figure or a word in another script counts as one.
fn syllables(word: &str) -> usize {
    let word = word.trim_end_matches("'s");
    let vowel = |letter: char| "aeiouy".contains(letter);
    let mut count = 0;
    let mut before = false;
    for letter in word.chars() {
        let now = vowel(letter);
        if now && !before {
            count += 1;
        }
        before = now;
    }
    let silent = (word.ends_with('e') && !word.ends_with("le"))
        || (word.ends_with("es") && !word.ends_with("ses"))
        || (word.ends_with("ed") && !word.ends_with("ted") && !word.ends_with("ded"));
    if silent && count > 1 {
        count -= 1;
    }
    count.max(1)
}
