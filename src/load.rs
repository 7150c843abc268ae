//! Loads a plan with everything that belongs to it: its file, the nearest `school.yaml` in its folder or above, and its
//! pictures.

mod files;
mod picture;
mod school;

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Place, Rule};
use crate::digest::{Digest, Digester};
use crate::disk::in_words;
use crate::format::{self, LARGEST, Source, at, read_plan};
use crate::glossary::Glossary;
use crate::plan::{Plan, SchoolFile, Term};
use picture::picture;

pub use files::{Disk, Files};
pub(crate) use picture::LARGEST_PICTURE;
pub use picture::{PictureFile, PictureTrouble};
pub(crate) use school::{SCHOOL_FILE, School, Schools};

/// A loaded plan, complete or not, with everything that `check` and the copies need.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Loaded {
    /// The plan, with missing school details filled in from `school.yaml`.
    pub plan: Plan,
    /// The plan's source.
    pub(crate) source: Source,
    /// The nearest `school.yaml`, if there is one.
    pub(crate) school: Option<Arc<Source>>,
    /// The school's settings.
    pub(crate) settings: SchoolFile,
    /// The problems with the form of the two files.
    pub(crate) found: Vec<Diagnostic>,
    /// The child's photo.
    pub(crate) photo: Option<PictureFile>,
    /// The school's logo.
    pub(crate) logo: Option<PictureFile>,
    /// The plan's path, as given.
    pub path: PathBuf,
    /// A digest of the plan's file, the `school.yaml` and the pictures: what the copies are made from.
    pub(crate) digest: Digest,
    /// Whether some values were written in an authority's own words, so that the file differs from the plan.
    pub(crate) in_other_words: bool,
    /// A digest of the pictures alone.
    pub(crate) picture_digest: Digest,
}

/// Why a file could not be loaded, in one sentence.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LoadError {
    /// There is no such file.
    #[error("there is no file `{}`: {}", .file.display(), match .instead {
        Some(other) => format!("write `{}`, which is there", other.display()),
        None => "check the name and the folder".to_owned(),
    })]
    Missing {
        /// The missing file.
        file: PathBuf,
        /// A file that exists and differs only in its extension.
        instead: Option<PathBuf>,
    },
    /// The path is a folder.
    #[error("`{}` is a folder: name the plan in it", .0.display())]
    Folder(PathBuf),
    /// The path is neither a file nor a folder, such as a device.
    #[error("`{}` is not an ordinary file: name the plan's .yaml file", .0.display())]
    NotAFile(PathBuf),
    /// The file could not be read.
    #[error("`{}` could not be read: {}", .0.display(), in_words(.1))]
    Unreadable(PathBuf, #[source] io::Error),
    /// The program failed on the file.
    #[error("`{}` could not be checked: the program failed on it, which is a bug in the program", .0.display())]
    Fault(PathBuf),
}

/// Loads a plan from a file on disk, with the nearest `school.yaml` in its folder or above, and its pictures.
///
/// Whatever the file contains, the result is a plan, with its problems in [`Loaded::found`].
///
/// # Errors
/// If the plan's file or the `school.yaml` cannot be read.
pub fn load(path: impl AsRef<Path>) -> Result<Loaded, LoadError> {
    load_from(&Disk, path)
}

/// Loads a plan like [`load`], from any [`Files`].
///
/// As [`load`].
pub fn load_from(files: &dyn Files, path: impl AsRef<Path>) -> Result<Loaded, LoadError> {
    let path = path.as_ref();
    let bytes = read_file(files, path)?;
    load_bytes(files, path, &bytes)
}

/// Loads a plan like [`load_from`], but with the given bytes in place of its file's, as if they were saved.
///
/// # Errors
/// If the `school.yaml` cannot be read.
pub fn load_bytes(files: &dyn Files, path: &Path, bytes: &[u8]) -> Result<Loaded, LoadError> {
    let school = Schools::default().nearest(files, path)?;
    Ok(assemble(files, path, bytes, school, Pictures::Read))
}

/// Loads one of many plans on disk, which share the school files that have been read.
pub(crate) fn load_with(path: &Path, schools: &Schools) -> Result<Loaded, LoadError> {
    let bytes = read_file(&Disk, path)?;
    let school = schools.nearest(&Disk, path)?;
    Ok(assemble(&Disk, path, &bytes, school, Pictures::Read))
}

/// Loads a plan without its pictures, if only its text is needed.
pub(crate) fn load_text(path: &Path, schools: &Schools) -> Result<Loaded, LoadError> {
    let bytes = read_file(&Disk, path)?;
    let school = schools.nearest(&Disk, path)?;
    Ok(assemble(&Disk, path, &bytes, school, Pictures::LeftOut))
}

/// Loads a plan without its pictures, from text that has been read already.
pub(crate) fn reload_text(path: &Path, text: &str, school: Option<Arc<School>>) -> Loaded {
    assemble(&Disk, path, text.as_bytes(), school, Pictures::LeftOut)
}

/// Whether to read a plan's pictures.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Pictures {
    Read,
    LeftOut,
}

