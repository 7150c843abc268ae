//! The folder of an export: one export at a time, files that are whole, and nothing overwritten that is not ours.

use std::fs::{self, File, TryLockError};
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use super::error::ExportError;
use super::manifest::{Entry, MadeFile, Manifest, Pack};
use super::shard::Shard;
use super::table;
use crate::digest::Digest;
use crate::disk;
use crate::load::{Disk, Files};
use crate::press::{self, Password};

/// The table of the copies for the office.
const TABLE: &str = "export.csv";

/// The folder in it for locks and for files that are still being written.
const WORK: &str = ".sendplan";

/// An export's folder, kept from other exports as long as this lives.
pub struct OutputFolder {
    folder: PathBuf,
    /// Where files are written before they are moved to their places.
    parts: PathBuf,
    manifest: String,
    /// Empty where the folder is only looked at.
    locks: Vec<File>,
}

impl OutputFolder {
    /// Opens the folder, making it where there is none, for one export alone. Parts of one export may be at work together.
    ///
    /// # Errors
    /// [`ExportError::InUse`] where another is at work there; [`ExportError::Writing`].
    pub fn open(folder: &Path, shard: Option<Shard>) -> Result<OutputFolder, ExportError> {
        let work = folder.join(WORK);
        let writing = |path: &Path| {
            let path = path.to_owned();
            move |why| ExportError::Writing(path, why)
        };
        no_link(&work).map_err(writing(&work))?;
        fs::create_dir_all(&work).map_err(writing(folder))?;
        let open = |name: &str| {
            let path = work.join(name);
            // A pipe would wait for somebody at its other end.
            let file = match fs::symlink_metadata(&path) {
                Ok(there) if !there.is_file() => Err(io::ErrorKind::Unsupported.into()),
                _ => File::options().create(true).append(true).open(&path),
            };
            file.map_err(writing(&path))
        };
        let got = |locked: Result<(), TryLockError>| match locked {
            Ok(()) => Ok(()),
            Err(TryLockError::WouldBlock) => Err(ExportError::InUse(folder.to_owned())),
            Err(TryLockError::Error(why)) => Err(ExportError::Writing(work.clone(), why)),
        };
        let whole = open("lock")?;
        let (locks, parts) = match shard {
            None => {
                got(whole.try_lock())?;
                (vec![whole], "parts".to_owned())
            }
            Some(shard) => {
                got(whole.try_lock_shared())?;
                let own = open(&format!("lock-{}", shard.name()))?;
                got(own.try_lock())?;
                (vec![whole, own], format!("parts-{}", shard.name()))
            }
        };
        let parts = work.join(parts);
        // What an export that was killed left half written.
        if parts.exists() {
            fs::remove_dir_all(&parts).map_err(writing(&parts))?;
        }
        fs::create_dir(&parts).map_err(writing(&parts))?;
        Ok(OutputFolder {
            folder: folder.to_owned(),
            parts,
            manifest: manifest_of(shard),
            locks,
        })
    }

    /// The folder as it is, for saying what an export would do: nothing in it is touched, nor made where it is not there.
    pub fn look(folder: &Path, shard: Option<Shard>) -> OutputFolder {
        OutputFolder {
            folder: folder.to_owned(),
            parts: folder.join(WORK),
            manifest: manifest_of(shard),
            locks: Vec::new(),
        }
    }

    /// The folder's path.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The folder in it for what is not finished; nothing in it is wanted once the export has ended.
    pub fn unfinished(&self) -> &Path {
        &self.parts
    }

    /// What an earlier export said of this folder. A part that has none of its own yet goes by the whole's.
    ///
    /// # Errors
    /// [`ExportError::Foreign`], [`ExportError::Reading`].
    pub fn manifest(&self) -> Result<Option<Manifest>, ExportError> {
        let own = read_manifest(&self.folder.join(&self.manifest))?;
        own.map_or_else(
            || read_manifest(&self.folder.join(WHOLE)),
            |own| Ok(Some(own)),
        )
    }

    /// Whether it is open for a whole export, and not for one part of several.
    pub(super) fn is_whole(&self) -> bool {
        self.manifest == WHOLE
    }

    /// Whether this export, or this part of one, has its manifest there, and the table that belongs to it.
    pub(super) fn has_manifest(&self) -> bool {
        self.has(&self.manifest) && (self.has(TABLE) || !self.is_whole())
    }

