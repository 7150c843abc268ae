//! What a SENCO asks of a target: what the child will do, so that two people who look agree whether it is met.

use super::act::{Act, Who, act, is_child};
use super::criterion::{Criterion, criterion};
use super::lexicon::{Class, DOMAINS, Line};
use super::name::with_the_name_meant;
use super::service::service;
use super::vague::{inner, vague};
use super::{Child, Finding};
use crate::diagnostic::Rule;

/// What is wrong with a target.
///
/// `has_deadline` says whether a day by which is given beside it; `success` is its success measure, whose criterion serves
/// the target too, since the two are read together.
pub fn target(
    text: &str,
    has_deadline: bool,
    success: Option<&str>,
    child: &Child<'_>,
) -> Vec<Finding> {
    with_the_name_meant(text, child, |text, child| {
        judged(text, has_deadline, success, child)
    })
}

fn judged(
    text: &str,
    has_deadline: bool,
    success: Option<&str>,
    child: &Child<'_>,
) -> Vec<Finding> {
    let line = Line::new(text, child);
    let bones = act(&line);
    let mut found = Vec::new();
    let own = criterion(&line, 0..line.words.len());
    let measured =
        own == Criterion::Sound || success.is_some_and(|success| serves(success, &line, child));
    if let Some(service) = service(&line, &bones) {
        found.push(service);
    } else if let Some(negative) = negative(&line, &bones) {
        found.push(negative);
    } else if let Some(vague) = vague(&line, &bones, own) {
        found.push(vague);
    } else if let Some(inner) = inner(&line, &bones) {
        found.push(inner);
    } else if !measured {
        let message = "nothing here says how often, how many or with how little help";
        let help = match own {
            Criterion::Weak => {
                "say what the percentage is of: 4 out of 5 spellings, 8 out of 10 mornings"
            }
            _ => {
                "add how often or how many, such as on 4 out of 5 occasions, three sentences, without help"
            }
        };
        found.push(Finding::new(Rule::UnmeasurableTarget, message, help));
    }
    found.extend(several(&line, &bones));
    if !has_deadline && !has_time_limit(&line) {
        let message = "there is no day by which this is to be met";
        found.push(Finding::new(
            Rule::NoTimeLimit,
            message,
            "write `by:` with a date, or the plan's `review`",
        ));
    }
    found
}

/// Whether a success measure is measurable and about the same thing as the target.
fn serves(success: &str, target: &Line<'_>, child: &Child<'_>) -> bool {
    let measure = Line::new(success, child);
    if criterion(&measure, 0..measure.words.len()) != Criterion::Sound {
        return false;
    }
    let telling = |line: &Line<'_>| -> Vec<String> {
        let words = line.words.iter().enumerate().filter(|(at, word)| {
            let common = line.is_any(
                *at,
                &[Class::Helper, Class::Occasion, Class::Name, Class::Duration],
            );
            word.is_word() && !common && word.number().is_none() && word.low.chars().count() > 3
        });
        words.map(|(_, word)| stem(word.plain())).collect()
    };
    let (own, others) = (telling(target), telling(&measure));
    // A measure without words of its own ("seen on 4 out of 5 occasions") can only be about this target.
    let bare = others.iter().all(|word| {
        [
            "seen", "observ", "tally", "over", "show", "watch", "least", "note", "when",
        ]
        .iter()
        .any(|common| word.starts_with(common))
    });
    // "Goes there by herself on 8 out of 10 days": the child is its subject, and a teacher has put the two together. A tally
    // that shows something is anybody's.
    let bones = act(&measure);
    let of_the_child = bones.who == Who::Child
        && bones.verb.is_some_and(|verb| measure.is(verb, Class::Act))
        && super::outcome::success(success, child).is_empty();
    bare || of_the_child || others.iter().any(|word| own.contains(word))
}

fn stem(word: &str) -> String {
    word.chars().take(5).collect()
}

