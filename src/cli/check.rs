//! `check`: every mistake in plans, with its place and its mend.

use std::num::NonZeroUsize;
use std::path::Path;
use std::{fs, io, thread};

use sendplan::diagnostic::{Diagnostic, Severity};
use sendplan::report::{Format, Style};
use sendplan::source::read_school;
use sendplan::{LoadError, Loaded, Report, folder};

use super::args::{Check, General, ReportFormat};
use super::{Ended, Trouble, colours, plans, print, say};

/// Checks each plan, prints what was found, and sums it up on standard error.
pub fn run(asked: &Check, general: &General) -> Result<Ended, Trouble> {
    let mut ended = Ended::Well;
    let (template, fonts) = (asked.with.template()?, asked.with.fonts()?);
    let checks = asked.with.checks(general, &template, &fonts)?;
    let read = plans::read(&asked.paths, &checks, folder::Warnings::Kept)?;
    let mut reports = Vec::new();
    for one in read.plans {
        match one.facts {
            Ok(_) => reports.push((one.path, one.report)),
            Err(trouble) => {
                say(&super::sentence(&trouble));
                ended = Ended::InTrouble;
            }
        }
    }
    let mut found: Vec<Diagnostic> = Vec::new();
    for (_, report) in &reports {
        found.extend(report.diagnostics.iter().cloned());
    }
    for file in read.schools_alone {
        match school(&file) {
            Ok(report) => {
                // What is wrong in it has been said with each plan that uses it.
                let news = report.diagnostics.iter().filter(|one| !found.contains(one));
                let news: Vec<_> = news.cloned().collect();
                found.extend(news);
                reports.push((file, report));
            }
            Err(trouble) => {
                say(&super::sentence(&trouble));
                ended = Ended::InTrouble;
            }
        }
    }
    let style = Style {
        colour: colours(),
        excerpt: !asked.no_excerpt,
    };
    print(&sendplan::report::render(
        &found,
        format(asked.format),
        style,
    ))?;
    if asked.format == ReportFormat::Human {
        for (path, report) in &reports {
            say(&summary(path, report));
        }
    }
    let errors: usize = reports.iter().map(|(_, report)| report.errors()).sum();
    let warnings: usize = reports.iter().map(|(_, report)| report.warnings()).sum();
    if errors > 0 || (asked.strict && warnings > 0) {
        ended = ended.max(Ended::WithErrors);
    }
    Ok(ended)
}

/// A school's file by itself: how what stands in it fits a plan is found with each of the plans.
fn school(file: &Path) -> Result<Report, LoadError> {
    let trouble = |why: io::Error| match why.kind() {
        io::ErrorKind::NotFound => LoadError::Missing(file.to_owned()),
        _ => LoadError::Unreadable(file.to_owned(), why),
    };
    if !fs::metadata(file).map_err(trouble)?.is_file() {
        // A pipe may never end.
        return Err(LoadError::NotAFile(file.to_owned()));
    }
    let bytes = fs::read(file).map_err(trouble)?;
    let (_, _, diagnostics) = read_school(&file.display().to_string(), &bytes);
    Ok(Report { diagnostics })
}

/// How many plans are worked on at once where nothing else was asked for.
pub fn cores() -> NonZeroUsize {
    thread::available_parallelism().unwrap_or(NonZeroUsize::MIN)
}

/// Says what keeps copies from being made of a plan, and sums it up.
pub fn say_errors(loaded: &Loaded, report: &Report, no_excerpt: bool) {
    if report.diagnostics.is_empty() {
        return;
    }
    if report.errors() > 0 {
        // Warnings are listed by `check`; here they would bury the errors.
        let errors: Vec<_> = report
            .diagnostics
            .iter()
            .filter(|found| found.severity == Severity::Error)
            .cloned()
            .collect();
        let style = Style {
            colour: super::colours_on_error(),
            excerpt: !no_excerpt,
        };
        super::say_whole(&sendplan::report::render(&errors, Format::Human, style));
    }
    say(&summary(&loaded.path, report));
}

/// "KF-042.yaml: 2 things to mend, 1 to think about".
pub fn summary(path: &Path, report: &Report) -> String {
    let name = path.display();
    let mend = match report.errors() {
        0 => None,
        1 => Some("1 thing to mend".to_owned()),
        many => Some(format!("{many} things to mend")),
    };
    let think = match report.warnings() {
        0 => None,
        many => Some(format!("{many} to think about")),
    };
    match (mend, think) {
        (None, None) => format!("{name}: nothing to mend"),
        (None, Some(think)) => format!("{name}: nothing to mend, {think}"),
        (Some(mend), None) => format!("{name}: {mend}"),
        (Some(mend), Some(think)) => format!("{name}: {mend}, {think}"),
    }
}

fn format(format: ReportFormat) -> Format {
    match format {
        ReportFormat::Human => Format::Human,
        ReportFormat::Short => Format::Short,
        ReportFormat::Json => Format::Json,
        ReportFormat::Github => Format::Github,
        ReportFormat::Sarif => Format::Sarif,
    }
}
