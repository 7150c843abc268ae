//! The school's file that is nearest to a plan: read and understood once, however many plans lie below it.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::picture::{PictureFile, picture};
use super::{LoadError, folder_of, read_some};
use crate::diagnostic::Diagnostic;
use crate::format::{Source, read_school};
use crate::plan::SchoolFile;

/// The name of the file with a school's details and settings.
pub(crate) const SCHOOL_FILE: &str = "school.yaml";

/// A school's file that was read.
#[derive(Debug)]
pub(crate) struct School {
    /// What messages call it: its way from the plan, which is the same on every machine.
    pub path: PathBuf,
    /// Its bytes.
    pub bytes: Arc<[u8]>,
    /// Its settings.
    pub file: SchoolFile,
    /// Its text, with the place of each value.
    pub source: Arc<Source>,
    /// What is wrong with its form.
    pub found: Vec<Diagnostic>,
    /// Its logo, read when a plan is first to show it.
    logo: OnceLock<Option<PictureFile>>,
}

impl School {
    /// A school's file from its bytes.
    pub fn of(path: PathBuf, bytes: Arc<[u8]>) -> School {
        let (file, source, found) = read_school(&path.display().to_string(), &bytes);
        School {
            path,
            bytes,
            file,
            source: Arc::new(source),
            found,
            logo: OnceLock::new(),
        }
    }

    /// The logo as it lies on disk.
    pub fn logo(&self) -> Option<PictureFile> {
        let read = || picture(&folder_of(&self.path), self.file.school.logo.as_ref());
        self.logo.get_or_init(read).clone()
    }
}

/// The schools' files of one run. Many plans share one, and it is opened once for all of them.
#[derive(Debug, Default)]
pub(crate) struct Schools(Mutex<Known>);

#[derive(Debug, Default)]
struct Known {
    /// The nearest to each folder of plans, by the folder's path as it is spelt.
    nearest: HashMap<PathBuf, Option<Arc<School>>>,
    /// Those that were read, by their real paths: as each folder's plans call it.
    read: HashMap<PathBuf, Vec<Arc<School>>>,
}

impl Schools {
    /// The `school.yaml` that is nearest to a plan, in its folder or above.
    ///
    /// # Errors
    /// Where it is there and cannot be read.
    pub fn nearest(&self, plan: &Path) -> Result<Option<Arc<School>>, LoadError> {
        // The folders above are those of the place where the plan really lies.
        let real = plan.is_symlink().then(|| fs::canonicalize(plan).ok());
        let folder = folder_of(real.flatten().as_deref().unwrap_or(plan));
        // One thread reads the file while the others wait for it. Nothing is put in by halves, should it panic.
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(school) = known.nearest.get(&folder) {
            return Ok(school.clone());
        }
        let school = known.look_for(&folder)?;
        known.nearest.insert(folder, school.clone());
        Ok(school)
    }

    /// The real paths of the files that were read.
    pub fn read(self) -> impl Iterator<Item = PathBuf> {
        let known = self.0.into_inner().unwrap_or_else(PoisonError::into_inner);
        known.read.into_keys()
    }
}

impl Known {
    fn look_for(&mut self, folder: &Path) -> Result<Option<Arc<School>>, LoadError> {
        let real = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
        let mut shown = folder.to_owned();
        for folder in real.ancestors() {
            let file = folder.join(SCHOOL_FILE);
            if file.is_file() {
                return self.read(file, tidy(shown.join(SCHOOL_FILE))).map(Some);
            }
            shown = above(shown);
        }
        Ok(None)
    }

    /// A school's file by its real path, as messages call it.
    fn read(&mut self, real: PathBuf, path: PathBuf) -> Result<Arc<School>, LoadError> {
        let known = self.read.get(&real).map(Vec::as_slice).unwrap_or_default();
        if let Some(school) = known.iter().find(|school| school.path == path) {
            return Ok(Arc::clone(school));
        }
        let bytes = match known.first() {
            Some(school) => Arc::clone(&school.bytes),
            None => read_some(&real)?.into(),
        };
        let school = Arc::new(School::of(path, bytes));
        self.read.entry(real).or_default().push(Arc::clone(&school));
        Ok(school)
    }
}

/// The folder above a folder, without `..` where it can be: what is above a link is not what stands before it.
fn above(folder: PathBuf) -> PathBuf {
    match folder.parent() {
        Some(above) if folder.file_name().is_some() && !folder.is_symlink() => above.to_owned(),
        _ => folder.join(".."),
    }
}

/// A path without a needless `./` at its beginning.
fn tidy(path: PathBuf) -> PathBuf {
    path.strip_prefix(".").map(Path::to_owned).unwrap_or(path)
}
