//! Files that are no plans, or were written by unusual programs: each is told for what it is, in one sentence.

use sendplan::diagnostic::Diagnostic;
use sendplan::{Checks, Report};

fn found(bytes: &[u8]) -> Report {
    let loaded = crate::memory::plan(bytes);
    sendplan::Report::of(&loaded, &Checks::default())
}

#[test]
fn lines_that_end_as_on_an_old_mac_are_lines() {
    let plan = include_str!("../cases/check/base.yaml");
    let old = plan.replace('\n', "\r");
    assert!(found(old.as_bytes()).diagnostics.is_empty());
    let told = found(old.replace("status: agreed", "status: agred").as_bytes());
    let lines: Vec<usize> = told.diagnostics.iter().map(line).collect();
    assert_eq!(lines, [10]);
}

fn line(found: &Diagnostic) -> usize {
    found.place.start().0
}

fn messages(bytes: &[u8]) -> Vec<String> {
    let told = found(bytes).diagnostics.into_iter();
    told.map(|found| found.message.to_string()).collect()
}

#[test]
fn a_file_that_is_something_else_is_told_in_one_sentence() {
    let school = "school:\n  name: Kingfisher\nchecks:\n  target-count: off\n";
    let cases: &[(&[u8], &str)] = &[
        (b"", "the file is empty"),
        (b"\n\n", "the file is empty"),
        (b"\xEF\xBB\xBF", "the file is empty"),
        (b"# only a note\n", "the file is empty"),
        (
            b"{\\rtf1\\ansi version: 1}",
            "the file is a Rich Text document, not plain text",
        ),
        (school.as_bytes(), "this is the school's file, not a plan"),
        (
            b"glossary:\n  EP: a psychologist\n",
            "this is the school's file, not a plan",
        ),
    ];
    for (bytes, message) in cases {
        assert_eq!(messages(bytes), [*message]);
    }
}

#[test]
fn a_word_that_a_check_cannot_be_set_to_is_told_at_its_place() {
    let plan = include_str!("../cases/check/base.yaml");
    let school = "checks:\n  target-count: yes\n";
    let files = crate::memory::files(&[("plan.yaml", plan), ("school.yaml", school)]);
    let loaded = sendplan::load_from(&files, "plan.yaml").expect("a plan");
    let told: Vec<_> = loaded
        .found()
        .iter()
        .map(|found| {
            (
                line(found),
                found.message.to_string(),
                found.help.as_ref().map(ToString::to_string),
            )
        })
        .collect();
    let message = "“yes” is not a value that `target-count` can have";
    let help = Some("write `off`, `warning` or `error`");
    let help = help.map(str::to_owned);
    assert_eq!(told, [(2, message.to_owned(), help)]);
}
