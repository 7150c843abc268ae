//! What a child or a family must not read by accident: words that may tell of harm, and words of adults among themselves.
//!
//! What is looked for stands in `patterns/disclosure.txt` and `patterns/adult-words.txt`.

use std::sync::OnceLock;

use super::line::Line;
use super::names::NOBODY;
use super::pattern::{Pattern, Text};
use super::section::{Does, Place, Section, Sections};
use super::{Child, Finding, harm};

/// Words that may tell of harm, by anyone or to oneself: as the patterns know it to be said, or by the weight of the words.
pub fn disclosure(text: &str, child: &Child<'_>) -> Option<Finding> {
    let found = first_blamed(disclosures(), text, child);
    found.or_else(|| harm::perhaps_disclosure(text, child))
}

/// In a text of the child's page, words that adults use among themselves, or about the child.
pub fn adult_words(text: &str, child: &Child<'_>) -> Option<Finding> {
    first_blamed(adults(), text, child)
}

fn disclosures() -> &'static Sections {
    static SECTIONS: OnceLock<Sections> = OnceLock::new();
    SECTIONS.get_or_init(|| Sections::of(&[include_str!("patterns/disclosure.txt")]))
}

fn adults() -> &'static Sections {
    static SECTIONS: OnceLock<Sections> = OnceLock::new();
    SECTIONS.get_or_init(|| Sections::of(&[include_str!("patterns/adult-words.txt")]))
}

/// What is blamed first, sentence by sentence: what one sentence says excuses nothing in the next.
fn first_blamed(sections: &'static Sections, text: &str, child: &Child<'_>) -> Option<Finding> {
    let names = if child.names.is_empty() {
        NOBODY
    } else {
        child.names
    };
    let child = Child { names, ..*child };
    let mut line = Line::corrected(text, &child, |word| sections.words.has(word));
    line.add_shapes();
    let numbers = sections.words.numbers(&line);
    let may_be_there = |section: &'static Section| {
        let patterns = &section.patterns;
        let patterns: Vec<&Pattern> = patterns
            .iter()
            .filter(|one| numbers.may_have(one))
            .collect();
        (!patterns.is_empty()).then_some((section, patterns))
    };
    let sections: Vec<(&Section, Vec<&Pattern>)> =
        sections.all.iter().filter_map(may_be_there).collect();
    let blames = |(section, _): &(&Section, _)| matches!(section.does, Does::Blame(_));
    if !sections.iter().any(blames) {
        return None;
    }
    let text = Text {
        line: &line,
        numbers: &numbers,
        hidden: &|_| false,
        marked: &|_| false,
    };
    let sentences = line.words.chunk_by(|a, b| a.sentence == b.sentence);
    let mut from = 0;
    for sentence in sentences {
        let mut facts = 0;
        for (section, patterns) in &sections {
            if !section.allows(facts) {
                continue;
            }
            let place = match section.place {
                Place::Start => from..from + 1,
                Place::Before => 0..from,
                _ => from..from + sentence.len(),
            };
            let found = place.into_iter().find_map(|at| {
                let mut ends = patterns.iter().filter_map(|one| text.matches(one, at));
                Some((at, ends.next()?))
            });
            let Some((at, end)) = found else { continue };
            facts |= section.fact;
            if let Does::Blame(rule) = section.does {
                let words = line.bytes(at, end.max(at + 1) - 1);
                return Some(Finding::new(rule, section.message, section.help).at(words));
            }
        }
        from += sentence.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_is_read_and_every_section_finds_its_examples() {
        let child = Child {
            names: &["Ola"],
            pronouns: "she/her",
            year: 4,
        };
        let mut wrong = Vec::new();
        for sections in [disclosures(), adults()] {
            assert_eq!(sections.unread, Vec::<&str>::new());
            for section in sections
                .all
                .iter()
                .filter(|one| matches!(one.does, Does::Blame(_)))
            {
                assert!(section.examples.iter().any(|(found, _)| *found));
                for (found, text) in &section.examples {
                    if first_blamed(sections, text, &child).is_some() != *found {
                        wrong.push(format!("{found}: {text}"));
                    }
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
