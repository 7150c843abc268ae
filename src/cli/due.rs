//! `due`: lists reviews that are due or overdue, and plans without one.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use crate::digest::Digest;
use crate::folder::{self, Kind, Warnings, due, school_year};
use crate::{Checks, report};
use chrono::NaiveDate;
use icalendar::{Calendar, Component, Event, EventLike, Property};
use serde::Serialize;

use super::args::{Due, DueFormat, General};
use super::outcome::{count, sentence};
use super::output::FileTrouble;
use super::{Ended, Misuse, Trouble, output, plans, print, say};

/// Prints what needs attention, and writes the calendar if requested.
pub fn run(args: &Due, general: &General) -> Result<Ended, Trouble> {
    let today = general.today();
    if let Some(file) = &args.ics {
        check_output(file)?;
    }
    plans::require_folder(&args.folder)?;
    let paths = std::slice::from_ref(&args.folder);
    let seen = plans::read(paths, &Checks::default(), Warnings::Counted)?.plans;
    let mut ended = Ended::Well;
    for plan in &seen {
        match &plan.facts {
            Err(trouble) => {
                say(&super::sentence(trouble));
                ended = Ended::InTrouble;
            }
            // No date is known for a file that could not be read as a plan.
            Ok(facts)
                if facts.id.is_none() && facts.review.is_none() && plan.report.errors() > 0 =>
            {
                say(&format!(
                    "{}: could not be read; `sendplan check` says why.",
                    plan.path.display()
                ));
                ended = ended.max(Ended::WithErrors);
            }
            Ok(_) => {}
        }
    }
    let due = due(&seen, today, args.days);
    let text = match args.format {
        DueFormat::Human => human(&due, today),
        DueFormat::Json => json(&due)?,
        DueFormat::Csv => csv(&due)?,
    };
    print(&text)?;
    if args.format == DueFormat::Human {
        say(&in_a_sentence(&due, seen.len(), args.days));
    }
    if let Some(file) = &args.ics {
        output::write(file, calendar(&due, today).as_bytes())?;
        say(&format!(
            "The reviews with a date are in {}.",
            file.display()
        ));
    }
    Ok(ended)
}

/// Checks that the output is not an existing file other than a calendar, such as a plan named by mistake.
fn check_output(file: &Path) -> Result<(), Trouble> {
    if !output::ends_in(file, &["ics"]) {
        let how = "The calendar's file ends in .ics: write --ics reviews.ics";
        return Err(Misuse::new(how).into());
    }
    if !file.is_file() {
        return Ok(());
    }
    let mut first = Vec::new();
    let length = CALENDAR.len() as u64;
    File::open(file)
        .and_then(|file| file.take(length).read_to_end(&mut first))
        .map_err(|why| FileTrouble::reading(file, why))?;
    if !first.is_empty() && first != CALENDAR.as_bytes() {
        return Err(FileTrouble::writing(file, io::ErrorKind::AlreadyExists.into()).into());
    }
    Ok(())
}

/// The first bytes of every calendar.
const CALENDAR: &str = "BEGIN:VCALENDAR";

/// Renders one line for each, in aligned columns.
fn human(due: &[folder::Due], today: NaiveDate) -> String {
    let width = |of: fn(&folder::Due) -> usize| due.iter().map(of).max().unwrap_or_default();
    let reference = width(|due| due.reference.chars().count());
    let class = width(|due| due.class.chars().count());
    let line = |due: &folder::Due| {
        let day = match (due.kind, due.day) {
            (Kind::TooFew(_), _) => "school year".to_owned(),
            (Kind::NoNextPlan(held), _) => {
                held.map_or("no next plan".to_owned(), in_figures_and_words)
            }
            (_, Some(day)) => in_figures_and_words(day),
            (_, None) => "no date".to_owned(),
        };
        format!(
            "{day:<15}  {:<reference$}  {:<class$}  {}\n",
            due.reference,
            due.class,
            in_words(due.kind, today)
        )
    };
    due.iter().map(line).collect()
}

/// "Thu 10 Dec 2026".
fn in_figures_and_words(day: NaiveDate) -> String {
    day.format("%a %e %b %Y").to_string()
}

