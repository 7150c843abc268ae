//! A folder is never understood by guessing: whatever lies in it is a plan, a school's file, or named with why it is neither.

mod kept;
mod kinds;

use std::fs;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::process::Output;

use proptest::prelude::*;
use sendplan::Checks;
use sendplan::diagnostic::Diagnostic;
use sendplan::folder::{self, Folder, PossiblePlan, Reason, Warnings};

use kinds::kinds;

use crate::program::{TODAY, ended, printed, root, said, sendplan};

/// Files that no one takes for a plan, and of which nothing needs to be said.
const OTHERS: &[(&str, &str)] = &[
    ("photo.jpg", "\u{1}"),
    ("letter.docx", "PK"),
    ("notes.txt", "Ring Ada's mum."),
    ("list.csv", "a,b\n"),
];

fn read(folder: &Path) -> Folder {
    let cores = NonZeroUsize::new(2).expect("two");
    let folder = [folder.to_owned()];
    folder::read(&folder, None, &Checks::default(), cores, Warnings::Kept).expect("a folder")
}

/// What the rules say of one file alone that do not look at others.
fn alone(path: &Path) -> Vec<Diagnostic> {
    let loaded = sendplan::load(path).expect("a file");
    sendplan::Report::of(&loaded, &Checks::default()).diagnostics
}

/// Whether a rule looks at other plans too.
fn looks_at_others(found: &Diagnostic) -> bool {
    let name = found.rule.name();
    ["duplicate-id", "same-text", "other-child-named"].contains(&name)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn every_file_of_a_folder_is_read_or_named(
        chosen in proptest::collection::vec((0..64_usize, 0..3_usize), 0..12),
        school in any::<bool>(),
        others in any::<bool>(),
    ) {
        let kinds = kinds();
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        let mut files: Vec<PathBuf> = Vec::new();
        for (number, (kind, depth)) in chosen.iter().enumerate() {
            let (_, ending, bytes) = &kinds[kind % kinds.len()];
            let below = ["", "Otters/", "Otters/deep/"][*depth];
            let path = at(&format!("{below}KF-{number}{ending}"));
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(&path, bytes).expect("a file");
            files.push(path);
        }
        if school {
            fs::write(at("school.yaml"), "school:\n  name: Kingfisher\n").expect("a file");
            files.push(at("school.yaml"));
        }
        if others {
            for (name, text) in OTHERS {
                fs::write(at(name), text).expect("a file");
            }
        }
        let read = read(folder.path());
        let plans = read.plans.iter().map(|one| &one.path);
        let passed = read.passed_over.iter().map(|passed| &passed.path);
        let mut told: Vec<&PathBuf> = plans.chain(&read.schools).chain(passed).collect();
        told.sort();
        files.sort();
        let all: Vec<&PathBuf> = files.iter().collect();
        prop_assert_eq!(told, all);
        for one in &read.plans {
            let of_it = one.report.diagnostics.iter().filter(|found| !looks_at_others(found));
            let of_it: Vec<&Diagnostic> = of_it.collect();
            let alone = alone(&one.path);
            let alone: Vec<&Diagnostic> = alone.iter().filter(|found| !looks_at_others(found)).collect();
            prop_assert_eq!(of_it, alone, "{}", one.path.display());
        }
    }
}

/// A folder with a draft that has no errors.
fn with_a_draft() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let draft = folder.path().join("KF-088.yaml");
    fs::copy("examples/plans/KF-088.yaml", draft).expect("a draft");
    folder
}

fn run(command: &str, folder: &Path, more: &[&str]) -> Output {
    let mut called = sendplan(root(), TODAY, &[command]);
    called.arg(folder).args(more);
    ended(called)
}

#[test]
fn what_a_file_says_alone_its_folder_says_too() {
    let named = [
        "plan",
        "old Mac",
        "Windows",
        "indented",
        "JSON",
        "two parts",
        "one part",
    ];
    let unread = [
        "empty",
        "nothing but a note",
        "zeros",
        "UTF-16",
        "words",
        "cut off",
        "too large",
    ];
    for (kind, ending, bytes) in kinds() {
        if !named.contains(&kind) && !unread.contains(&kind) {
            continue;
        }
        let folder = with_a_draft();
        let file = folder.path().join(format!("other{ending}"));
        fs::write(&file, bytes).expect("a file");
        let lines = |output: &Output| -> Vec<String> {
            let printed = printed(output);
            let own = printed.lines().filter(|line| line.contains("/other."));
            let own = own
                .filter(|line| !line.contains("[duplicate-id]") && !line.contains("[same-text]"));
            own.map(str::to_owned).collect()
        };
        let alone = run("check", &file, &["--format", "short"]);
        let whole = run("check", folder.path(), &["--format", "short"]);
        assert_eq!(lines(&whole), lines(&alone), "{kind}");
        assert!(
            !said(&whole).contains("passed over"),
            "{kind}: {}",
            said(&whole)
        );
        if unread.contains(&kind) {
            assert_eq!(whole.status.code(), Some(1), "{kind}");
        }
    }
}

