//! The parent's copy.

use serde::Serialize;

use super::{Frame, Pictures, PlanCopy};
use crate::plan::{Format, Plan};

/// What the parent copy holds.
#[derive(Clone, Debug, Serialize)]
pub struct ParentCopy {
    #[serde(flatten)]
    frame: Frame,
}

impl ParentCopy {
    /// The copy of a plan.
    pub fn of(plan: &Plan, format: Format, pictures: &Pictures) -> ParentCopy {
        ParentCopy { frame: Frame::of(plan, "Parent copy", format, pictures) }
    }
}

impl PlanCopy for ParentCopy {
    const LAYOUT: &'static str = "parent";

    fn frame(&self) -> &Frame {
        &self.frame
    }
}
