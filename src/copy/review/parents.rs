//! The parents' page of the review form: what they think, and what they have seen at home of each target.

use serde::Serialize;

use crate::copy::family::Meeting;
use crate::copy::shown::{each, shown};
use crate::copy::{Frame, Pictures};
use crate::plan::{self, Format, Plan};
use crate::template::Template;

/// What the parents are given before the review: one page for all of them, so it names none.
#[derive(Clone, Debug, Serialize)]
pub struct ParentsPage {
    #[serde(flatten)]
    frame: Frame,
    pronouns: &'static str,
    /// Whether the young person themself is the only one who gets the parents' copy.
    is_child: bool,
    interpreter: bool,
    email: Option<String>,
    meeting: Meeting,
    targets: Vec<Target>,
}

shown! {
    Target of plan::Target {
        target: Option<String>,
        i_can: Option<String>,
    }
}

impl ParentsPage {
    /// The parents' page of a plan's review form. With several recipients it is set as most people read it: nobody's wish can
    /// speak for another's.
    pub fn of(
        plan: &Plan,
        format: Option<Format>,
        pictures: &Pictures,
        template: &Template,
    ) -> ParentsPage {
        let wish = match plan.recipients.as_slice() {
            [only] => only.format,
            _ => None,
        };
        let format = format.or(wish).unwrap_or(Format::Standard);
        let is_child =
            !plan.recipients.is_empty() && plan.recipients.iter().all(plan::Recipient::is_self);
        // As the parents' copy is called "Your copy" there.
        let name = if is_child {
            "review_young_person"
        } else {
            "review_parents"
        };
        let mut frame = Frame::of(plan, name, format, pictures, template);
        frame.photo = None;
        ParentsPage {
            frame,
            pronouns: plan.child.pronouns().word(),
            is_child,
            interpreter: plan.child.interpreter == Some(true),
            email: plan.school.senco.email.clone(),
            meeting: Meeting::of(plan),
            targets: each(&plan.targets, template, Target::of),
        }
    }

    pub(super) fn frame(&self) -> &Frame {
        &self.frame
    }
}
