//! Reviews that are due, overdue, not planned, or too few.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::path::PathBuf;

use chrono::{Datelike, Days, NaiveDate};

use super::facts::Facts;
use super::plan::FolderPlan;
use crate::make::safe;
use crate::plan::Status;

/// How often parents are met in a school year at the least (SEND Code of Practice 2015, 6.65).
const REVIEWS_A_YEAR: usize = 3;

/// Something about a plan's review that somebody has to see to.
#[derive(Clone, Debug, PartialEq)]
pub struct Due {
    /// What it is.
    pub kind: Kind,
    /// The day of the review, where there is one.
    pub day: Option<NaiveDate>,
    /// The plan's reference, or the name of its file where it has none.
    pub reference: String,
    /// Whether it may be the name of a child: the name of a file, or a reference that ought not to be one.
    pub may_name_the_child: bool,
    /// The class, or else the year group.
    pub class: String,
    /// Which plan of the child's it is.
    pub cycle: Option<u32>,
    /// The plan's file.
    pub path: PathBuf,
}

/// What about a review has to be seen to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Kind {
    /// Its day has passed, and the plan is not marked as reviewed: by this many days.
    Overdue(i64),
    /// It is to be held in this many days.
    Due(i64),
    /// No day is set.
    NoDay,
    /// The review of the child's last plan was held, on this day where it is known, and there is no next plan.
    NoNextPlan(Option<NaiveDate>),
    /// The child's plans have this many reviews in the school year, held or planned, where three are asked for.
    TooFew(usize),
}

/// What has to be seen to on `today`: reviews within `days`, those that are overdue, plans without a day for their review,
/// children whose last plan was reviewed and who have no next one, though their support goes on, and children with several plans in the folder whose reviews in the school year are fewer than three, unless their support
/// has ended. By day; what has no day comes last.
pub fn due(plans: &[FolderPlan], today: NaiveDate, days: u64) -> Vec<Due> {
    let last = today
        .checked_add_days(Days::new(days))
        .unwrap_or(NaiveDate::MAX);
    let read = plans.iter();
    let read = read.filter_map(|plan| Some((plan, plan.facts.as_ref().ok()?)));
    let mut due: Vec<Due> = Vec::new();
    for (plan, facts) in read.clone() {
        if facts.status == Some(Status::Reviewed) {
            continue;
        }
        let kind = match facts.review {
            None => Kind::NoDay,
            Some(day) if day < today => Kind::Overdue((today - day).num_days()),
            Some(day) if day <= last => Kind::Due((day - today).num_days()),
            Some(_) => continue,
        };
        due.push(Due::of(kind, plan, facts));
    }
    let mut children: BTreeMap<String, Vec<(&FolderPlan, &Facts)>> = BTreeMap::new();
    for (plan, facts) in read {
        children
            .entry(child(facts))
            .or_default()
            .push((plan, facts));
    }
    let year = school_year(today);
    for plans in children.values() {
        let in_the_year = plans.iter().filter(|(_, facts)| {
            let held_or_planned = facts.held.or(facts.review);
            held_or_planned.is_some_and(|day| year.contains(&day))
        });
        let reviews = in_the_year.count();
        let latest = plans
            .iter()
            .max_by_key(|(_, facts)| (facts.cycle, facts.start));
        let Some((plan, facts)) = latest.filter(|(_, facts)| !facts.ended) else {
            continue;
        };
        let mut add = |kind: Kind| {
            let of_the_child = Due::of(kind, plan, facts);
            due.push(Due {
                day: None,
                ..of_the_child
            });
        };
        if was_reviewed(facts, today) {
            add(Kind::NoNextPlan(facts.held));
        }
        if plans.len() > 1 && reviews < REVIEWS_A_YEAR {
            add(Kind::TooFew(reviews));
        }
    }
    due.sort_by_cached_key(|due| (due.day.is_none(), due.day, due.reference.clone(), due.cycle));
    due
}

/// Whether a plan's review is over.
fn was_reviewed(facts: &Facts, today: NaiveDate) -> bool {
    match facts.held {
        Some(day) => day <= today,
        None => facts.status == Some(Status::Reviewed),
    }
}

impl Due {
    fn of(kind: Kind, plan: &FolderPlan, facts: &Facts) -> Due {
        Due {
            kind,
            day: facts.review,
            // The list is for those who know the children, so it calls a file by its name even where no copy is.
            reference: facts.id.clone().unwrap_or_else(|| {
                let own = plan.path.file_stem().unwrap_or_default();
                safe(&own.to_string_lossy())
            }),
            may_name_the_child: facts.id.is_none() || facts.id_names_the_child,
            class: facts.group(),
            cycle: facts.cycle,
            path: plan.path.clone(),
        }
    }
}

/// Whose plan it is: the same child may have a reference for each plan, or one for all.
fn child(facts: &Facts) -> String {
    match (&facts.child, facts.born) {
        (Some(name), Some(born)) => format!("{} {born}", name.to_lowercase()),
        _ => facts.stem.to_lowercase(),
    }
}

/// The school year of a day: from 1 September to 31 August.
pub fn school_year(day: NaiveDate) -> RangeInclusive<NaiveDate> {
    let first = if day.month() >= 9 {
        day.year()
    } else {
        day.year() - 1
    };
    let on = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default();
    on(first, 9, 1)..=on(first + 1, 8, 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_school_year_begins_in_september() {
        let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).expect("a day");
        assert_eq!(
            school_year(day(2026, 8, 31)),
            day(2025, 9, 1)..=day(2026, 8, 31)
        );
        assert_eq!(
            school_year(day(2026, 9, 1)),
            day(2026, 9, 1)..=day(2027, 8, 31)
        );
    }
}
