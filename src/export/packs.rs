//! Print packs: for each class and each kind of copy one PDF, with a cover sheet for the office.

use std::collections::{BTreeMap, BTreeSet};

use super::ExportError;
use super::cover::{Cover, several};
use super::manifest::{Entry, MadeFile, Manifest, Pack};
use super::out::Out;
use super::pdf::{Part, put_together, stamp};
use super::progress::Event;
use super::survey::{Survey, folder_of};
use super::written::Written;
use crate::digest::{Digest, Digester};
use crate::make::{Reader, safe};
use crate::press::{Password, Pdf, Press, open, protect};

/// The folder for the packs.
const FOLDER: &str = "packs";

/// How packs are put together.
pub struct Packing<'a> {
    /// Sets the cover sheets; it is [archival](Press::archival) where there is no password.
    pub press: &'a Press,
    /// Whether the cover sheets say the children's names.
    pub names: bool,
    /// The password that the packs are to open with, and that their copies open with where they are protected.
    pub password: Option<&'a Password>,
}

impl Packing<'_> {
    /// Whether every copy that goes into a pack can be read.
    pub(super) fn can_read(&self, copies: &[Entry], out: &Out) -> Result<(), ExportError> {
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
    packing: &Packing<'_>,
    out: &Out,
    watch: &mut (dyn FnMut(Event<'_>) + Send),
) -> Result<usize, ExportError> {
    let before: BTreeMap<&str, &Pack> = manifest
        .packs
        .iter()
        .map(|pack| (pack.file.as_str(), pack))
        .collect();
    let mut packs = Vec::new();
    let mut to_make = Vec::new();
    for group in groups(&manifest.copies) {
        let Group {
            file,
            reader,
            entries,
        } = group;
        let locked = entries.iter().any(|entry| entry.is_protected());
        let protected = locked || packing.password.is_some();
        let made_from = made_from(&entries, packing.names, protected);
        let old = before.get(file.as_str());
        // A pack of protected copies has their password, so it is as they are.
        let as_asked = |old: &&&Pack| {
            old.made.as_ref().is_some_and(|made| {
                made.made_from == made_from
                    && out.holds(&file, made)
                    && (locked || out.opens(&file, packing.password))
            })
        };
        if let Some(old) = old.filter(as_asked) {
            packs.push((*old).clone());
            continue;
        }
        if old.is_none() && out.has(&file) {
            return Err(ExportError::InTheWay(out.folder().join(file), 0));
        }
        packs.push(Pack::planned(&entries, reader, file));
        to_make.push((packs.len() - 1, entries, made_from));
    }
    for old in manifest
        .packs
        .iter()
        .filter(|old| packs.iter().all(|pack| pack.file != old.file))
    {
        // A class without copies has no pack; what lies there would be printed as if it were today's.
        remove(old, out)?;
    }
    if !to_make.is_empty() || packs.len() != manifest.packs.len() {
        // It is said first what is to be written, so that an export that is stopped now knows its own files again.
        out.write_manifest(&Written::of(&manifest.copies, &packs), true)?;
    }
    let made = to_make.len();
    for (index, entries, made_from) in to_make {
        let Some(pack) = packs.get_mut(index) else {
            continue;
        };
        one(pack, &entries, made_from, packing, out)?;
        watch(Event::Pack(pack));
    }
    if made > 0 {
        out.write_manifest(&Written::of(&manifest.copies, &packs), true)?;
    }
    Ok(made)
}

/// Removes the file of a pack that is true no more, unless somebody has changed it since; says whether it did.
pub(super) fn remove(pack: &Pack, out: &Out) -> Result<bool, ExportError> {
    let ours = out.has(&pack.file)
        && match &pack.made {
            Some(made) => out.holds(&pack.file, made),
            // An export that was stopped may have got as far as this file.
            None => true,
        };
    if ours {
        out.remove(&pack.file)?;
    }
    Ok(ours)
}

/// The packs of an earlier export: those that still hold what the copies are now, and those that do not. The others' files
/// are to be removed before a copy in them is replaced: an office must not print yesterday's.
pub(super) fn standing(packs: &[Pack], copies: &[Entry], out: &Out) -> (Vec<Pack>, Vec<Pack>) {
    let groups = groups(copies);
    let stands = |pack: &&Pack| {
        let now = groups.iter().find(|group| group.file == pack.file);
        let asked = [(false, false), (false, true), (true, false), (true, true)];
        now.zip(pack.made.as_ref()).is_some_and(|(now, made)| {
            let same = asked.iter().any(|(names, protected)| {
                made_from(&now.entries, *names, *protected) == made.made_from
            });
            same && out.holds(&pack.file, made)
        })
    };
    let (standing, fallen): (Vec<&Pack>, Vec<&Pack>) = packs.iter().partition(stands);
    (
        standing.into_iter().cloned().collect(),
        fallen.into_iter().cloned().collect(),
    )
}

/// The packs that copies which are to change are in.
pub(super) fn of<'a>(copies: impl Iterator<Item = &'a Entry>, packs: &[Pack]) -> Vec<Pack> {
    let changing: BTreeSet<String> = copies.map(|copy| file_of(&copy.class, copy.copy)).collect();
    let changing: BTreeSet<String> = changing.iter().map(|file| file.to_lowercase()).collect();
    let fallen = packs
        .iter()
        .filter(|pack| changing.contains(&pack.file.to_lowercase()));
    fallen.cloned().collect()
}

/// The packs that a manifest names while the fallen ones are being removed: of these it says no more than their names.
pub(super) fn named(standing: &[Pack], fallen: &[Pack]) -> Vec<Pack> {
    let fallen = fallen.iter().map(|pack| Pack {
        sheets: 0,
        made: None,
        ..pack.clone()
    });
    standing.iter().cloned().chain(fallen).collect()
}

/// No pack is written over a file that is not known to be an export's.
pub(super) fn nothing_in_the_way(
    survey: &Survey,
    old: Option<&Manifest>,
    out: &Out,
) -> Result<(), ExportError> {
    let copies = survey.orders.iter().flat_map(|(_, entries)| entries);
    let files: BTreeSet<String> = copies.map(|copy| file_of(&copy.class, copy.copy)).collect();
    let known = |file: &str| old.is_some_and(|old| old.packs.iter().any(|pack| pack.file == file));
    let strange: Vec<&String> = files
        .iter()
        .filter(|file| !known(file) && out.has(file))
        .collect();
    match strange.as_slice() {
        [] => Ok(()),
        [first, more @ ..] => Err(ExportError::InTheWay(out.folder().join(first), more.len())),
    }
}

/// The file of the pack for a class and a kind of copy.
fn file_of(class: &str, reader: Reader) -> String {
    format!("{FOLDER}/{}-{}.pdf", safe(class), folder_of(reader))
}

fn goes_into_a_pack(entry: &&Entry) -> bool {
    entry.made.is_some() && entry.not_made.is_none()
}

/// The copies of one kind for one class.
struct Group<'a> {
    file: String,
    reader: Reader,
    /// In the order of the children.
    entries: Vec<&'a Entry>,
}

