//! From a checked plan to the PDFs of its copies, each under the name it is handed over by.

use std::num::NonZeroUsize;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::check::Checked;
use crate::copy::{ChildCopy, ParentCopy, Pictures, ReviewForm, ReviewPage, StaffCopy};
use crate::digest::Digest;
use crate::load::{Loaded, PictureFile};
use crate::picture::{self, Prepared, PrintSize};
use crate::plan::Format;
use crate::press::{Image, Pdf, Press, PressError};
use crate::side_by_side::side_by_side;

/// Whose copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Reader {
    /// The parents': one for each recipient.
    Parent,
    /// The child's.
    Child,
    /// The teaching staff's.
    Staff,
    /// Those who meet for the review: the form to print before it, with a page for each of the three.
    Review,
}

impl Reader {
    /// The three copies of the plan.
    pub const ALL: &'static [Reader] = &[Reader::Parent, Reader::Child, Reader::Staff];

    /// The three copies and the review form: everything that can be made of a plan.
    pub const EVERY: &'static [Reader] =
        &[Reader::Parent, Reader::Child, Reader::Staff, Reader::Review];

    /// The word for it in file names and lists.
    pub fn name(self) -> &'static str {
        match self {
            Reader::Parent => "parent",
            Reader::Child => "child",
            Reader::Staff => "staff",
            Reader::Review => "review",
        }
    }
}

/// A copy as a file.
#[derive(Clone, Debug)]
pub struct Made {
    /// Its name, from the plan's reference and never from the child's, such as `KF-042-parent.pdf`.
    pub file_name: String,
    /// Whose copy it is.
    pub reader: Reader,
    /// The document.
    pub pdf: Pdf,
}

/// Why a copy could not be made from a plan that `check` found no errors in.
#[derive(Debug, thiserror::Error)]
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
    let pictures = pictures(loaded)?;
    // The copies have nothing to do with each other, so a few of them are set at once.
    let at_once = NonZeroUsize::MIN.saturating_add(3);
    let finished = side_by_side(&jobs, at_once, |job| {
        job.document(loaded, format, &pictures).pdf(press)
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
    let document = wanted.document(checked.loaded(), format, pictures);
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
    let document = wanted.document(checked.loaded(), format, pictures);
    Ok(document.pages(press, image)?)
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
    let recipients = loaded.plan.recipients.len().max(1);
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
    for recipient in 0..recipients {
        match recipients {
            1 => add(Reader::Parent, recipient, "parent"),
            _ => add(
                Reader::Parent,
                recipient,
                &format!("parent-{}", recipient + 1),
            ),
        }
    }
    add(Reader::Child, 0, "child");
    add(Reader::Staff, 0, "staff");
    add(Reader::Review, 0, "review");
    jobs
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
    fn document(&self, loaded: &Loaded, format: Option<Format>, pictures: &Pictures) -> Document {
        let plan = &loaded.plan;
        let own = format.unwrap_or(Format::Standard);
        match self.reader {
            Reader::Parent => {
                let glossary = loaded.glossary();
                Document::Parent(ParentCopy::of(
                    plan,
                    self.recipient,
                    format,
                    pictures,
                    &glossary,
                ))
            }
            Reader::Child => Document::Child(ChildCopy::of(plan, own, pictures)),
            Reader::Staff => Document::Staff(StaffCopy::of(plan, own, pictures)),
            Reader::Review => Document::Review(ReviewForm::of(plan, self.page, format, pictures)),
        }
    }
}

/// One of the documents that can be made of a plan.
enum Document {
    Parent(ParentCopy),
    Child(ChildCopy),
    Staff(StaffCopy),
    Review(ReviewForm),
}

impl Document {
    fn pdf(&self, press: &Press) -> Result<Pdf, PressError> {
        match self {
            Document::Parent(copy) => press.pdf(copy),
            Document::Child(copy) => press.pdf(copy),
            Document::Staff(copy) => press.pdf(copy),
            Document::Review(form) => press.pdf(form),
        }
    }

    fn pages(&self, press: &Press, image: Image) -> Result<Vec<Vec<u8>>, PressError> {
        match self {
            Document::Parent(copy) => press.pages(copy, image),
            Document::Child(copy) => press.pages(copy, image),
            Document::Staff(copy) => press.pages(copy, image),
            Document::Review(form) => press.pages(form, image),
        }
    }
}

/// The plan's reference, with nothing in it that a file system minds. A draft without one is called after its file, but
/// where that may be called after the child.
pub(crate) fn stem(loaded: &Loaded) -> String {
    let plan = &loaded.plan;
    let given = |text: &Option<String>| {
        let text = text.as_deref().map(str::trim);
        text.filter(|text| !text.is_empty()).map(str::to_owned)
    };
    if let Some(id) = given(&plan.plan.id) {
        return safe(&id);
    }
    let own = loaded.path.file_stem().unwrap_or_default();
    let own = own.to_string_lossy();
    if given(&plan.child.name).is_some() && plan.child.named_in(&own).is_none() {
        return safe(&own);
    }
    let digest = Digest::of(own.as_bytes()).to_string();
    format!(
        "no-reference-{}",
        digest.chars().take(8).collect::<String>()
    )
}

/// A file name that every file system takes: letters, figures, dots, dashes and underlines, not too long, and none of the
/// names that Windows keeps for itself.
pub(crate) fn safe(name: &str) -> String {
    /// In bytes, of the 255 that a file system gives a name: what follows it must fit too.
    const LONGEST: usize = 120;
    const TAKEN: &[&str] = &["con", "prn", "aux", "nul"];
    let kept = |letter: char| {
        if letter.is_alphanumeric() || "-_.".contains(letter) {
            letter
        } else {
            '-'
        }
    };
    let mut kept: String = name.chars().map(kept).collect();
    while kept.len() > LONGEST {
        kept.pop();
    }
    let name = kept.trim_matches(['.', '-']).to_owned();
    // Windows keeps these names with any ending.
    let first = name.split('.').next().unwrap_or_default().to_lowercase();
    let port = (first.starts_with("com") || first.starts_with("lpt")) && first.len() == 4;
    if name.is_empty() || port || TAKEN.contains(&first.as_str()) {
        return format!("plan-{name}");
    }
    name
}

#[cfg(test)]
mod tests {
    use super::safe;

    #[test]
    fn file_names_are_safe_everywhere() {
        let cases = [
            ("KF-042", "KF-042"),
            ("KF/042", "KF-042"),
            ("../../etc", "etc"),
            ("CON", "plan-CON"),
            ("com1", "plan-com1"),
            ("nul.2026", "plan-nul.2026"),
            ("CONNOR", "CONNOR"),
            ("a/../b", "a-..-b"),
            ("🎈", "plan-"),
            ("KF\u{202e}fdp.240", "KF-fdp.240"),
            ("...", "plan-"),
            ("4B: new", "4B--new"),
        ];
        for (typed, made) in cases {
            assert_eq!(safe(typed), made);
        }
        assert!(safe(&"é".repeat(300)).len() < 200);
        assert!(safe(&"𐌰".repeat(300)).len() < 200);
    }
}
