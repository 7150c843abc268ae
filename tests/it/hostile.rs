//! Whatever a file holds, the answer is a diagnostic: no panic, no hang, nothing written.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use sendplan::diagnostic::Rule;
use sendplan::press::Press;
use sendplan::{Checks, Reader, Report};

use crate::program::{TODAY, ended, printed, sendplan};

fn found(bytes: &[u8]) -> Report {
    let started = Instant::now();
    let loaded = crate::memory::plan(bytes);
    let report = sendplan::Report::of(&loaded, &Checks::default());
    assert!(
        started.elapsed() < Duration::from_secs(10),
        "it took {:?}",
        started.elapsed()
    );
    report
}

fn rules(bytes: &[u8]) -> Vec<Rule> {
    found(bytes)
        .diagnostics
        .iter()
        .map(|found| found.rule)
        .collect()
}

#[test]
fn files_that_are_no_plans_are_told_apart() {
    let deep_flow = "[".repeat(100_000);
    let deep_lists = "- ".repeat(100_000);
    let deep_maps: String = (0..2_000)
        .map(|level| format!("{}a:\n", " ".repeat(level)))
        .collect();
    let bomb = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n";
    let utf_16: Vec<u8> = "\u{feff}version: 1"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let latin_1 = b"child:\n  name: Andr\xe9\n";
    let large = format!("version: 1\nstaff_notes:\n  - {}\n", "a".repeat(2 << 20));
    let cases: &[(&[u8], Rule)] = &[
        (b"", Rule::WrongType),
        (b"   \n\n# nothing\n", Rule::WrongType),
        (b"hello", Rule::WrongType),
        (b"- a\n- b\n", Rule::WrongType),
        (b"\0\x01\x02", Rule::NotUtf8),
        (b"%PDF-1.7\n", Rule::NotUtf8),
        (b"PK\x03\x04....", Rule::NotUtf8),
        (b"{\\rtf1\\ansi version: 1}", Rule::NotUtf8),
        (&utf_16, Rule::NotUtf8),
        (latin_1, Rule::NotUtf8),
        (large.as_bytes(), Rule::TooLarge),
        (deep_flow.as_bytes(), Rule::TooLarge),
        (deep_lists.as_bytes(), Rule::TooLarge),
        (deep_maps.as_bytes(), Rule::TooLarge),
        (bomb.as_bytes(), Rule::YamlSyntax),
    ];
    for (bytes, rule) in cases {
        let rules = rules(bytes);
        let start = String::from_utf8_lossy(&bytes[..bytes.len().min(30)]).into_owned();
        assert!(rules.contains(rule), "{start:?}: {rules:?}");
        assert!(found(bytes).errors() > 0, "{start:?}");
    }
}

#[test]
fn a_file_that_is_too_much_of_anything_is_answered_at_once() {
    let plan = include_str!("../cases/check/base.yaml");
    let says = "I like school best in the afternoon.";
    assert!(plan.contains(says));
    let keys: String = (0..30_000)
        .map(|number| format!("k{number}: x\n"))
        .collect();
    let too_large = [
        format!("version: 1\n{keys}"),
        "k: x\n".repeat(60_000),
        ":\n".repeat(60_000),
        "?\n".repeat(60_000),
        "-\n".repeat(60_000),
        "a: |\n".repeat(60_000),
        plan.replacen(
            "targets:\n",
            &format!("targets:\n{}", "  - target: x\n".repeat(60_000)),
            1,
        ),
    ];
    for text in &too_large {
        let start: String = text.chars().take(30).collect();
        assert!(
            rules(text.as_bytes()).contains(&Rule::TooLarge),
            "{start:?}"
        );
    }
    let long = [
        plan.replace("Amina Yusuf", &"A\u{301}".repeat(80_000)),
        plan.replace(says, &"a@".repeat(100_000)),
        plan.replace(says, &"07 700 ".repeat(40_000)),
        plan.replace(says, &format!("x{}", "\u{7}".repeat(200_000))),
        format!("{plan}{}", "\tx\n".repeat(80_000)),
        format!("{plan}{}", "a: \"x\n".repeat(40_000)),
    ];
    for text in &long {
        found(text.as_bytes());
    }
}

