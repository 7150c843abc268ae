//! `check`: finds every mistake in plans, with its place and how to fix it.

use std::path::{Path, PathBuf};

use crate::check::{Draft, is_gap};
use crate::diagnostic::{Diagnostic, Severity};
use crate::folder::{self, Folder};
use crate::report::{Format, Style};
use crate::{Checks, Disk, LoadError, Loaded, Report};

use super::appearance::NoTemplate;
use super::args::{Check, General, ReportFormat};
use super::fix::{self, Left};
use super::{Ended, Trouble, colours, plans, print, say};

/// Checks each plan, prints the problems, and sums them up on standard error.
pub fn run(args: &Check, general: &General) -> Result<Ended, Trouble> {
    let template = match args.appearance.template() {
        // Programs that read the problems of plans get those of the template in the same way.
        Err(NoTemplate::Wrong(_, found)) if args.format != ReportFormat::Human => {
            print(&render(&found, args))?;
            return Ok(Ended::WithErrors);
        }
        template => template?,
    };
    let fonts = args.appearance.fonts()?;
    let checks = args.appearance.checks(general, &template, &fonts);
    // People get a summary of an unfinished draft; programs, and strict checks, get every gap.
    let gaps = args.strict || args.format != ReportFormat::Human;
    let mut seen = Seen::of(
        plans::read(&args.paths, &checks, folder::Warnings::Kept)?,
        gaps,
    );
    let mut ended = Ended::Well;
    if args.fix || args.diff {
        let result = apply_fixes(&seen.found, &checks, args)?;
        ended = result.ended;
        if result.written {
            seen = Seen::of(plans::read_again(&args.paths, &checks)?, gaps);
        }
    }
    for trouble in &seen.troubles {
        say(&super::sentence(trouble));
        ended = Ended::InTrouble;
    }
    if !args.diff {
        print(&render(&seen.found, args))?;
    }
    if args.format == ReportFormat::Human {
        for (path, report) in &seen.reports {
            say(&summary(path, report));
        }
    }
    let count = |of: fn(&Report) -> usize| -> usize {
        let reports = seen.reports.iter();
        reports.map(|(_, report)| of(report)).sum()
    };
    if count(Report::errors) > 0 || (args.strict && count(Report::warnings) > 0) {
        ended = ended.max(Ended::WithErrors);
    }
    Ok(ended)
}

/// Renders problems in the requested format.
fn render(found: &[Diagnostic], args: &Check) -> String {
    let style = Style {
        colour: colours(),
        excerpt: !args.no_excerpt,
    };
    crate::report::render(found, format(args.format), style)
}

/// The problems in the given files.
struct Seen {
    /// Every problem, once, although a school's file is read with each of its plans.
    found: Vec<Diagnostic>,
    reports: Vec<(PathBuf, Report)>,
    /// Files that could not be read.
    troubles: Vec<LoadError>,
    /// Whether each gap of a draft is listed separately.
    gaps: bool,
}

impl Seen {
    fn of(read: Folder, gaps: bool) -> Seen {
        let mut seen = Seen {
            found: Vec::new(),
            reports: Vec::new(),
            troubles: Vec::new(),
            gaps,
        };
        for plan in read.plans {
            match plan.facts {
                Ok(_) => seen.add(plan.path, plan.report),
                Err(trouble) => seen.troubles.push(trouble),
            }
        }
        for file in read.schools_alone {
            match Report::of_school(&Disk, &file) {
                // Its problems have been reported with each plan that uses it.
                Ok(report) => seen.add(file, report),
                Err(trouble) => seen.troubles.push(trouble),
            }
        }
        seen
    }

    fn add(&mut self, path: PathBuf, report: Report) {
        let is_school = plans::is_school_file(&path);
        let known = |problem: &Diagnostic| is_school && self.found.contains(problem);
        // For a draft that has hardly been begun, one line says what is still to be filled in.
        let begun = self.gaps || !report.draft.as_ref().is_some_and(Draft::has_hardly_begun);
        let new = report
            .diagnostics
            .iter()
            .filter(|problem| !known(problem) && (begun || !is_gap(problem)));
        let new: Vec<_> = new.cloned().collect();
        self.found.extend(new);
        self.reports.push((path, report));
    }
}

/// The result of fixing files.
struct FixResult {
    written: bool,
    ended: Ended,
}

/// Fixes the files with problems, or shows how they would be fixed.
fn apply_fixes(found: &[Diagnostic], checks: &Checks, args: &Check) -> Result<FixResult, Trouble> {
    let mut result = FixResult {
        written: false,
        ended: Ended::Well,
    };
    for fixed in fix::all(found, checks) {
        let fixed = match fixed {
            Ok(fixed) if args.diff => {
                print(&fixed.diff())?;
                continue;
            }
            Ok(fixed) => fixed.write().map(|()| fixed),
            Err(left) => Err(left),
        };
        match fixed {
            Ok(fixed) => {
                result.written = true;
                for line in fixed.summary(args.no_excerpt) {
                    say(&line);
                }
            }
            Err(left) => {
                if matches!(left, Left::Trouble(_)) {
                    result.ended = Ended::InTrouble;
                }
                say(&super::sentence(&left));
            }
        }
    }
    Ok(result)
}

/// Prints the errors that stop copies from being made, and a summary.
pub fn say_errors(loaded: &Loaded, report: &Report, no_excerpt: bool) {
    if report.diagnostics.is_empty() {
        return;
    }
    if report.errors() > 0 {
        // `check` lists warnings; here they would bury the errors.
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
        super::say_whole(&crate::report::render(&errors, Format::Human, style));
    }
    say(&summary(&loaded.path, report));
}

/// "KF-042.yaml: 2 things to fix, 1 to think about".
pub fn summary(path: &Path, report: &Report) -> String {
    let draft = report.draft.as_ref();
    let draft = draft.filter(|draft| draft.has_hardly_begun());
    let gaps = report.diagnostics.iter().filter(|found| is_gap(found));
    let gaps = draft.map_or(0, |_| gaps.count());
    let errors = match report.errors() {
        0 => "nothing to fix".to_owned(),
        1 => "1 thing to fix".to_owned(),
        many => format!("{many} things to fix"),
    };
    let mut line = match report.warnings() - gaps {
        0 => errors,
        many => format!("{errors}, {many} to think about"),
    };
    if let Some(draft) = draft {
        let to_fill_in = still_to_be_filled_in(draft);
        line = match report.diagnostics.len() - gaps {
            0 => to_fill_in,
            _ => format!("{line}; {to_fill_in}"),
        };
    }
    format!("{}: {line}", path.display())
}

/// "12 of 15 sections still to be filled in; start with `plan`, on line 10".
fn still_to_be_filled_in(draft: &Draft) -> String {
    let (open, all) = (draft.open.len(), draft.sections);
    let line = format!("{open} of {all} sections still to be filled in");
    match draft.open.first() {
        Some((name, Some(place))) => {
            format!("{line}; start with `{name}`, on line {}", place.start().0)
        }
        Some((name, None)) => format!("{line}; start with `{name}`"),
        None => line,
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
