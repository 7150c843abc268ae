//! How much support there is, in words and in sums: the same wherever it is printed.

use super::words::{count, number};
use crate::plan::{Details, Plan, Provision};

/// How much of one provision is planned.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Quantity {
    /// "3 times a week, 20 minutes each", "6 sessions of 20 minutes", "5 hours a week", or the plan's own words.
    pub words: Option<String>,
    /// The same as a sum: "3 a week × 20 minutes × 12 weeks", or the plan's own words.
    pub sum: Option<String>,
    /// Weeks from the plan or, where it does not say, from its dates.
    pub weeks: Option<u32>,
    /// Sessions in the whole plan.
    pub sessions: Option<f64>,
    /// Hours in the whole plan.
    pub hours: Option<f64>,
}

impl Quantity {
    /// How much of `provision` a plan with these details plans.
    pub fn of(provision: &Provision, details: &Details) -> Quantity {
        let weeks = weeks(provision, details);
        let each = provision.minutes.map(f64::from);
        let sessions = match (provision.sessions_per_week, provision.sessions) {
            (Some(weekly), _) => weeks.map(|weeks| weekly * f64::from(weeks)),
            (None, total) => total.map(f64::from),
        };
        let hours = match provision.hours_per_week {
            Some(weekly) => weeks.map(|weeks| weekly * f64::from(weeks)),
            None => sessions
                .zip(each)
                .map(|(sessions, each)| sessions * each / 60.0),
        };
        Quantity {
            words: words(provision),
            sum: sum(provision, weeks),
            weeks,
            sessions,
            hours,
        }
    }
}

/// Every provision with the targets it serves: the targets' own first, then the plan's.
pub(super) fn all_provision(plan: &Plan) -> Vec<(Vec<u32>, &Provision)> {
    let of_targets = (1..).zip(&plan.targets).flat_map(|(number, target)| {
        target
            .provision
            .iter()
            .map(move |given| (vec![number], given))
    });
    let of_plan = plan
        .provision
        .iter()
        .map(|given| (given.targets.clone(), given));
    of_targets.chain(of_plan).collect()
}

/// Hours to a tenth: nobody plans seconds.
pub(super) fn hours(hours: f64) -> String {
    number((hours * 10.0).round() / 10.0)
}

/// "one-to-one", "in a group of 3", "with the class".
pub(super) fn group(provision: &Provision) -> Option<String> {
    match (provision.group_size, provision.in_class) {
        (Some(1), _) => Some("one-to-one".to_owned()),
        (Some(size), _) => Some(format!("in a group of {size}")),
        (None, Some(true)) => Some("with the class".to_owned()),
        (None, _) => None,
    }
}

fn sum(provision: &Provision, weeks: Option<u32>) -> Option<String> {
    let minutes = provision
        .minutes
        .map(|minutes| count(minutes.into(), "minute", "minutes"));
    let weeks = weeks.map(|weeks| count(weeks.into(), "week", "weeks"));
    let factors = if let Some(weekly) = provision.sessions_per_week {
        [Some(format!("{} a week", number(weekly))), minutes, weeks]
    } else if let Some(sessions) = provision.sessions {
        let sessions = count(sessions.into(), "session", "sessions");
        [Some(sessions), minutes, None]
    } else if let Some(hours) = provision.hours_per_week {
        let noun = if hours == 1.0 { "hour" } else { "hours" };
        [
            Some(format!("{} {noun} a week", number(hours))),
            weeks,
            None,
        ]
    } else {
        [provision.when.clone(), None, None]
    };
    let factors: Vec<String> = factors.into_iter().flatten().collect();
    (!factors.is_empty()).then(|| factors.join(" × "))
}

fn words(provision: &Provision) -> Option<String> {
    let minutes = provision
        .minutes
        .map(|minutes| count(minutes.into(), "minute", "minutes"));
    if let Some(weekly) = provision.sessions_per_week {
        let often = if weekly == 1.0 {
            "once a week".to_owned()
        } else if weekly == 2.0 {
            "twice a week".to_owned()
        } else if let Some(weeks) = weeks_for_one(weekly) {
            format!("once every {weeks} weeks")
        } else {
            format!("{} times a week", number(weekly))
        };
        let one = weekly <= 1.0;
        return Some(match minutes {
            Some(minutes) if one => format!("{often}, {minutes}"),
            Some(minutes) => format!("{often}, {minutes} each"),
            None => often,
        });
    }
    if let Some(sessions) = provision.sessions {
        let sessions = count(sessions.into(), "session", "sessions");
        return Some(match minutes {
            Some(minutes) => format!("{sessions} of {minutes}"),
            None => sessions,
        });
    }
    if let Some(hours) = provision.hours_per_week {
        return Some(match hours {
            1.0 => "1 hour a week".to_owned(),
            part if part < 1.0 => format!("{} minutes a week", number(part * 60.0)),
            _ => format!("{} hours a week", number(hours)),
        });
    }
    provision.when.clone()
}

/// How many weeks one session takes, where that is a whole number of them: 2 for half a session a week.
fn weeks_for_one(weekly: f64) -> Option<String> {
    let weeks = (1.0 / weekly).round();
    let whole = weeks > 1.0 && weeks < 60.0 && (weeks * weekly - 1.0).abs() < 0.02;
    whole.then(|| number(weeks))
}

/// The weeks a provision runs: as the plan says, or the seven days that fit from its start to the review, the last of them
/// in part. None where the review is the earlier.
fn weeks(provision: &Provision, details: &Details) -> Option<u32> {
    provision.weeks.or_else(|| {
        let start = provision.start.or(details.start)?;
        let days = u32::try_from((details.review? - start).num_days()).ok()?;
        Some(days.div_ceil(7).max(1))
    })
}
