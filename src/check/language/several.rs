//! Two aims in one target, of which one may be met and the other not.

use std::ops::Range;

use super::Finding;
use super::lexicon::Class;
use super::line::Line;
use super::proposal::one_of_each;
use super::sentence::Sentence;
use crate::diagnostic::Rule;

/// The parts of life an act can belong to.
const DOMAINS: u128 = Class::Literacy.bit()
    | Class::Number.bit()
    | Class::SelfCare.bit()
    | Class::Play.bit()
    | Class::Behaviour.bit()
    | Class::Attendance.bit()
    | Class::Movement.bit()
    | Class::Speech.bit();

/// The parts of life that words belong to, a bit each.
pub(super) fn domains(line: &Line<'_>, range: Range<usize>) -> u128 {
    let classes = line.classes.get(range).unwrap_or_default();
    classes.iter().fold(0, |all, one| all | one) & DOMAINS
}

/// Reading and number go together in one task: "reads the problem and underlines the numbers, in 7 of 10".
pub(super) const TASK: u128 = Class::Literacy.bit() | Class::Number.bit();

/// Two aims in one: joined by "and", or in a sentence of its own.
pub(super) fn several(text: &str, sentence: &Sentence<'_>) -> Option<Finding> {
    let (line, verb, end) = (&sentence.line, sentence.verb, sentence.line.words.len());
    // What to do instead of the thing stopped, or comes of what is practised, is part of one aim.
    if line.is_any(verb, &[Class::StopVerb, Class::Exercise]) {
        return None;
    }
    let aims = [Class::Act, Class::VagueNoun];
    let unseen = [Class::SoftVerb, Class::VagueVerb, Class::EitherVerb];
    let two = |at: usize| {
        let and = line.low(at, &["and"]);
        let capital = |at: usize| {
            line.words
                .get(at)
                .is_some_and(|word| word.raw.starts_with(char::is_uppercase))
        };
        let sentence_of_its_own = line.low(at, &[";"]) || line.low(at, &["."]) && capital(at + 1);
        if !and && !sentence_of_its_own {
            return None;
        }
        let helps = |at: &usize| {
            line.is(*at, Class::Child) || line.low(*at, &["will", "to", "also", "can", "not"])
        };
        let next = (at + 1..end).find(|at| !helps(at))?;
        let helped = next > at + 1;
        let (first, second) = (verb..at, next..end);
        let (own, others) = (domains(line, first.clone()), domains(line, second.clone()));
        let apart = own != 0 && others != 0 && own & others == 0;
        // What is counted behind a comma is counted of both.
        let comma = second.clone().find(|at| line.low(*at, &[","]));
        let counted = (
            sentence.measures(first),
            sentence.measures(next..comma.unwrap_or(end)),
        );
        let vague = line.is(verb, Class::VagueVerb);
        // "… every day and be happy": how the child feels about it is another aim.
        let state = next + 1 + usize::from(line.low(next + 1, &["more", "less"]));
        let felt = line.low(next, &["be", "feel", "become", "is", "feels"])
            && line.is_any(state, &[Class::InnerAdjective, Class::VagueAdjective])
            && (vague || line.is(verb, Class::Act) && counted.0);
        let back = second
            .clone()
            .any(|at| line.low(at, &["it", "them", "this", "these", "both", "then"]))
            || line.low(
                next,
                &["answer", "answers", "wait", "waits", "return", "returns"],
            );
        let aim = (next..end.min(next + 3))
            .find(|at| line.is_any(*at, &aims) || helped && line.is_any(*at, &unseen));
        let act =
            aim.is_some_and(|aim| line.is(aim, Class::Act) || helped && line.is_any(aim, &unseen));
        let list =
            vague && aim.is_some_and(|aim| !line.is(aim, Class::Act) || line.is_any(aim, &unseen));
        let steps = !helped && !counted.0 && (own | others) & !TASK == 0;
        let joined = apart && (list || act && (helped || !steps && (counted.0 || counted.1)));
        let each = counted == (true, true) && helped && act && line.is(verb, Class::Act) && !back;
        // "… and will not be late": what the child is to stop is an aim of its own.
        let negative =
            helped && (line.is(next, Class::StopVerb) || line.is_any(next - 1, &[Class::Not]));
        let stops = negative && counted.0;
        let found = if and {
            felt || stops || joined || each
        } else {
            act && counted == (true, true) && !back
        };
        found.then(|| (at, line.bytes(at, aim.unwrap_or(state).min(end - 1))))
    };
    let (and, words) = (verb + 1..end).find_map(two)?;
    let message = "these are two aims in one: one may be met and the other not";
    let help = "make a target of each, or keep the one that matters most";
    let proposal = one_of_each(text, sentence, and);
    let found = Finding::new(Rule::SeveralTargets, message, help).at(words);
    Some(found.proposing(proposal))
}
