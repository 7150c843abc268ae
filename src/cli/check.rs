//! `check`: every mistake in plans, with its place and its mend.

use std::path::{Path, PathBuf};
use std::{fs, io};

use sendplan::report::{Format, Style};
use sendplan::{Checks, Loaded, Report};

use super::args::{Check, General, ReportFormat};
use super::{Ended, Trouble, colours, output, print, say};

/// Checks each plan, prints what was found, and sums it up on standard error.
pub fn run(asked: &Check, general: &General) -> Result<Ended, Trouble> {
    let mut ended = Ended::Well;
    let mut loaded = Vec::new();
    for path in plans(&asked.paths)? {
        match sendplan::load(&path) {
            Ok(plan) => loaded.push(plan),
            Err(trouble) => {
                say(&format!("{trouble}."));
                ended = Ended::InTrouble;
            }
        }
    }
    let mut found = Vec::new();
    let mut reports = Vec::new();
    for plan in &loaded {
        let checks = Checks {
            today: Some(general.today()),
            other_children: others(plan, &loaded),
            ..Checks::default()
        };
        let report = sendplan::check(plan, &checks);
        found.extend(report.diagnostics.iter().cloned());
        reports.push(report);
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
        for (plan, report) in loaded.iter().zip(&reports) {
            say(&summary(plan, report));
        }
    }
    let errors: usize = reports.iter().map(Report::errors).sum();
    let warnings: usize = reports.iter().map(Report::warnings).sum();
    if errors > 0 || (asked.strict && warnings > 0) {
        ended = ended.max(Ended::WithErrors);
    }
    Ok(ended)
}

/// "KF-042.yaml: 2 things to mend, 1 to think about".
pub fn summary(plan: &Loaded, report: &Report) -> String {
    let name = plan.path.display();
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

/// The names of the children of the other plans in a plan's folder.
fn others(plan: &Loaded, all: &[Loaded]) -> Vec<String> {
    let folder = plan.path.parent();
    let mut names: Vec<String> = all
        .iter()
        .filter(|other| other.path != plan.path && other.path.parent() == folder)
        .filter(|other| other.plan.child.name != plan.plan.child.name)
        .filter_map(|other| other.plan.child.name.clone())
        .collect();
    names.sort();
    names.dedup();
    names
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

/// The files that are named, and the plans in the folders that are named, in the order of their names.
fn plans(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Trouble> {
    let mut plans = Vec::new();
    for path in paths {
        if path.is_dir() {
            in_folder(path, &mut plans).map_err(|why| output::FileTrouble::reading(path, why))?;
        } else {
            plans.push(path.clone());
        }
    }
    Ok(plans)
}

fn in_folder(folder: &Path, plans: &mut Vec<PathBuf>) -> io::Result<()> {
    let mut entries = fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let (path, name) = (entry.path(), entry.file_name());
        let name = name.to_string_lossy();
        if name.starts_with('.') {
            continue;
        }
        if entry.file_type()?.is_dir() {
            in_folder(&path, plans)?;
        } else if is_plan(&path) {
            plans.push(path);
        }
    }
    Ok(())
}

/// Whether a file in a folder is a plan: YAML with a `version` and a `plan` at the beginning of a line.
fn is_plan(path: &Path) -> bool {
    let yaml = path
        .extension()
        .is_some_and(|ending| ending == "yaml" || ending == "yml");
    if !yaml {
        return false;
    }
    let bytes = fs::read(path).unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes);
    let has = |key: &str| {
        text.lines()
            .any(|line| line.trim_start_matches('\u{feff}').starts_with(key))
    };
    has("version:") && has("plan:")
}
