//! Services, activities, resources and needs in the place of an aim: the verb and who acts tell them apart.

use super::Finding;
use super::act::{Act, Who, is_child, own_act};
use super::criterion::{amounts_alone, counts_the_work, how_often};
use super::lexicon::{Class, Line};
use crate::diagnostic::Rule;

/// A service, an activity, a resource or a need in the place of an aim.
pub(super) fn service(line: &Line<'_>, bones: &Act) -> Option<Finding> {
    let found = |why: &'static str, help: &'static str| {
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
        // "Kiri's physio programme to be carried out daily."
        Who::Trait
            if line.is(bones.start, Class::Provision) && !line.is(bones.start, Class::Act) =>
        {
            return found("this names support, not what the child will do", instead);
        }
        Who::Trait => return None,
        Who::Child => {}
    }
    let end = line.sentence_end(bones.start.min(line.words.len().saturating_sub(1)));
    let child_acts_later = |from: usize| {
        let sure = |at: &usize| {
            if within_a_provision(line, *at) {
                return false;
            }
            let infinitive = line.low(at.saturating_sub(1), &["to"]) && line.is(*at, Class::Act);
            let contributing =
                line.low(at.saturating_sub(1), &["by"]) && line.is(*at, Class::SoftVerb);
            let by_doing = line.low(at.saturating_sub(1), &["by", "and", ","])
                && (line.is(*at, Class::Act) || contributing)
                && (!line.is(*at, Class::Provision)
                    || line.low(at + 1, &["it", "them", "the", "a"]));
            infinitive || by_doing
        };
        (from..line.words.len()).any(|at| sure(&at))
    };
    if attendance_at(line, bones.start) || beside_an_adult(line, bones) {
        return found(
            "this names support the child gets, not what the child will do",
            instead,
        );
    }
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
    if is_exercise(line, verb) || by_attending(line, verb) || is_outing(line, bones) {
        return found(
            "this is an activity, and not what the child will be able to do because of it",
            "write what the child will do that they cannot do now; what helps them get there belongs under `provision`",
        );
    }
    if has_support(line, verb) {
        return found(
            "this names support the child has, not what the child will do",
            instead,
        );
    }
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
        // A card that asks for a break is the child's to show.
        let card = line.low(
            at + line.length(*at, Class::Provision).max(1),
            &["card", "cards", "fan", "token", "tokens"],
        );
        let support =
            line.is_any(*at, &[Class::Provision, Class::Activity]) && !of_something && !card;
        // What is read "on her tablet" is not the tablet.
        let on_it = *at > verb + 2
            && (line.low(at - 1, &["on"])
                || line.low(at - 2, &["on"])
                    && line.low(at - 1, &["his", "her", "their", "a", "the"]));
        let support = support && !on_it;
        // "Joins a group of friends" joins friends.
        let of_friends = line.low(at + 1, &["of"])
            && (at + 2..at + 4).any(|next| line.is(next, Class::NotMeasure));
        support && !of_friends || line.is(*at, Class::Universal)
    });
    let provided = object.is_some_and(|at| {
        let own = line.low(at.saturating_sub(1), &["own"]);
        line.is_any(at, &[Class::Provision, Class::Activity])
            && !line.is(at, Class::Universal)
            && !own
    });
    // "Attends to the story" is no attending, "gets her books out" no getting: the longer phrase counts.
    let gets_ready = line.low(verb, &["get", "gets"])
        && (verb + 1..clause_end)
            .any(|at| line.low(at, &["out", "ready", "dressed", "changed", "up"]));
    let act_of_its_own = line.length(verb, Class::Act) > line.length(verb, Class::ReceiveVerb);
    if line.is(verb, Class::ReceiveVerb)
        && !gets_ready
        && !act_of_its_own
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

/// Whether a word is part of the name of a service or a resource: "speech to text".
fn within_a_provision(line: &Line<'_>, at: usize) -> bool {
    (at.saturating_sub(3)..at).any(|from| from + line.length(from, Class::Provision) > at)
}

