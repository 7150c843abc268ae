//! A plan from disk: its file, the nearest `school.yaml` in its folder or above, and its pictures.

mod other_words;
mod picture;
mod school;

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Place};
use crate::digest::{Digest, Digester};
use crate::disk::in_words;
use crate::format::{self, LARGEST, Source, at, read_plan};
use crate::glossary::Glossary;
use crate::plan::{Plan, SchoolFile};
use picture::picture;

pub use picture::{PictureFile, PictureTrouble};
pub(crate) use school::{SCHOOL_FILE, School, Schools};

/// A plan that was read, complete or not, with everything `check` and the copies need of it.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The plan, with the school's details from `school.yaml` where it has none of its own.
    pub plan: Plan,
    /// The plan's file.
    pub source: Source,
    /// The nearest `school.yaml`, if there is one.
    pub school: Option<Arc<Source>>,
    /// The same with everything that was read of it.
    pub(crate) school_file: Option<Arc<School>>,
    /// The school's settings.
    pub settings: SchoolFile,
    /// What was wrong with the form of the two files.
    pub found: Vec<Diagnostic>,
    /// The child's photo as it lies on disk.
    pub photo: Option<PictureFile>,
    /// The school's logo as it lies on disk.
    pub logo: Option<PictureFile>,
    /// The plan's path as it was given.
    pub path: PathBuf,
    /// A digest of the plan's file, the `school.yaml` and the pictures: what the copies are made from.
    pub digest: Digest,
    /// A digest of the pictures alone.
    pub(crate) of_pictures: Digest,
}

/// A file that could not be read at all, in one sentence.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// There is no such file.
    #[error("there is no file `{}`: {}", .0.display(), instead_of(.0))]
    Missing(PathBuf),
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

/// Loads a plan from its file, with the nearest `school.yaml` in its folder or above, and its pictures.
///
/// Whatever the plan's text holds, the answer is a plan and what is wrong with it, in [`Loaded::found`].
///
/// # Errors
/// Where the plan's file or the `school.yaml` cannot be read from the disk.
pub fn load(path: &Path) -> Result<Loaded, LoadError> {
    load_with(path, &Schools::default())
}

/// The same for one of many plans, which share what was read of their schools' files.
pub(crate) fn load_with(path: &Path, schools: &Schools) -> Result<Loaded, LoadError> {
    let bytes = read_some(path)?;
    let school = schools.nearest(path)?;
    Ok(put_together(path, &bytes, school, Pictures::Read))
}

/// Loads a plan as [`load`] does, with other bytes than those of its file: as it would be read if they were saved.
///
/// # Errors
/// Where the `school.yaml` cannot be read from the disk.
pub fn load_as(path: &Path, bytes: &[u8]) -> Result<Loaded, LoadError> {
    let school = Schools::default().nearest(path)?;
    Ok(put_together(path, bytes, school, Pictures::Read))
}

/// The same without the pictures' bytes: for what is wanted of a plan's text alone.
pub(crate) fn load_text(path: &Path, schools: &Schools) -> Result<Loaded, LoadError> {
    let bytes = read_some(path)?;
    let school = schools.nearest(path)?;
    Ok(put_together(path, &bytes, school, Pictures::LeftOut))
}

/// A plan whose text was read before, and its pictures.
pub(crate) fn pictures_again(path: &Path, text: &str, school: Option<Arc<School>>) -> Loaded {
    put_together(path, text.as_bytes(), school, Pictures::Read)
}

/// A plan whose text was read before, without the pictures' bytes.
pub(crate) fn text_again(path: &Path, text: &str, school: Option<Arc<School>>) -> Loaded {
    put_together(path, text.as_bytes(), school, Pictures::LeftOut)
}

/// Loads a plan from its bytes and those of a `school.yaml`; the paths say what messages call them and where pictures lie.
pub fn load_from(path: &Path, bytes: &[u8], school: Option<(&Path, &[u8])>) -> Loaded {
    let school = school.map(|(path, bytes)| School::of(path.to_owned(), bytes.into()));
    put_together(path, bytes, school.map(Arc::new), Pictures::Read)
}

/// Whether a plan's pictures are read with it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Pictures {
    Read,
    LeftOut,
}

fn put_together(
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
    }
    let folder = folder_of(path);
    let (photo, logo) = match (pictures, &school) {
        (Pictures::LeftOut, _) => (None, None),
        (Pictures::Read, Some(school)) if !own_logo => {
            (picture(&folder, plan.child.photo.as_ref()), school.logo())
        }
        (Pictures::Read, _) => (
            picture(&folder, plan.child.photo.as_ref()),
            picture(&folder, plan.school.logo.as_ref()),
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
        photo,
        logo,
        plan,
        source,
        school: school.as_ref().map(|school| Arc::clone(&school.source)),
        school_file: school,
        settings,
        found,
        path: path.to_owned(),
    }
}

impl Loaded {
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

/// What to do about a name under which there is no file.
fn instead_of(path: &Path) -> String {
    let longer = |ending| {
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
    match others.iter().find(|other| other.is_file()) {
        Some(there) => format!("write `{}`, which is there", there.display()),
        None => "check the name and the folder".to_owned(),
    }
}

fn folder_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        _ => PathBuf::from("."),
    }
}

/// A plan's bytes: all of them, or one more than the largest plan has.
fn read_some(path: &Path) -> Result<Vec<u8>, LoadError> {
    let trouble = |why: io::Error| match why.kind() {
        io::ErrorKind::NotFound => LoadError::Missing(path.to_owned()),
        _ => LoadError::Unreadable(path.to_owned(), why),
    };
    let kind = fs::metadata(path).map_err(trouble)?;
    if kind.is_dir() {
        return Err(LoadError::Folder(path.to_owned()));
    }
    if !kind.is_file() {
        // A pipe or a device may never end.
        return Err(LoadError::NotAFile(path.to_owned()));
    }
    let mut bytes = Vec::new();
    let most = u64::try_from(LARGEST).unwrap_or(u64::MAX).saturating_add(1);
    File::open(path)
        .and_then(|file| file.take(most).read_to_end(&mut bytes))
        .map_err(trouble)?;
    Ok(bytes)
}
