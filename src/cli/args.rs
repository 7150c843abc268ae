//! What can be typed: the doc comments here are the help texts.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand, ValueEnum};
use sendplan::export::Shard;

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
    /// Make the copies of every plan of a folder, at a term's end
    Export(Export),
    /// List the reviews that are due or overdue
    Due(Due),
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

    /// The template and the fonts
    #[command(flatten)]
    pub with: With,

    /// Leave the plan's own words out of messages
    #[arg(long)]
    pub no_excerpt: bool,
}

/// The template and the fonts
#[derive(Debug, Clone, Args)]
pub struct With {
    /// A folder with another template: the same files as the built-in one
    #[arg(long, value_name = "DIR")]
    pub template: Option<PathBuf>,

    /// A folder with more fonts, for letters the built-in ones do not have
    #[arg(long, value_name = "DIR")]
    pub fonts: Option<PathBuf>,
}

/// Make the copies of every plan of a folder, at a term's end
#[derive(Debug, Args)]
pub struct Export {
    /// The folder with the plans, and with school.yaml in it or above
    #[arg(required_unless_present = "join")]
    pub folder: Option<PathBuf>,

    /// The folder for the copies and their manifest
    #[arg(short, long, value_name = "OUT", required_unless_present = "join")]
    pub output: Option<PathBuf>,

    /// How the copies are laid out in it
    #[arg(long, value_name = "LAYOUT", default_value = "class")]
    pub layout: Layout,

    /// Whose copies to make; may be given more than once. All three where left out
    #[arg(long, value_name = "COPY")]
    pub copy: Vec<Reader>,

    /// How to set the copies, whatever the plans say for each recipient
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<CopyFormat>,

    /// Check everything and say what there is to do, and stop there
    #[arg(long)]
    pub dry_run: bool,

    /// Make one PDF for each class and kind of copy as well, to print on both sides. Parts get theirs when they are joined
    #[arg(long, conflicts_with = "shard")]
    pub packs: bool,

    /// How many plans to work on at once; as many as there are cores where left out
    #[arg(short, long, value_name = "N")]
    pub jobs: Option<NonZeroUsize>,

    /// Make every copy again, changed or not
    #[arg(long)]
    pub force: bool,

    /// Remove copies that an earlier export made and no plan asks for any more
    #[arg(long)]
    pub prune: bool,

    /// Do one part of several, such as 2/3, where several machines share the work
    #[arg(long, value_name = "I/N")]
    pub shard: Option<Shard>,

    /// Make one manifest of the parts that were exported into this folder
    #[arg(long, value_name = "OUT", conflicts_with_all = ["folder", "output", "shard", "dry_run", "force", "prune"])]
    pub join: Option<PathBuf>,

    /// Put the children's names into the manifest and on the packs' cover sheets
    #[arg(long)]
    pub names: bool,

    /// The template and the fonts
    #[command(flatten)]
    pub with: With,

    /// Leave the plans' own words out of messages
    #[arg(long)]
    pub no_excerpt: bool,
}

/// How an export's copies are laid out
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Layout {
    /// A folder for each class, in it one for each plan
    Class,
    /// All in one folder
    Flat,
    /// All parents' copies together, all children's, all staff's
    Copy,
}

/// Make copies for an export
#[derive(Debug, Args)]
pub struct Worker {
    /// How to set the copies
    #[arg(long)]
    pub format: Option<CopyFormat>,

    /// The template and the fonts
    #[command(flatten)]
    pub with: With,
}

/// List the reviews that are due or overdue
#[derive(Debug, Args)]
pub struct Due {
    /// The folder with the plans
    pub folder: PathBuf,

    /// How many days to look ahead
    #[arg(long, value_name = "N", default_value_t = 28)]
    pub days: u64,

    /// How to show the list
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub format: DueFormat,

    /// Write the reviews to a calendar file as well, without names
    #[arg(long, value_name = "FILE.ics")]
    pub ics: Option<PathBuf>,
}

/// How to show the list of reviews
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum DueFormat {
    /// A line for each
    Human,
    /// One JSON object for each, a line each
    Json,
    /// A table for a spreadsheet
    Csv,
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

impl CopyFormat {
    /// The word for it as it is typed.
    pub fn name(self) -> &'static str {
        match self {
            Self::Standard => "standard",
            Self::LargePrint => "large-print",
            Self::DyslexiaFriendly => "dyslexia-friendly",
        }
    }
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