fn in_words(kind: Kind, today: NaiveDate) -> String {
    let days = |days: i64| match days {
        1 => "1 day".to_owned(),
        many => format!("{many} days"),
    };
    match kind {
        Kind::Overdue(late) => format!("overdue by {}", days(late)),
        Kind::Due(0) => "due today".to_owned(),
        Kind::Due(left) => format!("due in {}", days(left)),
        Kind::NoDay => "has no date for its review".to_owned(),
        Kind::NoNextPlan(_) => "reviewed, and has no next plan".to_owned(),
        Kind::TooFew(reviews) => {
            let year = school_year(today);
            let reviews = match reviews {
                0 => "no reviews".to_owned(),
                some => count(some, "review", "reviews"),
            };
            format!(
                "{reviews} held or planned from {} to {}, where 3 are asked for",
                year.start().format("%B %Y"),
                year.end().format("%B %Y")
            )
        }
    }
}

/// A row of the JSON or CSV output.
#[derive(Serialize)]
struct Row {
    kind: &'static str,
    review: Option<NaiveDate>,
    days: Option<i64>,
    reviews: Option<usize>,
    plan: String,
    cycle: Option<u32>,
    class: String,
    file: String,
}

impl Row {
    fn of(due: &folder::Due) -> Row {
        let (kind, days, reviews) = match due.kind {
            Kind::Overdue(late) => ("overdue", Some(-late), None),
            Kind::Due(left) => ("due", Some(left), None),
            Kind::NoDay => ("no date", None, None),
            Kind::NoNextPlan(_) => ("no next plan", None, None),
            Kind::TooFew(reviews) => ("too few reviews", None, Some(reviews)),
        };
        Row {
            kind,
            review: due.day,
            days,
            reviews,
            plan: due.reference.clone(),
            cycle: due.cycle,
            class: due.class.clone(),
            file: due.path.display().to_string(),
        }
    }
}

fn json(due: &[folder::Due]) -> Result<String, Trouble> {
    let lines = due.iter().map(|due| serde_json::to_string(&Row::of(due)));
    let lines = lines.map(|line| Ok(line? + "\n"));
    lines.collect()
}

fn csv(due: &[folder::Due]) -> Result<String, Trouble> {
    let mut table = csv::WriterBuilder::new();
    // The header is written even if nothing is due.
    let mut table = table.has_headers(false).from_writer(Vec::new());
    table.write_record([
        "kind", "review", "days", "reviews", "plan", "cycle", "class", "file",
    ])?;
    for row in due.iter().map(Row::of) {
        table.serialize(Row {
            plan: report::cell(&row.plan),
            class: report::cell(&row.class),
            file: report::cell(&row.file),
            ..row
        })?;
    }
    Ok(String::from_utf8(table.into_inner()?)?)
}

fn in_a_sentence(due: &[folder::Due], plans: usize, days: u64) -> String {
    let of = |wanted: fn(Kind) -> bool| due.iter().filter(|due| wanted(due.kind)).count();
    let overdue = of(|kind| matches!(kind, Kind::Overdue(_)));
    let soon = of(|kind| matches!(kind, Kind::Due(_)));
    let plans = count(plans, "plan", "plans");
    let without_next = of(|kind| matches!(kind, Kind::NoNextPlan(_)));
    let too_few = of(|kind| matches!(kind, Kind::TooFew(_)));
    let clauses = [
        (of(|kind| kind == Kind::NoDay), ", # without a date"),
        (without_next, ", # child[|ren] without a next plan"),
        (too_few, ", # child[|ren] with fewer than 3 reviews"),
    ];
    sentence(
        format!("{plans}: {overdue} overdue, {soon} due within {days} days"),
        &clauses,
    )
}

/// Renders the reviews as all-day entries. Calendars are often shared, so an entry has the plan's reference and no
/// name.
fn calendar(due: &[folder::Due], today: NaiveDate) -> String {
    let mut calendar = Calendar::empty();
    calendar.append_property(Property::new("VERSION", "2.0"));
    calendar.append_property(Property::new("PRODID", "-//sendplan//due//EN"));
    let written = today.and_time(chrono::NaiveTime::MIN).and_utc();
    for plan in due {
        let Some(day) = plan.day else { continue };
        // The same review always has the same id.
        let uid = Digest::of(format!("{} {:?}", plan.reference, plan.cycle).as_bytes());
        let mut event = Event::new();
        event.uid(&format!("{:016x}@sendplan.invalid", uid.number()));
        event.timestamp(written);
        event.summary(&if plan.may_name_the_child {
            "Review of a SEND Support Plan without a reference".to_owned()
        } else {
            format!("Review of SEND Support Plan {}", plan.reference)
        });
        // Dates without a time are whole days, and the end date is exclusive.
        event.starts(day);
        event.ends(day.succ_opt().unwrap_or(day));
        event.add_property("TRANSP", "TRANSPARENT");
        calendar.push(event.done());
    }
    calendar.to_string()
}
