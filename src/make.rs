//! From a checked plan to the PDFs of its copies, each under the name it is handed over by.

mod names;
mod replace;
mod wanted;

use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::check::Checked;
use crate::copy::Pictures;
use crate::load::{Loaded, PictureFile};
use crate::parallel::parallel_map;
use crate::picture::{self, Prepared, PrintSize};
use crate::plan::Format;
use crate::press::{Image, Pdf, Press, PressError};
pub(crate) use names::{endings, no_reference, safe, stem};
pub(crate) use replace::{Kept, left_over, may_replace};
use wanted::Document;
pub use wanted::{Wanted, review_pages, wanted};
pub(crate) use wanted::{every_name, with_cycle};

/// Whose copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Reader {
    /// The parents': one for each recipient.
    Parent,
    /// The child's.
    Child,
    /// Everybody who passes the wall it hangs on: strengths, likes, what helps, and nothing else.
    Wall,
    /// The teaching staff's.
    Staff,
    /// Those who meet for the review: the form to print before it, with a page for each of the three.
    Review,
}

impl Reader {
    /// The three copies of the plan.
    pub const ALL: &'static [Reader] = &[Reader::Parent, Reader::Child, Reader::Staff];

    /// The three copies and the review form: everything that a plan is worked with.
    pub const EVERY: &'static [Reader] =
        &[Reader::Parent, Reader::Child, Reader::Staff, Reader::Review];

    /// The word for it in file names and lists.
    pub fn name(self) -> &'static str {
        match self {
            Reader::Parent => "parent",
            Reader::Child => "child",
            Reader::Wall => "wall",
            Reader::Staff => "staff",
            Reader::Review => "review",
        }
    }
}

/// A copy as a file.
#[derive(Clone, Debug)]
pub struct Made {
    /// Its name, from the plan's reference and never from the child's, such as `KF-042-parent-mother.pdf`.
    pub file_name: String,
    /// Whose copy it is.
    pub reader: Reader,
    /// The document.
    pub pdf: Pdf,
}

/// Why a copy could not be made from a plan that `check` found no errors in.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum MakeError {
    /// A picture cannot be printed, which a check finds too.
    #[error("the picture `{file}` cannot be used: {why}")]
    Picture {
        /// The picture's file.
        file: String,
        /// What is wrong with it.
        why: picture::Problem,
    },
    /// The layout stopped.
    #[error(transparent)]
    Press(#[from] PressError),
}

/// The plan's pictures, decoded and made fit for print.
///
/// # Errors
/// [`MakeError::Picture`] where a picture cannot be printed: never after a check that found no errors.
pub fn pictures(loaded: &Loaded) -> Result<Pictures, MakeError> {
    Ok(Pictures {
        photo: prepared(&loaded.photo, picture::PHOTO)?,
        logo: prepared(&loaded.logo, picture::LOGO)?,
    })
}

fn prepared(
    file: &Option<PictureFile>,
    size: PrintSize,
) -> Result<Option<Arc<Prepared>>, MakeError> {
    // A draft may name a picture that is not there yet: its copies are made without.
    let Some((file, prepared)) = file
        .as_ref()
        .and_then(|file| Some((file, file.prepared(size)?)))
    else {
        return Ok(None);
    };
    match prepared {
        Ok(made) => Ok(Some(Arc::clone(made))),
        Err(why) => Err(MakeError::Picture {
            file: file.path.display().to_string(),
            why: why.clone(),
        }),
    }
}

/// A picture made fit for print; `path` is what a message calls it.
pub(crate) fn prepare(
    path: &Path,
    bytes: &[u8],
    size: PrintSize,
) -> Result<Arc<Prepared>, MakeError> {
    let made = picture::prepare(bytes, size);
    made.map(Arc::new).map_err(|why| MakeError::Picture {
        file: path.display().to_string(),
        why,
    })
}

/// Makes the copies that are wanted: for `Parent` one for each recipient, set as the plan says unless `format` says
/// otherwise. The same plan, template and fonts give the same bytes.
///
/// # Errors
/// [`MakeError`]; what was made before the error is lost, so that nobody hands over half of the copies.
pub fn copies(
    checked: &Checked<'_>,
    readers: &[Reader],
    format: Option<Format>,
    press: &Press,
) -> Result<Vec<Made>, MakeError> {
    let jobs = wanted(checked.loaded(), readers);
    copies_of(checked, jobs, format, press)
}

/// The bytes and the lines of a plan that is longer than others: the longest example has fewer. Each line of a list takes room
/// on a page, however short it is.
const LONG: usize = 16_000;
const MANY_LINES: usize = 450;

/// Makes these copies of a plan, as [`copies`] does: from [`wanted()`], or single pages of the review form from
/// [`review_pages`].
///
/// # Errors
/// As [`copies`].
pub fn copies_of(
    checked: &Checked<'_>,
    jobs: Vec<Wanted>,
    format: Option<Format>,
    press: &Press,
) -> Result<Vec<Made>, MakeError> {
    let loaded = checked.loaded();
    let (pictures, glossary) = (pictures(loaded)?, loaded.glossary());
    // The copies have nothing to do with each other, so a few of them are set at once; long ones take too much room for that.
    let text = &loaded.source.file().text;
    let is_long = text.len() > LONG || text.lines().count() > MANY_LINES;
    let at_once = NonZeroUsize::MIN.saturating_add(if is_long { 0 } else { 3 });
    let finished = parallel_map(&jobs, at_once, |job| {
        job.document(&loaded.plan, &glossary, format, &pictures, press.template())
            .pdf(press)
    });
    let mut made = Vec::new();
    for (job, finished) in jobs.into_iter().zip(finished) {
        let pdf = finished?;
        made.push(Made {
            file_name: job.file_name,
            reader: job.reader,
            pdf,
        });
    }
    Ok(made)
}

/// Makes one of the copies of a plan, on this thread: the same bytes as [`copies`] gives.
///
/// # Errors
/// [`MakeError::Press`] where the layout cannot set it.
pub fn copy(
    checked: &Checked<'_>,
    wanted: &Wanted,
    format: Option<Format>,
    pictures: &Pictures,
    press: &Press,
) -> Result<Pdf, MakeError> {
    let document = document(checked, wanted, format, pictures, press);
    Ok(document.pdf(press)?)
}

/// The pages of one of the copies of a plan as pictures, as a preview shows them: what [`copy`] gives, page by page.
///
/// # Errors
/// As [`copy`].
pub fn preview(
    checked: &Checked<'_>,
    wanted: &Wanted,
    format: Option<Format>,
    pictures: &Pictures,
    press: &Press,
    image: Image,
) -> Result<Vec<Vec<u8>>, MakeError> {
    let document = document(checked, wanted, format, pictures, press);
    Ok(document.pages(press, image)?)
}

fn document(
    checked: &Checked<'_>,
    wanted: &Wanted,
    format: Option<Format>,
    pictures: &Pictures,
    press: &Press,
) -> Document {
    let loaded = checked.loaded();
    let glossary = loaded.glossary();
    wanted.document(&loaded.plan, &glossary, format, pictures, press.template())
}
