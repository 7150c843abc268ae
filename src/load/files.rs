//! Where plans, school files, pictures, fonts and templates are read from: a disk, or a map in memory.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::{Component, Path, PathBuf};

/// Something that files are read from. [`Disk`] is one, and a `BTreeMap` from paths to bytes is another.
///
/// Nothing is taken on trust: a file that fails, changes between two reads or is longer than asked for is reported as a
/// problem, as it would be on a disk.
pub trait Files: Sync {
    /// The bytes of a file. Of a file that is longer than `most` bytes, `most` and one more are enough.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] where there is no such file, [`ErrorKind::IsADirectory`] for a folder,
    /// [`ErrorKind::Unsupported`] for what is neither, such as a device; or whatever went wrong.
    fn read(&self, path: &Path, most: usize) -> io::Result<Vec<u8>>;

    /// The names of the files and folders in a folder, in any order.
    ///
    /// # Errors
    /// Where there is no such folder, or it cannot be listed.
    fn names(&self, folder: &Path) -> io::Result<Vec<String>>;

    /// Where a path leads, once links are followed. Without links it is the path itself.
    ///
    /// # Errors
    /// Where there is nothing at the path.
    fn resolve(&self, path: &Path) -> io::Result<PathBuf> {
        Ok(path.to_owned())
    }

    /// Whether a path is a link to another.
    fn is_link(&self, _path: &Path) -> bool {
        false
    }
}

/// The file system: paths are as the program's own, relative to its current folder.
#[derive(Clone, Copy, Debug, Default)]
pub struct Disk;

impl Files for Disk {
    fn read(&self, path: &Path, most: usize) -> io::Result<Vec<u8>> {
        let kind = fs::metadata(path)?;
        if kind.is_dir() {
            return Err(ErrorKind::IsADirectory.into());
        }
        if !kind.is_file() {
            // A pipe or a device may never end.
            return Err(ErrorKind::Unsupported.into());
        }
        let most = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
        let mut bytes = Vec::new();
        File::open(path)?.take(most).read_to_end(&mut bytes)?;
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

/// Files in memory by their paths, such as `plan.yaml` or `class 4/photo.jpg`. `./` and `..` in a path are worked out.
impl Files for BTreeMap<PathBuf, Vec<u8>> {
    fn read(&self, path: &Path, _: usize) -> io::Result<Vec<u8>> {
        let path = plain(path);
        let found = self.iter().find(|(there, _)| plain(there) == path);
        found.map(|(_, bytes)| bytes.clone()).ok_or_else(|| {
            let inside = self.keys().any(|there| plain(there).starts_with(&path));
            if inside {
                ErrorKind::IsADirectory.into()
            } else {
                ErrorKind::NotFound.into()
            }
        })
    }

    fn names(&self, folder: &Path) -> io::Result<Vec<String>> {
        let folder = plain(folder);
        let first = |path: &PathBuf| {
            let path = plain(path);
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
        Ok(plain(path))
    }
}

/// A path without `.`, and without `..` as far as there is something for it to go back from.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        let goes_back = matches!(part, Component::ParentDir)
            && matches!(plain.components().next_back(), Some(Component::Normal(_)));
        match part {
            Component::CurDir => {}
            _ if goes_back => drop(plain.pop()),
            _ => plain.push(part),
        }
    }
    plain
}
