//! One manifest of the parts of an export.

use super::error::ExportError;
use super::groups;
use super::manifest::{Entry, Manifest};
use super::not_made::NotMade;
use super::output::OutputFolder;
use super::packs::PackOptions;
use super::shard::Shard;

/// Makes one manifest of all the parts in a folder, and puts it in the place of theirs. The folder is then as if one export
/// had made it. Where packs are to be made of the copies then, they must open.
///
/// # Errors
/// [`ExportError::Parts`] where there are none, some are missing, or they are of different divisions;
/// [`ExportError::Locked`].
pub fn join(out: &OutputFolder, packs: Option<&PackOptions<'_>>) -> Result<Manifest, ExportError> {
    let parts = out.parts()?;
    let Some(first) = parts.first() else {
        return Err(ExportError::Parts(format!(
            "there are no parts to join in `{}`: `export --shard 1/2` makes one",
            out.folder().display()
        )));
    };
    let all: Vec<Shard> = first.all().collect();
    if parts.iter().any(|part| !all.contains(part)) {
        return Err(ExportError::Parts("the parts here are of different exports: keep those that divide the plans by the same number".to_owned()));
    }
    let manifests = out.parts_manifests()?;
    let copies: Vec<Entry> = manifests.into_iter().flat_map(|part| part.copies).collect();
    let whole = out.manifest()?;
    let missing = all.iter().filter(|part| !parts.contains(part));
    let missing: Vec<String> = missing.map(Shard::to_string).collect();
    if !missing.is_empty() {
        return match whole {
            // An earlier joining was stopped between the whole's manifest and the last of the parts'.
            Some(whole) if copies.iter().all(|copy| whole.copies.contains(copy)) => {
                out.forget_parts()?;
                Ok(whole)
            }
            _ => Err(ExportError::Parts(format!(
                "some parts are not there yet: {}",
                missing.join(", ")
            ))),
        };
    }
    let copies: Vec<Entry> = copies.into_iter().map(|copy| as_it_is(copy, out)).collect();
    if let Some(options) = packs {
        options.can_read(&copies, out)?;
    }
    let old_packs = whole.map(|whole| whole.packs).unwrap_or_default();
    let (standing, fallen) = groups::standing(&old_packs, &copies, out);
    if !fallen.is_empty() {
        out.write_manifest(&copies, &groups::named(&standing, &fallen))?;
    }
    for pack in &fallen {
        groups::remove(pack, out)?;
    }
    let manifest = Manifest::of(copies, standing);
    out.write_manifest(&manifest.copies, &manifest.packs)?;
    out.forget_parts()?;
    Ok(manifest)
}

/// A copy whose file is not what its part says of it is said to have none.
fn as_it_is(copy: Entry, out: &OutputFolder) -> Entry {
    let made = out.as_made(&copy);
    let is_lost = copy.made.is_some() && made.is_none();
    let not_made = if is_lost {
        Some(NotMade::Lost)
    } else {
        copy.not_made
    };
    Entry { not_made, ..copy }.found(made)
}
