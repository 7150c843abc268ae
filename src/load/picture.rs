//! A picture that a plan or its school names, as it lies on disk.

use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, OnceLock};

use unicode_normalization::UnicodeNormalization;

use super::Files;
use crate::picture::{self, Prepared, PrintSize, Problem};
use crate::plan::Photo;

/// The largest picture that is read: 20 MiB. A phone's photo has some five.
pub(crate) const LARGEST_PICTURE: usize = 20 << 20;

/// A picture that a plan names.
#[derive(Clone, Debug)]
pub struct PictureFile {
    /// The file.
    pub path: PathBuf,
    /// Its bytes, or why there are none.
    pub bytes: Result<Vec<u8>, PictureTrouble>,
    /// Where there is no such file: the name of the one that is there and is spelt otherwise, as the plan would write it.
    pub instead: Option<String>,
    /// What came of making it fit for print: `check` and the copies ask, and a logo is shared by all plans of a school.
    prepared: Arc<OnceLock<Result<Arc<Prepared>, Problem>>>,
}

impl PictureFile {
    /// The picture made fit for print, which is done once. A file is only ever shown in one size.
    ///
    /// # Errors
    /// Where it cannot be printed; nothing where it could not be read.
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
    /// The path leaves the folder of the file that names it.
    Outside,
    /// It is larger than 20 MiB.
    TooLarge,
    /// The system did not let it be read.
    Unreadable,
}

/// The picture that a file in this folder names; nothing where it names none.
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
    let instead = missing
        .then(|| spelt_otherwise(files, folder, name))
        .flatten();
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
    // A link may lead out of the folder although its name does not.
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

/// The one file that has this name but for capitals, the slash of Windows, accents that are typed otherwise, or an ending that
/// stands there twice because the computer hides it.
fn spelt_otherwise(files: &dyn Files, folder: &Path, name: &str) -> Option<String> {
    let name = name.trim().replace('\\', "/");
    if leaves_the_folder(&name) {
        return None;
    }
    let (parent, last) = name.rsplit_once('/').unwrap_or(("", &name));
    let wanted = bare(last);
    let names = files.names(&folder.join(parent)).ok()?;
    let mut alike = names.into_iter().filter(|there| bare(there) == wanted);
    let there = alike.next().filter(|_| alike.next().is_none())?;
    Some(match parent {
        "" => there,
        _ => format!("{parent}/{there}"),
    })
}

/// A file's name without what people and their computers spell in more than one way.
fn bare(name: &str) -> String {
    let lower: String = name.nfc().flat_map(char::to_lowercase).collect();
    let (mut stem, mut ending) = (lower.as_str(), "");
    while let Some((rest, one)) = stem.rsplit_once('.')
        && (ending.is_empty() || ending == one || [one, ending] == ["jpeg", "jpg"])
    {
        (stem, ending) = (rest, one);
    }
    let ending = if ending == "jpeg" { "jpg" } else { ending };
    format!("{stem}.{ending}")
}

#[cfg(test)]
mod tests {
    use super::bare;

    #[test]
    fn spellings_of_one_name_are_alike() {
        for there in ["Amina.JPG", "amina.jpg.jpg", "AMINA.jpeg"] {
            assert_eq!(bare(there), bare("amina.jpg"), "{there}");
        }
        for other in [
            "amina.png",
            "amina2.jpg",
            "amin.jpg",
            "amina.old.jpg",
            "a\u{301}mina.jpg",
        ] {
            assert_ne!(bare(other), bare("amina.jpg"), "{other}");
        }
    }
}
