//! The parts of a plan that the parent's and the staff's copy both show in full, in words fit for print.

use serde::Serialize;

use super::shown::{each, shown};
use super::way::Way;
use super::words::{age, day_or_month, number, printed_day, printed_in_full, spoken, time_of_day};
use crate::plan::{self, Plan, Status};
use crate::template::Template;

shown! {
    /// All that both copies show of a plan but the frame, the provision, and what each adds to the targets.
    Family of Plan {
        cycle: Option<u32> = |plan, _| plan.plan.cycle,
        status: &'static str = |plan, _| plan.plan.status.unwrap_or(Status::Draft).word(),
        written_by: Option<String> = |plan, _| plan.plan.written_by.clone(),
        with_advice_from: Vec<String> = |plan, _| plan.plan.with_advice_from.clone(),
        email: Option<String> = |plan, _| plan.school.senco.email.clone(),
        phone: Option<String> = |plan, _| plan.school.senco.phone.clone(),
        address: Option<String> = |plan, _| plan.school.address.clone(),
        child: Child = Child::of,
        about: About = |plan, template| About::of(&plan.about_me, template),
        hopes: Hopes = |plan, template| Hopes::of(&plan.hopes, template),
        views: Views = |plan, template| Views::of(&plan.parent_views, template),
        needs: Vec<Need> = |plan, template| each(&plan.needs, template, Need::of),
        adjustments: Vec<String>,
        other_plans: Vec<OtherPlan> = |plan, template| each(&plan.other_plans, template, OtherPlan::of),
        professionals: Vec<Professional> = |plan, template| each(&plan.professionals, template, Professional::of),
        outcomes: Vec<Outcome> = |plan, template| each(&plan.outcomes, template, Outcome::of),
        who_does_what: WhoDoesWhat = |plan, template| WhoDoesWhat::of(&plan.who_does_what, template),
        previous: Vec<Previous> = |plan, template| each(&plan.previous, template, Previous::of),
        meeting: Meeting = |plan, _| Meeting::of(plan),
        reviewed: Option<Reviewed> = Reviewed::of,
    }
}

shown! {
    About of plan::AboutMe {
        gathered: Option<String>,
        people_like: Vec<String>,
        good_at: Vec<String>,
        likes: Vec<String>,
        dislikes: Vec<String>,
        worries: Vec<String>,
        important_to_me: Vec<String>,
        helps_me: Vec<String>,
        does_not_help: Vec<String>,
        says: Option<String> = |me, _| me.says.as_deref().map(spoken),
    }
}

shown! {
    Hopes of plan::Hopes {
        child: Option<String>,
        parents: Option<String>,
        adulthood_theme: Option<&'static str> = |hopes, _| Some(hopes.adulthood.as_ref()?.theme?.word()),
        adulthood: Option<String> = |hopes, _| hopes.adulthood.as_ref()?.text.clone(),
    }
}

shown! {
    Views of plan::ParentViews {
        date: Option<String> = |views, _| views.date.map(printed_in_full),
        present: Vec<String>,
        going_well: Option<String>,
        concerns: Option<String>,
        focus: Option<String>,
    }
}

shown! {
    Need of plan::Need {
        area: Option<String> = |need, template| need.area.map(|area| template.prints(area.word())),
        strengths: Option<String>,
        difficulties: Option<String>,
        barrier: Option<String>,
        assessments: Vec<Assessment> = |need, template| each(&need.assessments, template, Assessment::of),
    }
}

shown! {
    Assessment of plan::Assessment {
        name: Option<String>,
        result: Option<String>,
        date: Option<String> = |assessment, _| assessment.date.map(day_or_month),
        by: Option<String>,
    }
}

shown! {
    OtherPlan of plan::OtherPlan {
        name: Option<String>,
        held_by: Option<String>,
        review: Option<String> = |plan, _| plan.review.map(printed_in_full),
    }
}

shown! {
    Professional of plan::Professional {
        name: Option<String>,
        role: Option<String>,
        date: Option<String> = |person, _| person.date.map(day_or_month),
        advice: Option<String>,
    }
}

shown! {
    Outcome of plan::Outcome {
        text: Option<String>,
        by: Option<String>,
        hope: Option<&'static str> = |outcome, _| outcome.hope.map(|hope| hope.word()),
    }
}

shown! {
    /// A measure with its numbers as they are printed.
    Measure of plan::Measure {
        what: Option<String>,
        start: Option<String> = |measure, _| measure.start.map(number),
        now: Option<String> = |measure, _| measure.now.map(number),
        target: Option<String> = |measure, _| measure.target.map(number),
    }
}

shown! {
    WhoDoesWhat of plan::WhoDoesWhat {
        school: Vec<String>,
        home: Vec<String>,
        child: Vec<String>,
    }
}

shown! {
    Previous of plan::Previous {
        target: Option<String>,
        result: Option<&'static str> = |previous, _| previous.result.map(|result| result.word()),
        evidence: Option<String>,
        next: Option<&'static str> = |previous, _| previous.next.map(|next| next.word()),
    }
}

/// The child, as the parent's and the staff's copy both know them.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Child {
    date_of_birth: Option<String>,
    age: Option<u32>,
    communication: Option<String>,
    home_language: Option<String>,
    interpreter: bool,
    placement: Option<Listed>,
    needs: Vec<String>,
}

