//! Which copies of a plan there are to make, under which names, and what each is set from.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::Reader;
use super::names::{endings, stem};
use crate::copy::{ChildCopy, ParentCopy, Pictures, ReviewForm, ReviewPage, StaffCopy, WallCopy};
use crate::glossary::Glossary;
use crate::load::Loaded;
use crate::plan::{Format, Plan};
use crate::press::{Image, Pdf, Press, PressError};
use crate::template::Template;

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

    pub(super) fn pages(&self, press: &Press, image: Image) -> Result<Vec<Vec<u8>>, PressError> {
        match self {
            Document::Parent(copy) => press.pages(copy, image),
            Document::Child(copy) => press.pages(copy, image),
            Document::Wall(copy) => press.pages(copy, image),
            Document::Staff(copy) => press.pages(copy, image),
            Document::Review(form) => press.pages(form, image),
        }
    }
}
