//! The staff's copy.

use serde::Serialize;

use super::{Frame, Pictures, PlanCopy};
use crate::plan::{Format, Plan};

/// What the staff copy holds.
#[derive(Clone, Debug, Serialize)]
pub struct StaffCopy {
    #[serde(flatten)]
    frame: Frame,
}

impl StaffCopy {
    /// The copy of a plan.
    pub fn of(plan: &Plan, format: Format, pictures: &Pictures) -> StaffCopy {
        StaffCopy {
            frame: Frame::of(plan, "Staff copy", format, pictures),
        }
    }
}

impl PlanCopy for StaffCopy {
    const LAYOUT: &'static str = "staff";

    fn frame(&self) -> &Frame {
        &self.frame
    }
}
