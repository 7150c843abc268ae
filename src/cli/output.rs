//! Writes files atomically, and explains failures.

use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use crate::disk;
pub use crate::disk::in_words;

use super::interrupt;

/// A file that could not be read or written.
#[derive(Debug, thiserror::Error)]
#[error("`{}` could not be {what}: {}", path.display(), in_words(why))]
pub struct FileTrouble {
    path: PathBuf,
    what: &'static str,
    #[source]
    why: io::Error,
}

impl FileTrouble {
    /// Creates the error for a file that could not be read.
    pub fn reading(path: &Path, why: io::Error) -> FileTrouble {
        let path = path.to_owned();
        FileTrouble {
            path,
            what: "read",
            why,
        }
    }

    /// Creates the error for a file that could not be removed.
    pub fn removing(path: &Path, why: io::Error) -> FileTrouble {
        let path = path.to_owned();
        FileTrouble {
            path,
            what: "removed",
            why,
        }
    }

    /// Creates the error for a file that could not be written.
    pub fn writing(path: &Path, why: io::Error) -> FileTrouble {
        let path = path.to_owned();
        FileTrouble {
            path,
            what: "written",
            why,
        }
    }
}

/// Writes a file atomically: beside its destination first, then moved there, so that an existing file is only ever
/// replaced by a complete one.
///
/// # Errors
/// If the folder or the file cannot be written; an existing file is then unchanged.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), FileTrouble> {
    write_atomically(path, bytes, true).map_err(|why| FileTrouble::writing(path, why))
}

/// Writes a new file atomically, and never over an existing one.
///
/// As [`write`], and if the file exists already.
pub fn write_new(path: &Path, bytes: &[u8]) -> Result<(), FileTrouble> {
    write_atomically(path, bytes, false).map_err(|why| FileTrouble::writing(path, why))
}

/// Replaces an existing file atomically, keeping its permissions.
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

/// Returns the folder of a file.
fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

fn write_atomically(path: &Path, bytes: &[u8], replace: bool) -> io::Result<()> {
    let _writing = interrupt::while_writing();
    let folder = folder_of(path);
    fs::create_dir_all(folder).map_err(|why| match why.kind() {
        // There is a file in place of the folder.
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

/// Whether a file has one of these extensions, in any case.
pub fn ends_in(file: &Path, extensions: &[&str]) -> bool {
    let extension = file
        .extension()
        .map(|extension| extension.to_ascii_lowercase());
    extension.is_some_and(|extension| extensions.iter().any(|other| extension == *other))
}