#[test]
fn what_is_passed_over_is_named_by_every_command_with_what_to_do() {
    let folder = with_a_draft();
    let at = |name: &str| folder.path().join(name);
    let good = fs::read_to_string("examples/plans/KF-018.yaml").expect("an example");
    for name in [
        "KF-001.yaml.txt",
        "KF-002.yaml~",
        "KF-003.txt",
        "KF-088.yaml.bak",
        ".KF-005.yaml",
    ] {
        fs::write(at(name), &good).expect("a file");
    }
    fs::write(at("~$KF-088.yaml"), [0; 165]).expect("a file");
    fs::write(at("ci.yml"), "on: push\njobs: {}\n").expect("a file");
    fs::create_dir(at(".old")).expect("a folder");
    fs::write(at(".old/KF-006.yaml"), &good).expect("a file");
    fs::create_dir(at(".git")).expect("a folder");
    fs::write(at(".git/KF-007.yaml"), &good).expect("a file");
    let named = [
        ("KF-001.yaml.txt", "rename it to `KF-001.yaml`"),
        ("KF-002.yaml~", "rename it to `KF-002.yaml`"),
        ("KF-003.txt", "rename it to `KF-003.yaml`"),
        ("KF-088.yaml.bak", "rename it to `KF-088.yaml`"),
        (".KF-005.yaml", "begins with a dot"),
        ("~$KF-088.yaml", "keeps notes about another file"),
        ("ci.yml", "another kind of file"),
        (".old", "begins with a dot"),
    ];
    let out = tempfile::tempdir().expect("a folder");
    let to = out.path().join("out").display().to_string();
    for (command, more) in [
        ("check", &[][..]),
        ("due", &[]),
        ("export", &["-o", &to, "--dry-run"]),
    ] {
        let told = said(&run(command, folder.path(), more));
        for (name, help) in named {
            let of_it = told
                .lines()
                .filter(|line| line.contains(&format!("/{name}`")));
            let of_it: Vec<&str> = of_it.collect();
            assert!(
                of_it.len() == 1 && of_it[0].contains(help),
                "{command}, {name}: {told}"
            );
        }
        assert!(!told.contains(".git"), "{told}");
        assert!(command == "check" || told.contains("1 plan"), "{told}");
    }
}

#[test]
fn a_folder_with_nothing_but_a_plan_of_another_name_says_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = folder.path().join("KF-001.yaml.txt");
    fs::copy("examples/plans/KF-018.yaml", text).expect("a plan");
    let out = folder.path().join("out").display().to_string();
    for (command, more) in [("check", &[][..]), ("due", &[]), ("export", &["-o", &out])] {
        let output = run(command, folder.path(), more);
        assert_eq!(output.status.code(), Some(3), "{command}");
        let told = said(&output);
        assert!(told.starts_with("There "), "{told}");
        assert!(told.ends_with("rename it to `KF-001.yaml`.\n"), "{told}");
    }
}

#[cfg(unix)]
#[test]
fn links_are_followed_once_to_files_and_named_where_they_lead_to_folders() {
    use std::os::unix::fs::symlink;
    let (folder, elsewhere) = (with_a_draft(), tempfile::tempdir().expect("a folder"));
    let at = |name: &str| folder.path().join(name);
    let theirs = elsewhere.path().join("theirs.yaml");
    fs::copy("examples/plans/KF-018.yaml", &theirs).expect("a plan");
    symlink(at("KF-088.yaml"), at("a.yaml")).expect("a link");
    symlink(&theirs, at("b.yaml")).expect("a link");
    symlink(elsewhere.path(), at("2026")).expect("a link");
    symlink(folder.path(), at("loop")).expect("a link");
    let read = read(folder.path());
    let plans: Vec<&PathBuf> = read.plans.iter().map(|one| &one.path).collect();
    assert_eq!(plans, [&at("KF-088.yaml"), &at("b.yaml")]);
    let passed = read.passed_over.iter();
    let passed: Vec<_> = passed
        .map(|passed| (&passed.path, &passed.reason, &passed.possible_plan))
        .collect();
    let same = Reason::SameAs(at("KF-088.yaml"));
    assert_eq!(
        passed,
        [
            (&at("2026"), &Reason::LinkedFolder, &PossiblePlan::Any),
            (&at("a.yaml"), &same, &PossiblePlan::None),
        ]
    );
}

#[test]
fn a_schools_file_that_no_plan_uses_is_checked_with_its_folder() {
    let folder = with_a_draft();
    fs::create_dir(folder.path().join("other")).expect("a folder");
    let school = folder.path().join("other/school.yaml");
    fs::write(school, "headteacher: Ms Khan\n").expect("a file");
    let output = run("check", folder.path(), &["--format", "short"]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(printed(&output).contains("other/school.yaml:1:1: error[unknown-field]"));
}
