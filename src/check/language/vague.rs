//! Aims that cannot be seen: improve, be more confident, feel happy, with no act or count that rescues them.

use super::Finding;
use super::act::own_act;
use super::act::{Act, Who};
use super::criterion::{Criterion, counts_the_work, criterion};
use super::lexicon::{Class, Line};
use crate::diagnostic::Rule;

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
    // How often says nothing of a word that nobody can see: "calmer on 4 out of 5 days".
    let shown = own_act(line, main_act + 1);
    let rescued = counted && (shown || counts_the_work(line));
    if !shown && let Some((first, last)) = levels(line, main_act) {
        let words = line.bytes(first, last);
        let message = "a level, a band or months of progress say nothing that the child will do";
        let help = "write what the child will read, write, say or do at that level, and how often or how many";
        return Some(Finding::new(Rule::VagueTarget, message, help).at(words));
    }
    if line.is(main_act, Class::VagueVerb) && !is_plain_act(line, main_act) {
        return if rescued {
            None
        } else {
            told(main_act, main_act)
        };
    }
    if line.is(main_act, Class::SoftVerb) && !is_plain_act(line, main_act) {
        // "Manages his emotions better in all 25 lessons": only occasions are counted, and nobody can see the rest.
        let unseen = object(line, main_act)
            .is_some_and(|object| line.is_any(object, &[Class::InnerNoun]))
            && !shown
            && !counts_the_work(line);
        return if (counted && !unseen) || shown || sees_an_act && measured != Criterion::None {
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
    // "Stays calm" describes; "stays in maths" is an act.
    let stays = line.low(main_act, &["stay", "stays", "remain", "remains"])
        && line.is(main_act + 1, Class::VagueAdjective);
    let linked = linked || stays;
    let nameless = bones.verb.is_none() || bones.who == Who::Trait;
    let vague_thing = (bones.start..end.min(main_act + 5)).find(|at| describing(*at));
    if let Some(at) = vague_thing.filter(|_| (linked || nameless) && !rescued) {
        let inner =
            line.is(main_act, Class::InnerAdjective) || line.is_any(main_act, &[Class::InnerVerb]);
        let acts = line.is(main_act, Class::Act) && !linked;
        if !inner && !acts {
            return told(at, at);
        }
    }
    // In "adults who do not know him well" the adverb is about somebody else's act.
    let clause = (main_act..end).find(|at| line.low(*at, &["who", "that", "which", "whom"]));
    let adverb = line.find(main_act..clause.unwrap_or(end), Class::VagueAdverb);
    adverb.filter(|_| !counted).and_then(|at| told(at, at))
}

/// A word that is vague in some senses and a plain act in this text: "builds a tower", "focuses on her work for 5 minutes".
fn is_plain_act(line: &Line<'_>, at: usize) -> bool {
    line.is(at, Class::Act)
        && line.length(at, Class::VagueVerb) <= line.length(at, Class::Act)
        && !object(line, at).is_some_and(|object| line.is(object, Class::VagueNoun))
}

/// The thing that an act is done to: the first word after it that is neither an article nor praise.
fn object(line: &Line<'_>, at: usize) -> Option<usize> {
    let before_it = |at: &usize| {
        line.low(
            *at,
            &[
                "a", "an", "the", "his", "her", "their", "more", "own", "full", "some", "of",
            ],
        ) || line.is(*at, Class::VagueAdjective)
    };
    (at + 1..line.words.len().min(at + 5)).find(|at| !before_it(at))
}

/// After "support Maya to": the act that is really aimed for.
fn next_main(line: &Line<'_>, verb: usize) -> Option<usize> {
    let to = (verb + 1..line.words.len().min(verb + 6)).find(|at| line.low(*at, &["to"]))?;
    Some(to + 1)
}

/// Where a text goes up a scale and says no more: "two sub-levels of progress", "move up two reading levels".
fn levels(line: &Line<'_>, verb: usize) -> Option<(usize, usize)> {
    if !line.is(verb, Class::Rise) {
        return None;
    }
    let end = line.words.len().min(verb + 7);
    let step = |at: &usize| {
        line.is(*at, Class::Level)
            || line.low(*at, &["month", "months", "year", "years", "term", "terms"])
    };
    let progress = |at: usize| {
        line.low(at + 1, &["of", "worth"])
            && (at + 2..at + 4).any(|next| line.low(next, &["progress", "growth"]))
            || line.low(at + 1, &["progress"])
    };
    let upwards = line.length(verb, Class::Rise) > 1;
    let found = (verb + 1..end)
        .filter(step)
        .find(|at| progress(*at) || upwards && line.is(*at, Class::Level));
    found.map(|last| (verb, last))
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
