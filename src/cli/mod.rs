//! The command-line interface: the only code that prints. Each command has its own file.

mod appearance;
mod args;
mod check;
mod describe;
mod due;
mod export;
mod fix;
mod interrupt;
mod invite;
mod new;
mod next;
mod outcome;
mod output;
mod password;
mod plans;
mod progress;
mod render;
mod usage;
mod watch;
mod worker;

use std::io::{self, IsTerminal, Write};
use std::iter;
use std::path::Path;
use std::process::ExitCode;

use anstream::ColorChoice;
use appearance::NoTemplate;
use args::{Arguments, Color, Command, General};
use chrono::{Local, NaiveDate};
use clap::Parser;

use crate::diagnostic::harmless;
use crate::report::{self, Style};

/// Printed for the bare command.
const FIRST_STEPS: &str = "\
sendplan makes the parent's, the child's and the staff's copy of a SEND Support Plan.
  1. sendplan new KF-001.yaml       writes a plan to fill in with any text editor
  2. sendplan check KF-001.yaml     finds every mistake and says what to write
  3. sendplan render KF-001.yaml    makes the three copies as PDF in the folder `copies`
`sendplan --help` lists everything else.
";

/// How a command ended; the values are its exit codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ended {
    /// Done.
    Well = 0,
    /// A plan had errors.
    WithErrors = 1,
    /// The command was used wrongly.
    Misused = 2,
    /// Something could not be read or written.
    InTrouble = 3,
}

/// Any error that stops a command, printed as one sentence on standard error.
type Trouble = Box<dyn std::error::Error>;

/// The command was used wrongly: the reason, without a full stop.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct Misuse(String);

impl Misuse {
    fn new(how: impl ToString) -> Misuse {
        Misuse(how.to_string())
    }
}

/// Parses the arguments. `sendplan help check` and `sendplan version` work too, as in other programs.
fn parse_args() -> Result<Arguments, clap::Error> {
    let arguments = Arguments::try_parse()?;
    let args = match arguments.command {
        Some(Command::Help { command }) => {
            command.into_iter().chain(["--help".to_owned()]).collect()
        }
        Some(Command::Version) => vec!["--version".to_owned()],
        _ => return Ok(arguments),
    };
    Arguments::try_parse_from(iter::once("sendplan".to_owned()).chain(args))
}

/// Parses the arguments and runs the command.
pub fn run() -> ExitCode {
    let arguments = match parse_args() {
        Ok(arguments) => arguments,
        Err(usage) => {
            // Help and version go to standard output with success; a mistake goes to standard error with exit code 2.
            let ended = if usage.use_stderr() {
                Ended::Misused
            } else {
                Ended::Well
            };
            match usage::in_words(&usage).filter(|_| usage.use_stderr()) {
                Some(sentence) => say(&sentence),
                None => match usage.print() {
                    Err(why) if why.kind() != io::ErrorKind::BrokenPipe => {
                        say(&sentence(&why));
                        return ExitCode::from(Ended::InTrouble as u8);
                    }
                    _ => {}
                },
            }
            return ExitCode::from(ended as u8);
        }
    };
    arguments.general.color.set();
    match arguments.command {
        // A worker ends with its export.
        Some(Command::ExportWorker(_)) => interrupt::ignore(),
        _ => interrupt::install(),
    }
    let ended = dispatch(arguments);
    interrupt::stay_if_ending();
    let ended = ended.unwrap_or_else(|trouble| {
        if is_broken_pipe(trouble.as_ref()) {
            // The reader of standard output closed it early, and there is no other result.
            return Ended::Well;
        }
        if let Some(NoTemplate::Wrong(_, found)) = trouble.downcast_ref() {
            let style = Style {
                colour: colours_on_error(),
                excerpt: true,
            };
            say_whole(&report::render(found, report::Format::Human, style));
        }
        say(&sentence(trouble.as_ref()));
        if trouble.is::<Misuse>() {
            return Ended::Misused;
        }
        if let Some(NoTemplate::Wrong(..)) = trouble.downcast_ref() {
            return Ended::WithErrors;
        }
        Ended::InTrouble
    });
    ExitCode::from(ended as u8)
}

