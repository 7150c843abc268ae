//! Reads a picture that a plan or its school names.

use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, OnceLock};

use unicode_normalization::UnicodeNormalization;

use super::Files;
use crate::picture::{self, Prepared, PrintSize, Problem};
use crate::plan::Photo;

/// The largest picture that is read, in bytes: 20 MiB. A phone's photo has about five.
pub(crate) const LARGEST_PICTURE: usize = 20 << 20;

/// A picture that a plan or its school names.
#[derive(Clone, Debug)]
pub struct PictureFile {
    /// Its path.
    pub path: PathBuf,
    /// Its bytes, or why it could not be read.
    pub bytes: Result<Vec<u8>, PictureTrouble>,
    /// If it is missing: the name of an existing file that differs only in spelling, as the plan would write it.
    pub instead: Option<String>,
    /// The picture prepared for print: `check` and the copies share it, and all plans of a school share its logo.
    prepared: Arc<OnceLock<Result<Arc<Prepared>, Problem>>>,
}

impl PictureFile {
    /// Returns the picture prepared for print, which happens once. A picture is only ever shown in one size. `None` if
    /// it could not be read.
    ///
    /// # Errors
    /// If it cannot be printed.
    pub(crate) fn prepared(&self, size: PrintSize) -> Option<&Result<Arc<Prepared>, Problem>> {
        let bytes = self.bytes.as_ref().ok()?;
        let prepare = || picture::prepare(bytes, size).map(Arc::new);
        Some(self.prepared.get_or_init(prepare))
    }
}

/// Why a picture could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PictureTrouble {
    /// There is no such file.
    Missing,
    /// The path leads out of the folder of the file that names it.
    Outside,
    /// It is larger than 20 MiB.
    TooLarge,
    /// It could not be read.
    Unreadable,
}

/// Reads the picture that a file in this folder names; `None` if it names none.
pub(super) fn picture(
    files: &dyn Files,
    folder: &Path,
    photo: Option<&Photo>,
) -> Option<PictureFile> {
    let name = photo?
        .file
        .as_ref()
        .filter(|name| !name.trim().is_empty())?;
    let path = folder.join(name);
    let bytes = picture_bytes(files, folder, name, &path);
    let missing = matches!(bytes, Err(PictureTrouble::Missing));
    let instead = missing.then(|| similar_name(files, folder, name)).flatten();
    Some(PictureFile {
        path,
        bytes,
        instead,
        prepared: Arc::default(),
    })
}

fn picture_bytes(
    files: &dyn Files,
    folder: &Path,
    name: &str,
    path: &Path,
) -> Result<Vec<u8>, PictureTrouble> {
    if leaves_the_folder(name) || name.contains('\0') {
        return Err(PictureTrouble::Outside);
    }
    let trouble = |why: std::io::Error| match why.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory | ErrorKind::InvalidInput => {
            PictureTrouble::Missing
        }
        _ => PictureTrouble::Unreadable,
    };
    // A link may lead out of the folder even if its name does not.
    let real = files.resolve(path).map_err(trouble)?;
    let inside = files.resolve(folder).map_err(trouble)?;
    if !real.starts_with(inside) {
        return Err(PictureTrouble::Outside);
    }
    let bytes = files.read(path, LARGEST_PICTURE).map_err(trouble)?;
    match bytes.len() > LARGEST_PICTURE {
        true => Err(PictureTrouble::TooLarge),
        false => Ok(bytes),
    }
}

fn leaves_the_folder(name: &str) -> bool {
    let within = |part| matches!(part, Component::Normal(_) | Component::CurDir);
    !Path::new(name).components().all(within)
}

/// Returns the only file whose name differs just in case, backslashes, Unicode normalisation, or an extension repeated
/// because the computer hides it.
fn similar_name(files: &dyn Files, folder: &Path, name: &str) -> Option<String> {
    let name = name.trim().replace('\\', "/");
    if leaves_the_folder(&name) {
        return None;
    }
    let (parent, last) = name.rsplit_once('/').unwrap_or(("", &name));
    let wanted = normalized(last);
    let names = files.names(&folder.join(parent)).ok()?;
    let mut alike = names
        .into_iter()
        .filter(|found| normalized(found) == wanted);
    let found = alike.next().filter(|_| alike.next().is_none())?;
    Some(match parent {
        "" => found,
        _ => format!("{parent}/{found}"),
    })
}

/// Normalises the parts of a file name that people and computers spell in different ways.
fn normalized(name: &str) -> String {
    let lower: String = name.nfc().flat_map(char::to_lowercase).collect();
    let (mut stem, mut ending) = (lower.as_str(), "");
    while let Some((rest, extension)) = stem.rsplit_once('.')
        && (ending.is_empty() || ending == extension || [extension, ending] == ["jpeg", "jpg"])
    {
        (stem, ending) = (rest, extension);
    }
    let ending = if ending == "jpeg" { "jpg" } else { ending };
    format!("{stem}.{ending}")
}

#[cfg(test)]
mod tests {
    use super::normalized;

    #[test]
    fn spellings_of_the_same_name_are_equal() {
        for found in ["Amina.JPG", "amina.jpg.jpg", "AMINA.jpeg"] {
            assert_eq!(normalized(found), normalized("amina.jpg"), "{found}");
        }
        for other in [
            "amina.png",
            "amina2.jpg",
            "amin.jpg",
            "amina.old.jpg",
            "a\u{301}mina.jpg",
        ] {
            assert_ne!(normalized(other), normalized("amina.jpg"), "{other}");
        }
    }
}
