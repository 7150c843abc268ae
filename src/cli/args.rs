//! What can be typed: the doc comments here are the help texts.

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

    /// The day to take as today, such as 2026-12-01
    #[arg(long, global = true, value_name = "DATE")]
    pub today: Option<NaiveDate>,
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
    /// Say what a rule means and where it comes from
    Explain(Explain),
    /// Print the JSON Schema that editors use to help fill in a plan
    Schema(Schema),
    /// Print completions for a shell
    Completions(Completions),
    /// Print the manual page
    Man,
}

/// Write a new plan to fill in
#[derive(Debug, Args)]
pub struct New {
    /// The file to write; printed where left out. A file that is there is never overwritten
    pub file: Option<PathBuf>,
}

/// Find every mistake in plans
#[derive(Debug, Args)]
pub struct Check {
    /// Plans, or folders with plans in them
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,

    /// How to show what was found
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub format: ReportFormat,

    /// Leave the plan's own words out, for logs that others read
    #[arg(long)]
    pub no_excerpt: bool,

    /// Give exit code 1 for warnings too
    #[arg(long)]
    pub strict: bool,
}

/// How to show what was found
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ReportFormat {
    /// With the line of the plan and what to write instead
    Human,
    /// One line for each problem
    Short,
    /// One JSON object for each problem, a line each
    Json,
    /// Workflow commands that mark the lines of a pull request
    Github,
    /// SARIF 2.1.0
    Sarif,
}

/// Make the copies of plans as PDF
#[derive(Debug, Args)]
pub struct Render {
    /// The plans
    #[arg(required = true, value_name = "PLAN")]
    pub plans: Vec<PathBuf>,

    /// Which copy to make; may be given more than once. All three where left out
    #[arg(long, value_name = "COPY")]
    pub copy: Vec<Reader>,

    /// A folder for the copies (`copies` beside the plan where left out); a file ending in .pdf, or - for
    /// standard output, where one copy is made
    #[arg(short, long, value_name = "DIR|FILE.pdf|-")]
    pub output: Option<PathBuf>,

    /// How to set the copies, whatever the plan says for each recipient
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<CopyFormat>,

    /// Make the copies again whenever a plan, its pictures or school.yaml are saved
    #[arg(long)]
    pub watch: bool,

    /// A folder with another template: the same files as the built-in one
    #[arg(long, value_name = "DIR")]
    pub template: Option<PathBuf>,

    /// A folder with more fonts, for letters the built-in ones do not have
    #[arg(long, value_name = "DIR")]
    pub fonts: Option<PathBuf>,

    /// Leave the plan's own words out of messages
    #[arg(long)]
    pub no_excerpt: bool,
}

/// Whose copy
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Reader {
    /// The parents', one for each recipient
    Parent,
    /// The child's
    Child,
    /// The teaching staff's
    Staff,
}

/// How a copy is set
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CopyFormat {
    /// 12 pt
    Standard,
    /// 18 pt, laid out for it
    LargePrint,
    /// A wide-set face in 14 pt with wide lines
    DyslexiaFriendly,
}

impl From<CopyFormat> for sendplan::plan::Format {
    fn from(format: CopyFormat) -> Self {
        match format {
            CopyFormat::Standard => Self::Standard,
            CopyFormat::LargePrint => Self::LargePrint,
            CopyFormat::DyslexiaFriendly => Self::DyslexiaFriendly,
        }
    }
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
