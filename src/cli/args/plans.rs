//! What can be typed about single plans: `check` and `render`, and what other commands have of these.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::protect::Protect;

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

    /// Mend what can be mended in only one way, in the files themselves, and show what is left
    #[arg(long)]
    pub fix: bool,

    /// Show what --fix would change, as a patch, and write nothing
    #[arg(long, conflicts_with_all = ["fix", "no_excerpt", "format"])]
    pub diff: bool,

    /// The template and the fonts
    #[command(flatten)]
    pub appearance: Appearance,
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

    /// Which copy to make; may be given more than once. The parents', the child's and the staff's where left out
    #[arg(long, value_name = "COPY")]
    pub copy: Vec<Reader>,

    /// Make the copy for the wall: the name the child goes by, the photo, strengths, likes, what helps and the "I can" lines,
    /// and nothing else. Alone, or beside each --copy
    #[arg(long)]
    pub wall: bool,

    /// With `--copy review`: one reader's page alone, in a file of its own; may be given more than once. The whole form
    /// where left out
    #[arg(long, value_name = "PAGE")]
    pub page: Vec<Page>,

    /// A folder for the copies (`copies` beside the plan where left out); a file ending in .pdf, or - for
    /// standard output, where one copy is made
    #[arg(short, long, value_name = "DIR|FILE.pdf|-")]
    pub output: Option<PathBuf>,

    /// How to set the copies, whatever the plan says for each recipient
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<CopyFormat>,

    /// Write a copy even where another child's, a later plan's or a strange file lies
    #[arg(long)]
    pub replace: bool,

    /// Remove this plan's copies that it no longer asks for, such as those of a recipient who was taken out
    #[arg(long)]
    pub prune: bool,

    /// Make the copies again whenever a plan, its pictures or school.yaml are saved
    #[arg(long)]
    pub watch: bool,

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

/// The template and the fonts
#[derive(Debug, Clone, Args)]
pub struct Appearance {
    /// A folder with another template: a template.yaml, and what else differs from the built-in one
    #[arg(long, value_name = "DIR")]
    pub template: Option<PathBuf>,

    /// A folder with more fonts, for letters the built-in ones do not have
    #[arg(long, value_name = "DIR")]
    pub fonts: Option<PathBuf>,

    /// Who answers for words that may tell of harm
    #[command(flatten)]
    pub safeguarding: Safeguarding,
}

/// Who answers for words that may tell of harm
#[derive(Debug, Clone, Args)]
pub struct Safeguarding {
    /// Who has looked at the words that may tell of harm: they do not stop this run, and nothing of it is kept
    #[arg(long = "safeguarding-checked", value_name = "NAME", value_parser = name)]
    pub checked: Option<String>,
}

/// A person's name as it is typed.
fn name(typed: &str) -> Result<String, &'static str> {
    let name = typed.trim();
    if name.chars().any(char::is_alphabetic) {
        Ok(name.to_owned())
    } else {
        Err("write the name of the person who has looked at it")
    }
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
    /// The review form, to print before the meeting: a page for the child, one for the parents, one for staff
    Review,
}

/// Whose page of the review form
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Page {
    /// The child's: faces to circle, room to write and draw
    Child,
    /// The parents': what they think, and what they have seen at home
    Parents,
    /// The teaching staff's: results, provision, the decision, signatures
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

impl From<CopyFormat> for crate::plan::Format {
    fn from(format: CopyFormat) -> Self {
        match format {
            CopyFormat::Standard => Self::Standard,
            CopyFormat::LargePrint => Self::LargePrint,
            CopyFormat::DyslexiaFriendly => Self::DyslexiaFriendly,
        }
    }
}
