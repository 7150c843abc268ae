//! The command line: the only place that prints. Each command has a file of its own.

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

/// What a person sees who types the bare command.
const FIRST_STEPS: &str = "\
sendplan makes the parent's, the child's and the staff's copy of a SEND Support Plan.
  1. sendplan new KF-001.yaml       writes a plan to fill in with any text editor
  2. sendplan check KF-001.yaml     finds every mistake and says what to write
  3. sendplan render KF-001.yaml    makes the three copies as PDF in the folder `copies`
`sendplan --help` lists everything else.
";

/// How a command ended, in the exit codes of `cli.md`.
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

/// Anything that stops a command: said in one sentence on standard error.
type Trouble = Box<dyn std::error::Error>;

/// The command was used wrongly: how, as a sentence without its full stop.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct Misuse(String);

impl Misuse {
    fn new(how: impl ToString) -> Misuse {
        Misuse(how.to_string())
    }
}

/// What was typed. `sendplan help check` and `sendplan version` are what people know from other programs.
fn typed() -> Result<Arguments, clap::Error> {
    let arguments = Arguments::try_parse()?;
    let same = match arguments.command {
        Some(Command::Help { command }) => {
            command.into_iter().chain(["--help".to_owned()]).collect()
        }
        Some(Command::Version) => vec!["--version".to_owned()],
        _ => return Ok(arguments),
    };
    Arguments::try_parse_from(iter::once("sendplan".to_owned()).chain(same))
}

/// Runs the command that was typed.
pub fn run() -> ExitCode {
    let arguments = match typed() {
        Ok(arguments) => arguments,
        Err(usage) => {
            // Help and version go to standard output and end well; a mistake goes to standard error and ends with 2.
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
        // A worker ends when its export does: no more orders can come then.
        Some(Command::ExportWorker(_)) => interrupt::leave_it_to_the_export(),
        _ => interrupt::end_in_good_order(),
    }
    let ended = dispatch(arguments);
    interrupt::stay_if_ending();
    let ended = ended.unwrap_or_else(|trouble| {
        if is_broken_pipe(trouble.as_ref()) {
            // A copy on standard output that its reader did not want to the end: there is no other result.
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
        // Help and version have been printed instead of being run.
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
    /// Today: the day that was typed, or else the machine's.
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

/// Prints a command's result on standard output. Whoever closed it has seen enough, and what is left of the work is still
/// wanted: a copy, or how the command ends.
fn print(text: &str) -> io::Result<()> {
    let mut out = anstream::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(why) if why.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        printed => printed,
    }
}

/// Prints the path of a file that was written, a line for each: exactly for a program, and harmlessly for a person.
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

/// Says something to the person on standard error. Nobody can be told if that fails.
fn say(text: &str) {
    let mut err = anstream::stderr().lock();
    // The name of a file may hold what moves the cursor or turns text about.
    let seen = text.chars().map(|letter| match letter {
        '\n' => letter,
        _ => harmless(letter),
    });
    let _ = writeln!(err, "{}", seen.collect::<String>());
}

/// A trouble as a sentence for the person.
fn sentence(trouble: &(dyn std::error::Error + 'static)) -> String {
    // Every other trouble with a file says which file it was.
    match trouble.downcast_ref::<io::Error>() {
        Some(why) => format!(
            "The result could not be written: {}.",
            output::in_words(why)
        ),
        None => with_a_capital(&format!("{trouble}.")),
    }
}

/// A sentence as it begins: with a capital, but for one that begins with a name in marks or an option.
fn with_a_capital(sentence: &str) -> String {
    let mut letters = sentence.chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters).collect()
}

/// Says several lines to the person on standard error, as they are.
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
