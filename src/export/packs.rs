//! Print packs.

use super::ExportError;
use super::crew::Event;
use super::manifest::Manifest;
use super::out::Out;
use crate::press::Press;

/// Placeholder.
pub fn make(
    _: Manifest,
    _: bool,
    _: &Out,
    _: &Press,
    _: &mut (dyn FnMut(Event<'_>) + Send),
) -> Result<usize, ExportError> {
    Ok(0)
}
