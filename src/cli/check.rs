//! `check`: every mistake in plans, with its place and its mend.

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

/// Checks each plan, prints what was found, and sums it up on standard error.
pub fn run(asked: &Check, general: &General) -> Result<Ended, Trouble> {
    let template = match asked.appearance.template() {
        // Whoever reads what `check` finds in plans finds what is wrong with the template in the same place.
        Err(NoTemplate::Wrong(_, found)) if asked.format != ReportFormat::Human => {
            print(&render(&found, asked))?;
            return Ok(Ended::WithErrors);
        }
        template => template?,
    };
    let fonts = asked.appearance.fonts()?;
    let checks = asked.appearance.checks(general, &template, &fonts);
    // A person is told how far a draft has come; a program, and who asks for no warning at all, of every gap.
    let gaps = asked.strict || asked.format != ReportFormat::Human;
    let mut seen = Seen::of(
        plans::read(&asked.paths, &checks, folder::Warnings::Kept)?,
        gaps,
    );
    let mut ended = Ended::Well;
    if asked.fix || asked.diff {
        let mended = mended(&seen.found, &checks, asked)?;
        ended = mended.ended;
        if mended.written {
            seen = Seen::of(plans::read_again(&asked.paths, &checks)?, gaps);
        }
    }
    for trouble in &seen.troubles {
        say(&super::sentence(trouble));
        ended = Ended::InTrouble;
    }
    if !asked.diff {
        print(&render(&seen.found, asked))?;
    }
    if asked.format == ReportFormat::Human {
        for (path, report) in &seen.reports {
            say(&summary(path, report));
        }
    }
    let count = |of: fn(&Report) -> usize| -> usize {
        let reports = seen.reports.iter();
        reports.map(|(_, report)| of(report)).sum()
    };
    if count(Report::errors) > 0 || (asked.strict && count(Report::warnings) > 0) {
        ended = ended.max(Ended::WithErrors);
    }
    Ok(ended)
}

/// Problems as they are asked for.
fn render(found: &[Diagnostic], asked: &Check) -> String {
    let style = Style {
        colour: colours(),
        excerpt: !asked.no_excerpt,
    };
    crate::report::render(found, format(asked.format), style)
}

/// What was found in the files that are named.
struct Seen {
    /// Every problem once, though a school's file is read with each of its plans.
    found: Vec<Diagnostic>,
    reports: Vec<(PathBuf, Report)>,
    /// Files that could not be read.
    troubles: Vec<LoadError>,
    /// Whether each gap of a draft is told by itself.
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
        for one in read.plans {
            match one.facts {
                Ok(_) => seen.add(one.path, one.report),
                Err(trouble) => seen.troubles.push(trouble),
            }
        }
        for file in read.schools_alone {
            match Report::of_school(&Disk, &file) {
                // What is wrong in it has been said with each plan that uses it.
                Ok(report) => seen.add(file, report),
                Err(trouble) => seen.troubles.push(trouble),
            }
        }
        seen
    }

    fn add(&mut self, path: PathBuf, report: Report) {
        let of_a_school = plans::is_the_schools(&path);
        let known = |one: &Diagnostic| of_a_school && self.found.contains(one);
        // A draft that has hardly begun is told in one line what is still to be filled in.
        let begun = self.gaps || !report.draft.as_ref().is_some_and(Draft::has_hardly_begun);
        let news = report
            .diagnostics
            .iter()
            .filter(|one| !known(one) && (begun || !is_gap(one)));
        let news: Vec<_> = news.cloned().collect();
        self.found.extend(news);
        self.reports.push((path, report));
    }
}

/// How mending went.
struct Mended {
    written: bool,
    ended: Ended,
}

/// Mends the files that problems were found in, or shows how they would be mended.
fn mended(found: &[Diagnostic], checks: &Checks, asked: &Check) -> Result<Mended, Trouble> {
    let mut mended = Mended {
        written: false,
        ended: Ended::Well,
    };
    for fixed in fix::all(found, checks) {
        let fixed = match fixed {
            Ok(fixed) if asked.diff => {
                print(&fixed.diff())?;
                continue;
            }
            Ok(fixed) => fixed.write().map(|()| fixed),
            Err(left) => Err(left),
        };
        match fixed {
            Ok(fixed) => {
                mended.written = true;
                for line in fixed.said(asked.no_excerpt) {
                    say(&line);
                }
            }
            Err(left) => {
                if matches!(left, Left::Trouble(_)) {
                    mended.ended = Ended::InTrouble;
                }
                say(&super::sentence(&left));
            }
        }
    }
    Ok(mended)
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
        super::say_whole(&crate::report::render(&errors, Format::Human, style));
    }
    say(&summary(&loaded.path, report));
}

/// "KF-042.yaml: 2 things to mend, 1 to think about".
pub fn summary(path: &Path, report: &Report) -> String {
    let draft = report.draft.as_ref();
    let draft = draft.filter(|draft| draft.has_hardly_begun());
    let gaps = report.diagnostics.iter().filter(|found| is_gap(found));
    let gaps = draft.map_or(0, |_| gaps.count());
    let mend = match report.errors() {
        0 => "nothing to mend".to_owned(),
        1 => "1 thing to mend".to_owned(),
        many => format!("{many} things to mend"),
    };
    let mut said = match report.warnings() - gaps {
        0 => mend,
        many => format!("{mend}, {many} to think about"),
    };
    if let Some(draft) = draft {
        let to_fill_in = still_to_be_filled_in(draft);
        said = match report.diagnostics.len() - gaps {
            0 => to_fill_in,
            _ => format!("{said}; {to_fill_in}"),
        };
    }
    format!("{}: {said}", path.display())
}

/// "12 of 15 sections still to be filled in; start with `plan`, on line 10".
fn still_to_be_filled_in(draft: &Draft) -> String {
    let (open, all) = (draft.open.len(), draft.sections);
    let said = format!("{open} of {all} sections still to be filled in");
    match draft.open.first() {
        Some((name, Some(place))) => {
            format!("{said}; start with `{name}`, on line {}", place.start().0)
        }
        Some((name, None)) => format!("{said}; start with `{name}`"),
        None => said,
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
