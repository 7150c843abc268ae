//! The parts of a plan that the parent's and the staff's copy both show in full, in words fit for print.

use serde::Serialize;

use super::words::{age, day_or_month, number, printed_day, printed_in_full, spoken, time_of_day};
use crate::plan::{self, Plan};
use crate::template::Template;

#[derive(Clone, Debug, Serialize)]
pub(super) struct About {
    pub gathered: Option<String>,
    pub people_like: Vec<String>,
    pub good_at: Vec<String>,
    pub likes: Vec<String>,
    pub dislikes: Vec<String>,
    pub worries: Vec<String>,
    pub important_to_me: Vec<String>,
    pub helps_me: Vec<String>,
    pub does_not_help: Vec<String>,
    pub says: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct Hopes {
    pub child: Option<String>,
    pub parents: Option<String>,
    pub adulthood_theme: Option<&'static str>,
    pub adulthood: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct Views {
    pub date: Option<String>,
    pub present: Vec<String>,
    pub going_well: Option<String>,
    pub concerns: Option<String>,
    pub focus: Option<String>,
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

/// A word of one of the template's lists: the format's own, which a layout goes by, and what is printed for it.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Listed {
    code: &'static str,
    prints: String,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct Need {
    pub area: Option<String>,
    pub strengths: Option<String>,
    pub difficulties: Option<String>,
    pub barrier: Option<String>,
    pub assessments: Vec<Assessment>,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct Assessment {
    pub name: Option<String>,
    pub result: Option<String>,
    pub date: Option<String>,
    pub by: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct OtherPlan {
    pub name: Option<String>,
    pub held_by: Option<String>,
    pub review: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct Professional {
    pub name: Option<String>,
    pub role: Option<String>,
    pub date: Option<String>,
    pub advice: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct Outcome {
    pub text: Option<String>,
    pub by: Option<String>,
    pub hope: Option<&'static str>,
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
    measure: Option<Measure>,
    strategies: Vec<String>,
    #[serde(flatten)]
    rated: Rated,
}

/// A measure with its numbers as they are printed.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Measure {
    pub what: Option<String>,
    pub start: Option<String>,
    pub now: Option<String>,
    pub target: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct WhoDoesWhat {
    pub school: Vec<String>,
    pub home: Vec<String>,
    pub child: Vec<String>,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct Previous {
    pub target: Option<String>,
    pub result: Option<&'static str>,
    pub evidence: Option<String>,
    pub next: Option<&'static str>,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct Meeting {
    pub day: Option<String>,
    pub time: Option<String>,
    pub minutes: Option<u32>,
    pub place: Option<String>,
}

/// How one of the plan's own targets went: all of it empty until the plan is reviewed.
#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct Rated {
    pub result: Option<&'static str>,
    pub evidence: Option<String>,
    pub next: Option<&'static str>,
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

impl About {
    pub fn of(me: &plan::AboutMe) -> About {
        About {
            gathered: me.gathered.clone(),
            people_like: me.people_like.clone(),
            good_at: me.good_at.clone(),
            likes: me.likes.clone(),
            dislikes: me.dislikes.clone(),
            worries: me.worries.clone(),
            important_to_me: me.important_to_me.clone(),
            helps_me: me.helps_me.clone(),
            does_not_help: me.does_not_help.clone(),
            says: me.says.as_deref().map(spoken),
        }
    }
}

impl Hopes {
    pub fn of(hopes: &plan::Hopes) -> Hopes {
        let adulthood = hopes.adulthood.as_ref();
        Hopes {
            child: hopes.child.clone(),
            parents: hopes.parents.clone(),
            adulthood_theme: adulthood
                .and_then(|hope| hope.theme)
                .map(|theme| theme.word()),
            adulthood: adulthood.and_then(|hope| hope.text.clone()),
        }
    }
}

impl Views {
    pub fn of(views: &plan::ParentViews) -> Views {
        Views {
            date: views.date.map(printed_in_full),
            present: views.present.clone(),
            going_well: views.going_well.clone(),
            concerns: views.concerns.clone(),
            focus: views.focus.clone(),
        }
    }
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

impl Listed {
    fn of(code: &'static str, template: &Template) -> Listed {
        let prints = template.prints(code);
        Listed { code, prints }
    }
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
            measure: target.measure.as_ref().map(Measure::of),
            strategies: target.strategies.clone(),
            rated: Rated::of(target, plan),
        }
    }
}

impl Need {
    pub fn of(need: &plan::Need, template: &Template) -> Need {
        Need {
            area: need.area.map(|area| template.prints(area.word())),
            strengths: need.strengths.clone(),
            difficulties: need.difficulties.clone(),
            barrier: need.barrier.clone(),
            assessments: need.assessments.iter().map(Assessment::of).collect(),
        }
    }
}

impl Assessment {
    fn of(assessment: &plan::Assessment) -> Assessment {
        Assessment {
            name: assessment.name.clone(),
            result: assessment.result.clone(),
            date: assessment.date.map(day_or_month),
            by: assessment.by.clone(),
        }
    }
}

impl OtherPlan {
    pub fn of(plan: &plan::OtherPlan) -> OtherPlan {
        OtherPlan {
            name: plan.name.clone(),
            held_by: plan.held_by.clone(),
            review: plan.review.map(printed_in_full),
        }
    }
}

impl Professional {
    pub fn of(professional: &plan::Professional) -> Professional {
        Professional {
            name: professional.name.clone(),
            role: professional.role.clone(),
            date: professional.date.map(day_or_month),
            advice: professional.advice.clone(),
        }
    }
}

impl Outcome {
    pub fn of(outcome: &plan::Outcome) -> Outcome {
        Outcome {
            text: outcome.text.clone(),
            by: outcome.by.clone(),
            hope: outcome.hope.map(|hope| hope.word()),
        }
    }
}

impl Measure {
    pub fn of(measure: &plan::Measure) -> Measure {
        Measure {
            what: measure.what.clone(),
            start: measure.start.map(number),
            now: measure.now.map(number),
            target: measure.target.map(number),
        }
    }
}

impl WhoDoesWhat {
    pub fn of(who: &plan::WhoDoesWhat) -> WhoDoesWhat {
        WhoDoesWhat {
            school: who.school.clone(),
            home: who.home.clone(),
            child: who.child.clone(),
        }
    }
}

impl Previous {
    pub fn of(previous: &plan::Previous) -> Previous {
        Previous {
            target: previous.target.clone(),
            result: previous.result.map(|result| result.word()),
            evidence: previous.evidence.clone(),
            next: previous.next.map(|next| next.word()),
        }
    }
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
