//! Checks the dates of a school's terms, which are used to count the weeks of its plans.

use chrono::NaiveDate;

use super::Source;
use crate::diagnostic::{Diagnostic, Message, Part, Rule, message, value, words};
use crate::path::{Path, at};
use crate::plan::SchoolTerm;

/// Reports every inconsistency in a school's terms.
pub(super) fn check(terms: &[SchoolTerm], source: &Source) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut add = |path: Path, message: Message, help: &'static str| {
        let problem = Diagnostic::new(Rule::TermDates, source.value(&path), path, message);
        found.push(problem.help(help));
    };
    let mut last: Option<(String, NaiveDate)> = None;
    for (index, term) in terms.iter().enumerate() {
        let path = at!("terms", index);
        let name = match &term.name {
            Some(name) => name.clone(),
            None => format!("term {}", index + 1),
        };
        let (Some(start), Some(end)) = (term.start, term.end) else {
            let message = message!("“{}” does not say when it begins and ends", value(name));
            add(
                path,
                message,
                "write its `start` and its `end`, year-month-day",
            );
            continue;
        };
        if end < start {
            let message = message!("“{}” ends before it begins", value(name));
            add(path.field("end"), message, "check the two dates");
            continue;
        }
        let half_term = term.half_term.as_slice();
        let inside = half_term.iter().all(|day| (start..=end).contains(day));
        let in_order =
            matches!(half_term, [] | [_]) || matches!(half_term, [first, last] if first <= last);
        if !inside || !in_order {
            let message = message!(
                "the half term of “{}” is not within its dates",
                value(&name)
            );
            let help = "write its first and its last day, such as `[2026-10-26, 2026-10-30]`";
            add(path.field("half_term"), message, help);
        }
        if let Some((before, until)) = last.as_ref().filter(|(_, until)| start <= *until) {
            let message = message!(
                "“{}” begins before “{}” has ended, on {}",
                value(&name),
                value(before),
                day(*until)
            );
            add(
                path.field("start"),
                message,
                "write the terms in their order, and check the dates",
            );
        }
        last = Some((name, end));
    }
    found
}

fn day(day: NaiveDate) -> Part {
    words(day.format("%-d %B %Y").to_string())
}
