//! A text about a child, taken apart: what comes first, who does what, and what the patterns find in the rest.

use std::ops::Range;

use super::lexicon::Class;
use super::line::Line;
use super::pattern::{Numbers, Pattern, Text};
use super::section::{Does, Part, Place, Section, sections};
use super::{Child, Finding};
use crate::diagnostic::Rule;

/// A text as the rules see it.
pub(super) struct Sentence<'t> {
    pub line: Line<'t>,
    /// The first word of the subject.
    pub start: usize,
    /// The doing word; the subject's first word where there is none.
    pub verb: usize,
    /// What is blamed first, if anything.
    pub blamed: Option<Finding>,
    /// What each word is part of.
    parts: Vec<Part>,
    of_success: bool,
    facts: u64,
}

impl<'t> Sentence<'t> {
    /// Takes a text apart; `kind` is `target`, `outcome` or `success`.
    pub fn read(text: &'t str, kind: &str, child: &Child<'_>) -> Sentence<'t> {
        let mut line = Line::new(text, child);
        line.add_shapes();
        let numbers = sections().words.numbers(&line);
        let mut sentence = Sentence {
            start: 0,
            verb: 0,
            blamed: None,
            parts: vec![Part::Main; line.words.len()],
            facts: sections().fact(kind),
            of_success: kind == "success",
            line,
        };
        sentence.start = sentence.pass(0, Place::Anywhere, &numbers);
        let lead = sentence.parts.iter_mut().take(sentence.start);
        lead.for_each(|part| *part = Part::Lead);
        let verb = sentence.pass(sentence.start, Place::Start, &numbers);
        let line = &sentence.line;
        let described =
            sentence.has("being") && !sentence.has("done-to") && !line.is(verb, Class::Ing);
        let there = described || sentence.has("named") || line.is(verb, Class::Doing);
        let there = there && verb < line.words.len();
        sentence.verb = if there { verb } else { sentence.start };
        let fact = if there { "described" } else { "verbless" };
        if described || !there {
            sentence.facts |= sections().fact(fact);
        }
        for section in &sections().all {
            sentence.apply(section, &numbers);
        }
        sentence
    }

    /// The first word from there on that is not passed over on the way to the doing word.
    fn pass(&mut self, mut at: usize, place: Place, numbers: &Numbers) -> usize {
        let passes = |section: &&Section| section.does == Does::Pass && section.place == place;
        let sections: Vec<&Section> = sections().all.iter().filter(passes).collect();
        let mut moved = true;
        while moved && at < self.line.words.len() {
            let text = Text {
                line: &self.line,
                numbers,
                hidden: &|_| false,
                marked: &|_| false,
            };
            let allowed = sections.iter().filter(|section| section.allows(self.facts));
            let mut found = allowed.flat_map(|section| {
                let patterns = section.patterns.iter();
                patterns.filter_map(|pattern| Some((text.matches(pattern, at)?, section.fact)))
            });
            let next = found.next();
            moved = next.is_some_and(|(end, _)| end > at);
            if let Some((end, fact)) = next {
                at = end;
                self.facts |= fact;
            }
        }
        at
    }

    /// Whether a fact was noted.
    pub fn has(&self, fact: &str) -> bool {
        self.facts & sections().fact(fact) != 0
    }

    /// Whether words of the range say how many, how often, how well or with how little help.
    pub fn measures(&self, range: Range<usize>) -> bool {
        let parts = self.parts.get(range).unwrap_or_default();
        parts
            .iter()
            .any(|part| matches!(part, Part::Work | Part::Often | Part::Alone))
    }

    fn apply(&mut self, section: &Section, numbers: &Numbers) {
        if section.does == Does::Pass || !section.allows(self.facts) {
            return;
        }
        if let Does::Blame(rule) = section.does {
            let of_success = rule == Rule::UnmeasurableSuccess;
            if self.blamed.is_some() || of_success != self.of_success {
                return;
            }
        }
        for (first, last) in self.found(section, numbers) {
            self.facts |= section.fact;
            match section.does {
                Does::Mark(part) => {
                    let words = self.parts.get_mut(first..=last).into_iter().flatten();
                    words.for_each(|word| *word = part);
                }
                Does::Blame(rule) => {
                    // A service is the whole text's fault; before what is blamed otherwise the subject may stand.
                    let (first, last) = match (rule, section.place) {
                        (Rule::NotAnOutcome, _) => (self.start, self.line.words.len().max(1) - 1),
                        (_, Place::Start) if !section.patterns.is_empty() => (last, last),
                        _ => (first, last),
                    };
                    let words = self.line.bytes(first, last);
                    self.blamed = Some(Finding::new(rule, section.message, section.help).at(words));
                }
                Does::Note | Does::Pass => {}
            }
        }
    }

    /// The first and the last word of each place where a section finds something; the first such place where one is enough.
    fn found(&self, section: &Section, numbers: &Numbers) -> Vec<(usize, usize)> {
        let mut found = Vec::new();
        if section.patterns.is_empty() {
            found.push((self.start, self.line.words.len().max(1) - 1));
        }
        let may_have = |pattern: &&Pattern| numbers.may_have(pattern);
        let patterns: Vec<&Pattern> = section.patterns.iter().filter(may_have).collect();
        if patterns.is_empty() {
            return found;
        }
        let marks = matches!(section.does, Does::Mark(_));
        let blames = matches!(section.does, Does::Blame(_));
        let anywhere = section.place == Place::Anywhere;
        let hidden = |at: usize| match self.parts.get(at) {
            Some(Part::Lead) => !anywhere,
            Some(Part::Condition | Part::Evidence | Part::Date) => true,
            Some(Part::Often | Part::Alone) => blames,
            _ => false,
        };
        let marked =
            |at: usize| marks && !matches!(self.parts.get(at), Some(Part::Main | Part::Lead));
        let text = Text {
            line: &self.line,
            numbers,
            hidden: &hidden,
            marked: &marked,
        };
        let behind = self.verb + self.line.length(self.verb, u128::MAX).max(1);
        let mut next = match section.place {
            Place::Anywhere | Place::Before => 0,
            Place::Main | Place::Start => self.start,
            Place::Verb => self.verb,
            Place::After => behind,
            Place::Late => behind + 1,
        };
        let once = matches!(section.place, Place::Start | Place::Verb);
        while next < self.line.words.len() {
            let at = next;
            next += 1;
            if hidden(at) || marked(at) {
                continue;
            }
            if let Some(end) = patterns
                .iter()
                .find_map(|pattern| text.matches(pattern, at))
            {
                next = next.max(end);
                found.push((at, next - 1));
            }
            if once || !marks && !found.is_empty() {
                break;
            }
        }
        found
    }
}
