//! Dates that fit together: the plan's own, its targets', its provision's and the term's.

use chrono::{Days, NaiveDate};

use super::Findings;
use crate::diagnostic::{Part, Rule, message, value, words};
use crate::format::{Path, at};
use crate::plan::{Provision, Status};

/// The longest time between the start and the review: parents are met at least three times a year (Code of Practice 6.65),
/// and a school year has 39 weeks and its holidays.
const LONGEST_WEEKS: i64 = 18;

pub(super) fn run(findings: &mut Findings<'_>) {
    let details = &findings.plan.plan;
    let (start, review) = (details.start, details.review);
    if let (Some(start), Some(review)) = (start, review) {
        if review <= start {
            let message = message!(
                "the review, {}, is not after the start, {}",
                day(review),
                day(start)
            );
            findings.add(
                Rule::ReviewBeforeStart,
                at!("plan", "review"),
                message,
                "check both dates: year-month-day",
            );
        } else if (review - start).num_days() > LONGEST_WEEKS * 7 {
            let weeks = (review - start).num_weeks();
            let over = if (review - start).num_days() % 7 == 0 {
                ""
            } else {
                "more than "
            };
            let message = message!(
                "the review is {}{} weeks after the start",
                words(over),
                words(weeks.to_string())
            );
            let help = "parents are met at least three times a year: choose a day within 18 weeks";
            findings.add(Rule::ReviewTooLate, at!("plan", "review"), message, help);
        }
    }
    overdue(findings);
    meeting(findings);
    held(findings);
    targets(findings);
}

/// The day on which the review was held, and the day on which the parents were told. One wrong day is said once.
fn held(findings: &mut Findings<'_>) {
    let review = &findings.plan.review;
    let Some(held) = review.date else { return };
    let told = review.parents_notified.filter(|told| *told < held);
    let today = findings.checks.today;
    if let Some(start) = findings.plan.plan.start.filter(|start| held < *start) {
        let message = message!(
            "the review was held on {}, before the plan starts on {}",
            day(held),
            day(start)
        );
        let help = "check the year and the month: this is the day on which this plan was reviewed";
        findings.add(
            Rule::ReviewBeforeStart,
            at!("review", "date"),
            message,
            help,
        );
    } else if let Some(today) = today.filter(|today| *today < held) {
        let message = message!(
            "the review is said to have been held on {}, which is still to come (today is {})",
            day(held),
            day(today)
        );
        let help =
            "check the year and the month, or leave the date out until the review has been held";
        findings.add(
            Rule::ReviewStillToCome,
            at!("review", "date"),
            message,
            help,
        );
    } else if let Some(told) = told {
        let message = message!(
            "the parents were told on {}, before the review was held on {}",
            day(told),
            day(held)
        );
        let help = "check both dates: the parents are told of what the review decided";
        findings.add(
            Rule::NotifiedBeforeReview,
            at!("review", "parents_notified"),
            message,
            help,
        );
    }
}

/// A meeting on another day than the review that it is for.
fn meeting(findings: &mut Findings<'_>) {
    let plan = findings.plan;
    // Once it is held, `review.date` says when.
    if plan.plan.status == Some(Status::Reviewed) {
        return;
    }
    let meeting = plan.review.meeting.as_ref();
    let Some(held) = meeting.and_then(|meeting| meeting.start) else {
        return;
    };
    let held = held.0.date();
    let (start, review) = (plan.plan.start, plan.plan.review);
    // One wrong date is said once, and a review before the start has a rule of its own.
    let (message, help) = if let Some(start) = start.filter(|start| held < *start) {
        let message = message!(
            "the review meeting is on {}, before the plan starts on {}",
            day(held),
            day(start)
        );
        (message, "check the year and the month")
    } else if let Some(review) =
        review.filter(|review| held != *review && start.is_none_or(|start| start < *review))
    {
        let message = message!(
            "the review meeting is on {}, and the plan's review on {}",
            day(held),
            day(review)
        );
        (
            message,
            "write the same day in both, in `review.meeting.start` and in `plan.review`",
        )
    } else {
        return;
    };
    findings.add(
        Rule::MeetingMismatch,
        at!("review", "meeting", "start"),
        message,
        help,
    );
}

fn overdue(findings: &mut Findings<'_>) {
    let details = &findings.plan.plan;
    let open = details.status != Some(Status::Reviewed);
    if let (Some(today), Some(review), true) = (findings.checks.today, details.review, open)
        && review < today
    {
        let message = message!(
            "the review was to be on {}, and the plan is not marked as reviewed",
            day(review)
        );
        findings.add(
            Rule::OverdueReview,
            at!("plan", "review"),
            message,
            "hold the review and write `status: reviewed`, or set a new day with the family",
        );
    }
}

fn targets(findings: &mut Findings<'_>) {
    let plan = findings.plan;
    for (index, target) in plan.targets.iter().enumerate() {
        if let (Some(by), Some(review)) = (target.by, plan.plan.review)
            && by > review
        {
            let message = message!(
                "target {} is to be met by {}, after the review on {}",
                words((index + 1).to_string()),
                day(by),
                day(review)
            );
            findings.add(
                Rule::TargetAfterReview,
                at!("targets", index, "by"),
                message,
                "choose a day before the review, or leave `by` out: the review's day counts then",
            );
        }
        if let (Some(by), Some(start)) = (target.by, plan.plan.start)
            && by < start
        {
            let message = message!(
                "target {} is to be met by {}, before the plan starts",
                words((index + 1).to_string()),
                day(by)
            );
            findings.add(
                Rule::TargetAfterReview,
                at!("targets", index, "by"),
                message,
                "check the year and the month",
            );
        }
        for (place, given) in target.provision.iter().enumerate() {
            provision(findings, given, &at!("targets", index, "provision", place));
        }
    }
    for (index, given) in plan.provision.iter().enumerate() {
        provision(findings, given, &at!("provision", index));
    }
}

fn provision(findings: &mut Findings<'_>, given: &Provision, path: &Path) {
    let (Some(start), Some(review)) = (findings.plan.plan.start, findings.plan.plan.review) else {
        return;
    };
    if review <= start {
        return;
    }
    let begins = given.start.unwrap_or(start);
    if begins < start || begins > review {
        let message = message!(
            "this provision starts on {}, outside the plan's own dates",
            day(begins)
        );
        findings.add(
            Rule::ProvisionOutsidePlan,
            path.field("start"),
            message,
            message!("the plan runs from {} to {}", day(start), day(review)),
        );
        return;
    }
    let weeks = given.weeks.map(|weeks| Days::new(u64::from(weeks) * 7));
    // A week that begins before the review counts: provision is given in whole weeks.
    let last_week = review + Days::new(7);
    if let Some(end) = weeks.and_then(|weeks| begins.checked_add_days(weeks))
        && end > last_week
    {
        let message = message!(
            "this provision runs to {}, after the review on {}",
            day(end),
            day(review)
        );
        findings.add(
            Rule::ProvisionOutsidePlan,
            path.field("weeks"),
            message,
            "count the weeks up to the review",
        );
    }
}

/// "7 December 2026", as a value of the plan in a message.
pub(super) fn day(day: NaiveDate) -> Part {
    value(day.format("%-d %B %Y"))
}
