//! Begins the next plan, except its targets: its dates, the child, and what to ask again.

use chrono::{NaiveDate, NaiveTime};

use super::notes::{Begun, Notes};
use super::phrases::{fill, last_time, phrases};
use super::{Settings, carry, days, folders, targets};
use crate::check::unfilled;
use crate::path::Path;
use crate::path::at;
use crate::plan::{Adulthood, DayAndTime, Decision, Meeting, Plan, Status, VERSION};
use crate::template::Template;

/// Begins the plan after `old`, which has the content of its own file, plus the terms of `school.yaml`.
pub(super) fn begin(old: &Plan, settings: &Settings) -> Begun {
    let held = old.review.date.or(old.plan.review);
    let start = settings
        .start
        .or_else(|| days::start_after(held?, &old.calendar))
        .filter(has_four_digit_year);
    let years = old.plan.start.zip(start);
    let years = years.map_or(0, |(old, new)| days::school_years_between(old, new));
    let mut continued = old.clone();
    continued.targets.retain(targets::continues);
    let mut notes = Notes::default();
    let plan = carry::carried(&continued, years > 0, &mut notes);
    let mut begun = Begun { plan, notes };
    begun.details(old, start, settings.start.is_some());
    begun.year_group(old, years);
    begun.meeting(old);
    targets::begin(&mut begun, old, &continued);
    begun.ask_for_missing();
    begun.add_notes_above(old, years > 0);
    if let Some(folders) = &settings.folders {
        folders::pictures(&mut begun, folders);
    }
    begun
}

/// Returns the comment at the top of the file. Its first line, which names the schema for editors, is kept if it still
/// applies.
pub(super) fn head(old: &Plan, text: &str, settings: &Settings) -> Vec<String> {
    let schema = text.lines().next().and_then(|line| line.strip_prefix("# "));
    let holds = |line: &&str| {
        line.starts_with("yaml-language-server:")
            && (settings.folders.is_none() || line.contains("://"))
    };
    let schema = schema.filter(holds).map(str::to_owned);
    let id = old.plan.id.as_deref().map(str::trim);
    let last = match (old.plan.cycle, id.filter(|id| !id.is_empty())) {
        (Some(cycle), Some(id)) => fill(&phrases().plan_of, &[&cycle.to_string(), id]),
        _ => phrases().last_plan.clone(),
    };
    let lines = phrases().head.iter().map(|line| fill(line, &[&last]));
    schema.into_iter().chain(lines).collect()
}

impl Begun {
    /// Sets the plan's cycle and dates.
    fn details(&mut self, old: &Plan, start: Option<NaiveDate>, chosen: bool) {
        let Begun { plan, notes } = self;
        let (phrases, calendar) = (phrases(), &old.calendar);
        plan.version = Some(VERSION);
        let details = &mut plan.plan;
        details.cycle = old.plan.cycle.map(|cycle| cycle.saturating_add(1));
        details.status = Some(Status::Draft);
        notes.beside(&at!("plan", "status"), &phrases.agreed_when);
        details.start = start;
        details.review = start
            .and_then(|start| days::review_after(start, calendar))
            .filter(has_four_digit_year);
        let Some((start, review)) = details.start.zip(details.review) else {
            return;
        };
        let term = days::term(start, review, calendar);
        details.term = Some(term.clone());
        if old.plan.term == Some(term) {
            notes.beside(&at!("plan", "term"), &phrases.same_term);
        }
        let named = |day: NaiveDate| {
            let weekday = day.format("%A").to_string();
            let format = days::is_holiday(day, calendar).then_some(phrases.holidays.as_str());
            fill(format.unwrap_or("{}"), &[&weekday])
        };
        let why = if chosen {
            &phrases.chosen
        } else {
            &phrases.start
        };
        notes.beside(&at!("plan", "start"), fill(why, &[&named(start)]));
        let weeks = ((review - start).num_days() / 7).to_string();
        let note = fill(&phrases.review, &[&named(review), &weeks]);
        notes.beside(&at!("plan", "review"), note);
        if let (Some(first), false) = (days::next_school_year(start, review), chosen) {
            let summer = days::is_holiday(review, calendar) && review < first;
            let tip = if summer {
                &phrases.summer
            } else {
                &phrases.autumn
            };
            notes.above(&at!("plan", "term"), fill(tip, &[&first.to_string()]));
        }
    }