impl Child {
    pub fn of(plan: &Plan, template: &Template) -> Child {
        let child = &plan.child;
        let codes = [child.need.primary, child.need.secondary];
        let needs = codes.iter().flatten();
        let born = child.date_of_birth.zip(plan.plan.start);
        Child {
            date_of_birth: child.date_of_birth.map(printed_day),
            age: born.and_then(|(born, on)| age(born, on)),
            communication: child.communication.clone(),
            home_language: child.home_language.clone(),
            interpreter: child.interpreter == Some(true),
            placement: child
                .provision
                .map(|placement| Listed::of(placement.word(), template)),
            needs: needs.map(|code| template.prints(code.word())).collect(),
        }
    }
}

/// A word of one of the template's lists: the format's own, which a layout goes by, and what is printed for it.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Listed {
    code: &'static str,
    prints: String,
}

impl Listed {
    fn of(code: &'static str, template: &Template) -> Listed {
        let prints = template.prints(code);
        Listed { code, prints }
    }
}

/// A target, as the parent's and the staff's copy both know it.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Target {
    target: Option<String>,
    set: Option<&'static str>,
    area: Option<String>,
    outcome: Option<u32>,
    baseline: Option<String>,
    baseline_date: Option<String>,
    success: Option<String>,
    by: Option<String>,
    /// Whether that is the day of the review, which the copy tells once for all targets.
    by_the_review: bool,
    measure: Option<Measure>,
    way: Option<Way>,
    strategies: Vec<String>,
    #[serde(flatten)]
    rated: Rated,
}

impl Target {
    pub fn of(target: &plan::Target, plan: &Plan, template: &Template) -> Target {
        let details = &plan.plan;
        let seen = target.baseline.date.map(day_or_month);
        Target {
            target: target.target.clone(),
            set: target.set.map(|set| set.word()),
            area: target.area.map(|area| template.prints(area.word())),
            outcome: target.outcome,
            baseline: target.baseline.text.clone(),
            baseline_date: seen.or_else(|| details.start.map(printed_day)),
            success: target.success.clone(),
            by: target.by.or(details.review).map(printed_in_full),
            by_the_review: target.by.is_none() || target.by == details.review,
            measure: target
                .measure
                .as_ref()
                .map(|measure| Measure::of(measure, template)),
            way: target.measure.as_ref().and_then(Way::of),
            strategies: target.strategies.clone(),
            rated: Rated::of(target, plan),
        }
    }
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct Meeting {
    pub day: Option<String>,
    pub time: Option<String>,
    pub minutes: Option<u32>,
    pub place: Option<String>,
}

impl Meeting {
    pub fn of(plan: &Plan) -> Meeting {
        let meeting = plan.review.meeting.as_ref();
        let start = meeting.and_then(|meeting| meeting.start);
        Meeting {
            // Until a time is set, the day of the review is what a family needs to know.
            day: start
                .map(|start| start.0.date())
                .or(plan.plan.review)
                .map(printed_in_full),
            time: start.map(|start| time_of_day(start.0.time())),
            minutes: meeting.and_then(|meeting| meeting.minutes),
            place: meeting.and_then(|meeting| meeting.place.clone()),
        }
    }
}

/// How one of the plan's own targets went: all of it empty until the plan is reviewed.
#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct Rated {
    pub result: Option<&'static str>,
    pub evidence: Option<String>,
    pub next: Option<&'static str>,
}

impl Rated {
    /// How a target of `plan` went; nothing while the plan is not `reviewed`, whatever has been filled in.
    pub fn of(target: &plan::Target, plan: &Plan) -> Rated {
        if !plan.is_reviewed() {
            return Rated::default();
        }
        Rated {
            result: target.result.map(|result| result.word()),
            evidence: target.evidence.clone(),
            next: target.next.map(|next| next.word()),
        }
    }
}

/// What the review meeting decided, once the plan is reviewed.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Reviewed {
    pub date: Option<String>,
    /// The time and the place, where it was held on the day that was planned.
    pub time: Option<String>,
    pub place: Option<String>,
    pub present: Vec<String>,
    pub child_view: Option<String>,
    pub parent_view: Option<String>,
    pub decision: Option<Listed>,
    pub parents_notified: Option<String>,
}

impl Reviewed {
    /// What was decided; none while the plan is not `reviewed`.
    pub fn of(plan: &Plan, template: &Template) -> Option<Reviewed> {
        let review = &plan.review;
        let planned = review.meeting.as_ref();
        let planned = planned.filter(|meeting| {
            let day = meeting.start.map(|start| start.0.date());
            review.date.is_none() || day.is_none() || day == review.date
        });
        let start = planned.and_then(|meeting| meeting.start);
        plan.is_reviewed().then(|| Reviewed {
            date: review.date.map(printed_in_full),
            time: start.map(|start| time_of_day(start.0.time())),
            place: planned.and_then(|meeting| meeting.place.clone()),
            present: review.present.clone(),
            child_view: review.child_view.clone(),
            parent_view: review.parent_view.clone(),
            decision: review
                .decision
                .map(|decision| Listed::of(decision.word(), template)),
            parents_notified: review.parents_notified.map(printed_in_full),
        })
    }
}
