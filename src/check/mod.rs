//! What `check` finds: the template's sections and the rules, one small file for each family.
//!
//! A rule is a function of the plan. It says where something stands by its plan path; the place in the file is looked up
//! here, once for all rules.

mod child_page;
mod codes;
mod coverage;
mod dates;
mod draft;
mod explain;
pub mod language;
mod left_over;
mod letters;
mod mentions;
mod names;
mod people;
mod pictures;
mod placeholder;
mod plain_words;
mod privacy;
mod report;
mod sections;
mod smart;
mod support;
mod terms;
mod texts;
mod unread;

pub use coverage::printable;
pub use draft::{Draft, is_gap};
pub use explain::{Explanation, explain};
pub(crate) use mentions::{Index, Mentions};
pub use names::Names;
pub use report::{Checked, Report};
pub(crate) use report::{in_order, severity_of};
pub(crate) use sections::unfilled;

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::diagnostic::message::value;
use crate::diagnostic::{Diagnostic, Edit, Message, Rule, message};
use crate::glossary::Glossary;
use crate::load::Loaded;
use crate::path::Path;
use crate::plan::Plan;
use crate::template::Template;
use texts::PlanText;
use unread::Unread;

/// What the rules need to know beside the plan.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Checks {
    /// Today, for `overdue-review` and `review-still-to-come`; without it those rules are silent.
    pub today: Option<NaiveDate>,
    /// The names of the children whose plans lie in the same folder, for `other-child-named`.
    pub other_children: Names,
    /// Letters that fonts added to the embedded ones hold, for `unprintable-letter`.
    pub more_letters: BTreeSet<u32>,
    /// What an agreed plan must hold, where that is another template than the embedded one.
    pub template: Option<Template>,
    /// Who has looked at what `disclosure` finds and answers for this run: it is then silent. Nothing of it is kept.
    pub safeguarding_checked: Option<String>,
}

impl Checks {
    /// What is known on this day.
    pub fn on(today: NaiveDate) -> Checks {
        Checks {
            today: Some(today),
            ..Checks::default()
        }
    }

    /// The template that plans are held against.
    pub(crate) fn template(&self) -> &Template {
        let other = self.template.as_ref();
        other.unwrap_or_else(|| Template::islington())
    }
}

/// Checks a plan that was loaded: without an error, copies can be made from it.
///
/// # Errors
/// Everything that was found, where one problem or more is an error.
pub fn check<'a>(loaded: &'a Loaded, checks: &Checks) -> Result<Checked<'a>, Report> {
    Checked::new(loaded, Report::of(loaded, checks))
}

/// The same, with the words in which other children may be named whose plans are still to be read.
pub(crate) fn check_among_others(loaded: &Loaded, checks: &Checks) -> (Report, Mentions) {
    let glossary = loaded.glossary();
    let mut findings = Findings::of(loaded, checks, &glossary);
    let template = checks.template();
    sections::run(&mut findings, template);
    placeholder::run(&mut findings, template);
    texts::run(&mut findings);
    support::run(&mut findings);
    terms::run(&mut findings);
    dates::run(&mut findings);
    smart::run(&mut findings);
    privacy::run(&mut findings);
    plain_words::run(&mut findings);
    child_page::run(&mut findings);
    codes::run(&mut findings);
    letters::run(&mut findings);
    pictures::run(&mut findings, loaded);
    child_page::length(&mut findings, loaded);
    let mentions = privacy::mentions(&loaded.plan, &findings.texts);
    let mut diagnostics = loaded.found.clone();
    let is_a_plan = findings.unread.is_a_plan();
    diagnostics.extend(findings.placed(loaded));
    let mut report = Report::new(diagnostics, loaded);
    let draft = loaded.plan.is_draft() && is_a_plan;
    report.draft = draft.then(|| Draft::of(&report.diagnostics, loaded, template));
    (report, mentions)
}

/// Where a plan names these other children, which was not known yet when it was checked.
pub(crate) fn others_named(loaded: &Loaded, checks: &Checks) -> Vec<Diagnostic> {
    let glossary = loaded.glossary();
    let mut findings = Findings::of(loaded, checks, &glossary);
    privacy::other_children(&mut findings);
    Report::new(findings.placed(loaded), loaded).diagnostics
}

