//! What a SENCO asks of a target, an outcome and a success measure: that two people who look agree whether it is met.

use super::line::Line;
use super::name::with_the_name_meant;
use super::proposal::{as_measured, with_how_often};
use super::sentence::Sentence;
use super::several::{TASK, domains, several};
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
    with_the_name_meant(text, "target", child, |sentence| {
        let measure = success.map(|success| (success, Sentence::read(success, "success", child)));
        let measure = measure.as_ref();
        let serves = measure.is_some_and(|(_, measure)| serves(measure, &sentence.line));
        let all = 0..sentence.line.words.len();
        let mut found: Vec<Finding> = sentence.blamed.iter().cloned().collect();
        if found.is_empty() && !sentence.measures(all) && !serves {
            found.push(unmeasured(text, &sentence, measure.is_some()));
        }
        if let (true, Some((success, measure)), Some(vague)) = (serves, measure, found.first_mut())
            && matches!(vague.rule, Rule::VagueTarget | Rule::NotObservable)
        {
            vague.help =
                "the success measure beside it is good: let the target say what is seen there"
                    .into();
            let proposal = child
                .names
                .last()
                .map(|name| as_measured(success, measure, name));
            vague.proposal = proposal.flatten();
        }
        found.extend(several(text, &sentence));
        if !has_deadline && !sentence.has("limit") {
            let message = "there is no day by which this is to be met";
            let help = "write `by:` with a date, or the plan's `review`";
            found.push(Finding::new(Rule::NoTimeLimit, message, help));
        }
        found
    })
}

/// What is wrong with a longer-term outcome: a service in its place, a vague or a negative aim, or nothing to see.
pub fn outcome(text: &str, child: &Child<'_>) -> Vec<Finding> {
    with_the_name_meant(text, "outcome", child, |sentence| {
        sentence.blamed.into_iter().collect()
    })
}

/// A target without a measure, in itself or beside it.
fn unmeasured(text: &str, sentence: &Sentence<'_>, has_success: bool) -> Finding {
    let (message, help) = if sentence.has("weak") {
        (
            "nothing here says how often, how many or with how little help",
            "say what the percentage is of: 4 out of 5 spellings, 8 out of 10 mornings",
        )
    } else if has_success {
        (
            "neither this nor its success measure says how often, how many or with how little help",
            "leave this as it is and mend `success`, such as on 4 out of 5 occasions, three sentences, without help",
        )
    } else {
        (
            "nothing here says how often, how many or with how little help",
            "add how often or how many, such as on 4 out of 5 occasions, three sentences, without help",
        )
    };
    let proposal = (!has_success).then(|| with_how_often(text, sentence));
    Finding::new(Rule::UnmeasurableTarget, message, help).proposing(proposal.flatten())
}

/// What is wrong with a success measure: nothing in it to count or see, or only amounts of support.
pub fn success(text: &str, child: &Child<'_>) -> Vec<Finding> {
    let sentence = Sentence::read(text, "success", child);
    let (message, help) = if sentence.has("weak") {
        let help = "say of what: 8 out of 10 spellings, 4 out of 5 mornings";
        ("a percentage alone does not say of what", help)
    } else {
        let help = "say who looks, at what, and how many or how often: a tally over five lessons shows at least four";
        ("nothing here can be counted or seen", help)
    };
    let found = match is_sound(&sentence) {
        true => None,
        false => Some(Finding::new(Rule::UnmeasurableSuccess, message, help)),
    };
    sentence.blamed.or(found).into_iter().collect()
}

/// Whether a success measure says something that two people would see alike.
fn is_sound(measure: &Sentence<'_>) -> bool {
    measure.blamed.is_none() && measure.measures(0..measure.line.words.len())
}

/// Whether a success measure is measurable and about the same thing as the target.
fn serves(measure: &Sentence<'_>, target: &Line<'_>) -> bool {
    if !is_sound(measure) {
        return false;
    }
    let measure = &measure.line;
    // A teacher has put the two together; only where the target is about reading or number and the measure has not a word of
    // either was it written for another.
    let (own, others) = (
        domains(target, 0..target.words.len()),
        domains(measure, 0..measure.words.len()),
    );
    let telling = |line: &Line<'_>| -> Vec<String> {
        let words = line.words.iter().map(|word| word.plain());
        words
            .filter(|word| word.len() > 2)
            .map(|word| word.chars().take(4).collect())
            .collect()
    };
    let words = telling(target);
    let bare = measure.words.len() < 9
        || (0..measure.words.len()).any(|at| measure.low(at, &["this", "it"]));
    own & TASK == 0
        || own & others != 0
        || bare
        || telling(measure).iter().any(|word| words.contains(word))
}
