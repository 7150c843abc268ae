//! The parent's copy: plain English, what matters first, every code in words.

use serde::Serialize;

use super::family::{
    About, Hopes, Measure, Meeting, Need, OtherPlan, Outcome, Previous, Professional, Rated,
    Reviewed, Views, WhoDoesWhat,
};
use super::provision::{Quantity, group};
use super::words::{
    PronounWords, age, count, day_or_month, list, printed_day, printed_in_full, pronouns,
};
use super::{Frame, Pictures, PlanCopy};
use crate::glossary::{Glossary, Meaning};
use crate::plan::{self, Format, Plan, Status};

/// What one parent or carer is given.
///
/// Left out: the pupil number, names of staff in provision, what was delivered, costs, anyone's address but the school's,
/// other recipients, staff notes, funding and the day until which the plan is kept.
#[derive(Clone, Debug, Serialize)]
pub struct ParentCopy {
    #[serde(flatten)]
    frame: Frame,
    they: PronounWords,
    cycle: Option<u32>,
    status: &'static str,
    written_by: Option<String>,
    with_advice_from: Vec<String>,
    /// The SENCO's role as the layout prints it: data, so that the list of abbreviations finds it.
    senco_role: Option<&'static str>,
    email: Option<String>,
    phone: Option<String>,
    address: Option<String>,
    recipient: Recipient,
    child: Child,
    about: About,
    hopes: Hopes,
    views: Views,
    needs: Vec<Need>,
    adjustments: Vec<String>,
    other_plans: Vec<OtherPlan>,
    professionals: Vec<Professional>,
    outcomes: Vec<Outcome>,
    targets: Vec<Target>,
    provision: Vec<Provision>,
    who_does_what: WhoDoesWhat,
    previous: Vec<Previous>,
    meeting: Meeting,
    reviewed: Option<Reviewed>,
    abbreviations: Vec<Meaning>,
}

/// The one this copy is for.
#[derive(Clone, Debug, Default, Serialize)]
struct Recipient {
    name: Option<String>,
    relationship: Option<String>,
    /// Whether the young person themself is the one who reads it.
    is_child: bool,
}

#[derive(Clone, Debug, Serialize)]
struct Child {
    date_of_birth: Option<String>,
    age: Option<u32>,
    communication: Option<String>,
    home_language: Option<String>,
    interpreter: bool,
    placement: Option<&'static str>,
    needs: Vec<&'static str>,
}

#[derive(Clone, Debug, Serialize)]
struct Target {
    target: Option<String>,
    i_can: Option<String>,
    set: Option<&'static str>,
    area: Option<&'static str>,
    outcome: Option<u32>,
    baseline: Option<String>,
    baseline_date: Option<String>,
    success: Option<String>,
    by: Option<String>,
    measure: Option<Measure>,
    strategies: Vec<String>,
    provision: Vec<Provision>,
    #[serde(flatten)]
    rated: Rated,
}

/// Support in words: what, how much, how, where and who.
#[derive(Clone, Debug, Serialize)]
struct Provision {
    what: Option<String>,
    who: Option<String>,
    overseen_by: Option<String>,
    how_much: Option<String>,
    /// "for 12 weeks", or "over 6 weeks" where the sessions are counted in all.
    span: Option<String>,
    group: Option<String>,
    r#where: Option<String>,
    start: Option<String>,
    targets: Vec<u32>,
    area: Option<&'static str>,
}

