//! What lies in an export's folder, as a file that office and program can both read.

use std::borrow::Borrow;
use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::{Component, Path};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::error::ExportError;
use super::not_made::{NotMade, sentence};
use crate::digest::Digest;
use crate::make::Reader;
use crate::plan::{Status, YearGroup};
use crate::press::Pdf;

/// What a manifest says of itself, so that no other program's file is taken for one.
const KIND: &str = "sendplan export 1";

/// Every copy of an export: the file that is there, or why there is none.
///
/// While an export is at work its manifest is written from references, since a trust of schools has ten thousand plans.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[serde(bound(deserialize = "E: Deserialize<'de>, P: Deserialize<'de>"))]
pub struct Manifest<E = Entry, P = Pack> {
    kind: String,
    /// The version of the program that wrote it.
    pub version: String,
    /// The copies, in the order of their plans.
    pub copies: Vec<E>,
    /// The print packs, in the order of their files.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub packs: Vec<P>,
}

/// One copy of one plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The plan's reference, or the name of its file where it has none.
    pub plan: String,
    /// The child's name, where names were asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub child: Option<String>,
    /// The class, or else the year group.
    pub class: String,
    /// The child's place in the class by name, from 1.
    pub place: usize,
    /// The year group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year: Option<YearGroup>,
    /// How far the plan is agreed: the copies of a draft say DRAFT on every page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
    /// Which plan of the child's it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cycle: Option<u32>,
    /// The day the plan begins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<NaiveDate>,
    /// The day it is to be reviewed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<NaiveDate>,
    /// Whose copy.
    pub copy: Reader,
    /// Which of the plan's recipients a parent's copy is for, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recipient: Option<usize>,
    /// Its file, by its path from the export's folder.
    pub file: String,
    /// What is in the file, if this program wrote it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub made: Option<MadeFile>,
    /// What an earlier export wrote there, where that is to be made again or is not as it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<MadeFile>,
    /// Why the file is not there, or is not the newest.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "sentence")]
    pub not_made: Option<NotMade>,
}

/// A file that was written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MadeFile {
    /// Its pages.
    pub pages: usize,
    /// Its length in bytes.
    pub bytes: u64,
    /// The SHA-256 of its bytes.
    pub sha256: Digest,
    /// Whether it opens with a password only.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub protected: bool,
    /// A digest of everything it was made from: the plan, its `school.yaml` and pictures, the layouts, the fonts, the
    /// program's version and what was asked for.
    pub made_from: Digest,
}

/// The copies of one kind for one class, in one file to print.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pack {
    /// The class, or else the year group.
    pub class: String,
    /// Whose copies.
    pub copy: Reader,
    /// How many copies are in it.
    pub copies: usize,
    /// The sheets of paper it takes, printed on both sides, with its cover; 0 until it is made.
    pub sheets: usize,
    /// Its file, by its path from the export's folder.
    pub file: String,
    /// What is in the file, once it is made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub made: Option<MadeFile>,
}

impl<E: Borrow<Entry> + Serialize, P: Borrow<Pack> + Serialize> Manifest<E, P> {
    /// A manifest of these copies and packs, in their order.
    pub fn of(
        copies: impl IntoIterator<Item = E>,
        packs: impl IntoIterator<Item = P>,
    ) -> Manifest<E, P> {
        let mut copies: Vec<E> = copies.into_iter().collect();
        copies.sort_unstable_by(|a, b| a.borrow().key().cmp(&b.borrow().key()));
        let mut packs: Vec<P> = packs.into_iter().collect();
        packs.sort_unstable_by(|a, b| a.borrow().file.cmp(&b.borrow().file));
        Manifest {
            kind: KIND.to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            copies,
            packs,
        }
    }

    /// Writes the manifest as the program reads it.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn write_json(&self, mut to: impl Write) -> io::Result<()> {
        serde_json::to_writer_pretty(&mut to, self)?;
        to.write_all(b"\n")
    }
}

impl Manifest {
    /// A manifest from its bytes; `path` is what a message calls it.
    ///
    /// # Errors
    /// [`ExportError::Foreign`] where it is not this program's, or damaged: nothing in it can then be relied on.
    pub fn read(path: &Path, bytes: &[u8]) -> Result<Manifest, ExportError> {
        let foreign = || ExportError::Foreign(path.to_owned());
        let manifest: Manifest = serde_json::from_slice(bytes).map_err(|_| foreign())?;
        let mut files = BTreeSet::new();
        let sound = manifest.kind == KIND
            && manifest
                .files()
                .all(|file| is_inside(file) && files.insert(file));
        if sound { Ok(manifest) } else { Err(foreign()) }
    }

    /// Every file that it names.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        let copies = self.copies.iter().map(|entry| entry.file.as_str());
        copies.chain(self.packs.iter().map(|pack| pack.file.as_str()))
    }
}

impl MadeFile {
    /// What the manifest says of a file with this document.
    pub(super) fn of(pdf: &Pdf, made_from: Digest, protected: bool) -> MadeFile {
        MadeFile {
            pages: pdf.pages,
            bytes: u64::try_from(pdf.bytes.len()).unwrap_or(u64::MAX),
            sha256: Digest::of(&pdf.bytes),
            protected,
            made_from,
        }
    }
}

impl Entry {
    /// Whether there is a file, and it opens with a password only.
    pub fn is_protected(&self) -> bool {
        self.made.as_ref().is_some_and(|made| made.protected)
    }

    /// What was last written there, whether or not it is still there.
    pub(super) fn last_made(&self) -> Option<&MadeFile> {
        self.made.as_ref().or(self.before.as_ref())
    }

    /// The same with what is found in its file now: nothing where that is not what was written there.
    pub(super) fn found(self, made: Option<MadeFile>) -> Entry {
        let last = self.last_made().filter(|_| made.is_none()).cloned();
        Entry {
            made,
            before: last,
            ..self
        }
    }

    /// What entries are ordered by.
    fn key(&self) -> (&str, Reader, Option<usize>, &str) {
        (&self.plan, self.copy, self.recipient, &self.file)
    }
}

/// Whether a path stays inside the folder that it is taken from.
fn is_inside(file: &str) -> bool {
    let path = Path::new(file);
    let mut parts = path.components().peekable();
    parts.peek().is_some()
        && parts.all(|part| matches!(part, Component::Normal(_)))
        && !file.contains(['\\', ':', '\0'])
}
