//! The next plan but for its targets: its days, the child, and what is asked again.

use chrono::{NaiveDate, NaiveTime};
use serde_json::Value;

use super::begun::{Begun, last_time};
use super::keys::{self, KEYS};
use super::notes::Notes;
use super::{Settings, above, days, moved, targets};
use crate::check::{Template, unfilled};
use crate::plan::{Adulthood, DayAndTime, Meeting, Plan, Status, VERSION};

/// The next plan after `old`, which holds what its own file says and nothing of `school.yaml`.
pub(super) fn begin(old: &Plan, settings: &Settings) -> Begun {
    let held = old.review.date.or(old.plan.review);
    let start = settings
        .start
        .or_else(|| days::start_after(held?))
        .filter(can_be_written);
    let years = old.plan.start.zip(start);
    let years = years.map_or(0, |(old, new)| days::school_years_between(old, new));
    let mut begun = Begun {
        plan: keys::carried(old, years > 0),
        notes: Notes::default(),
    };
    begun.details(old, start, settings.start.is_some());
    begun.year_group(old, years);
    begun.ask_again(old, years > 0);
    begun.meeting(old);
    targets::begin(&mut begun, old);
    begun.ask_for_what_is_missing();
    above::say(&mut begun, old, years > 0);
    if let Some(moved) = &settings.moved {
        moved::pictures(&mut begun, moved);
    }
    begun
}

/// The first lines of the file. The first of all, which names the schema for editors, is taken over where it holds there.
pub(super) fn head(old: &Plan, text: &str, settings: &Settings) -> Vec<String> {
    let schema = text.lines().next().and_then(|line| line.strip_prefix("# "));
    let holds = |line: &&str| {
        line.starts_with("yaml-language-server:")
            && (settings.moved.is_none() || line.contains("://"))
    };
    let id = old
        .plan
        .id
        .as_deref()
        .map(str::trim)
        .filter(|id| !id.is_empty());
    let last = match (old.plan.cycle, id) {
        (Some(cycle), Some(id)) => format!("plan {cycle} of {id}"),
        _ => "the last plan".to_owned(),
    };
    let lines = [
        format!("Begun from {last}. What goes on stands here already; fill in what is empty."),
        "What begins with a # is a note for you: the program does not read it, and you may delete it.".to_owned(),
        "Last time's words are such notes, so that none are signed as new. If an item of a list is still so, delete its #."
            .to_owned(),
        "When you are done, type: sendplan check (and this file's name). It finds every gap and says what to write.".to_owned(),
    ];
    let schema = schema.filter(holds).map(str::to_owned);
    schema.into_iter().chain(lines).collect()
}

impl Begun {
    /// The plan's number and its days.
    fn details(&mut self, old: &Plan, start: Option<NaiveDate>, chosen: bool) {
        let Begun { plan, notes } = self;
        plan.version = Some(VERSION);
        let details = &mut plan.plan;
        details.cycle = old.plan.cycle.map(|cycle| cycle.saturating_add(1));
        details.status = Some(Status::Draft);
        notes.beside("plan.status", "agreed when all have agreed");
        details.start = start;
        details.review = start.and_then(days::review_after).filter(can_be_written);
        let Some((start, review)) = details.start.zip(details.review) else {
            return;
        };
        let term = days::term(start, review);
        details.term = Some(term);
        if old.plan.term == Some(term) {
            let why = "the same term as last time: most of the weeks up to the review lie in it";
            notes.beside("plan.term", why);
        }
        let named = |day: NaiveDate| {
            let holidays = if days::is_holiday(day) {
                " in the usual holidays"
            } else {
                ""
            };
            format!("{}{holidays}", day.format("%A"))
        };
        let begins = if chosen {
            "as you chose"
        } else {
            "the first weekday after the review"
        };
        notes.beside("plan.start", format!("{}, {begins}", named(start)));
        let weeks = (review - start).num_days() / 7;
        let note = format!(
            "{}, {weeks} weeks on: check both with the school's dates",
            named(review)
        );
        notes.beside("plan.review", note);
        if let (Some(first), false) = (days::next_school_year(start, review), chosen) {
            let falls = if days::is_holiday(review) && review < first {
                "in the summer holidays"
            } else {
                "in the new school year"
            };
            let tip = format!(
                "The review of a plan that starts now falls {falls}. To begin with the new school year instead, with its year \
                 group and class: sendplan next --start {first}"
            );
            notes.above("plan.term", tip);
        }
    }

