//! What could not be read, or stands under another name: a person sees it there, so no rule may say that it is missing.

use super::Finding;
use crate::diagnostic::{Diagnostic, Family, Rule};
use crate::format::{Path, Step, at};
use crate::load::Loaded;

/// What is wrong with the form of the plan, and with the school's details in `school.yaml`.
pub(super) struct Unread<'a> {
    loaded: &'a Loaded,
}

impl<'a> Unread<'a> {
    pub fn of(loaded: &'a Loaded) -> Unread<'a> {
        Unread { loaded }
    }

    /// Whether the file could be read as a plan: of any other nothing is known to be missing.
    pub fn is_a_plan(&self) -> bool {
        let is_none = |found: &Diagnostic| found.rule == Rule::WrongType && found.path.is_root();
        self.loaded.source.has(&Path::root()) && !self.found().any(is_none)
    }

    /// Whether a part of the plan holds something that could not be read.
    pub fn holds(&self, part: &str) -> bool {
        let part = at!(part.to_owned());
        self.found()
            .any(|found| found.path.starts_with(&part) && found.path != part)
    }

    /// Whether a rule found no more than that something could not be read.
    pub fn is_behind(&self, finding: &Finding) -> bool {
        match finding.rule {
            Rule::NoTimeLimit => self
                .found()
                .any(|found| stands_for(found, &at!("plan", "review"))),
            rule if rule.family() != Family::Sections => false,
            _ if finding.path.starts_with(&at!("school")) && self.school_is_unread() => true,
            rule => self.found().any(|found| {
                stands_for(found, &finding.path)
                    || serves(found, finding)
                    || serves_from_elsewhere(&found.path, rule)
            }),
        }
    }

    fn school_is_unread(&self) -> bool {
        let school = self.loaded.school.as_ref().map(|school| school.file());
        let unread = |found: &Diagnostic| Some(&found.place.file) == school && found.path.is_root();
        self.loaded.found.iter().any(unread)
    }

    fn found(&self) -> impl Iterator<Item = &Diagnostic> {
        let own = &self.loaded.source.file().name;
        let ours = move |found: &&Diagnostic| {
            found.place.file.name == *own || found.path.starts_with(&at!("school"))
        };
        self.loaded.found.iter().filter(ours)
    }
}

/// Whether a fault is at a path or around it, or in the name of what belongs there.
fn stands_for(found: &Diagnostic, path: &Path) -> bool {
    if found.rule != Rule::UnknownField {
        let by_a_name = |step: &Step| step.name().is_some();
        return !found.path.is_root()
            && path.starts_with(&found.path)
            && path.below(&found.path).first().is_none_or(by_a_name);
    }
    let beside = found.path.parent() == path.parent();
    beside && path.name().is_some_and(|name| means(found, name))
}

/// Whether a name that nothing has is a slip for this one.
fn means(found: &Diagnostic, name: &str) -> bool {
    let help = found.help.as_ref().map(ToString::to_string);
    let meant = [format!("did you mean `{name}`?"), format!("write `{name}`")];
    found.fix.iter().any(|edit| edit.text == name) || help.is_some_and(|help| meant.contains(&help))
}

/// Whether a fault is in what a rule misses: in an item of a list, or in a field that would have served.
fn serves(found: &Diagnostic, finding: &Finding) -> bool {
    let below = if found.path.starts_with(&finding.path) {
        found.path.below(&finding.path)
    } else {
        &[]
    };
    let lists = matches!(
        finding.rule,
        Rule::MissingSection
            | Rule::MissingField
            | Rule::NoParentRecipient
            | Rule::NoParentContribution
    );
    let fields: &[&str] = match finding.rule {
        Rule::MissingField => &["sessions_per_week", "sessions", "hours_per_week", "when"],
        Rule::PreviousUnrated => &["result"],
        Rule::TargetWithoutProvision => &["provision"],
        Rule::TargetWithoutStrategy => &["strategies"],
        _ => &[],
    };
    let would_serve = match below {
        [Step::Item(_), ..] => lists,
        [Step::Field(field)] => fields.contains(&field.as_ref()),
        _ => false,
    };
    found.rule != Rule::UnknownField && would_serve
}

/// Whether a fault is in a part of the whole plan that would have served each target.
fn serves_from_elsewhere(path: &Path, rule: Rule) -> bool {
    let is = |step: &Step, name: &str| step.name() == Some(name);
    match (rule, path.steps()) {
        (Rule::TargetWithoutProvision, [part]) => is(part, "provision"),
        (Rule::TargetWithoutProvision, [part, Step::Item(_), field, ..]) => {
            is(part, "provision") && is(field, "targets")
        }
        (Rule::TargetWithoutStrategy, [part]) => is(part, "adjustments"),
        _ => false,
    }
}