fn dispatch(arguments: Arguments) -> Result<Ended, Trouble> {
    let general = &arguments.general;
    match arguments.command {
        // Help and version have been printed already.
        None | Some(Command::Help { .. } | Command::Version) => {
            print(FIRST_STEPS)?;
            Ok(Ended::Well)
        }
        Some(Command::New(new)) => new::run(&new),
        Some(Command::Check(check)) => check::run(&check, general),
        Some(Command::Render(render)) => render::run(&render, general),
        Some(Command::Export(export)) => export::run(&export, general),
        Some(Command::Due(due)) => due::run(&due, general),
        Some(Command::Invite(invite)) => invite::run(&invite, general),
        Some(Command::Next(next)) => next::run(&next, general),
        Some(Command::ExportWorker(worker)) => worker::serve(&worker),
        Some(Command::Explain(explain)) => describe::explain(&explain),
        Some(Command::Schema(schema)) => describe::schema(&schema),
        Some(Command::Completions(completions)) => describe::completions(&completions),
        Some(Command::Man) => describe::man(),
    }
}

impl General {
    /// Returns today's date: the one given, or else the system's.
    fn today(&self) -> NaiveDate {
        self.today.unwrap_or_else(|| Local::now().date_naive())
    }
}

impl Color {
    fn set(self) {
        let choice = match self {
            Color::Auto => ColorChoice::Auto,
            Color::Always => ColorChoice::Always,
            Color::Never => ColorChoice::Never,
        };
        choice.write_global();
    }
}

/// Prints a command's result on standard output. A closed pipe is not an error, as the rest of the work is still
/// wanted: a copy, or the exit status.
fn print(text: &str) -> io::Result<()> {
    let mut out = anstream::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(why) if why.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        printed => printed,
    }
}

/// Prints the path of a written file on a line: exactly for a program, and with control characters replaced on a
/// terminal.
fn print_path(path: &Path) -> io::Result<()> {
    let path = path.display().to_string();
    match io::stdout().is_terminal() {
        true => print(&format!(
            "{}\n",
            path.chars().map(harmless).collect::<String>()
        )),
        false => print(&format!("{path}\n")),
    }
}

/// Prints a message on standard error, ignoring failures.
fn say(text: &str) {
    let mut err = anstream::stderr().lock();
    // A file name may contain control characters.
    let visible = text.chars().map(|ch| match ch {
        '\n' => ch,
        _ => harmless(ch),
    });
    let _ = writeln!(err, "{}", visible.collect::<String>());
}

/// Returns an error as a sentence for the user.
fn sentence(trouble: &(dyn std::error::Error + 'static)) -> String {
    // Every other file error names its file.
    match trouble.downcast_ref::<io::Error>() {
        Some(why) => format!(
            "The result could not be written: {}.",
            output::in_words(why)
        ),
        None => with_a_capital(&format!("{trouble}.")),
    }
}

/// Capitalises a sentence's first letter, if it begins with one.
fn with_a_capital(sentence: &str) -> String {
    let mut chars = sentence.chars();
    let first = chars.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(chars).collect()
}

/// Prints several lines on standard error, unchanged.
fn say_whole(text: &str) {
    let mut err = anstream::stderr().lock();
    let _ = err.write_all(text.as_bytes());
}

/// Whether text on standard output is coloured.
fn colours() -> bool {
    let out = io::stdout();
    anstream::AutoStream::choice(&out) != ColorChoice::Never
}

/// Whether text on standard error is coloured.
fn colours_on_error() -> bool {
    anstream::AutoStream::choice(&io::stderr()) != ColorChoice::Never
}

fn is_broken_pipe(trouble: &(dyn std::error::Error + 'static)) -> bool {
    trouble
        .downcast_ref::<io::Error>()
        .is_some_and(|why| why.kind() == io::ErrorKind::BrokenPipe)
}
