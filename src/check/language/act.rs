//! Who acts in a text, and what the main act is.

use super::lexicon::{Class, Line};

/// The bones of a sentence: who acts, and where the doing word stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Act {
    /// Who acts.
    pub who: Who,
    /// The first word of the main act; none where the text has no doing word.
    pub verb: Option<usize>,
    /// The first word after the lead ("By Easter,").
    pub start: usize,
}

/// Who acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Who {
    /// The child, named or meant.
    Child,
    /// The child, to whom something is done ("will be given").
    DoneTo,
    /// An adult or a service.
    Adult,
    /// Something of the child's that cannot act: "Asha's anxiety".
    Trait,
}

const VERBS: &[Class] = &[
    Class::Act,
    Class::VagueVerb,
    Class::SoftVerb,
    Class::InnerVerb,
    Class::StopVerb,
    Class::LessVerb,
    Class::AdultVerb,
    Class::HelpVerb,
    Class::ReceiveVerb,
];

/// Reads the bones of a line.
pub(super) fn act(line: &Line<'_>) -> Act {
    let start = after_lead(line);
    let mut at = start;
    // "For Mia to …", "To …", "I can …".
    if line.low(at, &["for", "to"]) {
        at += 1;
    }
    let subject = at;
    let named = is_child(line, at);
    if named {
        while is_child(line, at) || line.low(at, &["and"]) && is_child(line, at + 1) {
            if line.words.get(at).is_some_and(|word| word.is_possessive()) {
                // "Asha's anxiety will reduce": what follows cannot act.
                return Act {
                    who: Who::Trait,
                    verb: next_verb(line, at + 2),
                    start: at + 1,
                };
            }
            at += 1;
        }
    } else if let Some(after) = adult_subject(line, at) {
        return Act {
            who: Who::Adult,
            verb: next_verb(line, after),
            start: subject,
        };
    }
    let mut done_to = false;
    let mut be = false;
    loop {
        let passive = line.is(at + 1, Class::DoneTo) && is_past(line, at + 1);
        if line.low(at, &["be", "is", "are", "been", "being"])
            || (line.low(at, &["gets", "get"]) && passive)
        {
            be = true;
            at += 1;
        } else if has_a_thing(line, at) {
            break;
        } else if line.is(at, Class::Helper)
            || line.low(at, &["to", "will", "not", "n't"])
            || is_adverb(line, at)
        {
            at += line.length(at, Class::Helper).max(1);
        } else {
            break;
        }
        if at >= line.words.len() {
            break;
        }
    }
    if be && line.is(at, Class::DoneTo) && is_past(line, at) {
        done_to = true;
    }
    let who = if done_to { Who::DoneTo } else { Who::Child };
    let verb = if be
        && !done_to
        && !line
            .words
            .get(at)
            .is_some_and(|word| word.low.ends_with("ing"))
    {
        // "will be confident": the describing word is what is aimed for.
        Some(at)
    } else if line.is_any(at, VERBS) || named {
        Some(at)
    } else {
        None
    };
    Act {
        who,
        verb: verb.filter(|verb| *verb < line.words.len()),
        start: subject,
    }
}

/// "Has a mentor", "have weekly therapy": having is the doing word itself, where no other follows it.
fn has_a_thing(line: &Line<'_>, at: usize) -> bool {
    line.low(at, &["has", "have"])
        && line.length(at, Class::Helper) < 2
        && (line.low(
            at + 1,
            &[
                "a",
                "an",
                "the",
                "his",
                "her",
                "their",
                "some",
                "somewhere",
                "regular",
            ],
        ) || line.number(at + 1).is_some()
            || line.is_any(at + 1, &[Class::Every, Class::Provision])
            || is_adverb(line, at + 1) && line.is(at + 2, Class::Provision))
}

/// The same with the helping word joined on: "I'll read".
const CONTRACTED: &[&str] = &["i'll", "i'm", "i'd", "i've", "she'll", "he'll", "they'll"];

/// Whether a word is the child: the name, a pronoun that can begin a sentence, "the child".
pub(super) fn is_child(line: &Line<'_>, at: usize) -> bool {
    line.is(at, Class::Name)
        || line.low(at, &["i", "she", "he", "they"])
        || line.low(at, CONTRACTED)
        || line.is(at, Class::ChildNoun)
        || (line.low(at, &["the", "this"]) && line.is(at + 1, Class::ChildNoun))
}

