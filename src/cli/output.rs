//! Writing files whole or not at all, and saying plainly why one could not be written.

use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use crate::disk;
pub use crate::disk::in_words;

use super::interrupt;

/// A file that could not be read or written, in one sentence for the person.
#[derive(Debug, thiserror::Error)]
#[error("`{}` could not be {what}: {}", path.display(), in_words(why))]
pub struct FileTrouble {
    path: PathBuf,
    what: &'static str,
    #[source]
    why: io::Error,
}

impl FileTrouble {
    /// A file that could not be read.
    pub fn reading(path: &Path, why: io::Error) -> FileTrouble {
        let path = path.to_owned();
        FileTrouble {
            path,
            what: "read",
            why,
        }
    }

    /// A file that could not be removed.
    pub fn removing(path: &Path, why: io::Error) -> FileTrouble {
        let path = path.to_owned();
        FileTrouble {
            path,
            what: "removed",
            why,
        }
    }

    /// A file that could not be written.
    pub fn writing(path: &Path, why: io::Error) -> FileTrouble {
        let path = path.to_owned();
        FileTrouble {
            path,
            what: "written",
            why,
        }
    }
}

/// Writes a file whole: beside its place first, then moved there, so that a file that was there is only ever replaced
/// by a finished one.
///
/// # Errors
/// Where the folder cannot be made or the file not be written; what was there is then still there.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), FileTrouble> {
    whole(path, bytes, true).map_err(|why| FileTrouble::writing(path, why))
}

/// Writes a new file whole, and never over one that is there.
///
/// # Errors
/// As [`write`], and where there is such a file already.
pub fn write_new(path: &Path, bytes: &[u8]) -> Result<(), FileTrouble> {
    whole(path, bytes, false).map_err(|why| FileTrouble::writing(path, why))
}

/// Writes a file that is there anew, whole, with the permissions that it has.
///
/// # Errors
/// As [`write`].
pub fn rewrite(path: &Path, bytes: &[u8]) -> Result<(), FileTrouble> {
    let trouble = |why| FileTrouble::writing(path, why);
    let permissions = fs::metadata(path).map_err(trouble)?.permissions();
    let _writing = interrupt::while_writing();
    let mut file = disk::part(folder_of(path), path).map_err(trouble)?;
    file.write_all(bytes).map_err(trouble)?;
    file.as_file()
        .set_permissions(permissions)
        .map_err(trouble)?;
    file.as_file().sync_all().map_err(trouble)?;
    file.persist(path).map_err(|failed| trouble(failed.error))?;
    Ok(())
}

/// The folder that a file lies in.
fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

fn whole(path: &Path, bytes: &[u8], replace: bool) -> io::Result<()> {
    let _writing = interrupt::while_writing();
    let folder = folder_of(path);
    fs::create_dir_all(folder).map_err(|why| match why.kind() {
        // A file is where the folder should be.
        ErrorKind::AlreadyExists => ErrorKind::NotADirectory.into(),
        _ => why,
    })?;
    if path.is_dir() {
        return Err(ErrorKind::IsADirectory.into());
    }
    let mut file = disk::part(folder, path)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    let moved = if replace {
        file.persist(path)
    } else {
        file.persist_noclobber(path)
    };
    moved.map(drop).map_err(|failed| failed.error)
}

/// Whether a file's name ends in one of these, with or without capitals.
pub fn ends_in(file: &Path, endings: &[&str]) -> bool {
    let ending = file.extension().map(|ending| ending.to_ascii_lowercase());
    ending.is_some_and(|ending| endings.iter().any(|one| ending == *one))
}
