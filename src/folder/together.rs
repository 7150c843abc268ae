//! What only shows when plans lie side by side: a reference used twice, and the same words for several children.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use super::company::Company;
use super::{Facts, Seen, Warnings};
use crate::check::in_order;
use crate::diagnostic::{Diagnostic, File, Message, Place, Rule, Severity, message, value, words};
use crate::format::{self, at};
use crate::load::Loaded;

/// The fewest words that are thought to be about one child: "Visual timetable" suits many.
const FEWEST_WORDS: usize = 4;
/// The most other plans that a message names.
const MOST_NAMED: usize = 3;

/// The targets and strategies of a plan, each as a hash. The child's name is left out, so that a text copied from plan to
/// plan is found though the name was changed.
pub(super) fn texts(loaded: &Loaded) -> Vec<Text> {
    let plan = &loaded.plan;
    let names = [plan.child.name.as_deref(), plan.child.known_as()];
    let mut texts = Vec::new();
    for (index, target) in plan.targets.iter().enumerate() {
        let of_target = target
            .target
            .iter()
            .map(|text| (text, at!("targets", index, "target")));
        let strategies = target.strategies.iter().enumerate();
        let strategies =
            strategies.map(|(number, text)| (text, at!("targets", index, "strategies", number)));
        for (text, path) in of_target.chain(strategies) {
            let mut words = text.clone();
            for name in names.into_iter().flatten().filter(|name| !name.is_empty()) {
                words = words.replace(name, "~");
            }
            let words: Vec<String> = words.split_whitespace().map(str::to_lowercase).collect();
            if words.len() >= FEWEST_WORDS {
                // The hasher's keys are fixed, so the same words give the same number in every run.
                let mut hasher = DefaultHasher::new();
                words.hash(&mut hasher);
                let at = loaded.value(&path).bytes;
                let hash = hasher.finish();
                texts.push(Text { hash, path, at });
            }
        }
    }
    texts
}

/// A text of a plan as it is told from others.
#[derive(Clone, Debug)]
pub(super) struct Text {
    hash: u64,
    path: format::Path,
    at: Range<usize>,
}

/// Adds what is found across the plans to the reports of those it concerns.
pub(super) fn check(seen: &mut [Seen], warnings: Warnings) {
    let mut news: BTreeMap<usize, Vec<News>> = BTreeMap::new();
    twice(seen, &mut news);
    let mut copies = BTreeMap::new();
    same_text(seen, &mut copies);
    for (index, copies) in copies {
        let Some(one) = seen.get_mut(index) else {
            continue;
        };
        match one.facts.as_ref().map(|facts| facts.minds_copies) {
            // An error keeps the plan from being exported, so it is said where it is.
            Ok(Severity::Warning) if warnings == Warnings::Counted => one.counted += copies.len(),
            _ => news.entry(index).or_default().extend(copies),
        }
    }
    for (index, news) in news {
        let Some(one) = seen.get_mut(index) else {
            continue;
        };
        let Ok(facts) = &one.facts else {
            continue;
        };
        let file = facts.file(&one.path);
        let placed = news.into_iter();
        let placed = placed.filter_map(|news| news.placed(facts, &file));
        one.report.diagnostics.extend(placed);
        in_order(&mut one.report.diagnostics, &file.name);
    }
    // Nobody asks for them again, and a trust of schools has a hundred thousand.
    for facts in seen.iter_mut().filter_map(|one| one.facts.as_mut().ok()) {
        facts.texts = Vec::new();
    }
}

/// Something found across plans, for one of them.
struct News {
    rule: Rule,
    path: format::Path,
    at: Range<usize>,
    message: Message,
    help: &'static str,
}

impl News {
    fn placed(self, facts: &Facts, file: &Arc<File>) -> Option<Diagnostic> {
        let place = Place::new(file, self.at);
        let mut found = Diagnostic::new(self.rule, place, self.path, self.message).help(self.help);
        found.severity = match self.rule {
            Rule::SameText => facts.minds_copies,
            _ => facts.minds_twice,
        };
        (found.severity != Severity::Off).then_some(found)
    }
}

