//! The arguments of commands about a review: `invite` and `next`.

use std::ops::RangeInclusive;
use std::path::PathBuf;

use crate::Reader;
use crate::meeting::{LAST_CHANGE, LONGEST, Mailbox};
use crate::plan::DayAndTime;
use chrono::NaiveDate;
use clap::{Args, ValueEnum};

use super::plans::{Appearance, CopyFormat, Safeguarding};
use super::protect::Protect;

/// Write e-mails that invite people to the review meeting, with the copy attached
#[derive(Debug, Args)]
pub struct Invite {
    /// The plan
    pub plan: PathBuf,

    /// A folder for the e-mails (by default `invitations` beside the plan); a file ending in .eml if there is only one
    /// e-mail; a file ending in .ics for only the calendar entry
    #[arg(short, long, value_name = "DIR|FILE.eml|FILE.ics")]
    pub output: Option<PathBuf>,

    /// When the meeting starts, in London time, such as 2026-12-07T15:30; by default as in the plan
    #[arg(long, value_name = "TIME", value_parser = day_and_time)]
    pub start: Option<DayAndTime>,

    /// How many minutes it lasts; by default as in the plan, or else 45
    #[arg(long, value_name = "N", value_parser = minutes, allow_negative_numbers = true)]
    pub minutes: Option<u32>,

    /// Where it is; by default as in the plan
    #[arg(long, value_name = "TEXT")]
    pub place: Option<String>,

    /// Whose copy goes with the e-mail
    #[arg(long, value_name = "COPY", default_value = "parent")]
    pub copy: InviteCopy,

    /// Whom to write to: with --copy staff each colleague, such as "Dr Ruth Adeyemi <r.adeyemi@clinic.example>", all in
    /// one e-mail; with the parents' copy only those of the plan's recipients. May be given more than once
    #[arg(long, value_name = "ADDRESS", required_if_eq("copy", "staff"))]
    pub to: Vec<Mailbox>,

    /// The sender, instead of the SENCO
    #[arg(long, value_name = "ADDRESS")]
    pub from: Option<Mailbox>,

    /// The number of this change to a meeting that people have been invited to: 1, then 2, and so on; with --cancel one
    /// more than the last change
    #[arg(long, value_name = "N", value_parser = sequence, allow_negative_numbers = true)]
    pub sequence: Option<u32>,

    /// Cancel the meeting. No copy is attached; calendars remove the entry. A meeting that was changed needs --sequence
    /// as well
    #[arg(long)]
    pub cancel: bool,

    /// Allow a plan that is still a draft: the letter then says so
    #[arg(long)]
    pub draft: bool,

    /// The format of the copies, whatever the plan says for each recipient
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<CopyFormat>,

    /// Protection with a password
    #[command(flatten)]
    pub protect: Protect,

    /// The template and the fonts
    #[command(flatten)]
    pub appearance: Appearance,

    /// Leave the plan's own words out of messages
    #[arg(long)]
    pub no_excerpt: bool,
}

/// Whose copy goes with an invitation
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum InviteCopy {
    /// Each recipient's own
    Parent,
    /// The teaching staff's, for colleagues named with --to
    Staff,
}

/// Begin the next plan from this one and its review
#[derive(Debug, Args)]
pub struct Next {
    /// The plan that was reviewed
    pub plan: PathBuf,

    /// The file to write; by default, and for -, the plan is printed. An existing file is never overwritten
    #[arg(short, long, value_name = "FILE.yaml|-")]
    pub output: Option<PathBuf>,

    /// The day the next plan starts, such as the first of a new school year. By default the first weekday after the
    /// review
    #[arg(long, value_name = "DATE", value_parser = super::day)]
    pub start: Option<NaiveDate>,

    /// Who answers for words that may tell of harm
    #[command(flatten)]
    pub safeguarding: Safeguarding,
}

impl From<InviteCopy> for Reader {
    fn from(copy: InviteCopy) -> Reader {
        match copy {
            InviteCopy::Parent => Reader::Parent,
            InviteCopy::Staff => Reader::Staff,
        }
    }
}

fn minutes(text: &str) -> Result<u32, String> {
    parse_in_range(text, 1..=LONGEST)
        .ok_or_else(|| format!("minutes takes a whole number from 1 to {LONGEST}"))
}

fn sequence(text: &str) -> Result<u32, String> {
    parse_in_range(text, 0..=LAST_CHANGE)
        .ok_or_else(|| format!("sequence takes a whole number from 0 to {LAST_CHANGE}"))
}

fn parse_in_range(text: &str, range: RangeInclusive<u32>) -> Option<u32> {
    text.parse().ok().filter(|number| range.contains(number))
}

fn day_and_time(text: &str) -> Result<DayAndTime, String> {
    let example = "write the day, a T and the time, such as 2026-12-07T15:30";
    text.parse().map_err(|why| format!("{why}: {example}"))
}
