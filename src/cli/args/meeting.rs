//! What can be typed around a review: `invite` and `next`.

use std::ops::RangeInclusive;
use std::path::PathBuf;

use crate::Reader;
use crate::meeting::{LAST_CHANGE, LONGEST, Mailbox};
use crate::plan::DayAndTime;
use chrono::NaiveDate;
use clap::{Args, ValueEnum};

use super::plans::{Appearance, CopyFormat, Safeguarding};
use super::protect::Protect;

/// Write e-mails that invite to the review meeting, with the copy attached
#[derive(Debug, Args)]
pub struct Invite {
    /// The plan
    pub plan: PathBuf,

    /// A folder for the e-mails (`invitations` beside the plan where left out); a file ending in .eml where there is one
    /// e-mail; a file ending in .ics for the calendar entry alone
    #[arg(short, long, value_name = "DIR|FILE.eml|FILE.ics")]
    pub output: Option<PathBuf>,

    /// When the meeting starts, in London time, such as 2026-12-07T15:30; as the plan says where left out
    #[arg(long, value_name = "TIME", value_parser = day_and_time)]
    pub start: Option<DayAndTime>,

    /// How many minutes it lasts; as the plan says where left out, or else 45
    #[arg(long, value_name = "N", value_parser = minutes, allow_negative_numbers = true)]
    pub minutes: Option<u32>,

    /// Where it is; as the plan says where left out
    #[arg(long, value_name = "TEXT")]
    pub place: Option<String>,

    /// Whose copy goes with the e-mail
    #[arg(long, value_name = "COPY", default_value = "parent")]
    pub copy: InviteCopy,

    /// Whom to write to: with --copy staff each colleague, such as "Dr Ruth Adeyemi <r.adeyemi@clinic.example>", all in one
    /// e-mail; with the parents' copy only those of the plan's recipients. May be given more than once
    #[arg(long, value_name = "ADDRESS", required_if_eq("copy", "staff"))]
    pub to: Vec<Mailbox>,

    /// Who writes, instead of the SENCO
    #[arg(long, value_name = "ADDRESS")]
    pub from: Option<Mailbox>,

    /// The number of this change to a meeting that was invited to before: 1, then 2, and so on; with --cancel one more than
    /// the last change had
    #[arg(long, value_name = "N", value_parser = sequence, allow_negative_numbers = true)]
    pub sequence: Option<u32>,

    /// Call the meeting off. No copy is attached; calendars take the entry out. A meeting that was changed needs --sequence
    /// as well
    #[arg(long)]
    pub cancel: bool,

    /// Send a plan that is still a draft: the letter then says so
    #[arg(long)]
    pub draft: bool,

    /// How to set the copies, whatever the plan says for each recipient
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

    /// The file to write; printed where left out, and for -. A file that is there is never overwritten
    #[arg(short, long, value_name = "FILE.yaml|-")]
    pub output: Option<PathBuf>,

    /// The day the next plan starts, such as the first of a new school year. The first weekday after the review
    /// where left out
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
    within(text, 1..=LONGEST)
        .ok_or_else(|| format!("minutes takes a whole number from 1 to {LONGEST}"))
}

fn sequence(text: &str) -> Result<u32, String> {
    within(text, 0..=LAST_CHANGE)
        .ok_or_else(|| format!("sequence takes a whole number from 0 to {LAST_CHANGE}"))
}

fn within(text: &str, range: RangeInclusive<u32>) -> Option<u32> {
    text.parse().ok().filter(|number| range.contains(number))
}

fn day_and_time(text: &str) -> Result<DayAndTime, String> {
    let example = "write the day, a T and the time, such as 2026-12-07T15:30";
    text.parse().map_err(|why| format!("{why}: {example}"))
}
