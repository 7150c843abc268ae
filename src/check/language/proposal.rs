//! A target in the teacher's own words with what it lacks: a proposal to be changed, never a fix that is applied by itself.

use super::lexicon::Class;
use super::sentence::Sentence;

/// A target longer than this, in bytes, is left as it is.
const LONGEST: usize = 200;

/// The target with how often it is to be done, where it names an act and says all but that.
pub(super) fn with_how_often(text: &str, sentence: &Sentence<'_>) -> Option<String> {
    let (line, verb) = (&sentence.line, sentence.verb);
    let text = sole_sentence(text)?;
    if !line.is(verb, Class::Act) || sentence.has("weak") || sentence.has("trait") {
        return None;
    }
    let often = if line.is_any(verb, &[Class::Literacy, Class::Number]) {
        ", with 8 out of 10 right"
    } else if line.is(verb, Class::SelfCare) {
        " without help, on 4 days out of 5"
    } else {
        " on 4 out of 5 occasions"
    };
    Some(format!("“{text}{often}”"))
}

/// A target of each of two aims that "and" joins at a word, where the second goes on from the same subject.
pub(super) fn one_of_each(text: &str, sentence: &Sentence<'_>, and: usize) -> Option<String> {
    let line = &sentence.line;
    let text = sole_sentence(text)?;
    let subject = line.words.get(sentence.start)?;
    let (and, next) = (line.words.get(and)?, line.words.get(and + 1)?);
    if !line.is(sentence.start, Class::Child) || !matches!(next.low.as_str(), "will" | "can") {
        return None;
    }
    let first = text.get(..and.start)?.trim_end().trim_end_matches(',');
    let second = text.get(next.start..)?;
    Some(format!("“{first}” and “{} {second}”", subject.raw))
}

/// The success measure as the target, where it begins with what the child does: "Reads 15 of 20 words", "She puts up her hand".
pub(super) fn as_measured(success: &str, measure: &Sentence<'_>, name: &str) -> Option<String> {
    let line = &measure.line;
    let success = sole_sentence(success)?;
    let named = measure.has("named");
    let first = line.words.get(if named { 1 } else { 0 })?;
    if measure.start != 0 || !line.is(measure.verb, Class::Act) || !first.low.ends_with('s') {
        return None;
    }
    let act = first.low.as_str();
    let rest = success.get(first.end..)?;
    Some(format!("“{name} {act}{rest}”"))
}

/// A short text of one sentence, without the mark at its end.
fn sole_sentence(text: &str) -> Option<&str> {
    let text = text.trim().trim_end_matches(['.', '!', ';', ',', ' ']);
    (text.len() <= LONGEST && !text.contains(['.', ';', '\n', '“', '”'])).then_some(text)
}

#[cfg(test)]
mod tests {
    use crate::check::language::{Child, target};

    fn proposed(text: &str, success: Option<&str>) -> Option<String> {
        let child = Child {
            names: &["Ola"],
            pronouns: "she/her",
            year: 4,
        };
        let found = target(text, true, success, &child);
        found.into_iter().find_map(|found| found.proposal)
    }

    #[test]
    fn what_is_there_is_kept_and_what_is_missing_is_proposed() {
        for (text, success, wanted) in [
            (
                "Ola will ask for help with her card.",
                None,
                "“Ola will ask for help with her card on 4 out of 5 occasions”",
            ),
            (
                "To spell the words of her topic",
                None,
                "“To spell the words of her topic, with 8 out of 10 right”",
            ),
            (
                "Ola will spell ten words and will ask a friend to play once a day",
                None,
                "“Ola will spell ten words” and “Ola will ask a friend to play once a day”",
            ),
            (
                "Ola will be more confident.",
                Some("She puts her hand up at least twice a day"),
                "“Ola puts her hand up at least twice a day”",
            ),
        ] {
            assert_eq!(proposed(text, success).as_deref(), Some(wanted), "{text}");
        }
        assert_eq!(proposed("Ola will be more confident.", None), None);
        assert_eq!(proposed("Speech therapy twice a week", None), None);
    }
}
