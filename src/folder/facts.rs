//! What a plan says of itself.

use chrono::NaiveDate;

use crate::copy::Identity;
use crate::load::Loaded;
use crate::make::{Reader, Wanted, wanted};
use crate::plan::{Decision, Status, YearGroup};

/// What a plan says of itself.
#[derive(Clone, Debug)]
pub struct Facts {
    /// What its files are named after: its reference or, where a draft has none, the name of its file if that tells no name.
    pub stem: String,
    /// The school's reference for it.
    pub id: Option<String>,
    /// Whether that has the child's name in it, which it ought not to.
    pub id_names_the_child: bool,
    /// The child's full name.
    pub child: Option<String>,
    /// The day the child was born.
    pub born: Option<NaiveDate>,
    /// The class.
    pub class: Option<String>,
    /// The year group.
    pub year_group: Option<YearGroup>,
    /// Which plan of the child's it is.
    pub cycle: Option<u32>,
    /// How far it is agreed.
    pub status: Option<Status>,
    /// The day it begins.
    pub start: Option<NaiveDate>,
    /// The day it is to be reviewed.
    pub review: Option<NaiveDate>,
    /// The day its review was held.
    pub held: Option<NaiveDate>,
    /// Whether its review decided to end SEN support, so that no further plan is expected.
    pub ended: bool,
    /// Whose its copies are.
    pub(crate) identity: Identity,
    /// All its copies.
    pub copies: Vec<Wanted>,
}

impl Facts {
    pub(super) fn of(loaded: &Loaded) -> Facts {
        let plan = &loaded.plan;
        let trimmed = |text: &Option<String>| {
            let text = text.as_deref().map(str::trim);
            text.filter(|text| !text.is_empty()).map(str::to_owned)
        };
        Facts {
            stem: crate::make::stem(loaded),
            id: trimmed(&plan.plan.id),
            id_names_the_child: {
                let id = plan.plan.id.as_deref();
                id.is_some_and(|id| plan.child.named_in(id).is_some())
            },
            child: trimmed(&plan.child.name),
            born: plan.child.date_of_birth,
            class: trimmed(&plan.child.class),
            year_group: plan.child.year_group,
            cycle: plan.plan.cycle,
            status: plan.plan.status,
            start: plan.plan.start,
            review: plan.plan.review,
            held: plan.review.date,
            ended: plan.review.decision == Some(Decision::End),
            identity: Identity::of(plan),
            copies: wanted(loaded, Reader::EVERY),
        }
    }

    /// The class, or else the year group, or else "no class".
    pub fn group(&self) -> String {
        let year = || self.year_group.map(|year| year.to_string());
        let group = self.class.clone().or_else(year);
        group.unwrap_or_else(|| "no class".to_owned())
    }
}
