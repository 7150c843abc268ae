//! What each reader gets: one type for each copy, built from the plan field by field.
//!
//! A layout is given the data of its copy and nothing else, so it cannot print what it never received. A new field of
//! the plan reaches no reader until someone adds it to that reader's type.

mod child;
mod family;
mod frame;
mod parent;
mod provision;
mod staff;
mod words;

pub use child::ChildCopy;
pub use frame::{Frame, Picture, Pictures};
pub use parent::ParentCopy;
pub use staff::StaffCopy;

use serde::Serialize;

/// A document made for one reader.
pub trait PlanCopy: Serialize {
    /// The name of the layout that sets it, such as `parent`.
    const LAYOUT: &'static str;

    /// What every copy has: titles, dates, the school.
    fn frame(&self) -> &Frame;

    /// The pictures the layout may show, each under the path that the copy's data names.
    fn pictures(&self) -> Vec<&Picture> {
        let frame = self.frame();
        frame.logo.iter().chain(frame.photo.iter()).collect()
    }
}
