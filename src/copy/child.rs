//! The child's copy.

use serde::Serialize;

use super::{Frame, Pictures, PlanCopy};
use crate::plan::{Format, Plan};

/// What the child copy holds.
#[derive(Clone, Debug, Serialize)]
pub struct ChildCopy {
    #[serde(flatten)]
    frame: Frame,
}

impl ChildCopy {
    /// The copy of a plan.
    pub fn of(plan: &Plan, format: Format, pictures: &Pictures) -> ChildCopy {
        ChildCopy {
            frame: Frame::of(plan, "Child copy", format, pictures),
        }
    }
}

impl PlanCopy for ChildCopy {
    const LAYOUT: &'static str = "child";

    fn frame(&self) -> &Frame {
        &self.frame
    }
}
