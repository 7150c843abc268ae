//! The command-line arguments. The doc comments here are the help texts.

mod folders;
mod meeting;
mod plans;
mod protect;

pub use folders::{Due, DueFormat, Export, Layout, Worker};
pub use meeting::{Invite, InviteCopy, Next};
pub use plans::{Appearance, Check, CopyFormat, Page, Reader, Render, ReportFormat};
pub use protect::{Protect, Source};

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand, ValueEnum};

/// Makes the parent's, the child's and the staff's copy of a SEND Support Plan
#[derive(Debug, Parser)]
#[command(
    name = "sendplan",
    version,
    disable_help_subcommand = true,
    max_term_width = 100
)]
pub struct Arguments {
    /// What to do
    #[command(subcommand)]
    pub command: Option<Command>,

    /// Options that every command takes
    #[command(flatten)]
    pub general: General,
}

/// Options that every command takes
#[derive(Debug, Clone, Args)]
pub struct General {
    /// When to use colour
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: Color,

    /// The day to use as today, such as 2026-12-01
    #[arg(long, global = true, value_name = "DATE", value_parser = day)]
    pub today: Option<NaiveDate>,
}

/// Parses a day.
fn day(text: &str) -> Result<NaiveDate, &'static str> {
    crate::plan::day(text).ok_or("write year-month-day, such as 2026-12-01")
}

/// When to use colour
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// What to do
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Write a new plan to fill in
    New(New),
    /// Find every mistake in plans
    Check(Check),
    /// Make the copies of plans as PDF
    Render(Render),
    /// Make the copies of every plan in a folder, such as at the end of term
    Export(Export),
    /// List the reviews that are due or overdue
    Due(Due),
    /// Write e-mails that invite people to the review meeting, with the copy attached
    ///
    /// Each e-mail is a file to open in a mail program, check and send: one for each of the plan's recipients who has
    /// an e-mail address, with that recipient's own copy and the meeting as a calendar invitation. Nothing is sent, and
    /// no file is ever overwritten.
    Invite(Invite),
    /// Begin the next plan from this one and its review
    Next(Next),
    /// Make copies for an export
    #[command(hide = true)]
    ExportWorker(Worker),
    /// Say what a rule means and where it comes from
    Explain(Explain),
    /// Print the JSON Schema that editors use to help fill in a plan
    Schema(Schema),
    /// Print completions for a shell
    Completions(Completions),
    /// Print the manual page
    Man,
    /// Show help
    #[command(hide = true)]
    Help {
        /// The command to show help for
        command: Option<String>,
    },
    /// Print the version
    #[command(hide = true)]
    Version,
}

/// Write a new plan to fill in
#[derive(Debug, Args)]
pub struct New {
    /// The file to write; by default the plan is printed. An existing file is never overwritten
    pub file: Option<PathBuf>,
}

/// Say what a rule means and where it comes from
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub struct Explain {
    /// The rule's name, as `check` shows it in brackets
    pub rule: Option<String>,

    /// Every rule
    #[arg(long)]
    pub all: bool,
}

/// Print the JSON Schema that editors use to help fill in a plan
#[derive(Debug, Args)]
pub struct Schema {
    /// For plans or for school.yaml
    #[arg(default_value = "plan")]
    pub which: SchemaOf,
}

/// What a schema is for
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SchemaOf {
    /// Plans
    Plan,
    /// school.yaml
    School,
}

/// Print completions for a shell
#[derive(Debug, Args)]
pub struct Completions {
    /// The shell
    pub shell: clap_complete::Shell,
}