#[test]
fn a_mark_at_the_beginning_and_windows_line_ends_make_no_difference() {
    let plan = include_str!("../cases/check/base.yaml");
    assert_eq!(found(plan.as_bytes()).diagnostics.len(), 0);
    let windows = format!("\u{feff}{}", plan.replace('\n', "\r\n"));
    assert!(
        found(windows.as_bytes()).diagnostics.is_empty(),
        "{:?}",
        found(windows.as_bytes()).diagnostics
    );
}

#[test]
fn a_page_of_notes_in_a_row_is_no_mistake() {
    let plan = include_str!("../cases/check/base.yaml");
    let notes = "# a note to myself\n".repeat(3_000);
    let noted = plan.replacen("child:\n", &format!("child:\n{notes}"), 1);
    assert!(found(noted.as_bytes()).diagnostics.is_empty());
}

#[test]
fn nothing_everywhere_is_a_draft_with_gaps() {
    let plan = include_str!("../cases/check/base.yaml");
    let nothing: String = plan
        .lines()
        .map(|line| match line.split_once(": ") {
            Some((key, _))
                if !key.trim_start().starts_with('#') && !line.starts_with("version") =>
            {
                format!("{key}:\n")
            }
            _ => format!("{line}\n"),
        })
        .collect();
    let loaded = crate::memory::plan(nothing);
    let checked = sendplan::check(&loaded, &Checks::default()).expect("a draft");
    let press = Press::new().expect("the embedded template");
    let made = sendplan::copies(&checked, Reader::EVERY, None, &press);
    assert_eq!(made.expect("copies").len(), 5);
}

/// Numbers that look like chance and are the same each time (Numerical Recipes' generator).
struct Chance(u32);

impl Chance {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (self.0 >> 8) as usize % most.max(1)
    }
}

#[test]
fn changed_plans_never_panic() {
    let plan = include_str!("../cases/check/base.yaml");
    let pieces = [
        ":",
        "- ",
        "\t",
        "\"",
        "'",
        "#",
        "&a ",
        "*a",
        "{",
        "}",
        "[",
        "]",
        "|",
        ">",
        "\n",
        "  ",
        "\u{202e}",
        "é",
        "🎈",
        "---\n",
        "!!int ",
        "null",
        "0",
        "-1",
        "99999999999999999999",
        "2026-02-30",
        "؟",
        "\r",
    ];
    let press = Press::new().expect("the embedded template");
    let mut chance = Chance(42);
    let mut made = 0;
    for round in 0..400 {
        let mut text: Vec<char> = plan.chars().collect();
        for _ in 0..=chance.below(4) {
            let at = chance.below(text.len());
            if chance.below(2) == 0 {
                let end = (at + chance.below(40)).min(text.len());
                text.drain(at..end);
            } else {
                let piece = pieces[chance.below(pieces.len())];
                text.splice(at..at, piece.chars());
            }
        }
        let text: String = text.into_iter().collect();
        let loaded = crate::memory::plan(&text);
        let checked = sendplan::check(&loaded, &Checks::default());
        let Some(checked) = checked.ok().filter(|_| round % 4 == 0) else {
            continue;
        };
        if let Err(why) = sendplan::copies(&checked, Reader::EVERY, None, &press) {
            panic!("a plan without errors makes no copies: {why}\n{text}");
        }
        made += 1;
    }
    assert!(
        made > 5,
        "only {made} plans were good enough to make copies of"
    );
}

