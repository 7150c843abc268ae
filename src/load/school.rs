//! The school's file that is nearest to a plan: read and understood once, however many plans lie below it.

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
    pub fn nearest(
        &self,
        files: &dyn Files,
        plan: &Path,
    ) -> Result<Option<Arc<School>>, LoadError> {
        // The folders above are those of the place where the plan really lies.
        let folder = match files.is_link(plan) {
            true => folder_of(&files.resolve(plan).unwrap_or_else(|_| plan.to_owned())),
            false => folder_of(plan),
        };
        // One thread reads the file while the others wait for it. Nothing is put in by halves, should it panic.
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(school) = known.nearest.get(&folder) {
            return Ok(school.clone());
        }
        let school = known.look_for(files, &folder)?;
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
    fn look_for(
        &mut self,
        files: &dyn Files,
        folder: &Path,
    ) -> Result<Option<Arc<School>>, LoadError> {
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

    /// A school's file by its real path, as messages call it; nothing where there is none.
    fn read(
        &mut self,
        files: &dyn Files,
        real: PathBuf,
        path: PathBuf,
    ) -> Result<Option<Arc<School>>, LoadError> {
        let known = self.read.get(&real).map(Vec::as_slice).unwrap_or_default();
        if let Some(school) = known.iter().find(|school| school.path == path) {
            return Ok(Some(Arc::clone(school)));
        }
        let bytes = match known.first() {
            Some(school) => Arc::clone(&school.bytes),
            None => match read_some(files, &real) {
                Ok(bytes) => bytes.into(),
                // What is called so and is no file is passed by, on the way to the next folder above.
                Err(why) if is_no_file(&why) => return Ok(None),
                Err(why) => return Err(LoadError::of(why, files, &real)),
            },
        };
        let school = Arc::new(School::of(path, bytes));
        self.read.entry(real).or_default().push(Arc::clone(&school));
        Ok(Some(school))
    }
}

fn is_no_file(why: &io::Error) -> bool {
    let kinds = [
        ErrorKind::NotFound,
        ErrorKind::NotADirectory,
        ErrorKind::IsADirectory,
        ErrorKind::Unsupported,
    ];
    kinds.contains(&why.kind())
}

/// The folder above a folder, without `..` where it can be: what is above a link is not what stands before it.
fn above(files: &dyn Files, folder: PathBuf) -> PathBuf {
    match folder.parent() {
        Some(above) if folder.file_name().is_some() && !files.is_link(&folder) => above.to_owned(),
        _ => folder.join(".."),
    }
}

/// A path without a needless `./` at its beginning.
fn tidy(path: PathBuf) -> PathBuf {
    path.strip_prefix(".").map(Path::to_owned).unwrap_or(path)
}