/// What the child must stop, with nothing to do instead.
pub(super) fn negative(line: &Line<'_>, bones: &Act) -> Option<Finding> {
    let end = line.words.len();
    let stop = (bones.start..end.min(bones.start + 8)).find(|at| {
        let not = line.low(*at, &["not", "no", "never"])
            && !line.low(at + 1, &["more", "longer", "fewer", "less"]);
        let contracted = line
            .words
            .get(*at)
            .is_some_and(|word| word.low.ends_with("n't"));
        let no_longer = line.low(*at, &["no"]) && line.low(at + 1, &["longer"]);
        line.is(*at, Class::StopVerb) || not || contracted || no_longer
    });
    // "Full stops" further on are no stopping.
    let main = bones.verb.unwrap_or(bones.start);
    let stop = stop.filter(|stop| *stop <= main);
    let less = bones
        .verb
        .filter(|_| bones.who != Who::Trait)
        .filter(|verb| {
            line.is(*verb, Class::LessVerb) && line.find(*verb..end, Class::InnerNoun).is_none()
        });
    // "No more crying at drop off", "Less shouting out".
    let without_a_verb = (line.low(bones.start, &["no"]) && line.low(bones.start + 1, &["more"]))
        .then_some(bones.start + 2)
        .or(line
            .low(bones.start, &["less", "fewer"])
            .then_some(bones.start + 1))
        .filter(|next| {
            let doing = line
                .words
                .get(*next)
                .is_some_and(|word| word.low.ends_with("ing"));
            doing || line.is(*next, Class::Behaviour)
        })
        .map(|_| bones.start);
    let at = without_a_verb.or(stop).or(less)?;
    // "to", "when she does not understand": a condition is no aim.
    if at > 0 && (bones.start..at).any(|before| line.low(before, &["when", "if", "who", "that"])) {
        return None;
    }
    // "Jay will stop, breathe out and count": stopping is the act itself.
    if line.is(at, Class::StopVerb) && line.low(at + 1, &[",", "and"]) {
        return None;
    }
    let counted = criterion(line, 0..end) == Criterion::Sound;
    // In "not to run out" the running is what is not to be.
    let after = if line.low(at + 1, &["to"]) {
        at + 3
    } else {
        at + 1
    };
    let positive = (after..end).any(|next| {
        let joined = line.low(
            next.saturating_sub(1),
            &["and", "instead", "by", "but", "to", "will", ","],
        ) || line.low(next, &["instead", "rather"]);
        joined
            && (line.is(next, Class::Act) || line.low(next, &["instead", "rather"]))
            && !line.is(next, Class::Behaviour)
            && next > at + 1
    });
    let counts_down = less.is_some() && counted;
    if positive || counts_down {
        return None;
    }
    let message = "this says what the child is to stop, and not what to do instead";
    let help = "write what you want to see: asks an adult for help, keeps hands in pockets, on 4 out of 5 occasions";
    Some(Finding::new(Rule::NegativeTarget, message, help).at(line.bytes(at, at)))
}

/// Two aims from different parts of life, joined in one.
fn several(line: &Line<'_>, bones: &Act) -> Option<Finding> {
    let end = line.words.len();
    let verb = bones.verb.unwrap_or(bones.start);
    if line.is_any(verb, &[Class::StopVerb, Class::Exercise]) {
        // What to do instead of the thing stopped, or comes of what is practised, is part of one aim.
        return None;
    }
    for at in verb + 1..end {
        if !line.low(at, &["and"]) {
            continue;
        }
        // "… every day and be happy": how the child feels about it is another aim.
        let being = at + 1 + usize::from(line.low(at + 1, &["will", "to"]));
        let state = being + 1 + usize::from(line.low(being + 1, &["more", "less"]));
        if line.low(being, &["be", "feel", "become", "is", "feels"])
            && line.is_any(state, &[Class::InnerAdjective, Class::VagueAdjective])
            && line.is(verb, Class::Act)
            && criterion(line, verb..at) == Criterion::Sound
        {
            return Some(two_aims(line, at, state));
        }
        let helped = line.low(at + 1, &["will", "to", "also", "she", "he", "they"]);
        let again = line.low(at + 1, &["will"]);
        let aim = |next: &usize| {
            line.is_any(*next, &[Class::Act, Class::VagueNoun])
                || helped && line.is_any(*next, &[Class::SoftVerb, Class::VagueVerb])
        };
        let after = (at + 1..end.min(at + 4)).find(aim);
        let Some(after) = after else { continue };
        let (first, second) = (domains(line, verb..at), domains(line, after..end));
        let joined_aims = !first.is_empty()
            && !second.is_empty()
            && first.iter().all(|domain| !second.contains(domain));
        let second_is_act = line.is(after, Class::Act)
            && (again || !line.is(at.saturating_sub(1), Class::Act))
            || helped && line.is_any(after, &[Class::SoftVerb, Class::VagueVerb]);
        let list = !line.is(after, Class::Act) && line.is(verb, Class::VagueVerb);
        let counted = (
            criterion(line, verb..at) == Criterion::Sound,
            criterion(line, after..end) == Criterion::Sound,
        );
        // Reading and number go together in one task: "reads the problem and underlines the numbers, in 7 of 10".
        let of_one_task = |domains: &[Class]| {
            domains
                .iter()
                .all(|domain| matches!(domain, Class::Literacy | Class::Number))
        };
        let steps = !helped && !counted.0 && of_one_task(&first) && of_one_task(&second);
        let apart = list || again || !steps && (counted.0 || counted.1);
        let each_counted = counted == (true, true)
            && helped
            && line.is(after, Class::Act)
            && line.is(verb, Class::Act)
            && !refers_back(line, after..end);
        if joined_aims && (second_is_act || list) && apart || each_counted {
            return Some(two_aims(line, at, after));
        }
    }
    let second = line.sentence_end(verb);
    another_sentence(line, verb, second).then(|| two_aims(line, second, second))
}

