//! The README and what it links to: what they say of the program is what the program does.

#[path = "../../examples/format_reference.rs"]
#[expect(dead_code, reason = "an example's `main` is not called from here")]
mod format_reference;

use std::fs;
use std::path::Path;

use crate::program::{TODAY, ended, printed, root, sendplan};
use crate::snapshot::assert_text;

const README: &str = include_str!("../../README.md");

#[test]
fn the_reference_of_the_format_is_current() {
    assert_text("docs/format.md", &format_reference::reference());
}

/// The first block of code in this language, without its indent.
fn block(language: &str) -> String {
    let (before, after) = README
        .split_once(&format!("```{language}\n"))
        .expect("a block");
    let indent = before.lines().last().unwrap_or_default();
    let (block, _) = after.split_once("```").expect("an end");
    let lines = block.trim_end().lines();
    let lines = lines.map(|line| line.strip_prefix(indent).unwrap_or(line));
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn the_problem_that_is_shown_is_printed_like_that() {
    let folder = tempfile::tempdir().expect("a folder");
    let run = |arguments: &[&str]| ended(sendplan(folder.path(), TODAY, arguments));
    assert!(run(&["new", "KF-001.yaml"]).status.success());
    let plan = folder.path().join("KF-001.yaml");
    let text = fs::read_to_string(&plan).expect("the new plan");
    let lines = text.lines().map(|line| {
        let start = line.starts_with("  start: ");
        if start { "  start: 7/9/2026" } else { line }
    });
    let text = lines.collect::<Vec<_>>().join("\n");
    fs::write(&plan, text).expect("the plan");
    let shown = printed(&run(&["check", "KF-001.yaml"]));
    assert!(shown.contains(&block("text")), "{shown}");
}

#[test]
fn the_lines_for_developers_are_those_of_an_example_that_is_compiled() {
    let example = include_str!("../../examples/three_copies.rs");
    let lines: Vec<&str> = example.lines().map(str::trim).collect();
    for line in block("rust").lines() {
        assert!(
            lines.contains(&line.trim()),
            "`{line}` is not in three_copies.rs"
        );
    }
}

#[test]
fn every_file_that_is_linked_to_is_there() {
    let folders = ["", "docs", ".github"];
    let mut tried = 0;
    for folder in folders.map(|folder| root().join(folder)) {
        for entry in fs::read_dir(&folder).expect("a folder") {
            let file = entry.expect("an entry").path();
            if file.extension().is_none_or(|ending| ending != "md") {
                continue;
            }
            let text = fs::read_to_string(&file).expect("a text");
            for link in text.split("](").skip(1) {
                let link = link.split([')', '#']).next().unwrap_or_default();
                if !link.contains(':') && !link.is_empty() {
                    assert!(folder.join(link).exists(), "{}: {link}", file.display());
                    tried += 1;
                }
            }
        }
    }
    assert!(tried > 10, "only {tried} links");
}

#[test]
fn nothing_calls_itself_the_official_form() {
    let template = include_str!("../../layouts/islington/template.yaml");
    for text in [README, template] {
        assert!(text.contains("reconstructed from what Islington has published"));
    }
    let texts = ["layouts", "src", "examples", "docs", "README.md"]
        .into_iter()
        .flat_map(|part| lines_of(&root().join(part)));
    let claims: Vec<String> = texts
        .filter(|line| line.contains("official") && !line.contains("not the official"))
        .collect();
    assert!(claims.is_empty(), "{}", claims.join("\n"));
}

/// Every line of every text in a folder or a file, in small letters.
fn lines_of(path: &Path) -> Vec<String> {
    if path.is_dir() {
        let entries = fs::read_dir(path).expect("a folder");
        let below = entries.map(|entry| entry.expect("an entry").path());
        return below.flat_map(|path| lines_of(&path)).collect();
    }
    let text = fs::read_to_string(path).unwrap_or_default().to_lowercase();
    text.lines().map(str::to_owned).collect()
}
