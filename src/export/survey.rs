//! What an export is to make: which plans, which copies, and where each goes.

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::ExportError;
use super::doubt::Doubt;
use super::manifest::Entry;
use super::order::Order;
use super::shard::Shard;
use crate::check::Checks;
use crate::diagnostic::Rule;
use crate::digest::{Digest, Digester};
use crate::folder::{self, Facts, PassedOver, Seen, Warnings};
use crate::make::{Reader, Wanted, safe};
use crate::plan::{Format, Status};
use crate::press::Password;

/// What is asked of an export.
#[derive(Clone, Debug)]
pub struct Options {
    /// The folder with the plans.
    pub folder: PathBuf,
    /// The folder for the copies; plans in it are left out.
    pub out: PathBuf,
    /// How the copies are laid out in it.
    pub layout: Layout,
    /// Whose copies.
    pub readers: Vec<Reader>,
    /// How every copy is set, whatever the plan says.
    pub format: Option<Format>,
    /// Whether the children's names may stand in the manifest.
    pub names: bool,
    /// The part of the plans to take, where several machines share the work.
    pub shard: Option<Shard>,
    /// The password that the copies are to open with, where they are to be protected. The press that makes them is not
    /// [archival](crate::press::Press::archival) then.
    pub protect: Option<Password>,
    /// A digest of the template, the fonts and the program, from [`crate::press::digest`].
    pub made_with: Digest,
}

/// How copies are laid out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Layout {
    /// A folder for each class, in it one for each plan.
    #[default]
    Class,
    /// All in one folder.
    Flat,
    /// A folder for the parents' copies, one for the children's, one for the staff's.
    Copy,
}

/// Everything that was found before anything is written.
pub struct Survey {
    /// Every plan of the folder, with what `check` says of it.
    pub seen: Vec<Seen>,
    /// Plans that another plan of the same child replaces, with a sentence that says so.
    pub replaced: Vec<(PathBuf, String)>,
    /// Plans without a reference, with what their copies are called instead: the name of a file may be a child's.
    pub unnamed: Vec<(PathBuf, String)>,
    /// What is not taken for a plan, and why.
    pub passed_over: Vec<PassedOver>,
    /// Which copies some plan may ask for that could not be read to its end, or was not read at all.
    pub(super) in_doubt: Doubt,
    /// What to make, plan by plan, with the entries of the copies in the order of [`Order::wanted`].
    pub(super) orders: Vec<(Order, Vec<Entry>)>,
    /// The entries of copies that are not to be made.
    pub(super) left_out: Vec<Entry>,
}

impl Survey {
    /// How many plans copies are made of.
    pub fn plans(&self) -> usize {
        self.orders.len()
    }

    /// How many copies are to be there in the end.
    pub fn copies(&self) -> usize {
        self.orders.iter().map(|(_, entries)| entries.len()).sum()
    }

    /// How many of the plans copies are made of are drafts.
    pub fn drafts(&self) -> usize {
        let is_draft = |entry: &Entry| entry.status == Some(Status::Draft);
        let first = self
            .orders
            .iter()
            .filter_map(|(_, entries)| entries.first());
        first.filter(|entry| is_draft(entry)).count()
    }

    /// How many plans have errors or could not be read.
    pub fn with_errors(&self) -> usize {
        self.seen
            .iter()
            .filter(|one| trouble(one).is_some())
            .count()
    }
}

/// Finds and checks every plan of the folder, and says what would be made. Nothing is written.
///
/// # Errors
/// [`ExportError::Plans`] where a folder cannot be listed, [`ExportError::NoPlans`] where there are none.
pub fn survey(
    options: &Options,
    checks: &Checks,
    jobs: NonZeroUsize,
) -> Result<Survey, ExportError> {
    let found = folder::read(
        std::slice::from_ref(&options.folder),
        Some(&options.out),
        checks,
        jobs,
        Warnings::Counted,
    )?;
    let (seen, passed_over) = (found.plans, found.passed_over);
    if seen.is_empty() {
        let folder = options.folder.clone();
        return Err(ExportError::NoPlans(folder, passed_over));
    }
    let newest = newest(&seen);
    let places = places(&seen);
    let mut survey = Survey {
        seen: Vec::new(),
        replaced: Vec::new(),
        unnamed: Vec::new(),
        in_doubt: Doubt::of(&seen, &passed_over),
        passed_over,
        orders: Vec::new(),
        left_out: Vec::new(),
    };
    for (index, one) in seen.iter().enumerate() {
        let Ok(facts) = &one.facts else {
            continue;
        };
        let stem = options.stem(facts, &one.path);
        if options.shard.is_some_and(|shard| !shard.has(&stem)) {
            continue;
        }
        let chosen = newest
            .get(&facts.stem.to_lowercase())
            .copied()
            .unwrap_or(index);
        if chosen != index && trouble(one).is_none() {
            survey
                .replaced
                .push((one.path.clone(), instead(facts, seen.get(chosen))));
            continue;
        }
        let place = places.get(index).copied().unwrap_or_default();
        let wanted: Vec<Wanted> = facts
            .copies
            .iter()
            .filter(|copy| options.readers.contains(&copy.reader))
            .cloned()
            .collect();
        if facts.id.is_none() {
            survey.unnamed.push((one.path.clone(), stem.clone()));
        }
        let entries = wanted
            .iter()
            .map(|copy| options.entry(facts, &stem, copy, place));
        match trouble(one) {
            // Of two plans with one reference, neither can say which files are its own.
            Some(_) if chosen != index => {}
            Some(why) => survey.left_out.extend(entries.map(|entry| Entry {
                not_made: Some(why.clone()),
                ..entry
            })),
            None => {
                let entries = entries.collect();
                let order = Order::of(&one.path, facts, wanted);
                survey.orders.push((order, entries));
            }
        }
    }
    survey.seen = seen;
    Ok(survey)
}

