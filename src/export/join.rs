//! One manifest of the parts of an export.

use std::fs;

use super::ExportError;
use super::manifest::Manifest;
use super::out::{Out, read_manifest};
use super::packs::Packing;
use super::written::Written;

/// Makes one manifest of all the parts in a folder, and puts it in the place of theirs. The folder is then as if one export
/// had made it. Where packs are to be made of the copies then, they must open.
///
/// # Errors
/// [`ExportError::Parts`] where there are none, some are missing, or they are of different divisions;
/// [`ExportError::Locked`].
pub fn join(out: &Out, packs: Option<&Packing<'_>>) -> Result<Manifest, ExportError> {
    let reading = |why| ExportError::Reading(out.folder().to_owned(), why);
    let entries = fs::read_dir(out.folder())
        .map_err(reading)?
        .collect::<Result<Vec<_>, _>>()
        .map_err(reading)?;
    let mut parts: Vec<(u64, u64, String)> = entries
        .iter()
        .filter_map(|entry| part(&entry.file_name().to_string_lossy()))
        .collect();
    parts.sort();
    let Some((of, ..)) = parts
        .first()
        .map(|(of, number, name)| (*of, *number, name.clone()))
    else {
        return Err(ExportError::Parts(format!(
            "there are no parts to join in `{}`: `export --shard 1/2` makes one",
            out.folder().display()
        )));
    };
    if parts.iter().any(|(other, ..)| *other != of) {
        return Err(ExportError::Parts("the parts here are of different exports: keep those that divide the plans by the same number".to_owned()));
    }
    let missing: Vec<String> = (1..=of)
        .filter(|number| parts.iter().all(|(_, have, _)| have != number))
        .map(|number| format!("{number}/{of}"))
        .collect();
    if !missing.is_empty() {
        return Err(ExportError::Parts(format!(
            "some parts are not there yet: {}",
            missing.join(", ")
        )));
    }
    let whole = out.manifest()?;
    let mut copies = Vec::new();
    for (_, _, name) in &parts {
        let path = out.folder().join(name);
        let manifest = read_manifest(&path)?.ok_or_else(|| ExportError::Foreign(path.clone()))?;
        copies.extend(manifest.copies);
    }
    if let Some(packing) = packs {
        packing.can_read(&copies, out)?;
    }
    let packs = whole.map(|whole| whole.packs).unwrap_or_default();
    let packs = super::packs::still_true(&packs, &copies, out)?;
    let manifest = Manifest::of(copies, packs);
    out.write_manifest(&Written::from(&manifest), true)?;
    for (_, _, name) in &parts {
        out.remove(name)?;
    }
    Ok(manifest)
}

/// The division and the number of a part, from the name of its manifest: `manifest-2-of-3.json`.
fn part(name: &str) -> Option<(u64, u64, String)> {
    let (number, of) = name
        .strip_prefix("manifest-")?
        .strip_suffix(".json")?
        .split_once("-of-")?;
    Some((of.parse().ok()?, number.parse().ok()?, name.to_owned()))
}
