//! Which copies belong in which print pack, and which packs still hold what their copies are now.

use std::collections::{BTreeMap, BTreeSet};

use super::error::ExportError;
use super::inventory::Inventory;
use super::manifest::{Entry, Manifest, Pack};
use super::options::folder_of;
use super::output::OutputFolder;
use crate::digest::{Digest, Digester};
use crate::make::{Reader, safe};

/// The folder for the packs.
const FOLDER: &str = "packs";

/// The copies of one kind for one class.
pub(super) struct Group<'a> {
    /// The pack's file.
    pub file: String,
    pub reader: Reader,
    /// In the order of the children.
    pub entries: Vec<&'a Entry>,
}

/// The file of the pack that a copy belongs in.
fn file_of(copy: &Entry) -> String {
    format!(
        "{FOLDER}/{}-{}.pdf",
        safe(&copy.class),
        folder_of(copy.copy)
    )
}

/// Whether a copy is as it should be, so that it goes into a pack.
pub(super) fn goes_into_a_pack(entry: &&Entry) -> bool {
    entry.made.is_some() && entry.not_made.is_none()
}

/// The copies that belong together. Classes that differ in capitals alone are one: their files could not lie side by side on
/// every disk.
pub(super) fn groups(copies: &[Entry]) -> Vec<Group<'_>> {
    let mut groups: BTreeMap<(String, Reader), Group<'_>> = BTreeMap::new();
    for entry in copies.iter().filter(goes_into_a_pack) {
        let file = file_of(entry);
        let group = groups.entry((file.to_lowercase(), entry.copy));
        let group = group.or_insert_with(|| Group {
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
        let entries = &mut group.entries;
        entries.sort_by_key(|entry| (entry.place, entry.plan.clone(), entry.recipient));
    }
    groups
}

impl Group<'_> {
    /// A digest of what the pack is made from.
    pub fn made_from(&self, names: bool, protected: bool) -> Digest {
        let mut digest = Digester::default();
        digest.add([u8::from(names)]);
        if protected {
            digest.add("protected");
        }
        for entry in &self.entries {
            let made = entry.made.as_ref();
            let made = made.map(|made| format!("{} {}", made.sha256, made.made_from));
            digest.add(&entry.plan);
            digest.add(&entry.class);
            digest.add(entry.child.as_deref().unwrap_or_default());
            digest.add(made.unwrap_or_default());
        }
        digest.finish()
    }

    /// The pack, which is still to be made.
    pub fn pack(&self) -> Pack {
        let class = self.entries.first().map(|entry| entry.class.clone());
        Pack {
            class: class.unwrap_or_default(),
            copy: self.reader,
            copies: self.entries.len(),
            sheets: 0,
            file: self.file.clone(),
            made: None,
        }
    }
}

/// Removes the file of a pack that is true no more, unless somebody has changed it since; says whether it did.
pub(super) fn remove(pack: &Pack, out: &OutputFolder) -> Result<bool, ExportError> {
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
pub(super) fn standing(
    packs: &[Pack],
    copies: &[Entry],
    out: &OutputFolder,
) -> (Vec<Pack>, Vec<Pack>) {
    let groups = groups(copies);
    let stands = |pack: &Pack| {
        let now = groups.iter().find(|group| group.file == pack.file);
        let asked = [(false, false), (false, true), (true, false), (true, true)];
        now.zip(pack.made.as_ref()).is_some_and(|(now, made)| {
            let is_made_from =
                |(names, protected)| now.made_from(names, protected) == made.made_from;
            asked.into_iter().any(is_made_from) && out.holds(&pack.file, made)
        })
    };
    packs.iter().cloned().partition(stands)
}

/// The packs that copies which are to change are in.
pub(super) fn of<'a>(copies: impl Iterator<Item = &'a Entry>, packs: &[Pack]) -> Vec<Pack> {
    let changing: BTreeSet<String> = copies.map(|copy| file_of(copy).to_lowercase()).collect();
    let fallen = packs.iter();
    let fallen = fallen.filter(|pack| changing.contains(&pack.file.to_lowercase()));
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
    inventory: &Inventory,
    old: Option<&Manifest>,
    out: &OutputFolder,
) -> Result<(), ExportError> {
    let files: BTreeSet<String> = inventory.to_make().map(file_of).collect();
    let known = |file: &str| old.is_some_and(|old| old.packs.iter().any(|pack| pack.file == file));
    out.nothing_in_the_way(files.iter().map(String::as_str), known)
}
