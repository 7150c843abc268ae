//! `check --fix` and `--diff`: what can be mended in one way is mended in the file, and nothing else in it is touched.
//!
//! `tests/cases/fix/NAME.yaml` says how the good plan is spoiled and, where that is not the good plan again, what it becomes.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use serde::Deserialize;
use serde_json::Value;

use crate::checks::Case;
use crate::program::{TODAY, ended, printed, said, sendplan};

const GOOD: &str = include_str!("../cases/check/base.yaml");

/// The byte order mark that some editors put before a text.
const MARK: &str = "\u{feff}";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Mend {
    slip: Case,
    becomes: Option<Case>,
}

/// Every case: its name, the plan with the slip, and the plan mended.
fn all() -> Vec<(String, String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/fix");
    let entries = fs::read_dir(folder).expect("the cases");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("a case").path()).collect();
    paths.sort();
    let case = |path: &PathBuf| {
        let text = fs::read_to_string(path).expect("a case");
        let case: Mend = serde_yaml::from_str(&text).expect("a case");
        let mended = case.becomes.map(|case| case.applied_to(GOOD, path));
        (
            path.display().to_string(),
            case.slip.applied_to(GOOD, path),
            mended.unwrap_or_else(|| GOOD.to_owned()),
        )
    };
    paths.iter().map(case).collect()
}

/// A plan with a pupil number to mend, and one thing that only a person can mend.
fn slip() -> (String, String) {
    let spoiled = GOOD.replace("status: agreed", "status: finished");
    let slip = spoiled.replace("upn: Y206999925001", "upn: y206 9999 25001  # a note");
    let mended = slip.replace("y206 9999 25001", "Y206999925001");
    assert_ne!(slip, mended);
    (slip, mended)
}

/// A folder with one plan in it.
struct Folder(tempfile::TempDir);

impl Folder {
    fn with(plan: impl AsRef<[u8]>) -> Folder {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("plan.yaml"), plan).expect("a plan");
        Folder(folder)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let arguments = [&["check"], arguments].concat();
        ended(sendplan(self.0.path(), TODAY, &arguments))
    }

    fn plan(&self) -> String {
        fs::read_to_string(self.path("plan.yaml")).expect("the plan")
    }
}

/// The problems that `check --format json` prints.
fn problems(output: &Output) -> Vec<Value> {
    let lines = printed(output);
    let object = |line: &str| serde_json::from_str(line).expect("an object");
    lines.lines().map(object).collect()
}

#[test]
fn a_mended_file_differs_only_where_it_was_mended() {
    let cases = all();
    assert!(cases.len() >= 5, "only {} cases", cases.len());
    let windows = |text: &str| format!("{MARK}{}", text.replace('\n', "\r\n"));
    for (name, slip, mended) in &cases {
        for (slip, mended) in [
            (slip.clone(), mended.clone()),
            (windows(slip), windows(mended)),
        ] {
            let folder = Folder::with(&slip);
            let done = folder.run(&["--fix", "--format", "json", "plan.yaml"]);
            assert_eq!(folder.plan(), mended, "{name}");
            let said = said(&done);
            assert!(
                said.lines().count() > 0 && said.lines().all(|line| line.contains(" → ")),
                "{name}: {said}"
            );
            assert!(
                problems(&done)
                    .iter()
                    .all(|found| found.get("fix").is_none()),
                "{name}"
            );
            // What is left is what a check of the mended file finds, and no more is to be mended.
            let again = folder.run(&["--fix", "--format", "json", "plan.yaml"]);
            assert_eq!(printed(&again), printed(&done), "{name}");
            assert_eq!(again.status, done.status, "{name}");
            assert_eq!(folder.plan(), mended, "{name}");
        }
    }
}

#[test]
fn edits_in_json_and_sarif_are_bytes_of_the_file() {
    let (slip, mended) = slip();
    for before in ["", MARK] {
        let folder = Folder::with(format!("{before}{slip}"));
        let mut file = format!("{before}{slip}").into_bytes();
        let found = problems(&folder.run(&["--format", "json", "plan.yaml"]));
        let edits: Vec<&Value> = found.iter().filter_map(|found| found.get("fix")).collect();
        assert_eq!(edits.len(), 1);
        let edit = &edits[0][0];
        let at = |key: &str| edit[key].as_u64().expect("a number") as usize;
        let text = edit["text"].as_str().expect("a text");
        file.splice(at("start")..at("end"), text.bytes());
        assert_eq!(String::from_utf8(file), Ok(format!("{before}{mended}")));

        let sarif = printed(&folder.run(&["--format", "sarif", "plan.yaml"]));
        let sarif: Value = serde_json::from_str(&sarif).expect("a document");
        let results = sarif["runs"][0]["results"].as_array().expect("results");
        let fixes: Vec<&Value> = results.iter().filter_map(|one| one.get("fixes")).collect();
        assert_eq!(fixes.len(), 1);
        let change = &fixes[0][0]["artifactChanges"][0];
        assert_eq!(change["artifactLocation"]["uri"], "plan.yaml");
        let replacement = &change["replacements"][0];
        assert_eq!(replacement["deletedRegion"]["byteOffset"], edit["start"]);
        assert_eq!(
            replacement["deletedRegion"]["byteLength"],
            at("end") - at("start")
        );
        assert_eq!(replacement["insertedContent"]["text"], edit["text"]);
    }
}

