//! What could not be read, or stands under another name: a person sees it there, so no rule may say that it is missing.

use super::Finding;
use crate::diagnostic::{Diagnostic, Family, Rule};
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
        let is_none = |found: &Diagnostic| found.rule == Rule::WrongType && found.path.is_empty();
        self.loaded.source.has("") && !self.found().any(is_none)
    }

    /// Whether a part of the plan holds something that could not be read.
    pub fn holds(&self, part: &str) -> bool {
        self.found().any(|found| {
            let below = found.path.strip_prefix(part);
            below.is_some_and(|below| below.starts_with(['.', '[']))
        })
    }

    /// Whether a rule found no more than that something could not be read.
    pub fn is_behind(&self, finding: &Finding) -> bool {
        match finding.rule {
            Rule::NoTimeLimit => self.found().any(|found| stands_for(found, "plan.review")),
            rule if rule.family() != Family::Sections => false,
            _ if finding.path.starts_with("school") && self.school_is_unread() => true,
            rule => self.found().any(|found| {
                stands_for(found, &finding.path)
                    || serves(found, finding)
                    || serves_from_elsewhere(&found.path, rule)
            }),
        }
    }

    fn school_is_unread(&self) -> bool {
        let school = self.loaded.school.as_ref().map(|school| school.file());
        let unread =
            |found: &Diagnostic| Some(&found.place.file) == school && found.path.is_empty();
        self.loaded.found.iter().any(unread)
    }

    fn found(&self) -> impl Iterator<Item = &Diagnostic> {
        let own = &self.loaded.source.file().name;
        let ours = move |found: &&Diagnostic| {
            found.place.file.name == *own || found.path.starts_with("school.")
        };
        self.loaded.found.iter().filter(ours)
    }
}

/// Whether a fault is at a path or around it, or in the name of what belongs there.
fn stands_for(found: &Diagnostic, path: &str) -> bool {
    if found.rule != Rule::UnknownField {
        let rest = path.strip_prefix(found.path.as_str());
        return !found.path.is_empty()
            && rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
    }
    let parts = |path: &str| match path.rsplit_once('.') {
        Some((above, name)) => (above.to_owned(), name.to_owned()),
        None => (String::new(), path.to_owned()),
    };
    let (above, name) = parts(path);
    let meant = [format!("did you mean `{name}`?"), format!("write `{name}`")];
    let help = found.help.as_ref();
    parts(&found.path).0 == above && help.is_some_and(|help| meant.contains(help))
}

/// Whether a fault is in what a rule misses: in an item of a list, or in a field that would have served.
fn serves(found: &Diagnostic, finding: &Finding) -> bool {
    let below = found.path.strip_prefix(finding.path.as_str());
    let below = below.unwrap_or_default();
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
    let field = below.strip_prefix('.');
    found.rule != Rule::UnknownField
        && (lists && below.starts_with('[') || field.is_some_and(|field| fields.contains(&field)))
}

/// Whether a fault is in a part of the whole plan that would have served each target.
fn serves_from_elsewhere(path: &str, rule: Rule) -> bool {
    match rule {
        Rule::TargetWithoutProvision => {
            let given = path.strip_prefix("provision");
            given.is_some_and(|given| given.is_empty() || given.contains("].targets"))
        }
        Rule::TargetWithoutStrategy => path == "adjustments",
        _ => false,
    }
}
