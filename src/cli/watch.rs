//! `--watch`: repeats the work whenever something in a plan's folder, or its school.yaml, is saved.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::{Duration, SystemTime};

use notify_debouncer_mini::new_debouncer;
use notify_debouncer_mini::notify::{self, ErrorKind, RecursiveMode};

use super::{Ended, Trouble, output, say, sentence};

/// How long to wait for an editor to finish saving, as many write a file in several steps.
const SETTLE: Duration = Duration::from_millis(200);

/// Does the work, and repeats it for each save until the command is stopped. Later errors are printed, and the watch
/// continues.
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
    // Taken before the work is first done, so that a save meanwhile is not missed.
    let mut last = state(&folders);
    work()?;
    say("Watching: save the plan and its copies are made again. Press Ctrl-C to stop.");
    for events in saved {
        // Reading a file is an event too, so only changes since the last run count.
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

/// Explains why files cannot be watched, and what to do instead.
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

/// Returns the folders to watch. Files are not watched, as many editors save by replacing the file.
fn folders(plans: &[PathBuf]) -> BTreeSet<PathBuf> {
    let mut folders = BTreeSet::new();
    for plan in plans {
        let real = plan.canonicalize().unwrap_or_else(|_| plan.clone());
        // A missing plan without a folder belongs in the current one.
        let folder = real
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty());
        folders.insert(folder.unwrap_or(Path::new(".")).to_owned());
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

/// Returns the files that can change a copy, each with its modification time and length.
fn state(folders: &BTreeSet<PathBuf>) -> BTreeMap<PathBuf, (Option<SystemTime>, u64)> {
    let entries = folders
        .iter()
        .filter_map(|folder| fs::read_dir(folder).ok())
        .flatten()
        .flatten();
    let relevant = entries.filter(|entry| is_relevant(&entry.path()));
    let dated = relevant.filter_map(|entry| {
        let facts = entry.metadata().ok()?;
        Some((entry.path(), (facts.modified().ok(), facts.len())))
    });
    dated.collect()
}

/// Whether a file can change a copy, unlike the copies themselves and editors' temporary files.
fn is_relevant(path: &Path) -> bool {
    output::ends_in(path, &["yaml", "yml", "jpg", "jpeg", "png", "webp", "svg"])
}
