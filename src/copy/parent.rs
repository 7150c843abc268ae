//! The parent's copy: plain English, what matters first, every code in words.

use serde::Serialize;

use super::family::{self, Family};
use super::provision::{Quantity, group, weeks_in_words};
use super::words::{list, printed_in_full};
use super::{Frame, Pictures, PlanCopy};
use crate::glossary::{Glossary, Meaning};
use crate::plan::{self, Format, Plan};
use crate::template::{Template, Words};

/// What one parent or carer is given.
///
/// Left out: the pupil number, names of staff in provision, what was delivered, costs, anyone's address but the school's,
/// other recipients, staff notes, funding and the day until which the plan is kept.
#[derive(Clone, Debug, Serialize)]
pub struct ParentCopy {
    #[serde(flatten)]
    frame: Frame,
    pronouns: &'static str,
    #[serde(flatten)]
    family: Family,
    /// The SENCO's role as the layout prints it: data, so that the list of abbreviations finds it.
    senco_role: Option<String>,
    recipient: Recipient,
    targets: Vec<Target>,
    provision: Vec<Provision>,
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
struct Target {
    #[serde(flatten)]
    target: family::Target,
    i_can: Option<String>,
    provision: Vec<Provision>,
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
    area: Option<String>,
}

impl ParentCopy {
    /// The copy for one of the plan's recipients, counted from 0; beyond the last, a copy for nobody by name.
    pub fn of(
        plan: &Plan,
        recipient: usize,
        format: Option<Format>,
        pictures: &Pictures,
        glossary: &Glossary,
        template: &Template,
    ) -> ParentCopy {
        let to = plan.recipients.get(recipient);
        let format = format
            .or(to.and_then(|to| to.format))
            .unwrap_or(Format::Standard);
        let (child, senco) = (&plan.child, &plan.school.senco);
        let recipient = to.map(Recipient::of).unwrap_or_default();
        let name = if recipient.is_child {
            "young_person"
        } else {
            "parent"
        };
        let words = template.words();
        let mut copy = ParentCopy {
            frame: Frame::of(plan, name, format, pictures, template),
            pronouns: child.pronouns().word(),
            family: Family::of(plan, template),
            senco_role: senco
                .name
                .as_ref()
                .map(|_| words.say("all.senco").to_owned()),
            recipient,
            targets: plan
                .targets
                .iter()
                .map(|target| Target::of(target, plan, template))
                .collect(),
            provision: plan
                .provision
                .iter()
                .map(|given| Provision::of(given, plan, template))
                .collect(),
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

impl Target {
    fn of(target: &plan::Target, plan: &Plan, template: &Template) -> Target {
        let given = target.provision.iter();
        Target {
            target: family::Target::of(target, plan, template),
            i_can: target.i_can.clone(),
            provision: given
                .map(|given| Provision::of(given, plan, template))
                .collect(),
        }
    }
}

impl Provision {
    fn of(provision: &plan::Provision, plan: &Plan, template: &Template) -> Provision {
        let words = template.words();
        let quantity = Quantity::of(provision, plan, words);
        let roles = &provision.who.0;
        Provision {
            what: provision.what.clone(),
            who: (!roles.is_empty()).then(|| list(roles, words.say("all.conjunction"))),
            overseen_by: provision.overseen_by.clone(),
            span: span(provision, &quantity, words),
            how_much: quantity.words,
            group: group(provision, "all.group.group", words),
            r#where: provision.r#where.clone(),
            start: provision.start.map(printed_in_full),
            targets: provision.targets.clone(),
            area: provision.area.map(|area| template.prints(area.word())),
        }
    }
}

/// How long it goes on. Weeks that only the plan's dates give belong to what is given each week: beside a number of sessions
/// in all, they would say that there is more.
fn span(provision: &plan::Provision, quantity: &Quantity, words: &Words) -> Option<String> {
    let weekly = provision.sessions_per_week.is_some() || provision.hours_per_week.is_some();
    let (weeks, about) = if weekly {
        (quantity.weeks, quantity.about)
    } else {
        (provision.weeks, false)
    };
    let word = if provision.sessions.is_some() && !weekly {
        "all.amount.over_weeks"
    } else {
        "all.amount.for_weeks"
    };
    weeks.map(|weeks| {
        let weeks = weeks_in_words(weeks, about, words);
        words.fill(word, &[("weeks", &weeks)])
    })
}
