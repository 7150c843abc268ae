//! How far a draft has come: its sections, and those in which something is still to be filled in.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Place, Rule, Severity};
use crate::format::{Step, at};
use crate::load::Loaded;
use crate::template::Template;

/// How far a draft has come.
#[derive(Clone, Debug)]
pub struct Draft {
    /// How many sections the template asks for.
    pub sections: usize,
    /// The sections in which something is still to be filled in, each with where it stands if it is in the file.
    pub open: Vec<(String, Option<Place>)>,
}

impl Draft {
    pub(super) fn of(found: &[Diagnostic], loaded: &Loaded, template: &Template) -> Draft {
        let asked = template
            .required
            .iter()
            .filter(|required| required.when.applies(&loaded.plan));
        let section = |key: &str| key.split(['.', '[']).next().unwrap_or_default().to_owned();
        let sections: BTreeSet<String> = asked.map(|required| section(&required.key)).collect();
        let mut open: Vec<(String, Option<Place>)> = Vec::new();
        for name in found
            .iter()
            .filter(|found| is_gap(found))
            .filter_map(section_of)
        {
            if sections.contains(name) && open.iter().all(|(other, _)| other != name) {
                let path = at!(name.to_owned());
                let there = loaded.source.has(&path);
                open.push((name.to_owned(), there.then(|| loaded.source.key(&path))));
            }
        }
        Draft {
            sections: sections.len(),
            open,
        }
    }

    /// Whether so little is filled in that each gap is better not told by itself.
    pub fn has_hardly_begun(&self) -> bool {
        self.open.len() > 4 && self.open.len() * 2 > self.sections
    }
}

/// Whether a problem of a draft is only that something is still to be filled in.
pub fn is_gap(found: &Diagnostic) -> bool {
    let rules = [
        Rule::MissingSection,
        Rule::MissingField,
        Rule::TargetCount,
        Rule::TargetWithoutProvision,
        Rule::TargetWithoutStrategy,
        Rule::NoOutcome,
        Rule::NoParentRecipient,
        Rule::NoParentContribution,
        Rule::PreviousMissing,
        Rule::AdulthoodMissing,
    ];
    found.severity == Severity::Warning && rules.contains(&found.rule)
}

fn section_of(found: &Diagnostic) -> Option<&str> {
    found.path.steps().first().and_then(Step::name)
}
