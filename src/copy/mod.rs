//! What each reader gets: one type for each copy, built from the plan field by field.
//!
//! A layout is given the data of its copy and nothing else, so it cannot print what it never received. A new field of
//! the plan reaches no reader until someone adds it to that reader's type.

mod child;
mod family;
mod frame;
mod identity;
mod parent;
mod provision;
mod review;
mod shown;
mod staff;
mod wall;
mod way;
pub(crate) mod words;

pub use child::ChildCopy;
pub use frame::{Frame, Picture, Pictures};
pub use identity::Identity;
pub use parent::ParentCopy;
pub use review::{ChildPage, ParentsPage, ReviewForm, ReviewPage, StaffPage};
pub use staff::StaffCopy;
pub use wall::WallCopy;

use chrono::NaiveDate;
use serde::Serialize;

/// Something that the press sets: the data of one layout.
pub trait Printed: Serialize {
    /// The name of the layout that sets it, such as `parent`.
    const LAYOUT: &'static str;

    /// The document's title: never a name.
    fn title(&self) -> &str;

    /// The day its time stamps carry, so that the same data gives the same bytes.
    fn stamp(&self) -> NaiveDate;

    /// The pictures the layout may show, each under the path that the data names.
    fn pictures(&self) -> Vec<&Picture>;
}

/// A document made for one reader of a plan.
pub trait PlanCopy: Serialize {
    /// The name of the layout that sets it.
    const LAYOUT: &'static str;

    /// What every copy has: titles, dates, the school.
    fn frame(&self) -> &Frame;
}

impl<C: PlanCopy> Printed for C {
    const LAYOUT: &'static str = C::LAYOUT;

    fn title(&self) -> &str {
        &self.frame().title
    }

    fn stamp(&self) -> NaiveDate {
        self.frame().stamp
    }

    fn pictures(&self) -> Vec<&Picture> {
        self.frame().pictures().collect()
    }
}
