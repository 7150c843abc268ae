//! Outcomes, which need no count but must be the child's and be seen, and success measures, which need one.

use super::act::{Who, act, is_child};
use super::criterion::{Criterion, amounts_alone, criterion};
use super::lexicon::{Class, Line};
use super::name::with_the_name_meant;
use super::service::service;
use super::target::negative;
use super::vague::{inner, vague};
use super::{Child, Finding};
use crate::diagnostic::Rule;

/// What is wrong with a longer-term outcome: a service in its place, a vague or a negative aim, or nothing to see.
pub fn outcome(text: &str, child: &Child<'_>) -> Vec<Finding> {
    with_the_name_meant(text, child, judged)
}

fn judged(text: &str, child: &Child<'_>) -> Vec<Finding> {
    let line = Line::new(text, child);
    let bones = act(&line);
    let measured = criterion(&line, 0..line.words.len());
    let found = service(&line, &bones)
        .or_else(|| negative(&line, &bones))
        .or_else(|| vague(&line, &bones, measured))
        .or_else(|| inner(&line, &bones));
    found.into_iter().collect()
}

/// What is wrong with a success measure: nothing in it to count or see, or only amounts of support.
pub fn success(text: &str, child: &Child<'_>) -> Vec<Finding> {
    let line = Line::new(text, child);
    let found = |message: &'static str, help: &'static str| {
        vec![Finding::new(Rule::UnmeasurableSuccess, message, help)]
    };
    let bones = act(&line);
    let support = line.find(0..line.words.len(), Class::Duration).is_some()
        && line
            .find(0..line.words.len(), Class::Act)
            .is_none_or(|at| line.is_any(at, &[Class::Provision, Class::Occasion, Class::Adult]))
        && service(&line, &bones).is_some();
    // "Monitored by the SENCO every half term": what adults do, however often, shows nothing of the child.
    let by_adults = line.is_any(bones.start, &[Class::AdultVerb, Class::DoneTo])
        && line
            .find(bones.start + 1..line.words.len(), Class::Act)
            .is_none()
        && amounts_alone(&line);
    // "TA to feed back weekly": adults among themselves, with no word of the child.
    let among_adults = bones.who == Who::Adult
        && criterion(&line, 0..line.words.len()) == Criterion::Sound
        && amounts_alone(&line)
        && !(bones.start..line.words.len())
            .any(|at| is_child(&line, at) || line.low(at, &["him", "her", "them", "his", "their"]));
    // "Ten sessions delivered by the end of term": what was put on, and not what came of it.
    let delivered = (bones.start..line.words.len()).any(|at| {
        line.low(
            at,
            &["delivered", "provided", "offered", "attended", "timetabled"],
        ) && line.find(bones.start..at, Class::Provision).is_some()
    }) && !(bones.start..line.words.len()).any(|at| is_child(&line, at))
        && line
            .find(bones.start..line.words.len(), Class::Act)
            .is_none_or(|at| line.is(at, Class::Provision));
    let by_adults = by_adults || among_adults || delivered;
    let attended = line.low(bones.start, &["attendance"]) && service(&line, &bones).is_some();
    if support || by_adults || attended {
        return found(
            "this counts the support, not what the child does",
            "say what the child will be seen to do, and how often or how many",
        );
    }
    match criterion(&line, 0..line.words.len()) {
        Criterion::Sound => Vec::new(),
        Criterion::Weak => found(
            "a percentage alone does not say of what",
            "say of what: 8 out of 10 spellings, 4 out of 5 mornings",
        ),
        Criterion::None => found(
            "nothing here can be counted or seen",
            "say who looks, at what, and how many or how often: a tally over five lessons shows at least four",
        ),
    }
}