    /// Moves the year group up in a new school year.
    fn year_group(&mut self, old: &Plan, years: i32) {
        let Begun { plan, notes } = self;
        let Some(last) = old.child.year_group else {
            return;
        };
        let path = at!("child", "year_group");
        plan.child.year_group = days::years_on(last, years.max(0));
        let Some(year) = plan.child.year_group else {
            return notes.ask(&path, last_time(&last.to_string()));
        };
        if years > 0 {
            notes.beside(&path, fill(&phrases().new_year, &[&last.to_string()]));
        }
        if year.number() >= 9 {
            plan.hopes.adulthood.get_or_insert_with(Adulthood::default);
        }
    }

    /// Leaves the meeting to be arranged.
    fn meeting(&mut self, old: &Plan) {
        let Begun { plan, notes } = self;
        plan.review.meeting = Some(Meeting::default());
        let usual = NaiveTime::from_hms_opt(15, 30, 0).unwrap_or_default();
        let last = old.review.meeting.as_ref();
        let last = last.and_then(|meeting| meeting.start);
        let time = last.map_or(usual, |start| start.0.time());
        for (path, question) in phrases().meeting.below(&Path::root()) {
            // The other fields show last time's values already, but a past date is of no use.
            let day = (plan.plan.review).filter(|_| path.name() == Some("start"));
            if let Some(day) = day.map(|day| DayAndTime(day.and_time(time)).to_string()) {
                notes.ask(&path, fill(&phrases().such_as, &[question, &day]));
            } else if path.name() == Some("start") || !notes.any_open(&path) {
                notes.ask(&path, question);
            }
        }
    }

    /// Asks for everything that an agreed plan must have, with the template's questions.
    fn ask_for_missing(&mut self) {
        let value = serde_json::to_value(&self.plan).unwrap_or_default();
        for (path, required) in unfilled(&self.plan, &value, Template::islington()) {
            let or = required.or.as_ref().and_then(|other| other.parse().ok());
            let is_asked = or.is_some_and(|other: Path| self.notes.any_open(&other));
            // The school's details come from `school.yaml`, or were reported missing in the last plan.
            if !is_asked && !path.starts_with(&at!("school")) && !self.notes.any_open(&path) {
                self.notes.ask(&path, required.ask.as_str());
            }
        }
    }

    /// Adds notes above each part: what to ask, and what was said at the review.
    fn add_notes_above(&mut self, old: &Plan, new_year: bool) {
        let (phrases, notes, review) = (phrases(), &mut self.notes, &old.review);
        let name = old.known_as().unwrap_or(&phrases.the_child);
        for (path, words) in phrases.above.below(&Path::root()) {
            notes.above(&path, fill(words, &[name]));
        }
        if let Some(view) = &review.child_view {
            notes.above(&at!("about_me"), fill(&phrases.child_said, &[name, view]));
        }
        if let Some(view) = &review.parent_view {
            notes.above(&at!("parent_views"), fill(&phrases.parents_said, &[view]));
        }
        if new_year {
            for (path, words) in phrases.in_a_new_year.below(&Path::root()) {
                notes.above(&path, words);
            }
        }
        match review.decision {
            Some(Decision::Advice) => notes.alone(&at!("professionals"), &phrases.advice),
            Some(Decision::Assessment) => {
                notes.beside(&at!("child", "provision"), &phrases.assessment);
            }
            _ => {}
        }
    }
}

/// Whether a date has a four-digit year, as plans require.
fn has_four_digit_year(day: &NaiveDate) -> bool {
    day.to_string().len() == 10
}
