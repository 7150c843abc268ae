//! The words that the rules know, read once from `lexicon.txt`, and a text marked with their classes.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::OnceLock;

use super::Child;
use super::words::{self, Word};

macro_rules! classes {
    ($($name:ident = $text:literal),* $(,)?) => {
        /// A class of words in `lexicon.txt`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Class { $($name),* }

        impl Class {
            fn named(text: &str) -> Option<Class> {
                match text { $($text => Some(Class::$name),)* _ => None }
            }
        }
    };
}

classes! {
    VagueVerb = "vague-verb", SoftVerb = "soft-verb", VagueAdjective = "vague-adjective", VagueAdverb = "vague-adverb",
    VagueNoun = "vague-noun", InnerVerb = "inner-verb", InnerAdjective = "inner-adjective", InnerNoun = "inner-noun",
    StopVerb = "stop-verb", LessVerb = "less-verb", AdultVerb = "adult-verb", HelpVerb = "help-verb", DoneTo = "done-to",
    ReceiveVerb = "receive-verb", Provision = "provision-noun", Universal = "universal-place", Activity = "activity-noun",
    Adult = "adult-noun", ChildNoun = "child-noun", Need = "need", Hope = "hope", Helper = "helper", Act = "act",
    Literacy = "domain literacy", Number = "domain number", SelfCare = "domain self-care", Play = "domain play",
    Behaviour = "domain behaviour", Attendance = "domain attendance", Movement = "domain movement", Speech = "domain speech",
    Occasion = "occasion", Duration = "duration", NotMeasure = "not-a-measure", NotCount = "not-a-count", Level = "level",
    Prompt = "prompt", Every = "every", DeadlineWord = "deadline-word", Month = "month", Lead = "lead", Title = "title",
    Exercise = "exercise", Rise = "rise", Resource = "resource", Destination = "destination",
    OtherPerson = "other-person", Alongside = "alongside", Name = "name",
}

/// The parts of life an act can belong to.
pub(super) const DOMAINS: [Class; 8] = [
    Class::Literacy,
    Class::Number,
    Class::SelfCare,
    Class::Play,
    Class::Behaviour,
    Class::Attendance,
    Class::Movement,
    Class::Speech,
];

/// The longest name that is looked for in texts, in bytes.
const LONGEST_NAME: usize = 200;

/// The first letters of a name's words: "AY" of Amina Yusuf.
pub(in crate::check) fn initials(name: &str) -> String {
    let words = name.split([' ', '-']).take(8);
    words.filter_map(|word| word.chars().next()).collect()
}

/// One entry: its class and the words after the first.
struct Entry {
    class: Class,
    rest: Vec<&'static str>,
}

struct Lexicon {
    entries: HashMap<&'static str, Vec<Entry>>,
    irregular: HashMap<&'static str, &'static str>,
}

fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(|| read(include_str!("lexicon.txt")))
}

fn read(text: &'static str) -> Lexicon {
    let mut lexicon = Lexicon {
        entries: HashMap::new(),
        irregular: HashMap::new(),
    };
    let mut class = None;
    for line in text.lines().filter(|l| !l.starts_with('#')) {
        if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
            class = Class::named(name);
            continue;
        }
        for entry in line.split(',').map(str::trim).filter(|e| !e.is_empty()) {
            if let Some((form, plain)) = entry.split_once('=') {
                lexicon.irregular.insert(form, plain);
            } else if let Some(class) = class {
                let mut words = entry.split(' ');
                let first = words.next().unwrap_or_default();
                lexicon.entries.entry(first).or_default().push(Entry {
                    class,
                    rest: words.collect(),
                });
            }
        }
    }
    lexicon
}

/// The plain forms that an inflected word may have, the word itself first; some are no words, which does no harm.
fn plain_forms(word: &str, mut each: impl FnMut(&str)) {
    each(word);
    if let Some(plain) = lexicon().irregular.get(word) {
        each(plain);
    }
    if word.len() < 4 || !word.is_ascii() {
        return;
    }
    let mut ending = |stem: &str| {
        each(stem);
        each(&format!("{stem}e"));
        let mut letters = stem.chars().rev();
        if let (Some(a), Some(b)) = (letters.next(), letters.next())
            && a == b
        {
            each(stem.get(..stem.len() - 1).unwrap_or(stem));
        }
    };
    if let Some(stem) = word.strip_suffix("ing").filter(|s| s.len() > 1) {
        ending(stem);
    } else if let Some(stem) = word
        .strip_suffix("ied")
        .or_else(|| word.strip_suffix("ies"))
    {
        each(&format!("{stem}y"));
    } else if let Some(stem) = word.strip_suffix("ed") {
        ending(stem);
    } else if let Some(stem) = word.strip_suffix('s').filter(|s| !s.ends_with('s')) {
        each(stem);
        if let Some(stem) = stem.strip_suffix('e') {
            each(stem);
        }
    }
}

/// Whether a word of a text is a form of the plain word.
fn is_form(word: &str, plain: &str) -> bool {
    let mut same = plain == "_";
    plain_forms(word, |form| same |= form == plain);
    same
}

