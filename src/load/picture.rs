//! A picture that a plan or its school names, as it lies on disk.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

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
