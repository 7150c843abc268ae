//! Expectations that are kept as files: compared and updated in one way for all tests.
//!
//! `UPDATE=1 cargo test --test it -- checks::` (or `golden::`, `invite::`, `next::`, `readme::`, `command::`) writes them again. Read
//! the difference before you commit it.

use std::fs;

use similar::TextDiff;

use crate::program::root;

/// What one test has compared so far, and all that differed.
#[derive(Default)]
pub struct Snapshots {
    different: Vec<String>,
}

impl Snapshots {
    /// Compares a text with the file at a path from the project's folder.
    pub fn text(&mut self, path: &str, actual: &str) {
        self.compare(path, actual.as_bytes(), |expected| {
            let expected = String::from_utf8_lossy(expected);
            let diff = TextDiff::from_lines(&*expected, actual);
            let patch = diff.unified_diff().header("expected", "actual").to_string();
            (expected != actual).then_some(patch)
        });
    }

    /// Compares anything else: `difference` gets the bytes that were expected, and says what is different.
    pub fn compare(
        &mut self,
        path: &str,
        actual: &[u8],
        difference: impl FnOnce(&[u8]) -> Option<String>,
    ) {
        let file = root().join(path);
        if std::env::var_os("UPDATE").is_some() {
            return fs::write(file, actual).expect("the expectation is written");
        }
        let difference = match fs::read(file) {
            Ok(expected) => difference(&expected),
            Err(error) => Some(error.to_string()),
        };
        self.different
            .extend(difference.map(|difference| format!("{path}: {difference}")));
    }

    /// Fails the test with everything that differed.
    pub fn finish(self) {
        let all = self.different.join("\n");
        assert!(
            all.is_empty(),
            "{all}\n\nIf this is as it should be, `UPDATE=1 cargo test` writes it again."
        );
    }
}

/// Compares one text with one file.
pub fn assert_text(path: &str, actual: &str) {
    let mut snapshots = Snapshots::default();
    snapshots.text(path, actual);
    snapshots.finish();
}
