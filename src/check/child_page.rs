//! The child's page: whether it speaks as the child would, and fits on the two sides of one leaf.

use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

use super::smart::child;
use super::texts::PlanText;
use super::{Findings, language};
use crate::copy::{ChildCopy, Pictures};
use crate::diagnostic::{Rule, Severity};
use crate::format::{Path, at};
use crate::load::{Loaded, PictureFile};
use crate::picture::{self, Prepared, PrintSize};
use crate::plan::{Format, Plan, Previous, Target};
use crate::press::Press;

/// What the page shows beside what is said on it: names, and what a photo shows.
const NAMES: &[&str] = &["name", "known_as", "class", "key_person", "alt"];

/// The sides of a leaf.
const SIDES: usize = 2;

/// More letters than any leaf holds in the smallest type, so that nobody waits for a booklet to be set.
const TOO_MANY_LETTERS: usize = 12_000;

/// So many lines of so few letters have room on a leaf in any case, up to Year 2 and from Year 3 on: the page of most plans need
/// not be set to know that it fits. A test holds pages near these numbers to what is printed.
const SHORT_LINE: usize = 12;
const SURE_TO_FIT: [usize; 2] = [24, 44];

/// The press that sets the page in the embedded layout: making it reads the fonts, which is done once.
static PRESS: LazyLock<Option<Press>> = LazyLock::new(|| Press::new().ok());

pub(super) fn run(findings: &mut Findings<'_>) {
    if findings.too_long_to_judge() {
        return;
    }
    let texts = Arc::clone(&findings.texts);
    let names = findings.names_of_the_child();
    let child = child(findings, &names);
    let lines = own_lines(findings.plan);
    for text in texts.iter().filter(|text| is_said(text, &lines)) {
        // What is told about the child in the third person has been said.
        let told = |found: &super::Finding| {
            found.rule == Rule::ThirdPersonChildLine && found.path == text.path
        };
        if !findings.found.iter().any(told) {
            let found = language::adult_words(&text.text, &child);
            findings.add_language(&text.path, found.into_iter().collect());
        }
    }
}

/// Whether the page says a text.
fn is_said(text: &PlanText, lines: &BTreeSet<Path>) -> bool {
    let name = text.path.name().unwrap_or_default();
    text.copies.contains('C') && !NAMES.contains(&name) || lines.contains(&text.path)
}

/// Where the lines stand that the page shows of the targets and of the last ones.
fn own_lines(plan: &Plan) -> BTreeSet<Path> {
    let targets = plan.targets.iter().map(Target::own_line).enumerate();
    let targets = targets.filter_map(|(index, own)| Some(at!("targets", index, own?.0)));
    let previous = plan.previous.iter().map(Previous::own_line).enumerate();
    let previous = previous.filter_map(|(index, own)| Some(at!("previous", index, own?.0)));
    targets.chain(previous).collect()
}

/// A plan whose child's copy needs a third side. Only setting the page tells, so it is set, where a copy can be made at all.
pub(super) fn length(findings: &mut Findings<'_>, loaded: &Loaded) {
    let is_error = |rule: Rule| super::severity_of(rule, loaded) == Severity::Error;
    if loaded.found.iter().any(|found| is_error(found.rule))
        || findings.found.iter().any(|found| is_error(found.rule))
    {
        return;
    }
    let texts = Arc::clone(&findings.texts);
    let lines = own_lines(findings.plan);
    let said = texts.iter().filter(|text| is_said(text, &lines));
    let letters = |text: &&PlanText| text.text.chars().count();
    let all: usize = said.clone().map(|text| letters(&text)).sum();
    let Some(longest) = said.clone().max_by_key(letters) else {
        return;
    };
    let lines = said.flat_map(|text| text.text.lines());
    let lines: usize = lines
        .map(|line| 1 + line.chars().count() / SHORT_LINE)
        .sum();
    let [to_year_2, from_year_3] = SURE_TO_FIT;
    let year = findings.plan.child.year_group;
    let is_little = year.is_some_and(|year| year.number() < 3);
    if lines <= if is_little { to_year_2 } else { from_year_3 } {
        return;
    }
    if all > TOO_MANY_LETTERS || sides(findings, loaded).is_some_and(|sides| sides > SIDES) {
        let message = "there is more for the child to read than fits on two sides";
        let help = "shorten this, the longest of the texts on the child's copy";
        findings.add(Rule::TooLongForTheLeaf, longest.path.clone(), message, help);
    }
}

/// How many sides the child's copy has; nothing where the layout cannot set it.
fn sides(findings: &Findings<'_>, loaded: &Loaded) -> Option<usize> {
    let ready = |file: &Option<PictureFile>, size: PrintSize| -> Option<Arc<Prepared>> {
        file.as_ref()?.prepared(size)?.as_ref().ok().cloned()
    };
    let pictures = Pictures {
        photo: ready(&loaded.photo, picture::PHOTO),
        logo: ready(&loaded.logo, picture::LOGO),
    };
    let template = findings.checks.template();
    let copy = ChildCopy::of(findings.plan, Format::Standard, &pictures, template);
    let sides = match &findings.checks.template {
        None => PRESS.as_ref()?.sides(&copy),
        Some(other) => Press::with(other, Vec::new()).ok()?.sides(&copy),
    };
    sides.ok()
}