/// A problem that a rule found, by plan path.
struct Finding {
    rule: Rule,
    path: Path,
    /// The words at issue, in bytes of the text at the path.
    words: Option<Range<usize>>,
    message: Message,
    help: Message,
    /// What mends it, where there is one right mend: other words for some of the text at the path.
    mends: Vec<Mend>,
}

/// Other words in the place of some words of a text.
struct Mend {
    /// Where they stand, in bytes of the text.
    at: Range<usize>,
    /// The words, so that nothing is edited where the file has them written in another way.
    from: String,
    /// What is to stand there.
    to: String,
}

impl Finding {
    fn placed(self, loaded: &Loaded) -> Diagnostic {
        let place = match self.words.clone() {
            Some(words) => loaded.source_of(&self.path).within(&self.path, words),
            None => loaded.value(&self.path),
        };
        let fix = self.fix(loaded).unwrap_or_default();
        let found = Diagnostic::new(self.rule, place, self.path, self.message);
        found.help(self.help).fix(fix)
    }

    /// The mends as edits of the file; nothing where one of them does not stand there letter for letter.
    fn fix(&self, loaded: &Loaded) -> Option<Vec<Edit>> {
        let source = loaded.source_of(&self.path);
        let edit = |mend: &Mend| {
            let place = source.within(&self.path, mend.at.clone());
            let typed = place.file.text.get(place.bytes.clone())?;
            (typed == mend.from).then(|| Edit::new(place.bytes, mend.to.as_str()))
        };
        self.mends.iter().map(edit).collect()
    }
}

/// What the rules are given, and where they put what they find.
struct Findings<'a> {
    plan: &'a Plan,
    checks: &'a Checks,
    glossary: &'a Glossary,
    /// Every free text of the plan.
    texts: Arc<[PlanText]>,
    /// What could not be read.
    unread: Unread<'a>,
    found: Vec<Finding>,
}

impl<'a> Findings<'a> {
    /// Nothing found yet.
    fn of(loaded: &'a Loaded, checks: &'a Checks, glossary: &'a Glossary) -> Findings<'a> {
        Findings {
            plan: &loaded.plan,
            checks,
            glossary,
            texts: texts::of(&loaded.plan).into(),
            unread: Unread::of(loaded),
            found: Vec::new(),
        }
    }

    /// What was found, each at its place; nothing in a file that could not be read as a plan.
    fn placed(self, loaded: &Loaded) -> Vec<Diagnostic> {
        let Findings { found, unread, .. } = self;
        if !unread.is_a_plan() {
            return Vec::new();
        }
        let news = found
            .into_iter()
            .filter(|finding| !unread.is_behind(finding));
        news.map(|finding| finding.placed(loaded)).collect()
    }

    /// Whether the texts are too long to be judged word by word: the plan has to be shortened first, and the judgement would
    /// keep the reader waiting for it.
    fn too_long_to_judge(&self) -> bool {
        self.found
            .iter()
            .any(|finding| finding.rule == Rule::TooLarge)
    }

    /// The child's names: in full, and the one they go by.
    fn names_of_the_child(&self) -> Vec<&'a str> {
        let names = [self.plan.child.name.as_deref(), self.plan.known_as()];
        names.into_iter().flatten().collect()
    }

    /// A problem with the whole value at a path.
    fn add(
        &mut self,
        rule: Rule,
        path: Path,
        message: impl Into<Message>,
        help: impl Into<Message>,
    ) {
        self.add_mended(rule, path, message, help, Vec::new());
    }

    /// The same, with what mends it.
    fn add_mended(
        &mut self,
        rule: Rule,
        path: Path,
        message: impl Into<Message>,
        help: impl Into<Message>,
        mends: Vec<Mend>,
    ) {
        self.found.push(Finding {
            rule,
            path,
            words: None,
            message: message.into(),
            help: help.into(),
            mends,
        });
    }

    /// Problems that the language rules found in the text at a path.
    fn add_language(&mut self, path: &Path, found: Vec<language::Finding>) {
        for finding in found {
            let help = match finding.proposal {
                Some(proposal) => {
                    message!(
                        "{}; a proposal, to be changed: {}",
                        finding.help,
                        value(proposal)
                    )
                }
                None => finding.help,
            };
            self.found.push(Finding {
                rule: finding.rule,
                path: path.clone(),
                words: finding.words,
                message: finding.message,
                help,
                mends: Vec::new(),
            });
        }
    }
}
