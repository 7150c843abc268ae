//! From a checked plan to the PDFs of its copies, each under the name it is handed over by.

mod names;
mod replace;

use std::collections::BTreeSet;
use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::check::Checked;
use crate::copy::{ChildCopy, ParentCopy, Pictures, ReviewForm, ReviewPage, StaffCopy, WallCopy};
use crate::glossary::Glossary;
use crate::load::{Loaded, PictureFile};
use crate::parallel::parallel_map;
use crate::picture::{self, Prepared, PrintSize};
use crate::plan::{Format, Plan};
use crate::press::{Image, Pdf, Press, PressError};
use crate::template::Template;
pub(crate) use names::{endings, no_reference, safe, stem};
pub(crate) use replace::{Kept, left_over, may_replace};

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

/// The bytes of a plan that is longer than others: the longest example has half as many.
const LONG: usize = 16_000;

/// Makes these copies of a plan, as [`copies`] does: from [`wanted`], or single pages of the review form from
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
    let is_long = loaded.source.file().text.len() > LONG;
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

/// One copy to make.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wanted {
    /// The name of its file.
    pub file_name: String,
    /// Whose copy it is.
    pub reader: Reader,
    /// Whose of the recipients it is, counted from 0.
    pub recipient: usize,
    /// The one page of the review form that is wanted; all of them where none is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<ReviewPage>,
}

/// The copies of a plan for some readers: the parents' first, one for each recipient, then the child's, the staff's and the
/// review form.
pub fn wanted(loaded: &Loaded, readers: &[Reader]) -> Vec<Wanted> {
    let name = stem(loaded);
    let mut jobs = Vec::new();
    let mut add = |reader, recipient, ending: &str| {
        if readers.contains(&reader) {
            let file_name = format!("{name}-{ending}.pdf");
            jobs.push(Wanted {
                file_name,
                reader,
                recipient,
                page: None,
            });
        }
    };
    let endings = endings(&loaded.plan);
    // A draft may not say yet who gets a copy.
    if endings.is_empty() {
        add(Reader::Parent, 0, "parent");
    }
    for (recipient, ending) in endings.iter().enumerate() {
        add(Reader::Parent, recipient, ending);
    }
    add(Reader::Child, 0, "child");
    add(Reader::Wall, 0, "wall");
    add(Reader::Staff, 0, "staff");
    add(Reader::Review, 0, "review");
    jobs
}

/// The same copies with the plan's cycle in their names, for several cycles of one child in one folder.
pub(crate) fn with_cycle(mut wanted: Vec<Wanted>, loaded: &Loaded) -> Vec<Wanted> {
    let name = stem(loaded);
    let Some(cycle) = loaded.plan.plan.cycle else {
        return wanted;
    };
    for one in &mut wanted {
        if let Some(ending) = one.file_name.strip_prefix(&name) {
            one.file_name = format!("{name}-cycle-{cycle}{ending}");
        }
    }
    wanted
}

/// The names of every copy of a plan, in small letters.
pub(crate) fn every_name(loaded: &Loaded) -> BTreeSet<String> {
    let mut all = wanted(loaded, Reader::EVERY);
    all.extend(wanted(loaded, &[Reader::Wall]));
    let pages = review_pages(loaded, ReviewPage::ALL);
    let names = all
        .into_iter()
        .chain(pages)
        .map(|one| one.file_name.to_lowercase());
    names.collect()
}

/// Single pages of a plan's review form, each in a file of its own.
pub fn review_pages(loaded: &Loaded, pages: &[ReviewPage]) -> Vec<Wanted> {
    let name = stem(loaded);
    let page = |page: &ReviewPage| Wanted {
        file_name: format!("{name}-review-{}.pdf", page.name()),
        reader: Reader::Review,
        recipient: 0,
        page: Some(*page),
    };
    pages.iter().map(page).collect()
}

impl Wanted {
    pub(crate) fn document(
        &self,
        plan: &Plan,
        glossary: &Glossary,
        format: Option<Format>,
        pictures: &Pictures,
        template: &Template,
    ) -> Document {
        let own = format.unwrap_or(Format::Standard);
        match self.reader {
            Reader::Parent => Document::Parent(ParentCopy::of(
                plan,
                self.recipient,
                format,
                pictures,
                glossary,
                template,
            )),
            Reader::Child => Document::Child(ChildCopy::of(plan, own, pictures, template)),
            Reader::Wall => Document::Wall(WallCopy::of(plan, own, pictures, template)),
            Reader::Staff => Document::Staff(StaffCopy::of(plan, own, pictures, template)),
            Reader::Review => {
                Document::Review(ReviewForm::of(plan, self.page, format, pictures, template))
            }
        }
    }
}

/// One of the documents that can be made of a plan.
pub(crate) enum Document {
    Parent(ParentCopy),
    Child(ChildCopy),
    Wall(WallCopy),
    Staff(StaffCopy),
    Review(ReviewForm),
}

impl Document {
    pub(crate) fn pdf(&self, press: &Press) -> Result<Pdf, PressError> {
        match self {
            Document::Parent(copy) => press.pdf(copy),
            Document::Child(copy) => press.pdf(copy),
            Document::Wall(copy) => press.pdf(copy),
            Document::Staff(copy) => press.pdf(copy),
            Document::Review(form) => press.pdf(form),
        }
    }

    fn pages(&self, press: &Press, image: Image) -> Result<Vec<Vec<u8>>, PressError> {
        match self {
            Document::Parent(copy) => press.pages(copy, image),
            Document::Child(copy) => press.pages(copy, image),
            Document::Wall(copy) => press.pages(copy, image),
            Document::Staff(copy) => press.pages(copy, image),
            Document::Review(form) => press.pages(form, image),
        }
    }
}