#[test]
fn what_is_left_is_reported_and_decides_how_the_command_ends() {
    let (slip, mended) = slip();
    let folder = Folder::with(&slip);
    let done = folder.run(&["--fix", "."]);
    assert_eq!(folder.plan(), mended);
    assert_eq!(done.status.code(), Some(1));
    let said = said(&done);
    let line = slip.lines().position(|line| line.contains("upn:"));
    let line = line.expect("a line") + 1;
    assert_eq!(
        said.lines().next(),
        Some(
            format!(
                "./plan.yaml:{line}: a unique pupil number is written without spaces, and its letter as a capital → upn: Y206999925001  # a note"
            )
            .as_str()
        )
    );
    assert!(said.contains("plan.yaml: 1 thing to fix"), "{said}");
    let report = printed(&done);
    assert!(
        report.contains("finished") && !report.contains("pupil number"),
        "{report}"
    );
}

#[test]
fn a_patch_is_shown_and_nothing_written() {
    let (slip, _) = slip();
    let folder = Folder::with(&slip);
    let shown = printed(&folder.run(&["--diff", "."]));
    assert_eq!(folder.plan(), slip);
    assert!(shown.starts_with("--- ./plan.yaml\n+++ ./plan.yaml\n@@ -"));
    let changed: Vec<&str> = shown
        .lines()
        .skip(2)
        .filter(|line| line.starts_with(['-', '+']))
        .collect();
    let lines = [
        "-  upn: y206 9999 25001  # a note",
        "+  upn: Y206999925001  # a note",
    ];
    assert_eq!(changed, lines);
    let clean = Folder::with(GOOD).run(&["--diff", "plan.yaml"]);
    assert_eq!(printed(&clean), "");
    assert_eq!(clean.status.code(), Some(0));
    for other in [
        &["--diff", "--fix", "plan.yaml"],
        &["--diff", "--no-excerpt", "plan.yaml"],
    ] {
        assert_eq!(folder.run(other).status.code(), Some(2));
    }
}

#[test]
fn without_excerpts_no_mend_is_shown() {
    let (slip, mended) = slip();
    let folder = Folder::with(&slip);
    for format in ["human", "json", "sarif"] {
        let shown = printed(&folder.run(&["--no-excerpt", "--format", format, "plan.yaml"]));
        assert!(shown.contains("pupil number") && !shown.contains("Y206999925001"));
        assert!(!shown.contains("\"fix"), "{shown}");
    }
    let done = folder.run(&["--no-excerpt", "--fix", "plan.yaml"]);
    assert_eq!(folder.plan(), mended);
    let shown = said(&done) + &printed(&done);
    assert!(shown.contains("capital → fixed"), "{shown}");
    assert!(!shown.contains("Y206999925001"), "{shown}");
}

#[test]
fn a_hint_is_given_only_where_there_is_a_fix() {
    let (slip, _) = slip();
    let shown = printed(&Folder::with(&slip).run(&["plan.yaml"]));
    assert_eq!(shown.matches("`sendplan check --fix` does it").count(), 1);
    assert_eq!(shown.matches("help:").count(), 2, "{shown}");
}

#[test]
fn a_schools_file_is_left_where_it_has_nothing_to_mend() {
    let (slip, mended) = slip();
    let folder = Folder::with(&slip);
    let school = "checks:\n  target-count: off\n";
    fs::write(folder.path("school.yaml"), school).expect("a school's file");
    folder.run(&["--fix", "plan.yaml", "school.yaml"]);
    assert_eq!(folder.plan(), mended);
    let left = fs::read_to_string(folder.path("school.yaml"));
    assert_eq!(left.expect("the school's file"), school);
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).expect("a file").permissions().mode() & 0o777
    }

    fn set(path: &Path, mode: u32) {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("permissions");
    }

    #[test]
    fn a_mended_file_keeps_who_may_read_it() {
        let (slip, mended) = slip();
        for permissions in [0o600, 0o664, 0o644] {
            let folder = Folder::with(&slip);
            set(&folder.path("plan.yaml"), permissions);
            folder.run(&["--fix", "plan.yaml"]);
            assert_eq!(folder.plan(), mended);
            assert_eq!(mode(&folder.path("plan.yaml")), permissions);
            let left = fs::read_dir(folder.0.path()).expect("a folder");
            assert_eq!(left.count(), 1, "nothing is left beside it");
        }
    }

    #[test]
    fn a_file_that_may_only_be_read_is_left_as_it_is() {
        let (slip, _) = slip();
        let folder = Folder::with(&slip);
        set(&folder.path("plan.yaml"), 0o444);
        let done = folder.run(&["--fix", "plan.yaml"]);
        assert_eq!(folder.plan(), slip);
        let said = said(&done);
        let why = "`plan.yaml` is left as it is: it is read-only.\n";
        assert!(said.starts_with(why), "{said}");
        assert!(printed(&done).contains("pupil number"));
        assert_eq!(done.status.code(), Some(1));
    }

    #[test]
    fn a_link_is_left_as_it_is() {
        let (slip, _) = slip();
        let folder = Folder::with(&slip);
        fs::rename(folder.path("plan.yaml"), folder.path("real.yaml")).expect("a plan");
        symlink("real.yaml", folder.path("plan.yaml")).expect("a link");
        let done = folder.run(&["--fix", "plan.yaml"]);
        let link = fs::symlink_metadata(folder.path("plan.yaml")).expect("a link");
        assert!(link.is_symlink());
        assert_eq!(folder.plan(), slip);
        let said = said(&done);
        assert!(
            said.starts_with("`plan.yaml` is left as it is: it is a link to another file"),
            "{said}"
        );
    }
}