/// A text's words with the classes each belongs to.
pub(super) struct Line<'a> {
    pub words: Vec<Word<'a>>,
    /// For each word, the classes of the entries that begin there, a bit each.
    classes: Vec<u64>,
    /// The phrases of several words: class, first word, how many words.
    phrases: Vec<(Class, usize, usize)>,
}

impl<'a> Line<'a> {
    /// Reads a text about a child.
    pub fn new(text: &'a str, child: &Child) -> Line<'a> {
        let words = words::split(text);
        // A page of text in the place of a name is looked for nowhere.
        let names = child.names.iter().filter(|name| name.len() <= LONGEST_NAME);
        let names: Vec<Word<'_>> = names.flat_map(|name| words::split(name)).collect();
        let initials: Vec<String> = child.names.iter().map(|name| initials(name)).collect();
        let mut line = Line {
            classes: vec![0; words.len()],
            phrases: Vec::new(),
            words,
        };
        for i in 0..line.words.len() {
            line.mark(i);
            if line.is_name(i, &names) || line.is_initials(i, &initials) {
                line.add(i, Class::Name);
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
                    self.words
                        .get(at + 1 + k)
                        .is_some_and(|w| is_form(&w.low, plain))
                });
                if fits {
                    bits |= 1u64 << entry.class as u64;
                    if !entry.rest.is_empty() {
                        phrases.push((entry.class, at, entry.rest.len() + 1));
                    }
                }
            }
        });
        if let Some(classes) = self.classes.get_mut(at) {
            *classes |= bits;
        }
        self.phrases.append(&mut phrases);
    }

    fn add(&mut self, at: usize, class: Class) {
        if let Some(classes) = self.classes.get_mut(at) {
            *classes |= 1u64 << class as u64;
        }
    }

    /// Whether the word is the child's name, written as a name: "Will" is one, "will" is not, and "by May" is a month.
    fn is_name(&self, at: usize, names: &[Word<'_>]) -> bool {
        let Some(word) = self.words.get(at) else {
            return false;
        };
        if matches!(word.raw, "X" | "XX" | "XXX" | "xxx" | "XXXX") {
            return true;
        }
        let raw = word
            .raw
            .strip_suffix("'s")
            .or_else(|| word.raw.strip_suffix("’s"))
            .unwrap_or(word.raw);
        // Where no name is known, a word with a capital that begins a text and is none of ours is one.
        let guessed = names.is_empty()
            && at == 0
            && raw.starts_with(char::is_uppercase)
            && self.classes.get(at) == Some(&0)
            && self.words.len() > 1;
        let named = guessed || names.iter().any(|part| part.raw == raw);
        named
            && !(self.is(at, Class::Month)
                && at > 0
                && self.low(at - 1, &["by", "in", "until", "end"]))
    }

    /// Whether the word is the child's initials: "AY will read …".
    fn is_initials(&self, at: usize, initials: &[String]) -> bool {
        let raw = self.words.get(at).map(|word| word.raw);
        raw.is_some_and(|raw| raw.len() > 1 && initials.iter().any(|initials| initials == raw))
    }

    /// Whether an entry of the class begins at the word.
    pub fn is(&self, at: usize, class: Class) -> bool {
        self.classes
            .get(at)
            .is_some_and(|bits| bits >> class as u64 & 1 == 1)
    }

    /// Whether any of the classes has an entry that begins at the word.
    pub fn is_any(&self, at: usize, classes: &[Class]) -> bool {
        classes.iter().any(|class| self.is(at, *class))
    }

    /// Whether no list knows the word, and the child is not called so.
    pub fn is_unknown(&self, at: usize) -> bool {
        self.classes.get(at) == Some(&0)
    }

    /// How many words the longest entry of the class has that begins there; 0 where none does.
    pub fn length(&self, at: usize, class: Class) -> usize {
        let phrase = self
            .phrases
            .iter()
            .filter(|p| p.0 == class && p.1 == at)
            .map(|p| p.2)
            .max();
        phrase.unwrap_or(usize::from(self.is(at, class)))
    }

    /// Whether the word is one of these, as typed in lower case.
    pub fn low(&self, at: usize, any: &[&str]) -> bool {
        self.words
            .get(at)
            .is_some_and(|word| any.contains(&word.low.as_str()))
    }

    /// The first word in the range with an entry of the class.
    pub fn find(&self, range: Range<usize>, class: Class) -> Option<usize> {
        range.into_iter().find(|&i| self.is(i, class))
    }

    /// The end of the sentence that the word is in.
    pub fn sentence_end(&self, at: usize) -> usize {
        let sentence = self.words.get(at).map(|w| w.sentence);
        (at..self.words.len())
            .find(|&i| self.words.get(i).map(|w| w.sentence) != sentence)
            .unwrap_or(self.words.len())
    }

    /// The bytes of the text from one word to another, both included.
    pub fn bytes(&self, first: usize, last: usize) -> Option<Range<usize>> {
        Some(self.words.get(first)?.start..self.words.get(last)?.end)
    }

    /// The number at the word.
    pub fn number(&self, at: usize) -> Option<f32> {
        self.words.get(at)?.number()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_section_of_the_word_list_is_a_class() {
        for line in include_str!("lexicon.txt").lines() {
            if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
                assert!(
                    name == "irregular" || Class::named(name).is_some(),
                    "no class is called {name}"
                );
            }
        }
    }
}
