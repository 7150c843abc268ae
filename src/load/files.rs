//! The source of plans, school files, pictures, fonts and templates: a disk, or a map in memory.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::{Component, Path, PathBuf};

/// A source of files. [`Disk`] is one, and a `BTreeMap` from paths to bytes is another.
///
/// Implementations need not be trusted: a file that fails, changes between two reads or is longer than requested is
/// reported as a problem, as on a disk.
pub trait Files: Sync {
    /// Reads a file. For a file longer than `limit` bytes, `limit` plus one bytes are enough.
    ///
    /// [`ErrorKind::NotFound`] if there is no such file, [`ErrorKind::IsADirectory`] for a folder,
    /// [`ErrorKind::Unsupported`] for anything else, such as a device; or any other error.
    fn read(&self, path: &Path, limit: usize) -> io::Result<Vec<u8>>;

    /// Returns the names of the files and folders in a folder, in any order.
    ///
    /// # Errors
    /// If there is no such folder, or it cannot be listed.
    fn names(&self, folder: &Path) -> io::Result<Vec<String>>;

    /// Returns a path with its links resolved. Without links it is the path itself.
    ///
    /// # Errors
    /// If there is nothing at the path.
    fn resolve(&self, path: &Path) -> io::Result<PathBuf> {
        Ok(path.to_owned())
    }

    /// Whether a path is a symbolic link.
    fn is_link(&self, _path: &Path) -> bool {
        false
    }
}

/// The file system. Relative paths start from the program's current folder.
#[derive(Clone, Copy, Debug, Default)]
pub struct Disk;

impl Files for Disk {
    fn read(&self, path: &Path, limit: usize) -> io::Result<Vec<u8>> {
        let kind = fs::metadata(path)?;
        if kind.is_dir() {
            return Err(ErrorKind::IsADirectory.into());
        }
        if !kind.is_file() {
            // A pipe or a device may never end.
            return Err(ErrorKind::Unsupported.into());
        }
        let limit = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
        let mut bytes = Vec::new();
        File::open(path)?.take(limit).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn names(&self, folder: &Path) -> io::Result<Vec<String>> {
        let entries = fs::read_dir(folder)?.flatten();
        Ok(entries
            .filter_map(|entry| entry.file_name().into_string().ok())
            .collect())
    }

    fn resolve(&self, path: &Path) -> io::Result<PathBuf> {
        fs::canonicalize(path)
    }

    fn is_link(&self, path: &Path) -> bool {
        path.is_symlink()
    }
}

/// Files in memory by path, such as `plan.yaml` or `class 4/photo.jpg`. `.` and `..` in a path are resolved.
impl Files for BTreeMap<PathBuf, Vec<u8>> {
    fn read(&self, path: &Path, _: usize) -> io::Result<Vec<u8>> {
        let path = normalized(path);
        let found = self.iter().find(|(file, _)| normalized(file) == path);
        found.map(|(_, bytes)| bytes.clone()).ok_or_else(|| {
            let inside = self.keys().any(|file| normalized(file).starts_with(&path));
            if inside {
                ErrorKind::IsADirectory.into()
            } else {
                ErrorKind::NotFound.into()
            }
        })
    }

    fn names(&self, folder: &Path) -> io::Result<Vec<String>> {
        let folder = normalized(folder);
        let first = |path: &PathBuf| {
            let path = normalized(path);
            let below = path.strip_prefix(&folder).ok()?;
            Some(below.iter().next()?.to_str()?.to_owned())
        };
        let names: BTreeSet<String> = self.keys().filter_map(first).collect();
        match names.is_empty() {
            true => Err(ErrorKind::NotFound.into()),
            false => Ok(names.into_iter().collect()),
        }
    }

    fn resolve(&self, path: &Path) -> io::Result<PathBuf> {
        Ok(normalized(path))
    }
}

/// Removes `.` from a path, and `..` where possible.
fn normalized(path: &Path) -> PathBuf {
    let mut normalized = PathBuf::new();
    for part in path.components() {
        let is_parent = matches!(part, Component::ParentDir)
            && matches!(
                normalized.components().next_back(),
                Some(Component::Normal(_))
            );
        match part {
            Component::CurDir => {}
            _ if is_parent => drop(normalized.pop()),
            _ => normalized.push(part),
        }
    }
    normalized
}
