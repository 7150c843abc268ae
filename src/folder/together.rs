//! What only shows when plans lie side by side: a reference used twice, and the same words for several children.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::num::NonZeroUsize;
use std::path::PathBuf;

use super::crew::side_by_side;
use super::{Seen, Warnings};
use crate::check::{in_order, placed};
use crate::diagnostic::{Diagnostic, Rule, Severity, value};
use crate::load::{Loaded, load_text};
use crate::plan::Plan;

/// The fewest words that are thought to be about one child: "Visual timetable" suits many.
const FEWEST_WORDS: usize = 4;
/// The most other plans that a message names.
const MOST_NAMED: usize = 3;

/// The targets and strategies of a plan, each as a hash with its plan path. The child's name is left out, so that a text
/// copied from plan to plan is found though the name was changed.
pub(super) fn texts(plan: &Plan) -> Vec<(u64, String)> {
    let names = [plan.child.name.as_deref(), plan.child.known_as()];
    let mut texts = Vec::new();
    for (index, target) in plan.targets.iter().enumerate() {
        let of_target = target
            .target
            .iter()
            .map(|text| (text, format!("targets[{index}].target")));
        let strategies = target.strategies.iter().enumerate();
        let strategies = strategies
            .map(|(number, text)| (text, format!("targets[{index}].strategies[{number}]")));
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
                texts.push((hasher.finish(), path));
            }
        }
    }
    texts
}

/// Adds what is found across the plans to the reports of those it concerns.
pub(super) fn check(seen: &mut [Seen], jobs: NonZeroUsize, warnings: Warnings) {
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
    let news: Vec<(PathBuf, usize, Vec<News>)> = news
        .into_iter()
        .filter_map(|(index, news)| Some((seen.get(index)?.path.clone(), index, news)))
        .collect();
    // The files are read again for the places, which are not kept for every plan of a large folder.
    let found = side_by_side(&news, jobs, |(path, index, news)| {
        let loaded = load_text(path).ok();
        let placed = news.iter().filter_map(|news| news.placed(loaded.as_ref()?));
        let placed: Vec<Diagnostic> = placed.collect();
        let own = loaded.map(|loaded| loaded.source.file().name.clone());
        (*index, placed, own.unwrap_or_default())
    });
    for (index, found, own) in found {
        if let Some(one) = seen.get_mut(index) {
            one.report.diagnostics.extend(found);
            in_order(&mut one.report.diagnostics, &own);
        }
    }
    // Nobody asks for them again, and a trust of schools has a hundred thousand.
    for facts in seen.iter_mut().filter_map(|one| one.facts.as_mut().ok()) {
        facts.texts = Vec::new();
    }
}

/// Something found across plans, for one of them.
struct News {
    rule: Rule,
    path: String,
    message: String,
    help: &'static str,
}

impl News {
    fn placed(&self, loaded: &Loaded) -> Option<Diagnostic> {
        placed(
            loaded,
            self.rule,
            &self.path,
            self.message.clone(),
            self.help,
        )
    }
}

/// Plans whose copies would have the same names: the same reference for the same cycle, or references that differ only in
/// signs and capitals that a file system does not tell apart.
fn twice(seen: &[Seen], news: &mut BTreeMap<usize, Vec<News>>) {
    let mut plans: BTreeMap<(String, Option<u32>), Vec<usize>> = BTreeMap::new();
    for (index, one) in seen.iter().enumerate() {
        if let Ok(facts) = &one.facts {
            let key = (facts.stem.to_lowercase(), facts.cycle);
            plans.entry(key).or_default().push(index);
        }
    }
    for same in plans.values().filter(|same| same.len() > 1) {
        for index in same {
            let id = |index: &usize| {
                seen.get(*index)
                    .map(|one| one.facts.as_ref().ok().and_then(|facts| facts.id.clone()))
            };
            let others: Vec<&usize> = same.iter().filter(|other| *other != index).collect();
            let files = others
                .iter()
                .filter_map(|other| seen.get(**other))
                .map(|one| format!("`{}`", one.path.display()));
            let files = named(&files.collect::<Vec<_>>());
            let message = if others.iter().all(|other| id(other) == id(index)) {
                format!("this reference and cycle are those of {files} too")
            } else {
                format!("the copies of this plan would have the same names as those of {files}")
            };
            let help = "give each plan a reference of its own, and each new plan of the same child the next cycle";
            let path = "plan.id".to_owned();
            news.entry(*index).or_default().push(News {
                rule: Rule::DuplicateId,
                path,
                message,
                help,
            });
        }
    }
}

/// Targets and strategies that stand word for word in the plans of several children.
fn same_text(seen: &[Seen], news: &mut BTreeMap<usize, Vec<News>>) {
    let mut places: BTreeMap<u64, Vec<(usize, &str)>> = BTreeMap::new();
    for (index, one) in seen.iter().enumerate() {
        for (hash, path) in one.facts.iter().flat_map(|facts| &facts.texts) {
            places.entry(*hash).or_default().push((index, path));
        }
    }
    let child = |index: usize| {
        let facts = seen.get(index).and_then(|one| one.facts.as_ref().ok());
        facts.map(|facts| {
            (
                facts.child.clone().unwrap_or_default(),
                facts.id.clone().unwrap_or_default(),
            )
        })
    };
    for places in places.values().filter(|places| places.len() > 1) {
        for (index, path) in places {
            let own = child(*index);
            // A child's next plan may go on with the last one's targets.
            let is_other = |other: &(String, String)| {
                own.as_ref()
                    .is_some_and(|own| own.0 != other.0 && own.1 != other.1)
            };
            let stem = |index: usize| {
                seen.get(index)
                    .and_then(|one| one.facts.as_ref().ok())
                    .map(|facts| value(&facts.stem))
            };
            let others: BTreeSet<String> = places
                .iter()
                .filter(|(other, _)| child(*other).as_ref().is_some_and(is_other))
                .filter_map(|(other, _)| stem(*other))
                .collect();
            if others.is_empty() {
                continue;
            }
            let what = if path.ends_with(".target") {
                "target"
            } else {
                "strategy"
            };
            let others = named(&others.into_iter().collect::<Vec<_>>());
            let message =
                format!("this {what} is word for word in the plan of another child too: {others}");
            let help =
                "say what this child needs: what fits every child was written for none of them";
            let path = (*path).to_owned();
            news.entry(*index).or_default().push(News {
                rule: Rule::SameText,
                path,
                message,
                help,
            });
        }
    }
}

/// "A", "A and B", "A, B, C and 2 more".
fn named(names: &[String]) -> String {
    let shown: Vec<&str> = names.iter().take(MOST_NAMED).map(String::as_str).collect();
    match (shown.as_slice(), names.len() - shown.len()) {
        ([], _) => String::new(),
        (shown, more @ 1..) => format!("{} and {more} more", shown.join(", ")),
        ([one], 0) => (*one).to_owned(),
        ([first @ .., last], 0) => format!("{} and {last}", first.join(", ")),
    }
}
