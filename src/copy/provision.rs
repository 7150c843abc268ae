//! How much support there is, in words and in sums: the same wherever it is printed.

use super::words::number;
use crate::plan::{Plan, Provision};
use crate::template::Words;

/// How much of one provision is planned.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Quantity {
    /// "3 times a week, 20 minutes each", "6 sessions of 20 minutes", "5 hours a week", or the plan's own words.
    pub words: Option<String>,
    /// The same as a sum: "3 a week × 20 minutes × 12 weeks", or the plan's own words.
    pub sum: Option<String>,
    /// Weeks from the plan or, where it does not say, from its dates and the school's terms.
    pub weeks: Option<u32>,
    /// Whether holidays may be among those weeks, since no terms are known that the plan's dates lie in.
    pub about: bool,
    /// Sessions in the whole plan.
    pub sessions: Option<f64>,
    /// Hours in the whole plan.
    pub hours: Option<f64>,
}

impl Quantity {
    /// How much of `provision` a plan plans.
    pub fn of(provision: &Provision, plan: &Plan, words: &Words) -> Quantity {
        let (weeks, about) = weeks(provision, plan).unzip();
        let about = about.unwrap_or_default();
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
            words: in_words(provision, words),
            sum: sum(
                provision,
                weeks.map(|weeks| weeks_in_words(weeks, about, words)),
                words,
            ),
            weeks,
            about,
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

/// "one-to-one", "in a group of 3", "with the class"; `of_several` is the word for a group.
pub(super) fn group(provision: &Provision, of_several: &str, words: &Words) -> Option<String> {
    match (provision.group_size, provision.in_class) {
        (Some(1), _) => Some(words.say("all.group.one_to_one").to_owned()),
        (Some(size), _) => Some(words.fill(of_several, &[("size", &size.to_string())])),
        (None, Some(true)) => Some(words.say("all.group.class").to_owned()),
        (None, _) => None,
    }
}

/// The minutes of a session.
fn minutes(provision: &Provision, words: &Words) -> Option<String> {
    let minutes = provision.minutes?;
    Some(words.count("all.minutes", &minutes.to_string()))
}

fn sum(provision: &Provision, weeks: Option<String>, words: &Words) -> Option<String> {
    let minutes = minutes(provision, words);
    let factors = if let Some(weekly) = provision.sessions_per_week {
        let weekly = words.fill("all.amount.a_week", &[("number", &number(weekly))]);
        [Some(weekly), minutes, weeks]
    } else if let Some(sessions) = provision.sessions {
        let sessions = words.count("all.sessions", &sessions.to_string());
        [Some(sessions), minutes, None]
    } else if let Some(hours) = provision.hours_per_week {
        [Some(hours_a_week(hours, words)), weeks, None]
    } else {
        [provision.when.clone(), None, None]
    };
    let factors: Vec<String> = factors.into_iter().flatten().collect();
    (!factors.is_empty()).then(|| factors.join(" × "))
}

fn hours_a_week(hours: f64, words: &Words) -> String {
    let hours = words.count("all.hours", &number(hours));
    words.fill("all.amount.hours_a_week", &[("hours", &hours)])
}

fn in_words(provision: &Provision, words: &Words) -> Option<String> {
    let minutes = minutes(provision, words);
    if let Some(weekly) = provision.sessions_per_week {
        let often = if weekly == 1.0 {
            words.say("all.amount.once_a_week").to_owned()
        } else if weekly == 2.0 {
            words.say("all.amount.twice_a_week").to_owned()
        } else if let Some(weeks) = weeks_for_one(weekly) {
            words.fill("all.amount.once_every", &[("weeks", &weeks)])
        } else {
            words.fill("all.amount.times_a_week", &[("number", &number(weekly))])
        };
        let lasting = if weekly <= 1.0 {
            "all.amount.once_lasting"
        } else {
            "all.amount.each_lasting"
        };
        return Some(match minutes {
            Some(minutes) => words.fill(lasting, &[("often", &often), ("minutes", &minutes)]),
            None => often,
        });
    }
    if let Some(sessions) = provision.sessions {
        let sessions = words.count("all.sessions", &sessions.to_string());
        return Some(match minutes {
            Some(minutes) => {
                let given = [("sessions", sessions.as_str()), ("minutes", &minutes)];
                words.fill("all.amount.sessions_of", &given)
            }
            None => sessions,
        });
    }
    if let Some(hours) = provision.hours_per_week {
        return Some(if hours < 1.0 {
            let minutes = number(hours * 60.0);
            words.fill("all.amount.minutes_a_week", &[("minutes", &minutes)])
        } else {
            hours_a_week(hours, words)
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

/// "12 weeks", or "about 14 weeks".
pub(super) fn weeks_in_words(weeks: u32, about: bool, words: &Words) -> String {
    let form = if about {
        "all.about_weeks"
    } else {
        "all.weeks"
    };
    words.count(form, &weeks.to_string())
}

/// The weeks a provision runs, and whether holidays may be among them. As the plan says, or the weeks with teaching days
/// from its start to the review; without terms the seven days that fit, the last of them in part. None where the review is
/// the earlier.
fn weeks(provision: &Provision, plan: &Plan) -> Option<(u32, bool)> {
    if let Some(weeks) = provision.weeks {
        return Some((weeks, false));
    }
    let start = provision.start.or(plan.plan.start)?;
    let review = plan.plan.review?;
    let days = u32::try_from((review - start).num_days()).ok()?;
    let counted = plan.calendar.weeks(start, review);
    match counted.are_known {
        true => Some((u32::try_from(counted.mondays.len()).ok()?, false)),
        false => Some((days.div_ceil(7).max(1), true)),
    }
}