/// Plans whose copies would have the same names: the same reference for the same cycle, or references that differ only in
/// signs and capitals that a file system does not tell apart. And plans of several children under one reference: of a
/// reference's plans one is handed out, and the other child would have none.
fn twice(seen: &[Seen], news: &mut BTreeMap<usize, Vec<News>>) {
    let mut plans: BTreeMap<String, Vec<Sharer<'_>>> = BTreeMap::new();
    for (index, one) in seen.iter().enumerate() {
        if let Ok(facts) = &one.facts {
            let same = plans.entry(facts.stem.to_lowercase()).or_default();
            same.push(Sharer::of(index, one, facts));
        }
    }
    for same in plans.values().filter(|same| same.len() > 1) {
        for plan in same {
            let others = same.iter().filter(|other| other.index != plan.index);
            let (same_cycle, other_cycles): (Vec<&Sharer<'_>>, Vec<&Sharer<'_>>) =
                others.partition(|other| other.facts.cycle == plan.facts.cycle);
            let of_other_children = other_cycles.into_iter();
            let of_other_children =
                of_other_children.filter(|other| !plan.may_be_one_childs_with(other));
            let of_other_children: Vec<&Sharer<'_>> = of_other_children.collect();
            let same_id = |others: &[&Sharer<'_>]| {
                let id = &plan.facts.id;
                others.iter().all(|other| other.facts.id == *id)
            };
            let mut say = |message: Message, help: &'static str| {
                news.entry(plan.index).or_default().push(News {
                    rule: Rule::DuplicateId,
                    path: at!("plan", "id"),
                    at: plan.facts.id_at.clone(),
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
                say(message, help);
            }
            if !of_other_children.is_empty() {
                let files = files(&of_other_children);
                let message = if same_id(&of_other_children) {
                    message!("this reference is that of another child too, in {}", files)
                } else {
                    message!(
                        "the copies of this plan would be filed with those of another child, in {}",
                        files
                    )
                };
                let help = "give each child a reference of their own; if it is one child, write the same name and date of birth in both plans";
                say(message, help);
            }
        }
    }
}

/// A plan among others of one reference.
struct Sharer<'a> {
    index: usize,
    path: &'a Path,
    facts: &'a Facts,
    /// The child's name without its capitals and spaces.
    name: Option<String>,
}

impl<'a> Sharer<'a> {
    fn of(index: usize, seen: &'a Seen, facts: &'a Facts) -> Sharer<'a> {
        let plain = |name: &String| name.to_lowercase().split_whitespace().collect();
        Sharer {
            index,
            path: &seen.path,
            facts,
            name: facts.child.as_ref().map(plain),
        }
    }

    /// Whether both may be of one child: born on one day, whatever the surname is now; or of one name, where a plan has no
    /// date of birth.
    fn may_be_one_childs_with(&self, other: &Sharer<'_>) -> bool {
        match (self.facts.born, other.facts.born) {
            (Some(born), Some(other)) => born == other,
            _ => match (&self.name, &other.name) {
                (Some(name), Some(other)) => name == other,
                _ => true,
            },
        }
    }
}

/// The files of some plans, as a message names them.
fn files(plans: &[&Sharer<'_>]) -> Message {
    let named_first = plans.iter().take(MOST_NAMED);
    let name = |plan: &&Sharer<'_>| words(format!("`{}`", plan.path.display()));
    let paths = named_first.map(|plan| name(plan).into());
    named(&paths.collect::<Vec<_>>(), plans.len())
}

/// Targets and strategies that stand word for word in the plans of several children.
fn same_text(seen: &[Seen], news: &mut BTreeMap<usize, Vec<News>>) {
    let mut places: BTreeMap<u64, Vec<(usize, &Text)>> = BTreeMap::new();
    for (index, one) in seen.iter().enumerate() {
        for text in one.facts.iter().flat_map(|facts| &facts.texts) {
            places.entry(text.hash).or_default().push((index, text));
        }
    }
    let facts = |index: usize| seen.get(index).and_then(|one| one.facts.as_ref().ok());
    for places in places.values().filter(|places| places.len() > 1) {
        let company = Company::of(places.iter().filter_map(|(index, _)| facts(*index)));
        for (index, text) in places {
            let (first, count) = match facts(*index) {
                Some(facts) => company.others(facts, MOST_NAMED),
                None => continue,
            };
            if count == 0 {
                continue;
            }
            let what = if text.path.name() == Some("target") {
                "target"
            } else {
                "strategy"
            };
            let first = first.iter().map(value).map(Message::from);
            let first: Vec<Message> = first.collect();
            let others = named(&first, count);
            let message = message!(
                "this {} is word for word in the plan of another child too: {}",
                words(what),
                others
            );
            let help =
                "say what this child needs: what fits every child was written for none of them";
            news.entry(*index).or_default().push(News {
                rule: Rule::SameText,
                path: text.path.clone(),
                at: text.at.clone(),
                message,
                help,
            });
        }
    }
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