/// "Attendance at six group sessions."
fn attendance_at(line: &Line<'_>, start: usize) -> bool {
    line.low(start, &["attendance"])
        && line.low(start + 1, &["at", "in"])
        && line
            .find(start + 2..line.words.len().min(start + 8), Class::Provision)
            .is_some()
}

/// Reading or working with an adult so and so often: a session, unless something is said of how well it goes.
fn beside_an_adult(line: &Line<'_>, bones: &Act) -> bool {
    let Some(verb) = bones.verb else {
        return false;
    };
    let end = line.words.len();
    let with = (verb + 1..end.min(verb + 5)).find(|at| line.low(*at, &["with", "to"]));
    let adult = with.is_some_and(|with| {
        line.low(with, &["with"])
            && (with + 1..end.min(with + 4))
                .any(|at| line.is_any(at, &[Class::Adult, Class::Title, Class::Provision]))
    });
    let amount = how_often(line, verb + 1) || line.is(bones.start, Class::Every);
    line.is(verb, Class::Alongside)
        && adult
        && amount
        && amounts_alone(line)
        && !(verb + 1..end).any(|at| {
            line.is(at, Class::Act) && line.low(at.saturating_sub(1), &["and", "to", "by"])
        })
}

/// "To work on phonics three times a week": how often something is practised, and not what comes of it.
fn is_exercise(line: &Line<'_>, verb: usize) -> bool {
    let after = verb + line.length(verb, Class::Exercise).max(1);
    line.is(verb, Class::Exercise)
        && how_often(line, after)
        && amounts_alone(line)
        && !own_act(line, after)
}

/// "Going swimming every fortnight": something the child is taken to, with nothing said of what is done there.
fn is_outing(line: &Line<'_>, bones: &Act) -> bool {
    let at = bones.start + usize::from(line.low(bones.start, &["going"]));
    line.is(at, Class::Activity) && !counts_the_work(line) && !own_act(line, at + 1)
}

/// "Develop his social skills by attending Lego club": the aim is vague, and the way to it is a service.
fn by_attending(line: &Line<'_>, verb: usize) -> bool {
    let end = line.words.len();
    let by = (verb + 1..end)
        .find(|at| line.low(*at, &["by", "through"]) && line.is(at + 1, Class::ReceiveVerb));
    by.filter(|_| line.is_any(verb, &[Class::VagueVerb, Class::SoftVerb]))
        .is_some_and(|by| {
            let object = (by + 2..end.min(by + 8))
                .any(|at| line.is_any(at, &[Class::Provision, Class::Activity]));
            object && amounts_alone(line) && !own_act(line, by + 3)
        })
}

/// "Has a full-time one-to-one TA", "has a quiet space to work in": what a child was given, whatever it is for.
fn has_support(line: &Line<'_>, verb: usize) -> bool {
    if line.low(verb, &["access"]) && verb > 0 && line.low(verb - 1, &["has", "have"]) {
        return true;
    }
    if !line.low(verb, &["has", "have"]) {
        return false;
    }
    let noun_ends = |at: &usize| {
        !line.words.get(*at).is_some_and(|word| word.is_word())
            || line.low(
                *at,
                &["to", "for", "of", "and", "who", "that", "she", "he", "they"],
            )
            || line.is_any(*at, &[Class::Lead, Class::OtherPerson])
    };
    let noun: Vec<usize> = (verb + 1..line.words.len().min(verb + 7))
        .take_while(|at| !noun_ends(at))
        .collect();
    let any = |classes: &[Class]| noun.iter().any(|at| line.is_any(*at, classes));
    let and_acts = (verb + 2..line.words.len())
        .any(|at| line.low(at - 1, &["and", ",", "by"]) && line.is(at, Class::Act));
    any(&[Class::Provision, Class::Activity, Class::Resource])
        && !any(&[Class::Destination])
        && !and_acts
}
