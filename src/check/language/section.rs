//! What the files in `patterns` hold: sections of patterns, each with what it marks or blames, where it looks and its examples.

use std::sync::OnceLock;

use super::lexicon::named;
use super::pattern::{Pattern, Words, parse};
use crate::diagnostic::Rule;

named! {
    /// What a word is part of: the main clause, or what the patterns mark it as.
    Part:
    Main "main", Lead "lead", Condition "condition", Evidence "evidence", Date "date", Setting "setting",
    Work "work", Often "often", Alone "alone", Weak "weak",
}

named! {
    /// Where a section looks.
    Place:
    Anywhere "anywhere", Main "main", Start "start", Verb "verb", After "after", Late "late",
    Before "before",
}

/// What a section does with what it finds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Does {
    /// Marks the words as a part.
    Mark(Part),
    /// Notes that it is there.
    Note,
    /// Passes over the words, on the way to the doing word.
    Pass,
    /// Blames it.
    Blame(Rule),
}

/// The facts that are known before any pattern is looked for.
const GIVEN: [&str; 3] = ["success", "described", "verbless"];

/// One section.
#[derive(Debug)]
pub(super) struct Section {
    pub does: Does,
    pub place: Place,
    /// The fact, a bit, that it notes when it finds something.
    pub fact: u64,
    /// Facts of which, for each of these, one must be there.
    pub wanted: Vec<u64>,
    /// Facts of which none may be there.
    pub barred: u64,
    pub message: &'static str,
    pub help: &'static str,
    pub patterns: Vec<Pattern>,
    /// Texts in which it must find something, and texts in which it must not.
    pub examples: Vec<(bool, &'static str)>,
}

/// All sections, in the order in which they are tried.
#[derive(Debug, Default)]
pub(super) struct Sections {
    pub all: Vec<Section>,
    pub words: Words,
    facts: Vec<&'static str>,
    /// Lines that could not be read, of which a test sees that there are none.
    pub unread: Vec<&'static str>,
}

/// The sections of the SMART rules.
pub(super) fn sections() -> &'static Sections {
    static SECTIONS: OnceLock<Sections> = OnceLock::new();
    SECTIONS.get_or_init(|| {
        Sections::of(&[
            include_str!("patterns/parts.txt"),
            include_str!("patterns/rules.txt"),
        ])
    })
}

impl Section {
    /// Whether the section is tried where these facts were noted.
    pub fn allows(&self, facts: u64) -> bool {
        facts & self.barred == 0 && self.wanted.iter().all(|fact| facts & fact != 0)
    }
}

impl Sections {
    /// What these files hold.
    pub fn of(files: &[&'static str]) -> Sections {
        let mut sections = Sections {
            facts: GIVEN.to_vec(),
            ..Sections::default()
        };
        let lines = files.iter().flat_map(|file| file.lines());
        for line in lines.filter(|line| !line.is_empty() && !line.starts_with('#')) {
            if sections.read(line).is_none() {
                sections.unread.push(line);
            }
        }
        sections
    }

    /// The bit of a fact; 0 where there is no such fact.
    pub fn fact(&self, name: &str) -> u64 {
        let at = self.facts.iter().position(|fact| *fact == name);
        at.filter(|at| *at < 64).map_or(0, |at| 1 << at)
    }

    /// Reads the head of a section, a pattern, an example, or what is said.
    fn read(&mut self, line: &'static str) -> Option<()> {
        if let Some(head) = line
            .strip_prefix('[')
            .and_then(|line| line.strip_suffix(']'))
        {
            let section = self.head(head)?;
            self.all.push(section);
            return Some(());
        }
        let (sign, rest) = line.split_once(' ')?;
        if sign == "let" {
            return self.words.name(rest);
        }
        let section = self.all.last_mut()?;
        match sign {
            "=" => section.patterns.push(parse(rest, &mut self.words)?),
            "yes" | "no" => section.examples.push((sign == "yes", rest)),
            "says" => section.message = rest,
            "help" => section.help = rest,
            _ => return None,
        }
        Some(())
    }

    /// Reads `mark often late if named|trait unless work`.
    fn head(&mut self, head: &'static str) -> Option<Section> {
        let mut words = head.split(' ');
        let (kind, name) = (words.next()?, words.next()?);
        let does = match kind {
            "mark" => Does::Mark(Part::named(name)?),
            "note" => Does::Note,
            "pass" => Does::Pass,
            _ => Does::Blame(*Rule::ALL.iter().find(|rule| rule.name() == name)?),
        };
        let place = Place::named(words.next()?)?;
        if !self.facts.contains(&name) {
            self.facts.push(name);
        }
        let (mut wanted, mut barred, mut unless) = (Vec::new(), 0, false);
        for word in words {
            let facts = word.split('|').map(|name| self.fact(name));
            match word {
                "if" => unless = false,
                "unless" => unless = true,
                _ if facts.clone().any(|fact| fact == 0) => return None,
                _ if unless => barred |= facts.fold(0, |all, fact| all | fact),
                _ => wanted.push(facts.fold(0, |all, fact| all | fact)),
            }
        }
        let fact = self.fact(name);
        // What is said of a rule holds until something else is.
        let alike = self.all.iter().rev().find(|section| section.does == does);
        let (message, help) = alike.map_or(("", ""), |section| (section.message, section.help));
        let (patterns, examples) = (Vec::new(), Vec::new());
        Some(Section {
            does,
            place,
            fact,
            wanted,
            barred,
            message,
            help,
            patterns,
            examples,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::language::Child;
    use crate::check::language::sentence::Sentence;

    #[test]
    fn every_line_of_the_patterns_is_read() {
        assert_eq!(sections().unread, Vec::<&str>::new());
        assert!(sections().facts.len() < 64, "a fact is a bit");
    }

    #[test]
    fn every_section_finds_its_examples_and_nothing_in_the_others() {
        let child = Child {
            names: &["Ola"],
            pronouns: "she/her",
            year: 4,
        };
        for section in &sections().all {
            let name = sections().facts[section.fact.trailing_zeros() as usize];
            let success = section.does == Does::Blame(Rule::UnmeasurableSuccess);
            let kind = if success { "success" } else { "target" };
            for (found, text) in &section.examples {
                let sentence = Sentence::read(text, kind, &child);
                assert_eq!(sentence.has(name), *found, "{name}: {text}");
            }
            let yes = section.examples.iter().any(|(found, _)| *found);
            assert!(yes, "{name} has no example");
        }
    }
}