#[test]
fn a_picture_that_leaves_the_folder_or_is_none_is_an_error_with_its_place() {
    let folder = tempfile::tempdir().expect("a folder");
    let plan = include_str!("../cases/check/base.yaml");
    let cases: &[(&str, &[u8], Rule)] = &[
        ("../secret.png", b"", Rule::UnsafePath),
        ("/etc/passwd", b"", Rule::UnsafePath),
        ("gone.png", b"", Rule::MissingFile),
        ("photo.heic", b"\0\0\0\x18ftypheic....", Rule::BadPicture),
        ("words.png", b"not a picture at all", Rule::BadPicture),
    ];
    for (name, bytes, rule) in cases {
        if !bytes.is_empty() {
            fs::write(folder.path().join(name), bytes).expect("a file");
        }
        let with = plan.replace(
            "  known_as: Amina",
            &format!("  known_as: Amina\n  photo:\n    file: {name}\n    alt: Amina"),
        );
        let path = folder.path().join("plan.yaml");
        fs::write(&path, with).expect("a plan");
        let loaded = sendplan::load(&path).expect("a plan");
        let report = sendplan::Report::of(&loaded, &Checks::default());
        let told: Vec<(Rule, String)> = report
            .diagnostics
            .iter()
            .map(|found| (found.rule, found.path.to_string()))
            .collect();
        assert_eq!(told, [(*rule, "child.photo.file".to_owned())], "{name}");
    }
}

#[test]
fn texts_that_would_fill_hundreds_of_pages_are_refused_at_the_longest() {
    let plan = include_str!("../cases/check/base.yaml");
    let long = "A sentence that goes on. ".repeat(9_000);
    let much = plan.replacen("staff_notes:\n", &format!("staff_notes:\n  - {long}\n"), 1);
    let report = found(much.as_bytes());
    let told: Vec<(Rule, String)> = report
        .diagnostics
        .iter()
        .map(|found| (found.rule, found.path.to_string()))
        .collect();
    assert_eq!(told, [(Rule::TooLarge, "staff_notes[0]".to_owned())]);
}

/// Words are judged one by one, which keeps a reader waiting where there are a million: what they say is told when the plan
/// has been shortened, and everything else at once.
#[test]
fn words_of_a_plan_that_is_far_too_long_are_judged_when_it_is_shorter() {
    let plan = include_str!("../cases/check/base.yaml");
    let plan = plan
        .replacen(
            "  - target: Amina says a full sentence",
            "  - target: Amina will improve. ABCD! Amina says",
            1,
        )
        .replacen("  review: 2026-12-07", "  review: 2026-09-01", 1);
    let judged = rules(plan.as_bytes());
    assert!(judged.contains(&Rule::JargonForParents), "{judged:?}");
    let long = "ABC is not DEF nor GHIJ. ".repeat(30_000);
    let much = plan.replacen(
        "\nadjustments:\n",
        &format!("\nadjustments:\n  - {long}\n"),
        1,
    );
    let told = rules(much.as_bytes());
    assert!(told.contains(&Rule::TooLarge), "{told:?}");
    assert!(told.contains(&Rule::ReviewBeforeStart), "{told:?}");
    assert!(!told.contains(&Rule::JargonForParents), "{told:?}");
}

/// What a fuzzer found: each file once hung the program, and is a case of its own since.
#[test]
fn what_once_hung_is_answered_at_once() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/hostile");
    let mut tried = 0;
    for entry in fs::read_dir(cases).expect("the cases") {
        let bytes = fs::read(entry.expect("a case").path()).expect("a case");
        assert!(found(&bytes).errors() > 0);
        tried += 1;
    }
    assert!(tried >= 2, "only {tried}");
}

#[test]
fn a_glossary_without_a_word_is_told_of_and_keeps_nobody_waiting() {
    let folder = tempfile::tempdir().expect("a folder");
    let plan = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/plans/KF-042.yaml");
    fs::copy(plan, folder.path().join("plan.yaml")).expect("a plan");
    let school = "glossary:\n  LSB: Learning Support Base\n  \"\": nothing\n";
    fs::write(folder.path().join("school.yaml"), school).expect("a school");
    let output = ended(sendplan(
        folder.path(),
        TODAY,
        &["check", "plan.yaml", "--format", "short"],
    ));
    let told = printed(&output);
    assert_eq!(output.status.code(), Some(1), "{told}");
    let line = told.lines().find(|line| line.contains("school.yaml:3:3"));
    assert!(
        line.is_some_and(|line| line.contains("“” in the glossary is not an abbreviation")),
        "{told}"
    );
}
