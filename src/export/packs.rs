//! Print packs: for each class and each kind of copy one PDF, with a cover sheet for the office.

use std::collections::BTreeMap;

use super::cover::{Cover, several};
use super::error::ExportError;
use super::groups::{Group, goes_into_a_pack, groups, remove};
use super::manifest::{Entry, MadeFile, Manifest, Pack};
use super::output::OutputFolder;
use super::pdf::{Part, put_together, stamp};
use super::progress::Event;
use crate::digest::Digest;
use crate::press::{Password, Pdf, Press, open, protect};

/// How packs are put together.
pub struct PackOptions<'a> {
    /// Sets the cover sheets; it is [archival](Press::archival) where there is no password.
    pub press: &'a Press,
    /// Whether the cover sheets say the children's names.
    pub names: bool,
    /// The password that the packs are to open with, and that their copies open with where they are protected.
    pub password: Option<&'a Password>,
}

impl PackOptions<'_> {
    /// Whether every copy that goes into a pack can be read.
    pub(super) fn can_read(&self, copies: &[Entry], out: &OutputFolder) -> Result<(), ExportError> {
        let locked = copies.iter().filter(goes_into_a_pack).find(|entry| {
            let opens = || self.password.is_some() && out.opens(&entry.file, self.password);
            entry.is_protected() && !opens()
        });
        match locked {
            Some(entry) => Err(ExportError::Locked(out.folder().join(&entry.file))),
            None => Ok(()),
        }
    }
}

/// Makes the packs of the copies in a manifest that have changed, writes the manifest with them, and says how many were
/// made. Copies stand in the order of the children's names. A pack is protected where its copies are.
///
/// # Errors
/// [`ExportError`]: where a copy is not what the manifest says or does not open, or the disk takes no more.
pub fn make(
    manifest: Manifest,
    options: &PackOptions<'_>,
    out: &OutputFolder,
    watch: &mut (dyn FnMut(Event<'_>) + Send),
) -> Result<usize, ExportError> {
    let before = manifest.packs.iter().map(|pack| (pack.file.as_str(), pack));
    let before: BTreeMap<&str, &Pack> = before.collect();
    let mut packs = Vec::new();
    let mut to_make = Vec::new();
    for group in groups(&manifest.copies) {
        let locked = group.entries.iter().any(|entry| entry.is_protected());
        let made_from = group.made_from(options.names, locked || options.password.is_some());
        let old = before.get(group.file.as_str());
        // A pack of protected copies has their password, so it is as they are.
        let as_asked = |old: &&&Pack| {
            old.made.as_ref().is_some_and(|made| {
                made.made_from == made_from
                    && out.holds(&group.file, made)
                    && (locked || out.opens(&group.file, options.password))
            })
        };
        if let Some(old) = old.filter(as_asked) {
            packs.push((*old).clone());
            continue;
        }
        if old.is_none() && out.has(&group.file) {
            return Err(ExportError::InTheWay(out.folder().join(group.file), 0));
        }
        packs.push(group.pack());
        to_make.push((packs.len() - 1, group, made_from));
    }
    for old in before.values() {
        // A class without copies has no pack; what lies there would be printed as if it were today's.
        if packs.iter().all(|pack| pack.file != old.file) {
            remove(old, out)?;
        }
    }
    if !to_make.is_empty() || packs.len() != manifest.packs.len() {
        // It is said first what is to be written, so that an export that is stopped now knows its own files again.
        out.write_manifest(&manifest.copies, &packs)?;
    }
    let made = to_make.len();
    for (index, group, made_from) in to_make {
        let Some(pack) = packs.get_mut(index) else {
            continue;
        };
        let pdf = one(&group, pack, options, out)?;
        out.write(&pack.file, &pdf.bytes)?;
        pack.sheets = pdf.pages.div_ceil(2);
        pack.made = Some(MadeFile::of(&pdf, made_from, options.password.is_some()));
        watch(Event::Pack(pack));
    }
    if made > 0 {
        out.write_manifest(&manifest.copies, &packs)?;
    }
    Ok(made)
}

/// Makes one pack.
fn one(
    group: &Group<'_>,
    pack: &Pack,
    options: &PackOptions<'_>,
    out: &OutputFolder,
) -> Result<Pdf, ExportError> {
    let trouble = |why: String| ExportError::Pack {
        file: pack.file.clone(),
        why,
    };
    let mut parts = Vec::new();
    for entry in &group.entries {
        let bytes = out.read(&entry.file)?;
        let is_as_made = |made: &MadeFile| Digest::of(&bytes) == made.sha256;
        if !entry.made.as_ref().is_some_and(is_as_made) {
            let why = format!("`{}` was changed; `--force` makes it again", entry.file);
            return Err(trouble(why));
        }
        let document = open(&bytes, options.password).map_err(|why| match why {
            lopdf::Error::InvalidPassword => ExportError::Locked(out.folder().join(&entry.file)),
            other => trouble(format!("a copy in it cannot be read: {other}")),
        })?;
        let number = entry.recipient.filter(|_| several(&group.entries, entry));
        let number = number.map(|number| format!(", recipient {number}"));
        let bookmark = format!("{}{}", entry.plan, number.unwrap_or_default());
        parts.push(Part { bookmark, document });
    }
    let stamp = parts.iter().filter_map(|part| stamp(&part.document)).max();
    let mut cover = Cover::of(&group.entries, &pack.class, pack.copy, options.names, stamp);
    let set = |cover: &Cover| {
        let sheet = options.press.pdf(cover);
        sheet.map_err(|why| trouble(why.to_string()))
    };
    let mut sheet = set(&cover)?;
    if sheet.pages > 1 {
        // The cover counts itself.
        cover.sheets += sheet.pages.div_ceil(2) - 1;
        sheet = set(&cover)?;
    }
    let bookmark = "Cover sheet".to_owned();
    let document = open(&sheet.bytes, None).map_err(|why| trouble(why.to_string()))?;
    parts.insert(0, Part { bookmark, document });
    let (bytes, pages) = put_together(parts).map_err(trouble)?;
    let pdf = Pdf {
        bytes,
        pages,
        archival: sheet.archival,
    };
    match options.password {
        Some(password) => protect(pdf, password).map_err(|why| trouble(why.to_string())),
        None => Ok(pdf),
    }
}
