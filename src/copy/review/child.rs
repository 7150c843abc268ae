//! The child's page of the review form: in the first person, faces to circle, room to write and to draw.

use serde::Serialize;

use crate::copy::child::in_my_words;
use crate::copy::{Frame, Pictures};
use crate::plan::{Format, Plan};
use crate::template::Template;

/// What the child is given before the review.
///
/// Left out: the plan's reference, and everything that the child's copy leaves out.
#[derive(Clone, Debug, Serialize)]
pub struct ChildPage {
    #[serde(flatten)]
    frame: Frame,
    /// The line of each target in the child's words, or nothing where a draft has none yet.
    i_can: Vec<Option<String>>,
}

impl ChildPage {
    /// The child's page of a plan's review form.
    pub fn of(plan: &Plan, format: Format, pictures: &Pictures, template: &Template) -> ChildPage {
        let mut frame = Frame::of(plan, "review_child", format, pictures, template);
        frame.reference = None;
        let lines = plan.targets.iter();
        let i_can = lines
            .map(|target| in_my_words(&target.i_can, &target.target))
            .collect();
        ChildPage { frame, i_can }
    }

    pub(super) fn frame(&self) -> &Frame {
        &self.frame
    }
}
