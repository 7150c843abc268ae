//! Which files of a folder tree may be plans. Their names are judged here; what they hold, by the reader.

use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::path::{Path, PathBuf};

use super::name::{NameKind, is_yaml_file};
use super::passed_over::{PassedOver, PossiblePlan, Reason};
use crate::load::LoadError;

/// Hidden folders that programs keep their own files in, of which nobody wants to hear.
const OF_PROGRAMS: &[&str] = &[".git", ".hg", ".svn", ".sendplan"];

/// How many files a folder that is left out is searched for something that looks like a plan.
const MOST_SEARCHED: usize = 20_000;

/// A file that is to be read.
#[derive(Debug)]
pub(super) struct File {
    pub path: PathBuf,
    pub role: Role,
    /// Which of the paths that were named it is, or lies in.
    pub of: usize,
}

/// What a file is read for.
#[derive(Debug)]
pub(super) enum Role {
    /// It was named, and is a plan whatever it holds.
    Named,
    /// It is a plan unless it holds something else.
    Yaml,
    /// It is not called a plan; which one it may be is still asked.
    PassedOver(Reason),
    /// It is only reported if it is a plan beyond doubt.
    Text,
}

/// What there is in the folders and files that were named.
#[derive(Debug, Default)]
pub(super) struct Listing {
    /// What is to be read, in the order of the paths.
    pub files: Vec<File>,
    /// The schools' files.
    pub schools: Vec<PathBuf>,
    /// What nobody needs to read to know why it is passed over.
    pub passed_over: Vec<PassedOver>,
    /// Which of the paths have a file that an earlier one has too.
    pub seen_before: BTreeSet<usize>,
    /// Each file by the place where it really lies.
    known: HashMap<PathBuf, PathBuf>,
    /// Links to files, which are looked at when all else is known.
    links: Vec<(usize, PathBuf)>,
    /// Which of the paths is looked at.
    now: usize,
}

/// Lists files, and everything in folders and the folders in them, but for the folder `without`, where copies are written.
pub(super) fn list(paths: &[PathBuf], without: Option<&Path>) -> Result<Listing, LoadError> {
    let without = without.and_then(|folder| fs::canonicalize(folder).ok());
    let mut listing = Listing::default();
    for (index, path) in paths.iter().enumerate() {
        listing.now = index;
        let real = fs::canonicalize(path).unwrap_or_else(|_| path.clone());
        if path.is_dir() {
            let walk = Walk {
                root: &real,
                without: without.as_deref(),
            };
            walk.folder(path, &real, &mut listing)?;
        } else {
            listing.add(path.clone(), real, Role::Named);
        }
    }
    for (index, link) in std::mem::take(&mut listing.links) {
        listing.now = index;
        let real = fs::canonicalize(&link).unwrap_or_else(|_| link.clone());
        match listing.known.get(&real) {
            Some(other) => {
                let why = Reason::SameAs(other.clone());
                let same = PassedOver::new(&link, why, PossiblePlan::None);
                listing.passed_over.push(same);
            }
            None => listing.by_name(link, real),
        }
    }
    // Links come where their names stand.
    listing
        .files
        .sort_by(|a, b| (a.of, &a.path).cmp(&(b.of, &b.path)));
    listing.passed_over.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(listing)
}

impl Listing {
    /// Adds a file to be read, unless it is there already under another spelling.
    fn add(&mut self, path: PathBuf, real: PathBuf, role: Role) {
        match self.known.entry(real) {
            Entry::Occupied(_) => {
                self.seen_before.insert(self.now);
            }
            Entry::Vacant(new) => {
                new.insert(path.clone());
                let of = self.now;
                self.files.push(File { path, role, of });
            }
        }
    }

    /// Adds a file of a folder as what its name says it is.
    fn by_name(&mut self, path: PathBuf, real: PathBuf) {
        let role = match NameKind::of(&path) {
            NameKind::Other => return,
            NameKind::School => return self.schools.push(path),
            NameKind::LooksLike(why @ (Reason::Notes | Reason::SchoolsName)) => {
                let passed = PassedOver::new(&path, why, PossiblePlan::None);
                return self.passed_over.push(passed);
            }
            NameKind::LooksLike(why) => Role::PassedOver(why),
            NameKind::Yaml => Role::Yaml,
            NameKind::Text => Role::Text,
        };
        // A pipe may never end. What cannot be asked about is left to the reader, who says why.
        let is_file = fs::metadata(&path).map_or(true, |kind| kind.is_file());
        if is_file {
            self.add(path, real, role);
        } else if !matches!(role, Role::Text) {
            let passed = PassedOver::new(&path, Reason::NotAFile, PossiblePlan::Any);
            self.passed_over.push(passed);
        }
    }
}

struct Walk<'a> {
    /// Where the folder that was named really lies.
    root: &'a Path,
    without: Option<&'a Path>,
}

impl Walk<'_> {
    fn folder(&self, folder: &Path, real: &Path, listing: &mut Listing) -> Result<(), LoadError> {
        let unreadable = |why| LoadError::Unreadable(folder.to_owned(), why);
        let entries = fs::read_dir(folder).map_err(unreadable)?;
        let mut entries = entries.collect::<Result<Vec<_>, _>>().map_err(unreadable)?;
        entries.sort_by_key(fs::DirEntry::file_name);
        for entry in entries {
            let (path, name) = (entry.path(), entry.file_name());
            let real = real.join(&name);
            let kind = entry.file_type().map_err(unreadable)?;
            let mut pass_over = |why: Reason, possible_plan: PossiblePlan| {
                if holds_a_plan(&path) {
                    let passed = PassedOver::new(&path, why, possible_plan);
                    listing.passed_over.push(passed);
                }
            };
            if kind.is_symlink() {
                if path.is_dir() {
                    let to = fs::canonicalize(&path).unwrap_or_else(|_| path.clone());
                    if !to.starts_with(self.root) {
                        pass_over(Reason::LinkedFolder, PossiblePlan::Any);
                    }
                } else {
                    listing.links.push((listing.now, path));
                }
            } else if !kind.is_dir() {
                listing.by_name(path, real);
            } else if self.without == Some(real.as_path()) {
                pass_over(Reason::CopiesFolder, PossiblePlan::None);
            } else if name.to_string_lossy().starts_with('.') {
                if !OF_PROGRAMS.iter().any(|program| name == *program) {
                    pass_over(Reason::HiddenFolder, PossiblePlan::None);
                }
            } else {
                self.folder(&path, &real, listing)?;
            }
        }
        Ok(())
    }
}

/// Whether a folder that is left out has a file that is called a plan, in it or in the folders in it.
fn holds_a_plan(folder: &Path) -> bool {
    let mut folders = vec![folder.to_owned()];
    let mut searched = 0;
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            searched += 1;
            if searched > MOST_SEARCHED {
                return false;
            }
            let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
            if is_folder {
                folders.push(entry.path());
            } else if is_yaml_file(&entry.path()) {
                return true;
            }
        }
    }
    false
}
