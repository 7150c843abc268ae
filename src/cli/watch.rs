//! `--watch`: the work is done again whenever something in a plan's folder, or its school.yaml, is saved.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::{Duration, SystemTime};

use notify_debouncer_mini::new_debouncer;
use notify_debouncer_mini::notify::{self, ErrorKind, RecursiveMode};

use super::{Ended, Trouble, output, say, sentence};

/// How long to wait for an editor to finish saving: many write a file in several steps.
const SETTLE: Duration = Duration::from_millis(200);

/// Does the work, and again for each save, until the command is stopped. What goes wrong once it is watched is said, and
/// the watch goes on.
pub fn run(
    plans: &[PathBuf],
    mut work: impl FnMut() -> Result<Ended, Trouble>,
) -> Result<Ended, Trouble> {
    let (send, saved) = mpsc::channel();
    let mut watcher = new_debouncer(SETTLE, send).map_err(in_words)?;
    let folders = folders(plans);
    for folder in &folders {
        watcher
            .watcher()
            .watch(folder, RecursiveMode::NonRecursive)
            .map_err(in_words)?;
    }
    // Before the work is done for the first time, so that a save meanwhile is not missed.
    let mut last = state(&folders);
    work()?;
    say("Watching: save the plan and its copies are made again. Press Ctrl-C to stop.");
    for events in saved {
        // Reading a file is an event too, so what counts is whether anything has changed since the work was done.
        let now = state(&folders);
        if events.is_err() || now == last {
            continue;
        }
        last = now;
        if let Err(trouble) = work() {
            say(&sentence(trouble.as_ref()));
        }
    }
    Ok(Ended::Well)
}

/// Why saving cannot be waited for, and what to do instead.
fn in_words(why: notify::Error) -> String {
    let what = match &why.kind {
        ErrorKind::MaxFilesWatch => "too many folders are being watched on this machine".to_owned(),
        ErrorKind::PathNotFound => "its folder is not there any more".to_owned(),
        ErrorKind::Io(why) => output::in_words(why),
        _ => "the system does not say why".to_owned(),
    };
    format!(
        "The plan cannot be watched, since {what}: render it again after each change, without --watch"
    )
}

/// Folders are watched, not files: many editors save by putting a new file in the old one's place.
fn folders(plans: &[PathBuf]) -> BTreeSet<PathBuf> {
    let mut folders = BTreeSet::new();
    for plan in plans {
        let real = plan.canonicalize().unwrap_or_else(|_| plan.clone());
        // A plan that is not there yet, named without a folder, is to come into this one.
        let own = real.parent().filter(|own| !own.as_os_str().is_empty());
        folders.insert(own.unwrap_or(Path::new(".")).to_owned());
        if let Ok(loaded) = crate::load(plan) {
            let pictures = [&loaded.photo, &loaded.logo];
            let pictures = pictures
                .into_iter()
                .flatten()
                .filter_map(|picture| picture.path.parent());
            folders.extend(
                pictures
                    .filter(|folder| folder.is_dir())
                    .map(Path::to_owned),
            );
        }
        folders.extend(
            real.ancestors()
                .skip(1)
                .find(|folder| folder.join("school.yaml").is_file())
                .map(Path::to_owned),
        );
    }
    folders
}

/// The files that can change a copy, each with when it was last written and how long it is.
fn state(folders: &BTreeSet<PathBuf>) -> BTreeMap<PathBuf, (Option<SystemTime>, u64)> {
    let entries = folders
        .iter()
        .filter_map(|folder| fs::read_dir(folder).ok())
        .flatten()
        .flatten();
    let ours = entries.filter(|entry| is_ours(&entry.path()));
    let dated = ours.filter_map(|entry| {
        let facts = entry.metadata().ok()?;
        Some((entry.path(), (facts.modified().ok(), facts.len())))
    });
    dated.collect()
}

/// Whether a saved file can change a copy: the copies themselves and an editor's leftovers cannot.
fn is_ours(path: &Path) -> bool {
    output::ends_in(path, &["yaml", "yml", "jpg", "jpeg", "png", "webp", "svg"])
}
