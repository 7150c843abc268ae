//! Provision with its quantities: hours, this child's share, what was delivered and what it costs.

use serde::Serialize;

use crate::copy::provision::{Quantity, group};
use crate::copy::words::{list, number, pounds, printed_in_full};
use crate::plan::{self, Plan, monday};
use crate::template::Template;

/// One provision with its quantities as they are printed.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Provision {
    /// The targets it serves; none for the plan as a whole.
    serves: Vec<u32>,
    what: Option<String>,
    who: Option<String>,
    staff: Option<String>,
    overseen_by: Option<String>,
    how_much: Option<String>,
    sum: Option<String>,
    group: Option<String>,
    r#where: Option<String>,
    start: Option<String>,
    area: Option<String>,
    hours: Option<String>,
    /// This child's part of the adult's time.
    share: Option<String>,
    delivered: Option<String>,
    /// Sessions in the whole plan.
    planned: Option<String>,
    /// How many boxes a week of the monitoring sheet has for it.
    boxes: u32,
    /// The first of the sheet's weeks in which it is given, counted from 0.
    first_week: usize,
    cost: Option<String>,
    cost_share: Option<String>,
}

/// Sums over the provisions that can be counted.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Totals {
    hours: Option<String>,
    share: Option<String>,
    cost: Option<String>,
    cost_share: Option<String>,
}

/// Hours of the adult and of the child's share, and what they cost, where they can be counted.
struct Sums {
    hours: Option<f64>,
    share: Option<f64>,
    cost: Option<f64>,
    cost_share: Option<f64>,
}

impl Sums {
    fn of(given: &plan::Provision, quantity: &Quantity) -> Sums {
        let group = given.group_size.filter(|size| *size > 0).map(f64::from);
        let hours = quantity.hours;
        let cost = hours
            .zip(given.cost_per_hour)
            .map(|(hours, pounds)| hours * pounds);
        // An adult who is with one child or with a class is counted whole.
        let shared = |sum: Option<f64>| sum.map(|sum| sum / group.unwrap_or(1.0));
        Sums {
            hours,
            share: shared(hours),
            cost,
            cost_share: shared(cost),
        }
    }
}

impl Provision {
    pub fn of(
        serves: Vec<u32>,
        given: &plan::Provision,
        plan: &Plan,
        template: &Template,
    ) -> Provision {
        let words = template.words();
        let quantity = Quantity::of(given, plan, words);
        let sums = Sums::of(given, &quantity);
        let late = given.start.zip(plan.plan.start);
        let weeks_late = late.map(|(begins, starts)| {
            let before = plan.calendar.weeks(starts, monday(begins));
            before.mondays.len()
        });
        let roles = &given.who.0;
        let delivered = given
            .sessions_delivered
            .map(|done| match quantity.sessions {
                Some(planned) => {
                    let (done, planned) = (done.to_string(), number(planned));
                    let given = [("done", done.as_str()), ("planned", &planned)];
                    words.fill("all.amount.of_planned", &given)
                }
                None => done.to_string(),
            });
        Provision {
            serves,
            what: given.what.clone(),
            who: (!roles.is_empty()).then(|| list(roles, words.say("all.conjunction"))),
            staff: given.staff.clone(),
            overseen_by: given.overseen_by.clone(),
            how_much: quantity.words,
            sum: quantity.sum,
            group: group(given, "all.group.group_alone", words),
            r#where: given.r#where.clone(),
            start: given.start.map(printed_in_full),
            area: given.area.map(|area| template.prints(area.word())),
            hours: sums.hours.map(hours),
            share: sums.share.map(hours),
            delivered,
            planned: quantity.sessions.map(number),
            boxes: boxes(given),
            first_week: weeks_late.unwrap_or(0),
            cost: sums.cost.map(pounds),
            cost_share: sums.cost_share.map(pounds),
        }
    }
}

/// A box for each session of a week; one a week for what is not counted by the week.
fn boxes(given: &plan::Provision) -> u32 {
    /// More would be too small to write in.
    const MOST: u32 = 10;
    let weekly = given.sessions_per_week.unwrap_or(1.0).ceil();
    (1..MOST)
        .find(|boxes| weekly <= f64::from(*boxes))
        .unwrap_or(MOST)
}

impl Totals {
    pub fn of(given: &[(Vec<u32>, &plan::Provision)], plan: &Plan, template: &Template) -> Totals {
        let sums: Vec<Sums> = given
            .iter()
            .map(|(_, given)| Sums::of(given, &Quantity::of(given, plan, template.words())))
            .collect();
        let total = |of: fn(&Sums) -> Option<f64>| {
            let counted: Vec<f64> = sums.iter().filter_map(of).collect();
            (!counted.is_empty()).then(|| counted.iter().sum::<f64>())
        };
        Totals {
            hours: total(|sums| sums.hours).map(hours),
            share: total(|sums| sums.share).map(hours),
            cost: total(|sums| sums.cost).map(pounds),
            cost_share: total(|sums| sums.cost_share).map(pounds),
        }
    }
}

/// Hours to a tenth, always with the tenth, so that the points of a column stand one below the other.
fn hours(hours: f64) -> String {
    format!("{hours:.1}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_is_shared_and_one_to_one_is_not() {
        let given = |group_size| plan::Provision {
            sessions_per_week: Some(3.0),
            minutes: Some(20),
            weeks: Some(12),
            cost_per_hour: Some(18.5),
            group_size: Some(group_size),
            ..plan::Provision::default()
        };
        let made = Provision::of(vec![1], &given(3), &Plan::default(), Template::islington());
        assert_eq!(made.hours.as_deref(), Some("12.0"));
        assert_eq!(made.share.as_deref(), Some("4.0"));
        assert_eq!(made.cost.as_deref(), Some("£222.00"));
        assert_eq!(made.cost_share.as_deref(), Some("£74.00"));
        let alone = Provision::of(vec![1], &given(1), &Plan::default(), Template::islington());
        assert_eq!(alone.share, alone.hours);
    }
}
