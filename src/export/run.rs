//! An export from its beginning to its end: what has changed is made, and the manifest is true at every moment.

use super::ExportError;
use super::changes::{before, changed, gone, nothing_in_the_way};
use super::crew::{Crew, Hire};
use super::manifest::{Entry, Manifest};
use super::order::{Options, Survey};
use super::out::{Out, TABLE};
use super::packs::{self, Packing};
use super::progress::{Event, How, Outcome};
use super::written::Written;
use crate::folder::side_by_side;

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
    let mut outcome = Outcome::default();
    let old = out.manifest()?;
    let mut before = before(&old, options);
    nothing_in_the_way(&survey, &before, out)?;
    let Survey {
        seen,
        orders,
        left_out,
        ..
    } = survey;
    // What was found in the plans has been told; it would only lie in memory as long as the copies are made.
    drop(seen);
    // An earlier copy of a plan that has errors now is still what the manifest says it is.
    let still_there = side_by_side(&left_out, how.jobs, |entry| {
        before
            .get(entry.file.as_str())
            .and_then(|old| out.as_made(old))
    });
    let mut settled: Vec<Entry> = left_out
        .into_iter()
        .zip(still_there)
        .map(|(entry, made)| Entry { made, ..entry })
        .collect();
    let jobs = changed(orders, options, out, how, &before, &mut settled);
    outcome.unchanged = settled
        .iter()
        .filter(|entry| entry.not_made.is_none())
        .count();
    for entry in settled
        .iter()
        .chain(jobs.iter().flat_map(|job| &job.entries))
    {
        before.remove(entry.file.as_str());
    }
    gone(before, options, out, how, &mut settled, &mut outcome, watch)?;
    let old_copies = old.as_ref().map(|old| &old.copies);
    let old_packs = old.as_ref().map_or(&[][..], |old| &old.packs);
    watch(Event::Begins {
        plans: jobs.len(),
        unchanged: outcome.unchanged,
    });

    // A pack holds copies as they were: one that will not be true is gone before the first of them changes.
    let old_packs = packs::still_true(old_packs, &settled, out)?;
    let to_do = !jobs.is_empty();
    let copies = settled.len() + jobs.iter().map(|job| job.entries.len()).sum::<usize>();
    let crew = Crew::new(out, &old_packs, options.shard.is_none(), settled, jobs);
    if to_do {
        crew.write_manifest()?;
        out.keep_room(copies)?;
    }
    let worked = crew.work(options, how.jobs, hire, watch);
    out.give_room();
    let (settled, made, failed) = crew.finish();
    (outcome.made, outcome.failed) = (made, failed);
    let manifest = Manifest::of(settled, old_packs);
    let news = to_do || old_copies != Some(&manifest.copies) || !out.has(TABLE);
    let written = if news {
        out.write_manifest(&Written::from(&manifest), options.shard.is_none())
    } else {
        Ok(())
    };
    worked?;
    written?;
    let there = manifest.copies.iter().filter(|entry| entry.made.is_some());
    let (protected, unprotected): (Vec<&Entry>, _) = there.partition(|entry| entry.is_protected());
    (outcome.protected, outcome.unprotected) = (protected.len(), unprotected.len());
    if let Some(packing) = packs {
        outcome.packs = packs::make(manifest, packing, out, watch)?;
    }
    Ok(outcome)
}
