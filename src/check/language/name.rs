//! The child's name, misspelt: where a text begins with a name that is a letter or two away from it.

use super::act::act;
use super::lexicon::{Class, Line};
use super::{Child, Finding};
use crate::diagnostic::Rule;

/// What is wrong with a text that may begin with the child's name misspelt: that, and what there is besides, judged as though
/// the name were right.
pub(super) fn with_the_name_meant(
    text: &str,
    child: &Child<'_>,
    judged: impl Fn(&str, &Child<'_>) -> Vec<Finding>,
) -> Vec<Finding> {
    let Some((written, misspelt)) = misspelt(text, child) else {
        return judged(text, child);
    };
    let names = [child.names, &[written]].concat();
    let meant = Child {
        names: &names,
        ..*child
    };
    let mut found = vec![misspelt];
    found.extend(judged(text, &meant));
    found
}

/// The name that a text begins with, where it is nearly the child's, and what a reader would say about it.
///
/// The word itself is not in the message, since a message may stand in a log that is to hold no child's name.
fn misspelt<'t>(text: &'t str, child: &Child<'_>) -> Option<(&'t str, Finding)> {
    let line = Line::new(text, child);
    let at = act(&line).start;
    let word = line.words.get(at)?;
    let written = word
        .raw
        .strip_suffix("'s")
        .or_else(|| word.raw.strip_suffix("’s"))
        .unwrap_or(word.raw);
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