    /// What the manifests of parts say; nothing where the folder is not there.
    pub(super) fn parts_manifests(&self) -> Result<Vec<Manifest>, ExportError> {
        if !self.folder.exists() {
            return Ok(Vec::new());
        }
        let parts = self.parts()?.into_iter();
        let manifests = parts.map(|part| read_manifest(&self.folder.join(manifest_of(Some(part)))));
        let manifests = manifests.filter_map(Result::transpose);
        manifests.collect()
    }

    /// The parts that have a manifest, by their division and their numbers.
    pub(super) fn parts(&self) -> Result<Vec<Shard>, ExportError> {
        let reading = |why| ExportError::Reading(self.folder.clone(), why);
        let mut parts = Vec::new();
        for entry in fs::read_dir(&self.folder).map_err(reading)? {
            let name = entry.map_err(reading)?.file_name();
            parts.extend(part(&name.to_string_lossy()));
        }
        parts.sort();
        Ok(parts)
    }

    /// Removes the manifests of parts: what they say is in the whole's.
    pub(super) fn forget_parts(&self) -> Result<(), ExportError> {
        let mut parts = self.parts()?.into_iter();
        parts.try_for_each(|part| self.remove(&manifest_of(Some(part))))
    }

    /// Writes the manifest, and the table for the office where this is a whole export.
    pub(super) fn write_manifest<'a>(
        &self,
        copies: impl IntoIterator<Item = &'a Entry>,
        packs: impl IntoIterator<Item = &'a Pack>,
    ) -> Result<(), ExportError> {
        let manifest: Manifest<&Entry, &Pack> = Manifest::of(copies, packs);
        // The manifest comes last: as long as it is the old one, the next export knows that the table may be old too.
        if self.is_whole() {
            self.put(TABLE, |to| table::write(&manifest.copies, to))?;
        }
        self.put(&self.manifest, |to| manifest.write_json(to))
    }

    /// Keeps room on the disk for the manifest and the table of so many copies: a disk that fills up is then still
    /// reported truly. [`OutputFolder::give_room`] gives it back.
    pub(super) fn keep_room(&self, copies: usize) -> Result<(), ExportError> {
        /// More than the manifest and the table say of one copy, in bytes.
        const EACH: u64 = 1500;
        let path = self.room();
        let bytes = EACH.saturating_mul(u64::try_from(copies).unwrap_or(u64::MAX));
        let keep = || io::copy(&mut io::repeat(b' ').take(bytes), &mut File::create(&path)?);
        keep()
            .map(drop)
            .map_err(|why| ExportError::Writing(path.clone(), why))
    }

    /// Gives back the room that was kept.
    pub(super) fn give_room(&self) {
        // Where there is none, there is none to give.
        let _ = fs::remove_file(self.room());
    }

    fn room(&self) -> PathBuf {
        self.parts.join("room")
    }

    /// Writes a file of the export, whole or not at all.
    ///
    /// # Errors
    /// [`ExportError::Writing`]; what was there is then still there.
    pub fn write(&self, file: &str, bytes: &[u8]) -> Result<(), ExportError> {
        self.put(file, |to| to.write_all(bytes))
    }

    /// Puts what `write` writes in a file's place. It is on the disk before this returns, or a manifest could speak of a
    /// copy that a cut of the power has taken.
    fn put(
        &self,
        file: &str,
        write: impl FnOnce(&mut BufWriter<&File>) -> io::Result<()>,
    ) -> Result<(), ExportError> {
        let path = self.folder.join(file);
        let put = || -> io::Result<()> {
            self.no_links_to(&path)?;
            if let Some(folder) = path.parent() {
                fs::create_dir_all(folder)?;
            }
            if path.is_dir() {
                return Err(io::ErrorKind::IsADirectory.into());
            }
            let part = disk::part(&self.parts, &path)?;
            let mut to = BufWriter::new(part.as_file());
            write(&mut to)?;
            to.flush()?;
            drop(to);
            part.as_file().sync_all()?;
            part.persist(&path).map_err(|failed| failed.error)?;
            Ok(())
        };
        put().map_err(|why| ExportError::Writing(path.clone(), why))
    }

    /// Looks that no folder in this one is a link on the way to a file: it would be written or removed elsewhere.
    fn no_links_to(&self, path: &Path) -> io::Result<()> {
        let above = path.ancestors().skip(1);
        let mut inside = above.take_while(|folder| *folder != self.folder);
        inside.try_for_each(no_link)
    }

    /// Whether a file is what the manifest says it is.
    pub fn holds(&self, file: &str, made: &MadeFile) -> bool {
        let path = self.folder.join(file);
        let right_length =
            fs::metadata(&path).is_ok_and(|kind| kind.is_file() && kind.len() == made.bytes);
        right_length && fs::read(&path).is_ok_and(|bytes| Digest::of(&bytes) == made.sha256)
    }

    /// What an entry says was made, as long as its file is that.
    pub(super) fn as_made(&self, entry: &Entry) -> Option<MadeFile> {
        let made = entry.made.as_ref()?;
        self.holds(&entry.file, made).then(|| made.clone())
    }

    /// Whether a file opens with a password, where there is one.
    pub(super) fn opens(&self, file: &str, password: Option<&Password>) -> bool {
        password.is_none_or(|password| {
            fs::read(self.folder.join(file)).is_ok_and(|bytes| press::opens(&bytes, password))
        })
    }

    /// Whether something lies at a file's place.
    pub fn has(&self, file: &str) -> bool {
        fs::symlink_metadata(self.folder.join(file)).is_ok()
    }

    /// Looks whether files can be written: nothing lies at their places but what an export is `known` to have written.
    pub(super) fn nothing_in_the_way<'a>(
        &self,
        files: impl Iterator<Item = &'a str>,
        known: impl Fn(&str) -> bool,
    ) -> Result<(), ExportError> {
        let mut strange = files.filter(|file| !known(file) && self.has(file));
        match strange.next() {
            None => Ok(()),
            Some(first) => {
                let first = self.folder.join(first);
                Err(ExportError::InTheWay(first, strange.count()))
            }
        }
    }

    /// The bytes of a file.
    ///
    /// # Errors
    /// [`ExportError::Reading`].
    pub fn read(&self, file: &str) -> Result<Vec<u8>, ExportError> {
        let path = self.folder.join(file);
        fs::read(&path).map_err(|why| ExportError::Reading(path, why))
    }

    /// Removes a file, if it is there, and the folders that are empty without it.
    ///
    /// # Errors
    /// [`ExportError::Writing`].
    pub fn remove(&self, file: &str) -> Result<(), ExportError> {
        let path = self.folder.join(file);
        match self
            .no_links_to(&path)
            .and_then(|()| fs::remove_file(&path))
        {
            // Another part of the same export may have been here first.
            Err(why) if why.kind() != io::ErrorKind::NotFound => {
                return Err(ExportError::Writing(path, why));
            }
            _ => {}
        }
        let above = path.ancestors().skip(1);
        let mut inside = above.take_while(|folder| *folder != self.folder);
        // A folder with anything else in it stays.
        let _ = inside.try_for_each(fs::remove_dir);
        Ok(())
    }
}