/// Why no copies can be made of a plan.
fn trouble(one: &Seen) -> Option<String> {
    let found = one.report.diagnostics.iter();
    if found
        .map(|found| found.rule)
        .any(|rule| rule == Rule::Disclosure)
    {
        // Why is for the safeguarding lead, and not for a list that lies about.
        return Some("its plan is to be looked at".to_owned());
    }
    match (&one.facts, one.report.errors()) {
        (Err(_), _) => Some("its plan cannot be read".to_owned()),
        (_, 0) => None,
        (_, 1) => Some("its plan has 1 thing to mend".to_owned()),
        (_, many) => Some(format!("its plan has {many} things to mend")),
    }
}

/// Of the plans of one child under one reference, the one that is handed out: the last that is agreed, or else the last.
fn newest(seen: &[Seen]) -> BTreeMap<String, usize> {
    let mut newest: BTreeMap<String, (bool, Option<u32>, usize)> = BTreeMap::new();
    for (index, one) in seen.iter().enumerate() {
        let Ok(facts) = &one.facts else { continue };
        let agreed = matches!(facts.status, Some(Status::Agreed | Status::Reviewed));
        let rank = (agreed, facts.cycle, index);
        let best = newest.entry(facts.stem.to_lowercase()).or_insert(rank);
        if (rank.0, rank.1) > (best.0, best.1) {
            *best = rank;
        }
    }
    newest
        .into_iter()
        .map(|(stem, (.., index))| (stem, index))
        .collect()
}

fn instead(facts: &Facts, chosen: Option<&Seen>) -> String {
    let cycle = |facts: &Facts| {
        facts
            .cycle
            .map_or("a plan".to_owned(), |cycle| format!("plan number {cycle}"))
    };
    let chosen = chosen
        .and_then(|one| one.facts.as_ref().ok())
        .map(cycle)
        .unwrap_or_default();
    format!(
        "{} of {} is left out, since {chosen} is handed out",
        cycle(facts),
        facts.stem
    )
}

/// Each plan's place in its class by the child's name, from 1.
fn places(seen: &[Seen]) -> Vec<usize> {
    let mut classes: BTreeMap<String, BTreeSet<(String, String, usize)>> = BTreeMap::new();
    for (index, one) in seen.iter().enumerate() {
        if let Ok(facts) = &one.facts {
            let name = facts.child.clone().unwrap_or_default().to_lowercase();
            classes
                .entry(facts.group())
                .or_default()
                .insert((name, facts.stem.clone(), index));
        }
    }
    let mut places = vec![0; seen.len()];
    for children in classes.values() {
        for (place, (.., index)) in children.iter().enumerate() {
            if let Some(slot) = places.get_mut(*index) {
                *slot = place + 1;
            }
        }
    }
    places
}

impl Options {
    /// What a plan's copies are called after: its reference or, where it has none, something that tells nobody's name.
    fn stem(&self, facts: &Facts, path: &Path) -> String {
        if facts.id.is_some() {
            return facts.stem.clone();
        }
        let own = path.strip_prefix(&self.folder).unwrap_or(path);
        let parts: Vec<_> = own.iter().map(|part| part.to_string_lossy()).collect();
        let digest = Digest::of(parts.join("/").as_bytes()).to_string();
        format!(
            "no-reference-{}",
            digest.chars().take(8).collect::<String>()
        )
    }

    /// The entry of a copy that is still to be made.
    fn entry(&self, facts: &Facts, stem: &str, copy: &Wanted, place: usize) -> Entry {
        let class = facts.group();
        let of_plan = copy.file_name.strip_prefix(&facts.stem);
        let name = of_plan.map_or(copy.file_name.clone(), |rest| format!("{stem}{rest}"));
        let file = match self.layout {
            Layout::Flat => name,
            Layout::Class => format!("{}/{stem}/{name}", folder_for(&class)),
            Layout::Copy => format!("{}/{name}", folder_of(copy.reader)),
        };
        Entry {
            plan: stem.to_owned(),
            child: facts.child.clone().filter(|_| self.names),
            class,
            place,
            year: facts.year_group,
            status: facts.status,
            cycle: facts.cycle,
            start: facts.start,
            review: facts.review,
            copy: copy.reader,
            recipient: (copy.reader == Reader::Parent).then_some(copy.recipient + 1),
            file,
            made: None,
            not_made: Some("it is still to be made".to_owned()),
        }
    }

    /// A digest of everything that one copy is made from.
    pub(super) fn made_from(&self, order: &Order, copy: &Wanted) -> Digest {
        let mut digest = Digester::default();
        digest.add(self.made_with.to_string());
        digest.add(order.digest.to_string());
        digest.add(format!("{:?}", self.format));
        digest.add(copy.reader.name());
        digest.add(copy.recipient.to_string());
        if self.protect.is_some() {
            // With which password is for the copy to say, when it is opened; nothing else may tell.
            digest.add("protected");
        }
        digest.finish()
    }
}

/// The folder for a class. Without dots it is never called like a file of the export's own.
fn folder_for(class: &str) -> String {
    safe(class).replace('.', "-")
}

/// The folder of one kind of copy, and the word for it in the name of a pack.
pub(super) fn folder_of(reader: Reader) -> &'static str {
    match reader {
        Reader::Parent => "parents",
        Reader::Child => "children",
        Reader::Staff => "staff",
        Reader::Review => "reviews",
    }
}
