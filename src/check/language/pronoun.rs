//! Pronouns that are not the child's, in a sentence that can only be about the child.

use super::lexicon::Class;
use super::line::Line;
use super::{Child, Finding};
use crate::diagnostic::{Rule, message, value};

const SHE: &[&str] = &["she", "her", "hers", "herself"];
const HE: &[&str] = &["he", "him", "his", "himself"];

/// A pronoun about the child that contradicts the child's own. Silent wherever someone else might be meant.
pub fn pronouns(text: &str, child: &Child<'_>) -> Option<Finding> {
    let others: &[&[&str]] = match child.pronouns {
        "she/her" => &[HE],
        "he/him" => &[SHE],
        _ => &[SHE, HE],
    };
    let line = Line::new(text, child);
    let someone_else = (0..line.words.len()).any(|at| {
        line.is_any(
            at,
            &[
                Class::OtherPerson,
                Class::Adult,
                Class::Title,
                Class::ChildNoun,
            ],
        ) || another_name(&line, at)
    });
    if someone_else {
        return None;
    }
    let at = (0..line.words.len()).find(|at| others.iter().any(|words| line.low(*at, words)))?;
    let typed = line.words.get(at)?.raw;
    let message = message!(
        "“{}” is not one of the child's pronouns, “{}”",
        value(typed),
        value(child.pronouns)
    );
    let help = "check whether this was written about another child, or change `pronouns`";
    Some(Finding::new(Rule::PronounMismatch, message, help).at(line.bytes(at, at)))
}

/// Whether a word inside a sentence begins with a capital and is not the child's name: perhaps another person's.
fn another_name(line: &Line<'_>, at: usize) -> bool {
    let Some(word) = line.words.get(at) else {
        return false;
    };
    let begins_sentence = at == 0
        || line
            .words
            .get(at - 1)
            .is_some_and(|before| before.sentence != word.sentence);
    let capital = word.raw.chars().next().is_some_and(char::is_uppercase);
    capital
        && !begins_sentence
        && word.raw.chars().count() > 1
        && !line.is_any(
            at,
            &[Class::Name, Class::Month, Class::Deadline, Class::NotCount],
        )
}
