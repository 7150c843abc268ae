//! A plan from disk: its file, the nearest `school.yaml` in its folder or above, and its pictures.

use std::borrow::Cow;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

use crate::diagnostic::{Diagnostic, Place};
use crate::digest::{Digest, Digester};
use crate::disk::in_words;
use crate::format::{self, at};
use crate::glossary::Glossary;
use crate::plan::{Photo, Plan, SchoolFile};
use crate::format::{LARGEST, Source, read_plan, read_school};

/// The largest picture that is read: 20 MiB. A phone's photo has some five.
const LARGEST_PICTURE: u64 = 20 << 20;

/// The name of the file with a school's details and settings.
pub(crate) const SCHOOL_FILE: &str = "school.yaml";

/// A plan that was read, complete or not, with everything `check` and the copies need of it.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The plan, with the school's details from `school.yaml` where it has none of its own.
    pub plan: Plan,
    /// The plan's file.
    pub source: Source,
    /// The nearest `school.yaml`, if there is one.
    pub school: Option<Source>,
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
}

/// A picture that a plan names.
#[derive(Clone, Debug)]
pub struct PictureFile {
    /// The file.
    pub path: PathBuf,
    /// Its bytes, or why there are none.
    pub bytes: Result<Vec<u8>, PictureTrouble>,
}

/// Why a picture could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PictureTrouble {
    /// There is no such file.
    Missing,
    /// The path leaves the folder of the file that names it.
    Outside,
    /// It is larger than 20 MiB.
    TooLarge,
    /// The system did not let it be read.
    Unreadable,
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
    read(path, None, true)
}

/// Loads a plan as [`load`] does, with other bytes than those of its file: as it would be read if they were saved.
///
/// # Errors
/// Where the `school.yaml` cannot be read from the disk.
pub fn load_with(path: &Path, bytes: &[u8]) -> Result<Loaded, LoadError> {
    read(path, Some(bytes), true)
}

/// The same without the pictures' bytes: for the places of what was found in a plan that was loaded before.
pub(crate) fn load_text(path: &Path) -> Result<Loaded, LoadError> {
    read(path, None, false)
}

fn read(path: &Path, bytes: Option<&[u8]>, pictures: bool) -> Result<Loaded, LoadError> {
    let bytes = match bytes {
        Some(bytes) => Cow::Borrowed(bytes),
        None => Cow::Owned(read_some(path)?),
    };
    // The folders above are those of the place where the plan really lies.
    let real = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let mut school = None;
    let mut shown = folder_of(if path.is_symlink() { &real } else { path });
    for folder in real.ancestors().skip(1) {
        let file = folder.join(SCHOOL_FILE);
        if file.is_file() {
            // Messages call it by its way from the plan, which is the same on every machine.
            school = Some((tidy(shown.join(SCHOOL_FILE)), read_some(&file)?));
            break;
        }
        shown = above(shown);
    }
    let school = school
        .as_ref()
        .map(|(path, bytes)| (path.as_path(), bytes.as_slice()));
    Ok(put_together(path, &bytes, school, pictures))
}

/// Loads a plan from its bytes and those of a `school.yaml`; the paths say what messages call them and where pictures lie.
pub fn load_from(path: &Path, bytes: &[u8], school: Option<(&Path, &[u8])>) -> Loaded {
    put_together(path, bytes, school, true)
}

fn put_together(
    path: &Path,
    bytes: &[u8],
    school: Option<(&Path, &[u8])>,
    pictures: bool,
) -> Loaded {
    let (mut plan, source, mut found) = read_plan(&path.display().to_string(), bytes);
    let mut settings = SchoolFile::default();
    let mut school_source = None;
    let own_logo = plan.school.logo.is_some();
    if let Some((path, bytes)) = school {
        let (file, source, wrong) = read_school(&path.display().to_string(), bytes);
        found.extend(wrong);
        plan.school = std::mem::take(&mut plan.school).or(&file.school);
        settings = file;
        school_source = Some(source);
    }
    let plan_folder = folder_of(path);
    let logo_folder = match school {
        Some((path, _)) if !own_logo => folder_of(path),
        _ => plan_folder.clone(),
    };
    let named =
        |folder: &Path, photo: &Option<Photo>| picture(folder, photo.as_ref().filter(|_| pictures));
    let photo = named(&plan_folder, &plan.child.photo);
    let logo = named(&logo_folder, &plan.school.logo);
    let mut digest = Digester::default();
    digest.add(bytes);
    digest.add(school.map_or(&[][..], |(_, bytes)| bytes));
    for picture in [&photo, &logo] {
        let bytes = picture
            .as_ref()
            .and_then(|picture| picture.bytes.as_deref().ok());
        digest.add(bytes.unwrap_or_default());
    }
    Loaded {
        digest: digest.finish(),
        photo,
        logo,
        plan,
        source,
        school: school_source,
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

/// The folder above a folder, without `..` where it can be: what is above a link is not what stands before it.
fn above(folder: PathBuf) -> PathBuf {
    match folder.parent() {
        Some(above) if folder.file_name().is_some() && !folder.is_symlink() => above.to_owned(),
        _ => folder.join(".."),
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

/// A path without a needless `./` at its beginning.
fn tidy(path: PathBuf) -> PathBuf {
    path.strip_prefix(".").map(Path::to_owned).unwrap_or(path)
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

fn picture(folder: &Path, photo: Option<&Photo>) -> Option<PictureFile> {
    let name = photo?
        .file
        .as_ref()
        .filter(|name| !name.trim().is_empty())?;
    let path = folder.join(name);
    let bytes = picture_bytes(folder, name, &path);
    Some(PictureFile { path, bytes })
}

fn picture_bytes(folder: &Path, name: &str, path: &Path) -> Result<Vec<u8>, PictureTrouble> {
    let steps_out = |part| !matches!(part, Component::Normal(_) | Component::CurDir);
    if Path::new(name).components().any(steps_out) || name.contains('\0') {
        return Err(PictureTrouble::Outside);
    }
    let kind = fs::metadata(path).map_err(|why| match why.kind() {
        io::ErrorKind::PermissionDenied => PictureTrouble::Unreadable,
        _ => PictureTrouble::Missing,
    })?;
    // A link may lead out of the folder although its name does not.
    let real = |path: &Path| fs::canonicalize(path).map_err(|_| PictureTrouble::Unreadable);
    if !real(path)?.starts_with(real(folder)?) {
        return Err(PictureTrouble::Outside);
    }
    if !kind.is_file() {
        return Err(PictureTrouble::Unreadable);
    }
    if kind.len() > LARGEST_PICTURE {
        return Err(PictureTrouble::TooLarge);
    }
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(|_| PictureTrouble::Unreadable)?;
    let read = file.take(LARGEST_PICTURE).read_to_end(&mut bytes);
    read.map_err(|_| PictureTrouble::Unreadable)?;
    Ok(bytes)
}
