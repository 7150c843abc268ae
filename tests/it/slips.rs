//! Every line of a good plan spoiled in the ways that fingers do: one error at its line, and a mend that restores the plan.

use std::fs;

use sendplan::Checks;
use sendplan::diagnostic::{Diagnostic, Rule, Severity, apply};

use crate::program::root;

/// A line with one slip, and what the slip is; nothing where the line has no place for it.
fn slips(line: &str) -> Vec<(&'static str, String)> {
    let content = line.trim_start();
    let indent = line.len() - content.len();
    let at = |column: usize| format!("{}{content}", " ".repeat(column));
    let mut slips = vec![
        ("one space in", at(indent + 1)),
        ("two spaces in", at(indent + 2)),
    ];
    if indent >= 1 {
        slips.push(("one space out", at(indent - 1)));
    }
    if indent >= 2 {
        slips.push(("two spaces out", at(indent - 2)));
    }
    let key = content
        .trim_start_matches("- ")
        .split(':')
        .next()
        .unwrap_or_default();
    if key
        .bytes()
        .all(|sign| sign.is_ascii_lowercase() || sign == b'_')
        && content.contains(':')
    {
        slips.push(("a colon deleted", line.replacen(':', "", 1)));
        slips.push(("a semicolon for a colon", line.replacen(':', ";", 1)));
    }
    if content.starts_with("- ") {
        slips.push(("a dash deleted", line.replacen('-', " ", 1)));
    }
    slips
}

/// How a slip was answered.
#[derive(Default)]
struct Count {
    all: usize,
    told: usize,
    restored: usize,
    missed: Vec<String>,
    unrestored: Vec<String>,
}

fn count() -> Count {
    let path = root().join("tests/cases/check/base.yaml");
    let plan = fs::read_to_string(path).expect("the good plan");
    let lines: Vec<&str> = plan.lines().collect();
    let mut count = Count::default();
    for (number, line) in lines.iter().enumerate() {
        if line.trim().is_empty() || line.trim_start().starts_with('#') {
            continue;
        }
        for (what, spoiled) in slips(line) {
            let mut all = lines.clone();
            all[number] = &spoiled;
            let text = all.join("\n") + "\n";
            let loaded = crate::memory::plan(&text);
            let report = sendplan::Report::of(&loaded, &Checks::default());
            // A line that is read as the end of the one above is good YAML: that is told as a warning.
            let told = |found: &&Diagnostic| {
                found.severity == Severity::Error || found.rule == Rule::SplitText
            };
            let errors: Vec<_> = report.diagnostics.iter().filter(told).collect();
            count.all += 1;
            let here = |place: usize| place.abs_diff(number + 1) <= 1;
            match errors.as_slice() {
                [] | [_]
                    if errors.iter().all(|found| here(found.place.start().0))
                        && (errors.len() == 1 || text_is_same(&plan, &loaded)) =>
                {
                    count.told += 1;
                }
                _ => {
                    let said: Vec<String> = errors
                        .iter()
                        .map(|found| format!("{}: {}", found.place.start().0, found.message))
                        .collect();
                    count
                        .missed
                        .push(format!("line {}, {what}: {}", number + 1, said.join(" | ")));
                }
            }
            let edits: Vec<_> = report
                .diagnostics
                .iter()
                .flat_map(|found| found.fix.clone())
                .collect();
            if apply(&text, &edits).as_deref() == Some(plan.as_str()) || errors.is_empty() {
                count.restored += 1;
            } else {
                let mended = apply(&text, &edits).unwrap_or_default();
                let differs = mended.lines().zip(plan.lines()).find(|(a, b)| a != b);
                count.unrestored.push(format!(
                    "line {}, {what}: {differs:?} {:?}",
                    number + 1,
                    errors.first().map(|found| found.message.to_string())
                ));
            }
        }
    }
    count
}

/// A slip that YAML does not mind is none.
fn text_is_same(plan: &str, loaded: &sendplan::Loaded) -> bool {
    let good = crate::memory::plan(plan);
    good.plan == loaded.plan
}

#[test]
fn a_slip_gives_one_error_at_its_line_and_a_mend() {
    let count = count();
    println!(
        "{} of {} told, {} restored",
        count.told, count.all, count.restored
    );
    if std::env::var_os("SHOW").is_some() {
        println!(
            "{}\n\n{}",
            count.missed.join("\n"),
            count.unrestored.join("\n")
        );
    }
    assert!(count.all > 1_000, "{} slips", count.all);
    assert!(
        count.told * 1_010 >= count.all * 1_000,
        "{}",
        count.missed.join("\n")
    );
    assert!(
        count.restored * 1_010 >= count.all * 800,
        "{}",
        count.unrestored.join("\n")
    );
}
