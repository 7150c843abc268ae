//! A plan with all that belongs to it: its file, the nearest `school.yaml` in its folder or above, and its pictures.

mod files;
mod other_words;
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

/// A plan that was read, complete or not, with everything `check` and the copies need of it.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Loaded {
    /// The plan, with the school's details from `school.yaml` where it has none of its own.
    pub plan: Plan,
    /// The plan's file.
    pub(crate) source: Source,
    /// The nearest `school.yaml`, if there is one.
    pub(crate) school: Option<Arc<Source>>,
    /// The school's settings.
    pub(crate) settings: SchoolFile,
    /// What was wrong with the form of the two files.
    pub(crate) found: Vec<Diagnostic>,
    /// The child's photo as it lies on disk.
    pub(crate) photo: Option<PictureFile>,
    /// The school's logo as it lies on disk.
    pub(crate) logo: Option<PictureFile>,
    /// The plan's path as it was given.
    pub path: PathBuf,
    /// A digest of the plan's file, the `school.yaml` and the pictures: what the copies are made from.
    pub(crate) digest: Digest,
    /// Whether some of its words are an authority's, and stand in its file as others than in the plan.
    pub(crate) in_other_words: bool,
    /// A digest of the pictures alone.
    pub(crate) of_pictures: Digest,
}

/// A file that could not be read at all, in one sentence.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LoadError {
    /// There is no such file.
    #[error("there is no file `{}`: {}", .file.display(), match .instead {
        Some(there) => format!("write `{}`, which is there", there.display()),
        None => "check the name and the folder".to_owned(),
    })]
    Missing {
        /// The file that was named.
        file: PathBuf,
        /// The one that is there, where only its ending differs.
        instead: Option<PathBuf>,
    },
    /// The path names a folder.
    #[error("`{}` is a folder: name the plan in it", .0.display())]
    Folder(PathBuf),
    /// The path names something that is not a file, such as a device.
    #[error("`{}` is no file that can be read to its end: name the plan's .yaml file", .0.display())]
    NotAFile(PathBuf),
    /// The system did not let it be read.
    #[error("`{}` could not be read: {}", .0.display(), in_words(.1))]
    Unreadable(PathBuf, #[source] io::Error),
    /// The program failed on it.
    #[error("`{}` could not be checked: the program failed on it, which is a fault of the program's", .0.display())]
    Fault(PathBuf),
}

/// Loads a plan from its file on the disk, with the nearest `school.yaml` in its folder or above, and its pictures.
///
/// Whatever the plan's text holds, the answer is a plan and what is wrong with it, in [`Loaded::found`].
///
/// # Errors
/// Where the plan's file or the `school.yaml` cannot be read.
pub fn load(path: impl AsRef<Path>) -> Result<Loaded, LoadError> {
    load_from(&Disk, path)
}

/// Loads a plan as [`load`] does, from any [`Files`].
///
/// # Errors
/// As [`load`].
pub fn load_from(files: &dyn Files, path: impl AsRef<Path>) -> Result<Loaded, LoadError> {
    let path = path.as_ref();
    let bytes = read_file(files, path)?;
    load_bytes(files, path, &bytes)
}

/// Loads a plan as [`load_from`] does, with other bytes than those of its file: as it would be read if they were saved.
///
/// # Errors
/// Where the `school.yaml` cannot be read.
pub fn load_bytes(files: &dyn Files, path: &Path, bytes: &[u8]) -> Result<Loaded, LoadError> {
    let school = Schools::default().nearest(files, path)?;
    Ok(put_together(files, path, bytes, school, Pictures::Read))
}

/// One of many plans on the disk, which share what was read of their schools' files.
pub(crate) fn load_with(path: &Path, schools: &Schools) -> Result<Loaded, LoadError> {
    let bytes = read_file(&Disk, path)?;
    let school = schools.nearest(&Disk, path)?;
    Ok(put_together(&Disk, path, &bytes, school, Pictures::Read))
}

/// The same without the pictures' bytes: for what is wanted of a plan's text alone.
pub(crate) fn load_text(path: &Path, schools: &Schools) -> Result<Loaded, LoadError> {
    let bytes = read_file(&Disk, path)?;
    let school = schools.nearest(&Disk, path)?;
    Ok(put_together(&Disk, path, &bytes, school, Pictures::LeftOut))
}

/// A plan whose text was read before, without the pictures' bytes.
pub(crate) fn text_again(path: &Path, text: &str, school: Option<Arc<School>>) -> Loaded {
    put_together(&Disk, path, text.as_bytes(), school, Pictures::LeftOut)
}

/// Whether a plan's pictures are read with it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Pictures {
    Read,
    LeftOut,
}

fn put_together(
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
        own_term(&mut plan, &source, &mut found);
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
    let mut of_pictures = Digester::default();
    for picture in [&photo, &logo] {
        let bytes = picture
            .as_ref()
            .and_then(|picture| picture.bytes.as_deref().ok());
        of_pictures.add(bytes.unwrap_or_default());
    }
    let of_pictures = of_pictures.finish();
    let mut digest = Digester::default();
    digest.add(bytes);
    digest.add(school.as_ref().map_or(&[][..], |school| &school.bytes));
    digest.add(of_pictures.to_string());
    Loaded {
        digest: digest.finish(),
        of_pictures,
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

/// A term by the school's own name for it, which only its `school.yaml` knows: what was said of it is taken back.
fn own_term(plan: &mut Plan, source: &Source, found: &mut Vec<Diagnostic>) {
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
    /// What was wrong with the form of the plan's file and its `school.yaml`: what was read in another way than it may have
    /// been meant, or not at all. [`check`](crate::check()) finds it too.
    pub fn found(&self) -> &[Diagnostic] {
        &self.found
    }

    /// The child's photo as it lies in its folder, where the plan names one.
    pub fn photo(&self) -> Option<&PictureFile> {
        self.photo.as_ref()
    }

    /// A digest of the plan's file, the `school.yaml` and the pictures: what the copies are made from.
    pub fn digest(&self) -> Digest {
        self.digest
    }

    /// Where the value at a plan path stands: in the plan or, for the school's details, in `school.yaml`.
    pub fn value(&self, path: &format::Path) -> Place {
        self.source_of(path).value(path)
    }

    /// Where the key at a plan path stands, as [`Loaded::value`] does the value.
    pub fn key(&self, path: &format::Path) -> Place {
        self.source_of(path).key(path)
    }

    /// The file that holds a plan path.
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

    /// The abbreviations that can be explained to this school's parents.
    pub fn glossary(&self) -> Glossary {
        Glossary::with(&self.settings.glossary)
    }
}

/// The file that is there with the ending that was left out or mistyped.
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
    let there = |other: &PathBuf| files.read(other, 0).is_ok();
    others.into_iter().find(there)
}

fn folder_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        _ => PathBuf::from("."),
    }
}

/// A file that was named, as a person is told of it.
pub(crate) fn read_file(files: &dyn Files, path: &Path) -> Result<Vec<u8>, LoadError> {
    read_some(files, path).map_err(|why| LoadError::of(why, files, path))
}

/// A file's bytes: all of them, or one more than the largest plan has.
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