/// The copies that belong together. Classes that differ in capitals alone are one: their files could not lie side by side on
/// every disk.
fn groups(copies: &[Entry]) -> Vec<Group<'_>> {
    let mut groups: BTreeMap<(String, Reader), Group<'_>> = BTreeMap::new();
    for entry in copies.iter().filter(goes_into_a_pack) {
        let file = file_of(&entry.class, entry.copy);
        let group = groups
            .entry((file.to_lowercase(), entry.copy))
            .or_insert_with(|| Group {
                file: file.clone(),
                reader: entry.copy,
                entries: Vec::new(),
            });
        // The same name in whatever order they come.
        group.file = file.min(group.file.clone());
        group.entries.push(entry);
    }
    let mut groups: Vec<Group<'_>> = groups.into_values().collect();
    for group in &mut groups {
        group
            .entries
            .sort_by_key(|entry| (entry.place, entry.plan.clone(), entry.recipient));
    }
    groups
}

fn made_from(entries: &[&Entry], names: bool, protected: bool) -> Digest {
    let mut digest = Digester::default();
    digest.add([u8::from(names)]);
    if protected {
        digest.add("protected");
    }
    for entry in entries {
        let made = entry.made.as_ref();
        digest.add(&entry.plan);
        digest.add(&entry.class);
        digest.add(entry.child.as_deref().unwrap_or_default());
        digest.add(
            made.map(|made| format!("{} {}", made.sha256, made.made_from))
                .unwrap_or_default(),
        );
    }
    digest.finish()
}

/// Makes one pack.
fn one(
    pack: &mut Pack,
    entries: &[&Entry],
    made_from: Digest,
    packing: &Packing<'_>,
    out: &Out,
) -> Result<(), ExportError> {
    let trouble = |why: String| ExportError::Pack {
        file: pack.file.clone(),
        why,
    };
    let mut parts = Vec::new();
    for entry in entries {
        let bytes = out.read(&entry.file)?;
        if entry
            .made
            .as_ref()
            .is_none_or(|made| Digest::of(&bytes) != made.sha256)
        {
            return Err(trouble(format!(
                "`{}` was changed; `--force` makes it again",
                entry.file
            )));
        }
        let document = open(&bytes, packing.password).map_err(|why| match why {
            lopdf::Error::InvalidPassword => ExportError::Locked(out.folder().join(&entry.file)),
            other => trouble(format!("a copy in it cannot be read: {other}")),
        })?;
        let number = entry
            .recipient
            .filter(|_| several(entries, entry))
            .map(|number| format!(", recipient {number}"));
        let bookmark = format!("{}{}", entry.plan, number.unwrap_or_default());
        parts.push(Part { bookmark, document });
    }
    let stamp = parts.iter().filter_map(|part| stamp(&part.document)).max();
    let mut cover = Cover::of(entries, &pack.class, pack.copy, packing.names, stamp);
    let set = |cover: &Cover| {
        let sheet = packing.press.pdf(cover);
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
    let whole = put_together(parts).map_err(trouble)?;
    let mut pdf = Pdf {
        bytes: whole.bytes,
        pages: whole.pages,
        archival: sheet.archival,
    };
    if let Some(password) = packing.password {
        pdf = protect(pdf, password).map_err(|why| trouble(why.to_string()))?;
    }
    out.write(&pack.file, &pdf.bytes)?;
    pack.sheets = pdf.pages.div_ceil(2);
    pack.made = Some(MadeFile::of(&pdf, made_from, packing.password.is_some()));
    Ok(())
}

impl Pack {
    /// A pack that is still to be made.
    fn planned(entries: &[&Entry], reader: Reader, file: String) -> Pack {
        let class = entries.first().map(|entry| entry.class.clone());
        Pack {
            class: class.unwrap_or_default(),
            copy: reader,
            copies: entries.len(),
            sheets: 0,
            file,
            made: None,
        }
    }
}