/// The word after an adult who acts ("The class teacher will …"), if one does.
fn adult_subject(line: &Line<'_>, at: usize) -> Option<usize> {
    let mut noun = at;
    while line.low(
        noun,
        &[
            "the", "a", "an", "all", "her", "his", "their", "our", "school's",
        ],
    ) {
        noun += 1;
    }
    if line.is(noun, Class::Title) {
        // "Mrs Khan will …"
        noun += 1;
    } else if !line.is(noun, Class::Adult) {
        return None;
    }
    let after = noun + line.length(noun, Class::Adult).max(1);
    let acts = (after..(after + 3).min(line.words.len())).any(|next| {
        line.low(
            next,
            &[
                "will", "to", "should", "must", "can", "provide", "provides", "would", "and",
            ],
        ) || line.is_any(next, &[Class::AdultVerb, Class::HelpVerb, Class::Hope])
    });
    acts.then_some(after)
}

/// Past a lead such as "By Easter," or "When the teacher asks,": up to a comma near the beginning, or to the child where
/// the child acts before it: "By Easter Jay will …", "When upset Jay goes …".
fn after_lead(line: &Line<'_>) -> usize {
    if !line.is(0, Class::Lead) {
        return 0;
    }
    let end = line.sentence_end(0);
    let comma = (1..end.min(16)).find(|at| line.low(*at, &[",", ":"]));
    let name = (1..end.min(12)).find(|at| {
        line.is(*at, Class::Name) && !line.words.get(*at).is_some_and(|word| word.is_possessive())
    });
    match (comma, name) {
        (Some(comma), Some(name)) if name < comma => {
            let acts = line.is_any(name + 1, VERBS) || line.is(name + 1, Class::Helper);
            // In "When Jay is cross, he …" and "After Jay reads, he …" the lead has a subject of its own.
            let of_the_lead = name == 1 || is_child(line, comma + 1);
            if acts && !of_the_lead {
                name
            } else {
                comma + 1
            }
        }
        (Some(comma), _) => comma + 1,
        (None, name) => name.unwrap_or(0),
    }
}

fn is_adverb(line: &Line<'_>, at: usize) -> bool {
    line.words
        .get(at)
        .is_some_and(|word| word.low.ends_with("ly") && word.low.len() > 4)
        && !line.is_any(at, VERBS)
}

fn is_past(line: &Line<'_>, at: usize) -> bool {
    line.words.get(at).is_some_and(|word| {
        let low = word.low.as_str();
        low.ends_with("ed")
            || matches!(
                low,
                "given" | "heard" | "taught" | "seen" | "put" | "bought" | "withdrawn" | "taken"
            )
    })
}

fn next_verb(line: &Line<'_>, from: usize) -> Option<usize> {
    (from..line.words.len()).find(|at| line.is_any(*at, VERBS) && !line.is(*at, Class::Helper))
}

/// Words and marks after which a clause says what the child does.
const SAYS_WHAT: &[&str] = &[
    "by", ",", ":", ";", "-", "–", "—", "(", ".", "and", "so", "will", "can", "to",
];

/// Words after which it says who, why or of what.
const SAYS_MORE: &[&str] = &["who", "of", "because"];

/// Whether a clause of its own from there on names an act that can be seen: "by writing", ": answers", "and says".
///
/// What only says when ("when he finds his work hard") or how often ("in 4 of 5 reading tests") names none.
pub(super) fn own_act(line: &Line<'_>, from: usize) -> bool {
    (from..line.words.len()).any(|at| {
        if !line.is(at, Class::Act) {
            return false;
        }
        if line.low(at, &["using"]) {
            return true;
        }
        // "And reading", "and support": the thing, unless somebody is said to do it.
        let done = line.low(
            at.saturating_sub(1),
            &["and", "by", ",", ":", "he", "she", "they", "will"],
        );
        let thing = line.is_any(at, &[Class::VagueNoun, Class::Provision, Class::VagueVerb]);
        if thing && !done && line.length(at, Class::Act) < 2 {
            return false;
        }
        let opener = (from.saturating_sub(1)..at).rev().find(|before| {
            line.is(*before, Class::Lead)
                || line.low(*before, SAYS_WHAT)
                || line.low(*before, SAYS_MORE)
        });
        // "Independent in dressing" is one, too.
        opener.is_some_and(|opener| {
            let doing = line
                .words
                .get(at)
                .is_some_and(|word| word.low.ends_with("ing"));
            line.low(opener, SAYS_WHAT)
                || doing && at == opener + 1 && line.low(opener, &["in", "at"])
        })
    })
}
