//! Stand-ins in the place of a text that an agreed plan needs: "tbc", "n/a", a hyphen.

use std::sync::Arc;

use super::Findings;
use crate::diagnostic::Rule;
use crate::template::Template;

/// What people type to fill a line, in lower case and without marks and spaces.
const STAND_INS: &str = "x xx xxx na tbc tba tbd todo asabove seeabove ditto blank toadd tofollow tobeconfirmed \
    tobeadded tobecompleted notapplicable insert text";

pub(super) fn run(findings: &mut Findings<'_>, template: &Template) {
    // A draft may well say that something is still to come.
    if findings.plan.is_draft() {
        return;
    }
    let plan = findings.plan;
    let required: Vec<String> = template
        .required
        .iter()
        .filter(|required| required.when.applies(plan))
        .flat_map(|required| [Some(&required.key), required.or.as_ref()])
        .flatten()
        .map(|key| key.replace("[]", ""))
        .collect();
    let texts = Arc::clone(&findings.texts);
    for text in texts.iter() {
        if required.contains(&text.field) && is_stand_in(&text.text, text.field.ends_with(".name"))
        {
            let help =
                "write the text in a sentence or two, or make the plan a draft until it is known";
            findings.add(
                Rule::PlaceholderText,
                text.path.clone(),
                "this says nothing yet",
                help,
            );
        }
    }
}

fn is_stand_in(text: &str, is_name: bool) -> bool {
    let text = text.trim();
    // An empty text has a rule of its own, a picture sign says something, and Na is a name.
    if text.is_empty() || text.len() > 40 || is_name && text == "Na" {
        return false;
    }
    let is_mark = |letter: char| {
        letter.is_ascii_punctuation() || letter.is_whitespace() || "–—…".contains(letter)
    };
    let letters: String = text.chars().filter(|letter| !is_mark(*letter)).collect();
    let letters = letters.to_lowercase();
    letters.is_empty() || STAND_INS.split(' ').any(|word| word == letters)
}
