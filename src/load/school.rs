//! Finds the nearest `school.yaml` to a plan, and reads it once for all the plans below it.

use std::collections::HashMap;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::picture::{PictureFile, picture};
use super::{Files, LoadError, folder_of, read_some};
use crate::diagnostic::Diagnostic;
use crate::format::{Source, read_school};
use crate::plan::SchoolFile;

/// The name of the file with a school's details and settings.
pub(crate) const SCHOOL_FILE: &str = "school.yaml";

/// A `school.yaml` that has been read.
#[derive(Debug)]
pub(crate) struct School {
    /// Its path relative to the plan, as messages show it; the same on every machine.
    pub path: PathBuf,
    /// Its bytes.
    pub bytes: Arc<[u8]>,
    /// Its settings.
    pub file: SchoolFile,
    /// Its source.
    pub source: Arc<Source>,
    /// The problems with its form.
    pub found: Vec<Diagnostic>,
    /// Its logo, read on first use.
    logo: OnceLock<Option<PictureFile>>,
}

impl School {
    /// Parses a `school.yaml`.
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

    /// Returns the logo.
    pub fn logo(&self, files: &dyn Files) -> Option<PictureFile> {
        let read = || {
            picture(
                files,
                &folder_of(&self.path),
                self.file.school.logo.as_ref(),
            )
        };
        self.logo.get_or_init(read).clone()
    }
}

/// The school files of one run. Many plans share a file, which is opened once.
#[derive(Debug, Default)]
pub(crate) struct Schools(Mutex<Cache>);

#[derive(Debug, Default)]
struct Cache {
    /// The nearest school file to each folder of plans, by the folder's path as written.
    nearest: HashMap<PathBuf, Option<Arc<School>>>,
    /// The files that have been read, by real path; one entry for each path that plans know it by.
    read: HashMap<PathBuf, Vec<Arc<School>>>,
}

impl Schools {
    /// Returns the nearest `school.yaml` to a plan, in its folder or above.
    ///
    /// # Errors
    /// If it exists but cannot be read.
    pub fn nearest(
        &self,
        files: &dyn Files,
        plan: &Path,
    ) -> Result<Option<Arc<School>>, LoadError> {
        // The search begins at the plan's real folder.
        let folder = match files.is_link(plan) {
            true => folder_of(&files.resolve(plan).unwrap_or_else(|_| plan.to_owned())),
            false => folder_of(plan),
        };
        // The lock makes other threads wait while one reads the file. Entries are only added whole, so the cache is
        // usable after a panic.
        let mut cache = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(school) = cache.nearest.get(&folder) {
            return Ok(school.clone());
        }
        let school = cache.find(files, &folder)?;
        cache.nearest.insert(folder, school.clone());
        Ok(school)
    }

    /// Returns the real paths of the files that were read.
    pub fn read(self) -> impl Iterator<Item = PathBuf> {
        let cache = self.0.into_inner().unwrap_or_else(PoisonError::into_inner);
        cache.read.into_keys()
    }
}

impl Cache {
    fn find(&mut self, files: &dyn Files, folder: &Path) -> Result<Option<Arc<School>>, LoadError> {
        let real = files.resolve(folder).unwrap_or_else(|_| folder.to_owned());
        let mut shown = folder.to_owned();
        for folder in real.ancestors() {
            let path = tidy(shown.join(SCHOOL_FILE));
            if let Some(school) = self.read(files, folder.join(SCHOOL_FILE), path)? {
                return Ok(Some(school));
            }
            shown = above(files, shown);
        }
        Ok(None)
    }

    /// Reads a school file by its real path; `None` if there is none.
    fn read(
        &mut self,
        files: &dyn Files,
        real: PathBuf,
        path: PathBuf,
    ) -> Result<Option<Arc<School>>, LoadError> {
        let schools = self.read.get(&real).map(Vec::as_slice).unwrap_or_default();
        if let Some(school) = schools.iter().find(|school| school.path == path) {
            return Ok(Some(Arc::clone(school)));
        }
        let bytes = match schools.first() {
            Some(school) => Arc::clone(&school.bytes),
            None => match read_some(files, &real) {
                Ok(bytes) => bytes.into(),
                // Anything of that name that is not a file is ignored.
                Err(why) if is_not_a_file(&why) => return Ok(None),
                Err(why) => return Err(LoadError::of(why, files, &real)),
            },
        };
        let school = Arc::new(School::of(path, bytes));
        self.read.entry(real).or_default().push(Arc::clone(&school));
        Ok(Some(school))
    }
}

fn is_not_a_file(why: &io::Error) -> bool {
    let kinds = [
        ErrorKind::NotFound,
        ErrorKind::NotADirectory,
        ErrorKind::IsADirectory,
        ErrorKind::Unsupported,
    ];
    kinds.contains(&why.kind())
}

/// Returns the folder above a folder, without `..` if possible: the folder above a link is not the one before it in the
/// path.
fn above(files: &dyn Files, folder: PathBuf) -> PathBuf {
    match folder.parent() {
        Some(above) if folder.file_name().is_some() && !files.is_link(&folder) => above.to_owned(),
        _ => folder.join(".."),
    }
}

/// Removes `./` from the start of a path.
fn tidy(path: PathBuf) -> PathBuf {
    path.strip_prefix(".").map(Path::to_owned).unwrap_or(path)
}
