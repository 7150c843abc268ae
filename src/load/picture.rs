//! A picture that a plan or its school names, as it lies on disk.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

use unicode_normalization::UnicodeNormalization;

use crate::plan::Photo;

/// The largest picture that is read: 20 MiB. A phone's photo has some five.
const LARGEST_PICTURE: u64 = 20 << 20;

/// A picture that a plan names.
#[derive(Clone, Debug)]
pub struct PictureFile {
    /// The file.
    pub path: PathBuf,
    /// Its bytes, or why there are none.
    pub bytes: Result<Vec<u8>, PictureTrouble>,
    /// Where there is no such file: the name of the one that is there and is spelt otherwise, as the plan would write it.
    pub instead: Option<String>,
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

/// The picture that a file in this folder names; nothing where it names none.
pub(super) fn picture(folder: &Path, photo: Option<&Photo>) -> Option<PictureFile> {
    let name = photo?
        .file
        .as_ref()
        .filter(|name| !name.trim().is_empty())?;
    let path = folder.join(name);
    let bytes = picture_bytes(folder, name, &path);
    let missing = matches!(bytes, Err(PictureTrouble::Missing));
    let instead = missing.then(|| spelt_otherwise(folder, name)).flatten();
    Some(PictureFile {
        path,
        bytes,
        instead,
    })
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

/// The one file that has this name but for capitals, the slash of Windows, accents that are typed otherwise, or an ending that
/// stands there twice because the computer hides it.
fn spelt_otherwise(folder: &Path, name: &str) -> Option<String> {
    let name = name.trim().replace('\\', "/");
    let steps_out = |part| !matches!(part, Component::Normal(_) | Component::CurDir);
    if Path::new(&name).components().any(steps_out) {
        return None;
    }
    let (parent, last) = name.rsplit_once('/').unwrap_or(("", &name));
    let wanted = bare(last);
    let entries = fs::read_dir(folder.join(parent)).ok()?.flatten();
    let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
    let mut alike = names.filter(|there| bare(there) == wanted);
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