/// Whether what follows is about the thing before it: "reads a page and answers two questions about it".
fn refers_back(line: &Line<'_>, range: std::ops::Range<usize>) -> bool {
    let start = range.start;
    line.low(
        start,
        &["answer", "answers", "wait", "waits", "return", "returns"],
    ) || range
        .into_iter()
        .any(|at| line.low(at, &["it", "them", "this", "these", "both", "then"]))
}

fn two_aims(line: &Line<'_>, first: usize, last: usize) -> Finding {
    let message = "these are two aims in one: one may be met and the other not";
    let help = "make a target of each, or keep the one that matters most";
    Finding::new(Rule::SeveralTargets, message, help).at(line.bytes(first, last))
}

/// Whether the sentence after the first sets the child an aim of its own: another act, counted for itself.
fn another_sentence(line: &Line<'_>, verb: usize, second: usize) -> bool {
    let end = line.words.len();
    if !is_child(line, second) {
        return false;
    }
    let Some(act) = line.find(second..end.min(second + 5), Class::Act) else {
        return false;
    };
    let (first, other) = (domains(line, verb..second), domains(line, act..end));
    let apart = !first.is_empty()
        && !other.is_empty()
        && first.iter().all(|domain| !other.contains(domain));
    let also = (second..act).any(|at| line.low(at, &["also"]));
    (apart || also)
        && criterion(line, verb..second) == Criterion::Sound
        && criterion(line, act..end) == Criterion::Sound
}

fn domains(line: &Line<'_>, range: std::ops::Range<usize>) -> Vec<Class> {
    let there = |domain: &&Class| line.find(range.clone(), **domain).is_some();
    DOMAINS.iter().filter(there).copied().collect()
}

/// A day, a month, a season, an age or "within six weeks".
fn has_time_limit(line: &Line<'_>) -> bool {
    (0..line.words.len()).any(|at| {
        let lead = line.low(
            at,
            &[
                "by", "before", "until", "within", "in", "at", "during", "over",
            ],
        );
        let near = || {
            (at + 1..(at + 6).min(line.words.len()))
                .take_while(|next| line.words.get(*next).is_some_and(|word| word.is_word()))
        };
        let date = |next: usize| {
            line.words.get(next).is_some_and(|word| {
                word.low.matches(['/', '.']).count() == 2
                    || word.low.split('-').count() == 3 && word.low.starts_with('2')
            })
        };
        let year = |next: usize| {
            line.number(next)
                .is_some_and(|number| (1990.0..2100.0).contains(&number))
        };
        if line.low(at, &["by", "before", "until"]) {
            return near()
                .any(|next| line.is(next, Class::DeadlineWord) || date(next) || year(next));
        }
        let weeks = line.low(at, &["within"])
            && near()
                .any(|next| line.low(next, &["week", "weeks", "month", "months", "term", "terms"]));
        lead && (weeks
            || near()
                .take(3)
                .any(|next| line.is(next, Class::Month) || year(next)))
    })
}
