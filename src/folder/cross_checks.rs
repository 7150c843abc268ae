//! What only shows when plans are compared: a reference used twice, and the same words for several children.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::compared::Text;
use super::facts::Facts;
use super::plan::{FolderPlan, Warnings};
use super::sharers::Sharers;
use crate::check::in_order;
use crate::diagnostic::{Diagnostic, File, Message, Place, Rule, Severity, message, value, words};
use crate::format::{self, at};

/// The most other plans that a message names.
const MOST_NAMED: usize = 3;

/// What was found in each plan, by its number.
type ByPlan = BTreeMap<usize, Vec<Finding>>;

/// Adds what is found across the plans to the reports of those it concerns.
pub(super) fn run(plans: &mut [FolderPlan], warnings: Warnings) {
    let mut findings = duplicate_ids(plans);
    for (number, copies) in same_texts(plans) {
        let Some(plan) = plans.get_mut(number) else {
            continue;
        };
        // An error keeps the plan from being exported, so it is said where it is.
        if plan.compared.same_text == Severity::Warning && warnings == Warnings::Counted {
            plan.counted += copies.len();
        } else {
            findings.entry(number).or_default().extend(copies);
        }
    }
    for (number, findings) in findings {
        let Some(plan) = plans.get_mut(number) else {
            continue;
        };
        let file = plan.compared.file(&plan.path);
        let placed = findings.into_iter();
        let placed = placed.filter_map(|finding| finding.placed(plan, &file));
        let placed: Vec<Diagnostic> = placed.collect();
        plan.report.diagnostics.extend(placed);
        in_order(&mut plan.report.diagnostics, &file.name);
    }
}

/// Something found across plans, for one of them.
struct Finding {
    rule: Rule,
    path: format::Path,
    at: Range<usize>,
    message: Message,
    help: &'static str,
}

impl Finding {
    fn placed(self, plan: &FolderPlan, file: &Arc<File>) -> Option<Diagnostic> {
        let place = Place::new(file, self.at);
        let mut found = Diagnostic::new(self.rule, place, self.path, self.message).help(self.help);
        found.severity = match self.rule {
            Rule::SameText => plan.compared.same_text,
            _ => plan.compared.duplicate_id,
        };
        (found.severity != Severity::Off).then_some(found)
    }
}

/// A plan that could be read, with its number.
type Numbered<'a> = (usize, &'a FolderPlan, &'a Facts);

fn readable(plans: &[FolderPlan]) -> impl Iterator<Item = Numbered<'_>> {
    let numbered = plans.iter().enumerate();
    numbered.filter_map(|(number, plan)| Some((number, plan, plan.facts.as_ref().ok()?)))
}

/// Plans whose copies would have the same names: the same reference for the same cycle, or references that differ only in
/// signs and capitals that a file system does not tell apart. And plans of several children under one reference: of a
/// reference's plans one is handed out, and the other child would have none.
fn duplicate_ids(plans: &[FolderPlan]) -> ByPlan {
    let mut by_stem: BTreeMap<String, Vec<Numbered<'_>>> = BTreeMap::new();
    for plan in readable(plans) {
        by_stem
            .entry(plan.2.stem.to_lowercase())
            .or_default()
            .push(plan);
    }
    let mut findings = ByPlan::new();
    for same in by_stem.values().filter(|same| same.len() > 1) {
        for &(number, plan, facts) in same {
            let others = same.iter().filter(|(other, ..)| *other != number);
            let (same_cycle, mut other_children): (Vec<&Numbered<'_>>, Vec<&Numbered<'_>>) =
                others.partition(|(.., other)| other.cycle == facts.cycle);
            other_children.retain(|(.., other)| !may_be_one_child(facts, other));
            let same_id =
                |others: &[&Numbered<'_>]| others.iter().all(|other| other.2.id == facts.id);
            let mut add = |message: Message, help: &'static str| {
                findings.entry(number).or_default().push(Finding {
                    rule: Rule::DuplicateId,
                    path: at!("plan", "id"),
                    at: plan.compared.id_at.clone(),
                    message,
                    help,
                });
            };
            if !same_cycle.is_empty() {
                let files = files(&same_cycle);
                let message = if same_id(&same_cycle) {
                    message!("this reference and cycle are those of {} too", files)
                } else {
                    message!(
                        "the copies of this plan would have the same names as those of {}",
                        files
                    )
                };
                let help = "give each plan a reference of its own, and each new plan of the same child the next cycle";
                add(message, help);
            }
            if !other_children.is_empty() {
                let files = files(&other_children);
                let message = if same_id(&other_children) {
                    message!("this reference is that of another child too, in {}", files)
                } else {
                    message!(
                        "the copies of this plan would be filed with those of another child, in {}",
                        files
                    )
                };
                let help = "give each child a reference of their own; if it is one child, write the same name and date of birth in both plans";
                add(message, help);
            }
        }
    }
    findings
}

/// Whether two plans may be of one child: born on one day, whatever the surname is now; or of one name, where a plan has no
/// date of birth.
fn may_be_one_child(one: &Facts, other: &Facts) -> bool {
    if let (Some(born), Some(other)) = (one.born, other.born) {
        return born == other;
    }
    let plain = |name: &String| -> String { name.to_lowercase().split_whitespace().collect() };
    match (&one.child, &other.child) {
        (Some(name), Some(other)) => plain(name) == plain(other),
        _ => true,
    }
}

/// The files of some plans, as a message names them.
fn files(plans: &[&Numbered<'_>]) -> Message {
    let first = plans.iter().take(MOST_NAMED);
    let paths = first.map(|(_, plan, _)| words(format!("`{}`", plan.path.display())).into());
    named(&paths.collect::<Vec<_>>(), plans.len())
}

/// Targets and strategies that stand word for word in the plans of several children.
fn same_texts(plans: &[FolderPlan]) -> ByPlan {
    let mut places: BTreeMap<u64, Vec<(usize, &Facts, &Text)>> = BTreeMap::new();
    for (number, plan, facts) in readable(plans) {
        for text in &plan.compared.texts {
            places
                .entry(text.hash)
                .or_default()
                .push((number, facts, text));
        }
    }
    let mut findings = ByPlan::new();
    for places in places.values().filter(|places| places.len() > 1) {
        let sharers = Sharers::of(places.iter().map(|(_, facts, _)| *facts));
        for (number, facts, text) in places {
            let (first, count) = sharers.others(facts, MOST_NAMED);
            if count == 0 {
                continue;
            }
            let what = match text.path.name() {
                Some("target") => "target",
                _ => "strategy",
            };
            let first: Vec<Message> = first.iter().map(value).map(Message::from).collect();
            let message = message!(
                "this {} is word for word in the plan of another child too: {}",
                words(what),
                named(&first, count)
            );
            findings.entry(*number).or_default().push(Finding {
                rule: Rule::SameText,
                path: text.path.clone(),
                at: text.at.clone(),
                message,
                help: "say what this child needs: what fits every child was written for none of them",
            });
        }
    }
    findings
}

/// "A", "A and B", "A, B, C and 2 more", where the first of `count` names are given.
fn named(first: &[Message], count: usize) -> Message {
    let joined = |names: &[Message]| Message::joined(names.iter().cloned(), ", ");
    match (first, count - first.len()) {
        ([], _) => Message::default(),
        (first, more @ 1..) => {
            message!("{} and {} more", joined(first), words(more.to_string()))
        }
        ([one], 0) => one.clone(),
        ([first @ .., last], 0) => message!("{} and {}", joined(first), last.clone()),
    }
}
