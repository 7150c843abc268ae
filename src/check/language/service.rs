//! Services, activities, resources and needs in the place of an aim: the verb and who acts tell them apart.

use super::Finding;
use super::act::{Act, Who, is_child};
use super::lexicon::{Class, Line};
use crate::diagnostic::Rule;

/// A service, an activity, a resource or a need in the place of an aim.
pub(super) fn service(line: &Line<'_>, bones: &Act) -> Option<Finding> {
    let found = |why: &str, help: &str| {
        let last = line.words.len().checked_sub(1)?;
        Some(
            Finding::new(Rule::NotAnOutcome, why, help).at(line.bytes(bones.start.min(last), last)),
        )
    };
    let instead =
        "write what the child will do because of it, and put the support under `provision`";
    if line.find(0..line.words.len().min(6), Class::Need).is_some() {
        return found(
            "this says what is hard for the child, not what is aimed for",
            "write what the child will be able to do; what is hard belongs under `needs`",
        );
    }
    match bones.who {
        Who::Adult => {
            return found(
                "this says what adults will do, not what the child will do",
                instead,
            );
        }
        Who::DoneTo => {
            return found(
                "this says what is done for the child, not what the child will do",
                instead,
            );
        }
        Who::Trait => return None,
        Who::Child => {}
    }
    let end = line.sentence_end(bones.start.min(line.words.len().saturating_sub(1)));
    let child_acts_later = |from: usize| {
        let sure = |at: &usize| {
            let infinitive = line.low(at.saturating_sub(1), &["to"]) && line.is(*at, Class::Act);
            let by_doing = line.low(at.saturating_sub(1), &["by", "and", ","])
                && line.is(*at, Class::Act)
                && (!line.is(*at, Class::Provision)
                    || line.low(at + 1, &["it", "them", "the", "a"]));
            infinitive || by_doing
        };
        (from..line.words.len()).any(|at| sure(&at))
    };
    let Some(verb) = bones.verb else {
        // No doing word: "Speech and language therapy", "5 hours of TA time", "Access to a laptop".
        let thing = (bones.start..end.min(bones.start + 10)).any(|at| {
            line.is_any(at, &[Class::Provision, Class::Activity]) || line.is(at, Class::Adult)
        });
        return if thing {
            found("this names support, not what the child will do", instead)
        } else {
            None
        };
    };
    let named = (bones.start..verb).any(|at| is_child(line, at));
    let helps_the_child = line.is(verb, Class::HelpVerb)
        && (verb + 1..end.min(verb + 3))
            .any(|at| is_child(line, at) || line.low(at, &["her", "him", "them"]));
    // What is received comes before "with", "without" and "by"; "a change of plan" is no plan.
    let clause_end =
        (verb + 1..end).find(|at| line.low(*at, &["without", "with", "by", ",", "so", "when"]));
    let clause_end = clause_end.unwrap_or(end).min(verb + 12);
    let object = (verb + 1..clause_end).find(|at| {
        let of_something = line.low(at.saturating_sub(1), &["of"]) && *at > verb + 2;
        let support = line.is_any(*at, &[Class::Provision, Class::Activity]) && !of_something;
        support || line.is(*at, Class::Universal)
    });
    let provided = object.is_some_and(|at| {
        line.is_any(at, &[Class::Provision, Class::Activity]) && !line.is(at, Class::Universal)
    });
    if line.is(verb, Class::ReceiveVerb)
        && !helps_the_child
        && provided
        && !child_acts_later(verb + 1)
    {
        return found(
            "this names support the child gets, not what the child will do",
            instead,
        );
    }
    // "Access to a laptop", "Use of a radio aid", "Support from …", "Assess reading …", "Provide …".
    let of_or_to = line.low(verb + 1, &["to", "of", "from", "with", "in", "for"]);
    if !named
        && !helps_the_child
        && line.is_any(verb, &[Class::Provision, Class::ReceiveVerb])
        && of_or_to
        && provided
        && !child_acts_later(verb + 2)
    {
        return found("this names support, not what the child will do", instead);
    }
    let adult_act = line.is(verb, Class::AdultVerb) && !line.is(verb, Class::Act);
    if !named && adult_act {
        return found(
            "this says what adults will do, not what the child will do",
            instead,
        );
    }
    if !named
        && helps_the_child
        && line.find(verb + 1..end, Class::Act).is_none()
        && line.find(verb + 1..end, Class::VagueVerb).is_none()
    {
        return found(
            "this says what adults will do, not what the child will do",
            instead,
        );
    }
    let starts_with_provision =
        !named && !helps_the_child && line.is(verb, Class::Provision) && !line.is(verb, Class::Act);
    if starts_with_provision {
        return found("this names support, not what the child will do", instead);
    }
    None
}
