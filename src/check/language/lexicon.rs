//! The words that the rules know, by class, read once from `lexicon.txt`.

use std::collections::HashMap;
use std::sync::OnceLock;

/// An enum whose variants have names in the data files.
macro_rules! named {
    ($(#[$doc:meta])* $kind:ident: $($name:ident $text:literal),* $(,)?) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum $kind { $($name),* }

        impl $kind {
            pub fn named(text: &str) -> Option<$kind> {
                match text { $($text => Some($kind::$name),)* _ => None }
            }
        }
    };
}
pub(super) use named;

named! {
    /// A class of words: a list in `lexicon.txt`, or, from `name` on, what shows in the text itself.
    Class:
    VagueVerb "vague-verb", EitherVerb "either-verb", SoftVerb "soft-verb", VagueAdjective "vague-adjective",
    VagueAdverb "vague-adverb", VagueNoun "vague-noun", InnerVerb "inner-verb", InnerAdjective "inner-adjective",
    InnerNoun "inner-noun", StopVerb "stop-verb", LessVerb "less-verb", AdultVerb "adult-verb", HelpVerb "help-verb",
    DoneTo "done-to", Receive "receive", Partake "partake", Provision "provision", Universal "universal", Activity "activity", Adult "adult",
    ChildNoun "child-noun", Need "need", Hope "hope", Helper "helper", Act "act", Literacy "literacy", Number "number",
    SelfCare "self-care", Play "play", Behaviour "behaviour", Attendance "attendance", Movement "movement", Speech "speech",
    Occasion "occasion", Duration "duration", NotMeasure "not-a-measure", NotCount "not-a-count", Level "level",
    Prompt "prompt", Every "every", Deadline "deadline", Month "month", Lead "lead", Title "title", Exercise "exercise",
    Rise "rise", Resource "resource", Destination "destination", OtherPerson "other-person", Alongside "alongside",
    Percent "percent", Article "article", Be "be", Aid "aid", Gauge "gauge", Record "record", Not "not", Child "child", Close "close", Name "name",
    Word "word", Figure "figure", Ratio "ratio", Amount "amount", Date "date", Year "year", Ing "ing", Past "past",
    Adverb "adverb", Inside "inside", Owner "owner", Doing "doing",
    Kin "kin", Parent "parent", Somebody "somebody", Strike "strike", Fear "fear", Home "home", Body "body", Whom "whom", Rough "rough",
    Private "private", Online "online", Pastime "pastime", Beast "beast",
    Diagnosis "diagnosis", AdultTerm "adult-term", Ill "ill", Parting "parting", Court "court", FamilyMatter "family-matter",
}

impl Class {
    pub const fn bit(self) -> u128 {
        1 << self as u128
    }
}

/// What a sentence can say that somebody does.
pub(super) const DOING: u128 = Class::Act.bit()
    | Class::VagueVerb.bit()
    | Class::EitherVerb.bit()
    | Class::SoftVerb.bit()
    | Class::InnerVerb.bit()
    | Class::StopVerb.bit()
    | Class::LessVerb.bit()
    | Class::AdultVerb.bit()
    | Class::HelpVerb.bit()
    | Class::Receive.bit()
    | Class::Partake.bit();

/// One entry of the list.
pub(super) struct Entry {
    pub class: Class,
    /// The words after the first.
    pub rest: Vec<&'static str>,
}

#[derive(Default)]
pub(super) struct Lexicon {
    /// The entries that begin with a plain word.
    pub entries: HashMap<&'static str, Vec<Entry>>,
    irregular: HashMap<&'static str, &'static str>,
}

pub(super) fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(|| read(FILES))
}

/// The word lists: those of the SMART rules, and those of what a child or a family must not read by accident.
const FILES: [&str; 2] = [
    include_str!("lexicon.txt"),
    include_str!("lexicon-people.txt"),
];

fn read(files: [&'static str; 2]) -> Lexicon {
    let mut lexicon = Lexicon::default();
    let mut class = None;
    let lines = files.into_iter().flat_map(str::lines);
    for line in lines.filter(|line| !line.starts_with('#')) {
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
                let rest = words.collect();
                let entries = lexicon.entries.entry(first).or_default();
                entries.push(Entry { class, rest });
            }
        }
    }
    lexicon
}

/// The plain forms that an inflected word may have, the word itself first; some are no words, which does no harm.
pub(super) fn plain_forms(word: &str, mut each: impl FnMut(&str)) {
    each(word);
    if let Some(plain) = lexicon().irregular.get(word) {
        each(plain);
    }
    if word.len() < 4 || !word.is_ascii() {
        return;
    }
    let with = |stem: &str, ending: char| {
        let mut form = String::with_capacity(stem.len() + 1);
        form.push_str(stem);
        form.push(ending);
        form
    };
    let mut ending = |stem: &str| {
        each(stem);
        each(&with(stem, 'e'));
        let mut letters = stem.bytes().rev();
        if letters.next() == letters.next() {
            each(stem.get(..stem.len() - 1).unwrap_or(stem));
        }
    };
    let stem = |suffix| word.strip_suffix(suffix).filter(|s: &&str| s.len() > 1);
    if let Some(stem) = stem("ing") {
        ending(stem);
    } else if let Some(stem) = stem("ied").or_else(|| stem("ies")) {
        each(&with(stem, 'y'));
    } else if let Some(stem) = stem("ed") {
        ending(stem);
    } else if let Some(stem) = stem("s").filter(|s| !s.ends_with('s')) {
        each(stem);
        if let Some(stem) = stem.strip_suffix('e') {
            each(stem);
        }
    }
}

/// Whether a word of a text is a form of the plain word.
pub(super) fn is_form(word: &str, plain: &str) -> bool {
    let mut same = plain == "_";
    plain_forms(word, |form| same |= form == plain);
    same
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_section_of_the_word_list_is_a_class() {
        for line in FILES.into_iter().flat_map(str::lines) {
            if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
                let known = name == "irregular" || Class::named(name).is_some();
                assert!(known, "no class is called {name}");
            }
        }
    }
}
