//! Names that are not the child's: one a letter or two away, with which a text begins, and another child's.

use super::lexicon::Class;
use super::sentence::Sentence;
use super::{Child, Finding};
use crate::diagnostic::Rule;

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