impl ParentCopy {
    /// The copy for one of the plan's recipients, counted from 0; beyond the last, a copy for nobody by name.
    pub fn of(
        plan: &Plan,
        recipient: usize,
        format: Option<Format>,
        pictures: &Pictures,
        glossary: &Glossary,
    ) -> ParentCopy {
        let to = plan.recipients.get(recipient);
        let format = format
            .or(to.and_then(|to| to.format))
            .unwrap_or(Format::Standard);
        let (details, child, senco) = (&plan.plan, &plan.child, &plan.school.senco);
        let recipient = to.map(Recipient::of).unwrap_or_default();
        let name = if recipient.is_child {
            "Your copy"
        } else {
            "Parent copy"
        };
        let mut copy = ParentCopy {
            frame: Frame::of(plan, name, format, pictures),
            they: pronouns(child.pronouns()),
            cycle: details.cycle,
            status: details.status.unwrap_or(Status::Draft).word(),
            written_by: details.written_by.clone(),
            with_advice_from: details.with_advice_from.clone(),
            senco_role: senco.name.is_some().then_some("SENCO"),
            email: senco.email.clone(),
            phone: senco.phone.clone(),
            address: plan.school.address.clone(),
            recipient,
            child: Child::of(plan),
            about: About::of(&plan.about_me),
            hopes: Hopes::of(&plan.hopes),
            views: Views::of(&plan.parent_views),
            needs: plan.needs.iter().map(Need::of).collect(),
            adjustments: plan.adjustments.clone(),
            other_plans: plan.other_plans.iter().map(OtherPlan::of).collect(),
            professionals: plan.professionals.iter().map(Professional::of).collect(),
            outcomes: plan.outcomes.iter().map(Outcome::of).collect(),
            targets: plan
                .targets
                .iter()
                .map(|target| Target::of(target, plan))
                .collect(),
            provision: plan
                .provision
                .iter()
                .map(|given| Provision::of(given, details))
                .collect(),
            who_does_what: WhoDoesWhat::of(&plan.who_does_what),
            previous: plan.previous.iter().map(Previous::of).collect(),
            meeting: Meeting::of(plan),
            reviewed: Reviewed::of(plan),
            abbreviations: Vec::new(),
        };
        copy.abbreviations = glossary.occurring(&copy, &plan.names_of_people());
        copy
    }
}

impl PlanCopy for ParentCopy {
    const LAYOUT: &'static str = "parent";

    fn frame(&self) -> &Frame {
        &self.frame
    }
}

impl Recipient {
    fn of(recipient: &plan::Recipient) -> Recipient {
        let is_child = recipient.is_self();
        Recipient {
            name: recipient.name.clone(),
            is_child,
            relationship: recipient.relationship.clone().filter(|_| !is_child),
        }
    }
}

impl Child {
    fn of(plan: &Plan) -> Child {
        let child = &plan.child;
        let codes = [child.need.primary, child.need.secondary];
        Child {
            date_of_birth: child.date_of_birth.map(printed_day),
            age: child
                .date_of_birth
                .zip(plan.plan.start)
                .and_then(|(born, on)| age(born, on)),
            communication: child.communication.clone(),
            home_language: child.home_language.clone(),
            interpreter: child.interpreter == Some(true),
            placement: child.provision.map(|placement| placement.in_full()),
            needs: codes.iter().flatten().map(|code| code.in_full()).collect(),
        }
    }
}

impl Target {
    fn of(target: &plan::Target, plan: &Plan) -> Target {
        let details = &plan.plan;
        Target {
            target: target.target.clone(),
            i_can: target.i_can.clone(),
            set: target.set.map(|set| set.word()),
            area: target.area.map(|area| area.word()),
            outcome: target.outcome,
            baseline: target.baseline.text.clone(),
            baseline_date: target
                .baseline
                .date
                .map(day_or_month)
                .or_else(|| details.start.map(printed_day)),
            success: target.success.clone(),
            by: target.by.or(details.review).map(printed_in_full),
            measure: target.measure.as_ref().map(Measure::of),
            strategies: target.strategies.clone(),
            provision: target
                .provision
                .iter()
                .map(|given| Provision::of(given, details))
                .collect(),
            rated: Rated::of(target, plan),
        }
    }
}

impl Provision {
    fn of(provision: &plan::Provision, details: &plan::Details) -> Provision {
        let quantity = Quantity::of(provision, details);
        let roles = &provision.who.0;
        Provision {
            what: provision.what.clone(),
            who: (!roles.is_empty()).then(|| list(roles)),
            overseen_by: provision.overseen_by.clone(),
            span: span(provision, &quantity),
            how_much: quantity.words,
            group: group(provision),
            r#where: provision.r#where.clone(),
            start: provision.start.map(printed_in_full),
            targets: provision.targets.clone(),
            area: provision.area.map(|area| area.word()),
        }
    }
}

/// How long it goes on. Weeks that only the plan's dates give belong to what is given each week: beside a number of sessions
/// in all, they would say that there is more.
fn span(provision: &plan::Provision, quantity: &Quantity) -> Option<String> {
    let weekly = provision.sessions_per_week.is_some() || provision.hours_per_week.is_some();
    let weeks = if weekly {
        quantity.weeks
    } else {
        provision.weeks
    };
    let word = if provision.sessions.is_some() && !weekly {
        "over"
    } else {
        "for"
    };
    weeks.map(|weeks| format!("{word} {}", count(weeks.into(), "week", "weeks")))
}
