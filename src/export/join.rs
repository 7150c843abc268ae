//! One manifest of the parts of an export.

use super::ExportError;
use super::changes::LOST;
use super::manifest::{Entry, Manifest};
use super::out::Out;
use super::packs::{self, Packing};
use super::written::Written;

/// Makes one manifest of all the parts in a folder, and puts it in the place of theirs. The folder is then as if one export
/// had made it. Where packs are to be made of the copies then, they must open.
///
/// # Errors
/// [`ExportError::Parts`] where there are none, some are missing, or they are of different divisions;
/// [`ExportError::Locked`].
pub fn join(out: &Out, packs: Option<&Packing<'_>>) -> Result<Manifest, ExportError> {
    let parts = out.parts()?;
    let Some((of, ..)) = parts.first().cloned() else {
        return Err(ExportError::Parts(format!(
            "there are no parts to join in `{}`: `export --shard 1/2` makes one",
            out.folder().display()
        )));
    };
    if parts.iter().any(|(other, ..)| *other != of) {
        return Err(ExportError::Parts("the parts here are of different exports: keep those that divide the plans by the same number".to_owned()));
    }
    let manifests = out.parts_manifests()?;
    let copies: Vec<Entry> = manifests.into_iter().flat_map(|part| part.copies).collect();
    let whole = out.manifest()?;
    let missing: Vec<String> = (1..=of)
        .filter(|number| parts.iter().all(|(_, have, _)| have != number))
        .map(|number| format!("{number}/{of}"))
        .collect();
    if !missing.is_empty() {
        return match whole {
            // An earlier joining was stopped between the whole's manifest and the last of the parts'.
            Some(whole) if copies.iter().all(|copy| whole.copies.contains(copy)) => {
                forget(&parts, out)?;
                Ok(whole)
            }
            _ => Err(ExportError::Parts(format!(
                "some parts are not there yet: {}",
                missing.join(", ")
            ))),
        };
    }
    let copies: Vec<Entry> = copies.into_iter().map(|copy| as_it_is(copy, out)).collect();
    if let Some(packing) = packs {
        packing.can_read(&copies, out)?;
    }
    let old_packs = whole.map(|whole| whole.packs).unwrap_or_default();
    let (standing, fallen) = packs::standing(&old_packs, &copies, out);
    let named = packs::named(&standing, &fallen);
    if !fallen.is_empty() {
        out.write_manifest(&Written::of(&copies, &named), true)?;
    }
    for pack in &fallen {
        packs::remove(pack, out)?;
    }
    let manifest = Manifest::of(copies, standing);
    out.write_manifest(&Written::from(&manifest), true)?;
    forget(&parts, out)?;
    Ok(manifest)
}

/// A copy whose file is not what its part says of it is said to have none.
fn as_it_is(copy: Entry, out: &Out) -> Entry {
    let made = out.as_made(&copy);
    let lost = copy.made.is_some() && made.is_none();
    Entry {
        made,
        not_made: if lost {
            Some(LOST.to_owned())
        } else {
            copy.not_made
        },
        ..copy
    }
}

fn forget(parts: &[(u64, u64, String)], out: &Out) -> Result<(), ExportError> {
    parts.iter().try_for_each(|(_, _, name)| out.remove(name))
}