impl Drop for OutputFolder {
    fn drop(&mut self) {
        if self.locks.is_empty() {
            return;
        }
        // The locks stay: removing a lock that another has just opened would let two in at once.
        let _ = fs::remove_dir_all(&self.parts);
    }
}

/// The manifest of a whole export.
const WHOLE: &str = "manifest.json";

/// The file of a manifest, of the whole or of a part.
fn manifest_of(shard: Option<Shard>) -> String {
    shard.map_or(WHOLE.to_owned(), |shard| {
        format!("manifest-{}.json", shard.name())
    })
}

/// The part that a manifest is of, by its name: `manifest-2-of-3.json`.
fn part(name: &str) -> Option<Shard> {
    Shard::named(name.strip_prefix("manifest-")?.strip_suffix(".json")?)
}

fn no_link(folder: &Path) -> io::Result<()> {
    match folder.is_symlink() {
        true => Err(io::ErrorKind::CrossesDevices.into()),
        false => Ok(()),
    }
}

fn read_manifest(path: &Path) -> Result<Option<Manifest>, ExportError> {
    match Disk.read(path, usize::MAX) {
        Ok(bytes) => Manifest::read(path, &bytes).map(Some),
        Err(why) if why.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(why) => Err(ExportError::Reading(path.to_owned(), why)),
    }
}
