//! What a SENCO asks of a target: what the child will do, so that two people who look agree whether it is met.

use super::act::{Act, Who, act};
use super::criterion::{Criterion, criterion};
use super::lexicon::{Class, DOMAINS, Line};
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
    bare || others.iter().any(|word| own.contains(word))
}

fn stem(word: &str) -> String {
    word.chars().take(5).collect()
}

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
    let named = (bones.start..verb).any(|at| super::act::is_child(line, at));
    let helps_the_child = line.is(verb, Class::HelpVerb)
        && (verb + 1..end.min(verb + 3))
            .any(|at| super::act::is_child(line, at) || line.low(at, &["her", "him", "them"]));
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
    let at = stop.or(less)?;
    // "to", "when she does not understand": a condition is no aim.
    if at > 0 && (bones.start..at).any(|before| line.low(before, &["when", "if", "who", "that"])) {
        return None;
    }
    // "Jay will stop, breathe out and count": stopping is the act itself.
    if line.is(at, Class::StopVerb) && line.low(at + 1, &[",", "and"]) {
        return None;
    }
    let counted = criterion(line, 0..end) == Criterion::Sound;
    let positive = (at + 1..end).any(|next| {
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

/// Improve, develop, be more confident and the like, with nothing that can be seen or counted.
pub(super) fn vague(line: &Line<'_>, bones: &Act, measured: Criterion) -> Option<Finding> {
    let end = line.words.len();
    let verb = bones.verb.unwrap_or(bones.start);
    let told = |at: usize, last: usize| {
        let words = line.bytes(at, last.min(end.saturating_sub(1)));
        let message = "this can be read in many ways: nobody could see when it is met";
        let help = "write what the child will be seen or heard to do, and how often or how many";
        Some(Finding::new(Rule::VagueTarget, message, help).at(words))
    };
    let main_act = if line.is(verb, Class::HelpVerb) {
        next_main(line, verb).unwrap_or(verb)
    } else {
        verb
    };
    let sees_an_act = (main_act + 1..end).any(|at| {
        line.is(at, Class::Act)
            && !line.is_any(at, &[Class::VagueNoun, Class::Provision])
            && !line.is(at, Class::VagueVerb)
    });
    let counted = measured == Criterion::Sound;
    let rescued = counted && (sees_an_act || has_number(line));
    if line.is(main_act, Class::VagueVerb) && !is_plain_act(line, main_act) {
        return if rescued {
            None
        } else {
            told(main_act, main_act)
        };
    }
    if line.is(main_act, Class::SoftVerb) && !is_plain_act(line, main_act) {
        return if counted || sees_an_act && measured != Criterion::None {
            None
        } else {
            told(main_act, main_act)
        };
    }
    let describing = |at: usize| line.is_any(at, &[Class::VagueAdjective, Class::VagueNoun]);
    let linked = (main_act.saturating_sub(1)..end.min(main_act + 2)).any(|at| {
        line.low(
            at,
            &[
                "be", "is", "have", "has", "show", "shows", "more", "less", "feel", "become",
                "better",
            ],
        )
    });
    let nameless = bones.verb.is_none() || bones.who == Who::Trait;
    let vague_thing = (bones.start..end.min(main_act + 5)).find(|at| describing(*at));
    if let Some(at) =
        vague_thing.filter(|_| (linked || nameless) && !rescued && !(counted && sees_an_act))
    {
        let inner =
            line.is(main_act, Class::InnerAdjective) || line.is_any(main_act, &[Class::InnerVerb]);
        let acts = line.is(main_act, Class::Act) && !linked;
        if !inner && !acts {
            return told(at, at);
        }
    }
    let adverb = line.find(main_act..end, Class::VagueAdverb);
    adverb.filter(|_| !counted).and_then(|at| told(at, at))
}

/// A word that is vague in some senses and a plain act in this text: "builds a tower", "focuses on her work for 5 minutes".
fn is_plain_act(line: &Line<'_>, at: usize) -> bool {
    line.is(at, Class::Act)
        && line.length(at, Class::VagueVerb) <= line.length(at, Class::Act)
        && !line.is(at + 1, Class::VagueNoun)
}

/// After "support Maya to": the act that is really aimed for.
fn next_main(line: &Line<'_>, verb: usize) -> Option<usize> {
    let to = (verb + 1..line.words.len().min(verb + 6)).find(|at| line.low(*at, &["to"]))?;
    Some(to + 1)
}

fn has_number(line: &Line<'_>) -> bool {
    (0..line.words.len()).any(|at| {
        line.number(at).is_some()
            || line
                .words
                .get(at)
                .is_some_and(|word| word.ratio().is_some())
    })
}

/// What happens inside the child only.
pub(super) fn inner(line: &Line<'_>, bones: &Act) -> Option<Finding> {
    let verb = bones.verb.unwrap_or(bones.start);
    let at = (verb..(verb + 2).min(line.words.len()))
        .find(|at| line.is_any(*at, &[Class::InnerVerb, Class::InnerAdjective]))?;
    let named_aloud = (bones.start..at).any(|before| line.is(before, Class::Act));
    let shown = (at + 1..line.words.len()).any(|next| {
        line.is(next, Class::Act) && line.low(next.saturating_sub(1), &["and", "by", "to", "will"])
    });
    if named_aloud
        || (shown && criterion(line, 0..line.words.len()) == Criterion::Sound)
        || (line.is(at, Class::Act) && !line.is(at, Class::InnerAdjective))
    {
        return None;
    }
    let message = "this happens inside the child, where nobody else can see or hear it";
    let help = "write what you would see or hear if it were so: tells an adult, stays for the whole lesson, joins a game";
    Some(Finding::new(Rule::NotObservable, message, help).at(line.bytes(at, at)))
}

/// Two aims from different parts of life, joined in one.
fn several(line: &Line<'_>, bones: &Act) -> Option<Finding> {
    let end = line.words.len();
    let verb = bones.verb.unwrap_or(bones.start);
    if line.is(verb, Class::StopVerb) {
        // What to do instead of the thing stopped is part of one aim.
        return None;
    }
    for at in verb + 1..end {
        if !line.low(at, &["and"]) {
            continue;
        }
        let after = (at + 1..end.min(at + 4))
            .find(|next| line.is(*next, Class::Act) || line.is(*next, Class::VagueNoun));
        let Some(after) = after else { continue };
        let (first, second) = (domains(line, verb..at), domains(line, after..end));
        let joined_aims = !first.is_empty()
            && !second.is_empty()
            && first.iter().all(|domain| !second.contains(domain));
        let second_is_act =
            line.is(after, Class::Act) && !line.is(at.saturating_sub(1), Class::Act);
        let list = !line.is(after, Class::Act) && line.is(verb, Class::VagueVerb);
        if joined_aims
            && (second_is_act || list)
            && (list
                || criterion(line, after..end) == Criterion::Sound
                || criterion(line, verb..at) == Criterion::Sound)
        {
            let message = "these are two aims in one: one may be met and the other not";
            let help = "make a target of each, or keep the one that matters most";
            return Some(
                Finding::new(Rule::SeveralTargets, message, help).at(line.bytes(at, after)),
            );
        }
    }
    None
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