fn assemble(
    files: &dyn Files,
    path: &Path,
    bytes: &[u8],
    school: Option<Arc<School>>,
    pictures: Pictures,
) -> Loaded {
    let (mut plan, source, mut found) = read_plan(&path.display().to_string(), bytes);
    let own_logo = plan.school.logo.is_some();
    let mut settings = SchoolFile::default();
    if let Some(school) = &school {
        found.extend(school.found.iter().cloned());
        plan.school = std::mem::take(&mut plan.school).or(&school.file.school);
        settings = school.file.clone();
        plan.calendar = settings.calendar();
        apply_school_term(&mut plan, &source, &mut found);
    }
    let folder = folder_of(path);
    let (photo, logo) = match (pictures, &school) {
        (Pictures::LeftOut, _) => (None, None),
        (Pictures::Read, Some(school)) if !own_logo => (
            picture(files, &folder, plan.child.photo.as_ref()),
            school.logo(files),
        ),
        (Pictures::Read, _) => (
            picture(files, &folder, plan.child.photo.as_ref()),
            picture(files, &folder, plan.school.logo.as_ref()),
        ),
    };
    let mut picture_digest = Digester::default();
    for picture in [&photo, &logo] {
        let bytes = picture
            .as_ref()
            .and_then(|picture| picture.bytes.as_deref().ok());
        picture_digest.add(bytes.unwrap_or_default());
    }
    let picture_digest = picture_digest.finish();
    let mut digest = Digester::default();
    digest.add(bytes);
    digest.add(school.as_ref().map_or(&[][..], |school| &school.bytes));
    digest.add(picture_digest.to_string());
    Loaded {
        digest: digest.finish(),
        picture_digest,
        in_other_words: false,
        photo,
        logo,
        plan,
        source,
        school: school.as_ref().map(|school| Arc::clone(&school.source)),
        settings,
        found,
        path: path.to_owned(),
    }
}

/// Recognises a term by the school's own name for it, which only `school.yaml` knows, and drops the problem reported
/// for it.
fn apply_school_term(plan: &mut Plan, source: &Source, found: &mut Vec<Diagnostic>) {
    let path = at!("plan", "term");
    let Some(name) = source.text(&path) else {
        return;
    };
    if plan.plan.term.is_none() && plan.calendar.term_called(name).is_some() {
        plan.plan.term = Some(Term::Named(name.to_owned()));
        found.retain(|problem| problem.rule != Rule::BadDate || problem.path != path);
    }
}

impl Loaded {
    /// Returns the problems with the form of the plan's file and its `school.yaml`: values that were not read, or
    /// perhaps not as intended. [`check`](crate::check()) reports them too.
    pub fn found(&self) -> &[Diagnostic] {
        &self.found
    }

    /// Returns the child's photo, if the plan names one.
    pub fn photo(&self) -> Option<&PictureFile> {
        self.photo.as_ref()
    }

    /// A digest of the plan's file, the `school.yaml` and the pictures: what the copies are made from.
    pub fn digest(&self) -> Digest {
        self.digest
    }

    /// Returns the place of the value at a plan path: in the plan or, for the school's details, in `school.yaml`.
    pub fn value(&self, path: &format::Path) -> Place {
        self.source_of(path).value(path)
    }

    /// Returns the place of the key at a plan path, like [`Loaded::value`].
    pub fn key(&self, path: &format::Path) -> Place {
        self.source_of(path).key(path)
    }

    /// Returns the file that has a plan path.
    pub fn source_of(&self, path: &format::Path) -> &Source {
        match &self.school {
            Some(school)
                if !self.source.has(path)
                    && school.has(path)
                    && path.starts_with(&at!("school")) =>
            {
                school
            }
            _ => &self.source,
        }
    }

    /// Returns the abbreviations that can be explained to this school's parents.
    pub fn glossary(&self) -> Glossary {
        Glossary::with(&self.settings.glossary)
    }
}

/// Returns an existing file whose name differs only in a missing or mistyped extension.
fn instead_of(files: &dyn Files, path: &Path) -> Option<PathBuf> {
    let longer = |ending: &str| {
        let mut name = path.as_os_str().to_owned();
        name.push(ending);
        PathBuf::from(name)
    };
    let others = [
        longer(".yaml"),
        longer(".yml"),
        path.with_extension("yaml"),
        path.with_extension("yml"),
    ];
    let exists = |other: &PathBuf| files.read(other, 0).is_ok();
    others.into_iter().find(exists)
}

fn folder_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        _ => PathBuf::from("."),
    }
}

/// Reads a file that the user named, with an error for the user.
pub(crate) fn read_file(files: &dyn Files, path: &Path) -> Result<Vec<u8>, LoadError> {
    read_some(files, path).map_err(|why| LoadError::of(why, files, path))
}

/// Reads a file's bytes: all of them, or one more than the largest allowed.
fn read_some(files: &dyn Files, path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = files.read(path, LARGEST)?;
    bytes.truncate(LARGEST.saturating_add(1));
    Ok(bytes)
}

impl LoadError {
    fn of(why: io::Error, files: &dyn Files, path: &Path) -> LoadError {
        match why.kind() {
            ErrorKind::NotFound => LoadError::Missing {
                file: path.to_owned(),
                instead: instead_of(files, path),
            },
            ErrorKind::IsADirectory => LoadError::Folder(path.to_owned()),
            ErrorKind::Unsupported => LoadError::NotAFile(path.to_owned()),
            _ => LoadError::Unreadable(path.to_owned(), why),
        }
    }
}
