//! Why a copy could not be made, and where in its layout Typst stopped.

use typst::diag::SourceDiagnostic;
use typst::{World, WorldExt};

use super::world::CopyWorld;
use crate::copy::Printed;

/// Why a copy could not be made. None of these is the teacher's mistake once `check` finds no error.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PressError {
    /// The template's files do not belong together.
    #[error("the template cannot be used: {0}")]
    BadTemplate(String),
    /// The work was [cancelled](super::Press::cancelled_by).
    #[error("the work was cancelled")]
    Cancelled,
    /// The layout stopped on this copy.
    ///
    /// Its sentence says where in the layout, and not what the layout said: that may hold words of the plan, and the
    /// sentence is printed, logged and written into the manifest.
    #[error(
        "the {copy} could not be laid out, which is a fault of the layout and not of the plan{at}"
    )]
    Layout {
        /// Which copy, as its title says.
        copy: String,
        /// The places in the layout, such as ` (parent.typ, line 12)`; empty where none is known.
        at: String,
        /// What the layout said, for whoever mends the layout. It may hold words of the plan.
        why: String,
    },
}

pub(super) fn failed<C: Printed>(
    copy: &C,
    world: &CopyWorld<'_>,
    errors: &[SourceDiagnostic],
) -> PressError {
    PressError::Layout {
        copy: copy.title().to_owned(),
        at: places(errors, world),
        why: in_words(errors, world),
    }
}

/// What Typst says and where in the template, for whoever mends the template.
fn in_words(diagnostics: &[SourceDiagnostic], world: &CopyWorld<'_>) -> String {
    let message = |found: &SourceDiagnostic| match place(found, world) {
        Some(place) => format!("{} ({place})", found.message),
        None => found.message.to_string(),
    };
    let messages: Vec<String> = diagnostics.iter().map(message).collect();
    messages.join("; ")
}

/// Where in the template Typst stopped, in brackets; nothing where it does not say.
fn places(diagnostics: &[SourceDiagnostic], world: &CopyWorld<'_>) -> String {
    let places: Vec<String> = diagnostics
        .iter()
        .filter_map(|found| place(found, world))
        .collect();
    if places.is_empty() {
        return String::new();
    }
    format!(" ({})", places.join("; "))
}

/// The file of the template and its line that Typst speaks of.
fn place(found: &SourceDiagnostic, world: &CopyWorld<'_>) -> Option<String> {
    let id = found.span.id()?;
    let file = id.vpath().get_without_slash().to_owned();
    let source = world.source(id).ok()?;
    let start = world.range(found.span)?.start;
    let line = source.lines().byte_to_line(start)?;
    Some(format!("{file}, line {}", line + 1))
}
