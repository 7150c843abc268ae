//! The README and what it links to: what they say of the program is what the program does.

#[path = "../../examples/format_reference.rs"]
#[expect(dead_code, reason = "an example's `main` is not called from here")]
mod format_reference;

use std::fs;
use std::path::Path;

use crate::program::root;
use crate::snapshot::assert_text;

const README: &str = include_str!("../../README.md");

#[test]
fn the_reference_of_the_format_is_current() {
    assert_text("docs/format.md", &format_reference::reference());
}

#[test]
fn nothing_calls_itself_the_official_form() {
    let template = include_str!("../../layouts/islington/template.yaml");
    for text in [README, template] {
        assert!(text.contains("reconstructed from what Islington has published"));
    }
    let texts = ["layouts", "src", "examples", "README.md"]
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
