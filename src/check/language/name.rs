//! The child's name in a text: as it is, as initials, and misspelt, where a text begins with a name a letter or two away.

use super::lexicon::Class;
use super::line::Line;
use super::sentence::Sentence;
use super::words::{self, Word};
use super::{Child, Finding};
use crate::diagnostic::Rule;

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

    /// Keeps names from being read as the words that they look like: a child may be called HI, No or He, and so may Ms No.
    pub fn set_apart(&self, words: &mut [Word<'_>]) {
        let mut titled = false;
        for word in words {
            let raw = word.raw_plain();
            let in_capitals = raw.len() > 1 && !raw.contains(char::is_lowercase);
            let is_word = in_capitals || WORDS_TOO.contains(&word.plain());
            let is_name = titled && raw.starts_with(char::is_uppercase)
                || self.words.iter().any(|part| part.raw == raw);
            let stop = titled && word.low == ".";
            titled = stop || TITLES.contains(&word.low.as_str());
            if is_word && is_name && !titled {
                word.low.insert(0, NO_WORD);
            }
        }
    }

    /// Whether the word is the child's name, written as a name: "Will" is one, "will" is not, and "by May" is a month; or the
    /// initials: "AY will read …".
    pub fn has(&self, line: &Line<'_>, at: usize) -> bool {
        let Some(word) = line.words.get(at) else {
            return false;
        };
        if matches!(word.raw, "X" | "XX" | "XXX" | "xxx" | "XXXX") {
            return true;
        }
        let raw = word.raw_plain();
        // Where no name is known, a word with a capital that begins a text and is none of ours is one.
        let guessed = self.words.is_empty()
            && at == 0
            && raw.starts_with(char::is_uppercase)
            && line.is_unknown(at)
            && line.words.len() > 1;
        let named = guessed || self.words.iter().any(|part| part.raw == raw);
        let month =
            at > 0 && line.is(at, Class::Month) && line.low(at - 1, &["by", "in", "until", "end"]);
        let initials = raw.len() > 1 && self.initials.iter().any(|initials| initials == raw);
        named && !month || initials
    }
}

/// What is wrong with a text: where it begins with the child's name misspelt, that, and what there is besides, judged as
/// though the name were right.
pub(super) fn with_the_name_meant<'t>(
    text: &'t str,
    kind: &str,
    child: &Child<'_>,
    judged: impl Fn(Sentence<'t>) -> Vec<Finding>,
) -> Vec<Finding> {
    let sentence = Sentence::read(text, kind, child);
    let Some((written, misspelt)) = misspelt(&sentence, child) else {
        return judged(sentence);
    };
    let names = [child.names, &[written]].concat();
    let meant = Child {
        names: &names,
        ..*child
    };
    let mut found = vec![misspelt];
    found.extend(judged(Sentence::read(text, kind, &meant)));
    found
}

/// The name that a text about the child begins with where it is another than the child's: of a helper who stands beside the
/// child, of a word that begins a sentence, and of a name misspelt nothing is said here.
pub fn another_name<'t>(text: &'t str, names: &[&str]) -> Option<&'t str> {
    let child = Child {
        names,
        pronouns: "they/them",
        year: 4,
    };
    let sentence = Sentence::read(text, "target", &child);
    let (line, at) = (&sentence.line, sentence.start);
    let written = line.words.get(at)?.raw_plain();
    let begins = line.is_unknown(at)
        && written.chars().count() > 2
        && written.starts_with(char::is_uppercase)
        && written.chars().skip(1).all(char::is_lowercase);
    let next = at + 1;
    let acts = line.is_any(next, &[Class::Helper, Class::Act])
        && !(line.low(next, &["will", "to", "can", "should"]) && line.low(next + 1, &["be"]));
    let verb = line
        .words
        .get(next)
        .is_some_and(|word| word.low.ends_with('s'));
    let named = (0..line.words.len()).any(|at| line.is(at, Class::Name));
    let misspelt = misspelt(&sentence, &child).is_some();
    let acts = acts && (verb || line.is(next, Class::Helper));
    (begins && acts && !named && !misspelt).then_some(written)
}

/// The name that a text begins with, where it is nearly the child's, and what a reader would say about it.
///
/// The word itself is not in the message, since a message may stand in a log that is to hold no child's name.
fn misspelt<'t>(sentence: &Sentence<'t>, child: &Child<'_>) -> Option<(&'t str, Finding)> {
    let (line, at) = (&sentence.line, sentence.start);
    let word = line.words.get(at)?;
    let written = word.raw_plain();
    let acts = line.is_any(
        at + 1,
        &[Class::Helper, Class::Act, Class::VagueVerb, Class::SoftVerb],
    ) || line.low(at + 1, &["to", "has", "does", "is"]);
    if !line.is_unknown(at)
        || !written.starts_with(char::is_uppercase)
        || !(acts || word.is_possessive())
    {
        return None;
    }
    // In a short name two letters make another name: Sam and Kim.
    let near = |name: &str| {
        let letters = name.chars().count();
        let away = strsim::damerau_levenshtein(name, written);
        letters > 3 && letters < 40 && (1..=if letters > 5 { 2 } else { 1 }).contains(&away)
    };
    let mut names = child.names.iter().flat_map(|name| name.split([' ', '-']));
    names.find(|name| near(name))?;
    let message = "the name here is not the name this plan gives the child";
    let help = "write the name as under `child`, or correct it there";
    let start = word.start;
    let found =
        Finding::new(Rule::MisspeltName, message, help).at(Some(start..start + written.len()));
    Some((written, found))
}
