//! An export from its beginning to its end: what has changed is made, and the manifest is true at every moment.

use std::collections::BTreeSet;

use super::ExportError;
use super::changes::{Old, ToDo, to_do};
use super::crew::{Crew, Hire};
use super::manifest::{Entry, Manifest};
use super::out::{Out, TABLE};
use super::packs::{self, Packing};
use super::progress::{Event, How, Outcome};
use super::survey::{Options, Survey};
use super::written::Written;

/// Makes what has changed since the last export into this folder. At every moment the files are whole, and the manifest
/// says nothing of a file that is not so.
///
/// # Errors
/// [`ExportError`]: before anything is written, or where the disk takes no more.
pub fn run(
    survey: Survey,
    options: &Options,
    out: &Out,
    how: How,
    hire: &Hire<'_>,
    packs: Option<&Packing<'_>>,
    watch: &mut (dyn FnMut(Event<'_>) + Send),
) -> Result<Outcome, ExportError> {
    let old = Old::of(out, options)?;
    if packs.is_some() {
        packs::nothing_in_the_way(&survey, old.manifest.as_ref(), out)?;
    }
    let to_do = to_do(survey, options, out, how, &old)?;
    for (entry, removed) in to_do.to_tell() {
        watch(Event::Gone(entry, removed));
    }
    let mut outcome = outlook(&to_do);
    let copies = to_do.settled.len() + to_do.unasked.len() + to_do.to_make();
    let ToDo {
        mut settled,
        unasked,
        jobs,
        leaving,
        ..
    } = to_do;
    settled.extend(unasked);
    let whole = options.shard.is_none();
    let old_packs = old.manifest.as_ref().map_or(&[][..], |old| &old.packs);
    // A pack holds copies as they were: one that will not be true is gone before the first of them changes.
    let (standing, fallen) = if whole {
        packs::standing(old_packs, &settled, out)
    } else {
        let changing = jobs.iter().flat_map(|job| &job.entries).chain(&leaving);
        (Vec::new(), packs::of(changing, old_packs))
    };
    let named = if whole {
        packs::named(&standing, &fallen)
    } else {
        Vec::new()
    };
    settled.extend(leaving.iter().cloned());
    let work = !jobs.is_empty();
    let plans = jobs.len();
    let crew = Crew::new(out, &named, whole, settled, jobs);
    let news = work || !leaving.is_empty() || !fallen.is_empty();
    if news {
        // It is said that a file is going before it goes.
        crew.write_manifest()?;
    }
    for pack in &fallen {
        let removed = packs::remove(pack, out)?;
        if removed && packs.is_none() {
            watch(Event::PackGone(pack));
        }
    }
    for entry in &leaving {
        out.remove(&entry.file)?;
    }
    if work {
        out.keep_room(copies)?;
    }
    watch(Event::Begins {
        plans,
        unchanged: outcome.unchanged,
    });
    let worked = crew.work(options, how.jobs, hire, watch);
    out.give_room();
    let (mut settled, made, failed) = crew.finish();
    (outcome.made, outcome.failed) = (made, failed);
    let left: BTreeSet<&str> = leaving.iter().map(|entry| entry.file.as_str()).collect();
    settled.retain(|entry| !left.contains(entry.file.as_str()));
    let manifest = Manifest::of(settled, standing);
    let as_before = old.manifest.as_ref().is_some_and(|old| {
        old.copies == manifest.copies && (old.packs == manifest.packs || !whole)
    });
    let has_all = out.has_manifest() && (out.has(TABLE) || !whole);
    let written = if news || !as_before || !has_all {
        out.write_manifest(&Written::from(&manifest), whole)
    } else {
        Ok(())
    };
    worked?;
    written?;
    if whole {
        // What the parts of an earlier export said is in the whole's manifest now.
        for (.., part) in out.parts()? {
            out.remove(&part)?;
        }
    }
    let there = manifest.copies.iter().filter(|entry| entry.made.is_some());
    let (protected, unprotected): (Vec<&Entry>, _) = there.partition(|entry| entry.is_protected());
    (outcome.protected, outcome.unprotected) = (protected.len(), unprotected.len());
    if let Some(packing) = packs {
        outcome.packs = packs::make(manifest, packing, out, watch)?;
    }
    Ok(outcome)
}

/// What [`run()`] would do; nothing is written. The folder may be one that is only [looked at](Out::look).
///
/// # Errors
/// [`ExportError`], as [`run()`] would give it before it writes anything.
pub fn preview(
    survey: Survey,
    options: &Options,
    out: &Out,
    how: How,
    packs: bool,
    watch: &mut dyn FnMut(Event<'_>),
) -> Result<Outcome, ExportError> {
    let old = Old::of(out, options)?;
    if packs {
        packs::nothing_in_the_way(&survey, old.manifest.as_ref(), out)?;
    }
    let to_do = to_do(survey, options, out, how, &old)?;
    for (entry, removed) in to_do.to_tell() {
        watch(Event::Gone(entry, removed));
    }
    Ok(outlook(&to_do))
}

/// How an export ends where every copy can be made.
fn outlook(to_do: &ToDo) -> Outcome {
    Outcome {
        made: to_do.to_make(),
        unchanged: to_do.unchanged,
        gone: to_do.gone,
        doubtful: to_do.doubtful,
        removed: to_do.leaving.len(),
        ..Outcome::default()
    }
}
