//! An export from its beginning to its end: what has changed is made, and the manifest is true at every moment.

use std::collections::BTreeSet;

use super::changes::{Changes, Earlier};
use super::error::ExportError;
use super::groups;
use super::inventory::Inventory;
use super::manifest::{Entry, Manifest};
use super::options::Options;
use super::output::OutputFolder;
use super::packs::{self, PackOptions};
use super::pool::{Pool, StartWorker};
use super::progress::{Event, Outcome, RunOptions};

/// Makes what has changed since the last export into this folder. At every moment the files are whole, and the manifest
/// says nothing of a file that is not so.
///
/// # Errors
/// [`ExportError`]: before anything is written, or where the disk takes no more.
pub fn run(
    inventory: Inventory,
    options: &Options,
    out: &OutputFolder,
    how: RunOptions,
    start: &StartWorker<'_>,
    packs: Option<&PackOptions<'_>>,
    watch: &mut (dyn FnMut(Event<'_>) + Send),
) -> Result<Outcome, ExportError> {
    let (old, changes) = look(inventory, options, out, how, packs.is_some(), watch)?;
    let mut outcome = outlook(&changes);
    let Changes {
        mut settled,
        unasked,
        jobs,
        leaving,
        ..
    } = changes;
    settled.extend(unasked);
    let copies = settled.len() + outcome.made;
    let old_packs = old.manifest.as_ref().map_or(&[][..], |old| &old.packs);
    // A pack holds copies as they were: one that will not be true is gone before the first of them changes.
    let (standing, fallen) = if out.is_whole() {
        groups::standing(old_packs, &settled, out)
    } else {
        let changing = jobs.iter().flat_map(|job| &job.copies);
        let changing = changing.map(|copy| &copy.entry).chain(&leaving);
        (Vec::new(), groups::of(changing, old_packs))
    };
    let named = if out.is_whole() {
        groups::named(&standing, &fallen)
    } else {
        Vec::new()
    };
    settled.extend(leaving.iter().cloned());
    let plans = jobs.len();
    let pool = Pool::new(options, out, &named, settled, jobs);
    let has_news = plans > 0 || !leaving.is_empty() || !fallen.is_empty();
    if has_news {
        // It is said that a file is going before it goes.
        pool.write_manifest()?;
    }
    for pack in &fallen {
        let removed = groups::remove(pack, out)?;
        if removed && packs.is_none() {
            watch(Event::PackRemoved(pack));
        }
    }
    for entry in &leaving {
        out.remove(&entry.file)?;
    }
    if plans > 0 {
        out.keep_room(copies)?;
    }
    watch(Event::Begins(plans));
    let worked = pool.work(how.jobs, start, watch);
    out.give_room();
    let (mut settled, made, failed) = pool.finish();
    outcome.made = made;
    outcome.failed += failed;
    let left: BTreeSet<&str> = leaving.iter().map(|entry| entry.file.as_str()).collect();
    settled.retain(|entry| !left.contains(entry.file.as_str()));
    let manifest = Manifest::of(settled, standing);
    let is_as_before = old.manifest.as_ref().is_some_and(|old| {
        old.copies == manifest.copies && (old.packs == manifest.packs || !out.is_whole())
    });
    let written = if has_news || !is_as_before || !out.has_manifest() {
        out.write_manifest(&manifest.copies, &manifest.packs)
    } else {
        Ok(())
    };
    worked?;
    written?;
    if out.is_whole() {
        out.forget_parts()?;
    }
    let there = manifest.copies.iter().filter(|entry| entry.made.is_some());
    let (protected, unprotected): (Vec<&Entry>, _) = there.partition(|entry| entry.is_protected());
    (outcome.protected, outcome.unprotected) = (protected.len(), unprotected.len());
    if let Some(options) = packs {
        outcome.packs = packs::make(manifest, options, out, watch)?;
    }
    Ok(outcome)
}

/// What [`run()`] would do; nothing is written. The folder may be one that is only [looked at](OutputFolder::look).
///
/// # Errors
/// [`ExportError`], as [`run()`] would give it before it writes anything.
pub fn preview(
    inventory: Inventory,
    options: &Options,
    out: &OutputFolder,
    how: RunOptions,
    packs: bool,
    watch: &mut dyn FnMut(Event<'_>),
) -> Result<Outcome, ExportError> {
    let (_, changes) = look(inventory, options, out, how, packs, watch)?;
    Ok(outlook(&changes))
}

/// What earlier exports left, and what has changed since. What a person is to know of it is reported.
fn look(
    inventory: Inventory,
    options: &Options,
    out: &OutputFolder,
    how: RunOptions,
    packs: bool,
    watch: &mut dyn FnMut(Event<'_>),
) -> Result<(Earlier, Changes), ExportError> {
    let old = Earlier::of(out)?;
    if packs {
        groups::nothing_in_the_way(&inventory, old.manifest.as_ref(), out)?;
    }
    let changes = Changes::of(inventory, options, out, how, &old)?;
    changes.to_report().for_each(watch);
    Ok((old, changes))
}

/// How an export ends where every copy can be made.
fn outlook(changes: &Changes) -> Outcome {
    Outcome {
        made: changes.to_make().count(),
        unchanged: changes.unchanged,
        failed: changes.not_made,
        gone: changes.gone,
        doubtful: changes.doubtful,
        removed: changes.leaving.len(),
        ..Outcome::default()
    }
}
