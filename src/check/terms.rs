//! The school's terms: the one that the plan names, and days on which nobody is at school.

use chrono::Days;

use super::Findings;
use super::dates::day;
use crate::diagnostic::{Rule, message, value, words};
use crate::format::at;
use crate::plan::Term;

pub(super) fn run(findings: &mut Findings<'_>) {
    term(findings);
    closed(findings);
}

/// The term that the plan names, against its first day.
fn term(findings: &mut Findings<'_>) {
    let plan = findings.plan;
    let (Some(term), Some(start)) = (&plan.plan.term, plan.plan.start) else {
        return;
    };
    // A plan may be written in the last weeks of the term before, or begin some weeks into it; and one that follows an
    // early review lies for the most part in the next term.
    let review = plan.plan.review;
    let half = review.map_or(0, |review| (review - start).num_days().max(0) / 2);
    let days = [0, 28, half].map(|days| Days::new(days.unsigned_abs()));
    let days = days.map(|days| start.checked_add_days(days).unwrap_or(start));
    let known = plan.calendar.term_called(&term.to_string());
    let fits = match known {
        Some(known) => days
            .iter()
            .any(|day| plan.calendar.term_from(*day) == Some(known)),
        None => days.iter().any(|day| Term::of(*day) == *term),
    };
    if fits {
        return;
    }
    let message = message!(
        "the plan is for {}, and it starts on {}",
        value(term),
        day(start)
    );
    let own = plan
        .calendar
        .term_from(start)
        .and_then(|term| term.name.clone());
    let meant = own.unwrap_or_else(|| Term::of(start).to_string());
    findings.add(
        Rule::TermMismatch,
        at!("plan", "term"),
        message,
        message!("write {}, or check the date", value(meant)),
    );
}

/// Days on which nobody is at school, as far as its terms say.
fn closed(findings: &mut Findings<'_>) {
    let plan = findings.plan;
    // What was is not to be changed any more.
    if plan.is_reviewed() {
        return;
    }
    let meeting = plan.review.meeting.as_ref();
    let meeting = meeting.and_then(|meeting| meeting.start);
    let review = plan.plan.review;
    // Of a meeting on the day of the review it is said once, of the review.
    let meeting = meeting.map(|start| start.0.date());
    let meeting = meeting.filter(|day| Some(*day) != review);
    let days = [
        (at!("plan", "start"), "the plan starts", plan.plan.start),
        (at!("plan", "review"), "the review is", review),
        (
            at!("review", "meeting", "start"),
            "the review meeting is",
            meeting,
        ),
    ];
    for (path, what, on) in days {
        let Some(on) = on.filter(|on| plan.calendar.is_closed(*on) == Some(true)) else {
            continue;
        };
        let message = message!(
            "{} on {}, when the school is closed",
            words(what),
            value(on.format("%A %-d %B %Y"))
        );
        let help = match plan.calendar.open_from(on) {
            Some(open) => message!(
                "choose another day, such as {} ({}), or check `terms` and `closed` in school.yaml",
                value(open),
                words(open.format("%A").to_string())
            ),
            None => "choose another day, or check `terms` and `closed` in school.yaml".into(),
        };
        findings.add(Rule::SchoolClosed, path, message, help);
    }
}
