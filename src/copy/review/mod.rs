//! The review form, to print before the meeting: a page for the child, one for the parents, one for staff.
//!
//! Each page is a type of its own with its reader's data and nothing else. The whole form holds the three as three
//! separate values; a page made alone holds only that one.

mod child;
mod parents;
mod staff;

pub use child::ChildPage;
pub use parents::ParentsPage;
pub use staff::StaffPage;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Frame, Identity, Picture, Pictures, Printed};
use crate::plan::{Format, Plan};
use crate::template::Template;

/// Whose page of the review form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ReviewPage {
    /// The child's.
    Child,
    /// The parents'.
    Parents,
    /// The teaching staff's.
    Staff,
}

impl ReviewPage {
    /// All three, in the order of the form.
    pub const ALL: &'static [ReviewPage] =
        &[ReviewPage::Child, ReviewPage::Parents, ReviewPage::Staff];

    /// The word for it in file names.
    pub fn name(self) -> &'static str {
        match self {
            ReviewPage::Child => "child",
            ReviewPage::Parents => "parents",
            ReviewPage::Staff => "staff",
        }
    }
}

/// The review form: all its pages, or one of them.
#[derive(Clone, Debug, Serialize)]
pub struct ReviewForm {
    title: String,
    keywords: Identity,
    #[serde(skip_serializing_if = "Option::is_none")]
    child: Option<ChildPage>,
    #[serde(skip_serializing_if = "Option::is_none")]
    parents: Option<ParentsPage>,
    #[serde(skip_serializing_if = "Option::is_none")]
    staff: Option<StaffPage>,
    #[serde(skip)]
    stamp: NaiveDate,
}

impl ReviewForm {
    /// The form of a plan, or only one page of it. The parents' page is set as the only recipient asks, unless `format` says
    /// otherwise.
    pub fn of(
        plan: &Plan,
        only: Option<ReviewPage>,
        format: Option<Format>,
        pictures: &Pictures,
        template: &Template,
    ) -> ReviewForm {
        let words = template.words();
        let name = words.say("all.copies.review").to_lowercase();
        let wanted = |page| only.is_none_or(|only| only == page);
        let own = format.unwrap_or(Format::Standard);
        let mut form = ReviewForm {
            title: words.fill("all.title", &[("copy", &name)]),
            keywords: match only {
                Some(ReviewPage::Child) => Identity::of(plan).for_the_child(),
                _ => Identity::of(plan),
            },
            child: wanted(ReviewPage::Child).then(|| ChildPage::of(plan, own, pictures, template)),
            parents: wanted(ReviewPage::Parents)
                .then(|| ParentsPage::of(plan, format, pictures, template)),
            staff: wanted(ReviewPage::Staff).then(|| StaffPage::of(plan, own, pictures, template)),
            stamp: plan.plan.start.or(plan.plan.review).unwrap_or_default(),
        };
        let own_title = form.frames().next().map(|frame| frame.title.clone());
        if let Some(title) = own_title.filter(|_| only.is_some()) {
            form.title = title;
        }
        form
    }

    fn frames(&self) -> impl Iterator<Item = &Frame> {
        let child = self.child.as_ref().map(ChildPage::frame);
        let parents = self.parents.as_ref().map(ParentsPage::frame);
        let staff = self.staff.as_ref().map(StaffPage::frame);
        [child, parents, staff].into_iter().flatten()
    }
}

impl Printed for ReviewForm {
    const LAYOUT: &'static str = "review";

    fn title(&self) -> &str {
        &self.title
    }

    fn stamp(&self) -> NaiveDate {
        self.stamp
    }

    fn pictures(&self) -> Vec<&Picture> {
        self.frames().flat_map(Frame::pictures).collect()
    }
}