    /// A new school year moves the year group on.
    fn year_group(&mut self, old: &Plan, years: i32) {
        let Some(year) = old.child.year_group else {
            return;
        };
        self.plan.child.year_group = days::years_on(year, years.max(0));
        match self.plan.child.year_group {
            None => self
                .notes
                .ask("child.year_group", format!("last time: {year}")),
            Some(_) if years > 0 => {
                let note = format!("a new school year: last time {year}");
                self.notes.beside("child.year_group", note);
            }
            Some(_) => {}
        }
        if self
            .plan
            .child
            .year_group
            .is_some_and(|year| year.number() >= 9)
        {
            self.plan
                .hopes
                .adulthood
                .get_or_insert_with(Adulthood::default);
        }
    }

    /// Leaves open what is asked again, with last time's words.
    fn ask_again(&mut self, old: &Plan, new_year: bool) {
        let old = serde_json::to_value(old).unwrap_or_default();
        for (key, _) in KEYS
            .iter()
            .filter(|(_, becomes)| becomes.is_asked(new_year))
        {
            match old.pointer(&format!("/{}", key.replace('.', "/"))) {
                Some(Value::Array(items)) if !items.is_empty() => {
                    let items = items.iter().filter_map(Value::as_str).map(str::to_owned);
                    self.notes.ask_list(key, items.collect());
                }
                Some(Value::String(text)) => self.notes.ask(key, last_time(text)),
                Some(Value::Number(number)) => self.notes.ask(key, last_time(&number.to_string())),
                _ => {}
            }
        }
    }

    /// The meeting is arranged anew.
    fn meeting(&mut self, old: &Plan) {
        self.plan.review.meeting = Some(Meeting::default());
        let usual = NaiveTime::from_hms_opt(15, 30, 0).unwrap_or_default();
        let last = old.review.meeting.as_ref();
        let last_start = last.and_then(|meeting| meeting.start);
        let time = last_start.map_or(usual, |start| start.0.time());
        let day = self.plan.plan.review;
        let such_as = day.map(|day| format!(", such as {}", DayAndTime(day.and_time(time))));
        let hints = [
            (
                "start",
                format!("the day and the time{}", such_as.unwrap_or_default()),
            ),
            ("minutes", "how many minutes, such as 45".to_owned()),
            ("place", "where, such as Room 2 or by video".to_owned()),
        ];
        for (key, hint) in hints {
            let path = format!("review.meeting.{key}");
            // Last time's words are there already, but a day that has passed is of no use.
            if key == "start" || !self.notes.any_open(&path) {
                self.notes.ask(&path, hint);
            }
        }
    }

    /// Leaves open what an agreed plan must hold, with the template's question.
    fn ask_for_what_is_missing(&mut self) {
        let value = serde_json::to_value(&self.plan).unwrap_or_default();
        for (path, required) in unfilled(&self.plan, &value, Template::islington()) {
            let path = path.to_string();
            let served = required
                .or
                .as_ref()
                .is_some_and(|other| self.notes.any_open(other));
            // The school's details are those of `school.yaml`, or were said to be missing in the last plan.
            if !served && !path.starts_with("school") && !self.notes.any_open(&path) {
                self.notes.ask(&path, required.ask.as_str());
            }
        }
    }
}

/// A plan writes years of four figures.
fn can_be_written(day: &NaiveDate) -> bool {
    day.to_string().len() == 10
}
