//! One manifest of the parts of an export.

use super::ExportError;
use super::manifest::Manifest;
use super::out::Out;

/// Placeholder.
pub fn join(_: &Out) -> Result<Manifest, ExportError> {
    Err(ExportError::Parts("there is nothing to join".to_owned()))
}
