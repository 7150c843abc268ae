//! The child's copy: in the first person, strengths first, nothing that is only for adults.

use serde::Serialize;

use super::words::spoken;
use super::{Frame, Pictures, PlanCopy};
use crate::plan::{Colour, Format, Plan, Results};
use crate::template::Template;

/// What the child is given, to keep in a drawer or on the wall.
///
/// Left out: the plan's reference, dates of birth, needs, difficulties, assessments, codes, what adults said and do, every
/// name but the school's, the SENCO's and the key person's.
#[derive(Clone, Debug, Serialize)]
pub struct ChildCopy {
    #[serde(flatten)]
    frame: Frame,
    communication: Option<String>,
    people_like: Vec<String>,
    good_at: Vec<String>,
    likes: Vec<String>,
    dislikes: Vec<String>,
    worries: Vec<String>,
    important_to_me: Vec<String>,
    helps_me: Vec<String>,
    does_not_help: Vec<String>,
    says: Option<String>,
    /// The colour of the page from Year 7.
    colour: Option<Colour>,
    hope: Option<String>,
    targets: Vec<Target>,
    i_will: Vec<String>,
    previous: Vec<Previous>,
    /// Whether the plan is over: there is then nothing to colour in.
    reviewed: bool,
    i_said_at_the_review: Option<String>,
}

/// A target in the child's words.
#[derive(Clone, Debug, Serialize)]
struct Target {
    i_can: Option<String>,
    who_helps_me: Option<String>,
    by: Option<String>,
    result: Option<&'static str>,
}

/// One of the last targets and how it went.
#[derive(Clone, Debug, Serialize)]
struct Previous {
    i_can: String,
    result: Option<&'static str>,
}

impl ChildCopy {
    /// The child's copy of a plan.
    pub fn of(plan: &Plan, format: Format, pictures: &Pictures, template: &Template) -> ChildCopy {
        let (me, child) = (&plan.about_me, &plan.child);
        let mut frame = Frame::of(plan, "child", format, pictures, template);
        // The reference is the school's own business, and this copy may hang on a wall.
        frame.reference = None;
        frame.keywords = frame.keywords.for_the_child();
        ChildCopy {
            frame,
            communication: child.communication.clone(),
            people_like: me.people_like.clone(),
            good_at: me.good_at.clone(),
            likes: me.likes.clone(),
            dislikes: me.dislikes.clone(),
            worries: me.worries.clone(),
            important_to_me: me.important_to_me.clone(),
            helps_me: me.helps_me.clone(),
            does_not_help: me.does_not_help.clone(),
            says: me.says.as_deref().map(spoken),
            colour: me.colour,
            hope: plan.hopes.child.clone(),
            targets: plan
                .targets
                .iter()
                .map(|target| Target::of(target, plan))
                .collect(),
            i_will: plan.who_does_what.child.clone(),
            previous: plan.previous.iter().filter_map(Previous::of).collect(),
            reviewed: plan.is_reviewed(),
            i_said_at_the_review: plan
                .review
                .child_view
                .clone()
                .filter(|_| plan.is_reviewed()),
        }
    }
}

impl PlanCopy for ChildCopy {
    const LAYOUT: &'static str = "child";

    fn frame(&self) -> &Frame {
        &self.frame
    }
}

impl Target {
    fn of(target: &crate::plan::Target, plan: &Plan) -> Target {
        let held = plan.is_reviewed();
        // The day is said only while it lies ahead, and where it is another than the review's, which the page gives once
        // for all.
        let by = target
            .by
            .filter(|by| Some(*by) != plan.plan.review && !held);
        Target {
            i_can: in_my_words(&target.i_can, &target.target),
            who_helps_me: target.who_helps_me.clone(),
            by: by.map(super::words::printed_in_full),
            result: target.result.filter(|_| held).and_then(looked_at),
        }
    }
}

impl Previous {
    fn of(previous: &crate::plan::Previous) -> Option<Previous> {
        Some(Previous {
            i_can: in_my_words(&previous.i_can, &previous.target)?,
            result: previous.result.and_then(looked_at),
        })
    }
}

/// The child's own line, or the target where that is in the first person already.
pub(super) fn in_my_words(i_can: &Option<String>, target: &Option<String>) -> Option<String> {
    let first_person = |text: &&String| text.starts_with("I ");
    i_can
        .clone()
        .or_else(|| target.as_ref().filter(first_person).cloned())
}

/// How a target went; nothing where nobody has looked.
fn looked_at(result: Results) -> Option<&'static str> {
    (result != Results::NotAssessed).then(|| result.word())
}
