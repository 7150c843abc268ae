//! A folder is never understood by guessing: whatever lies in it is a plan, a school's file, or named with why it is neither.

use std::fs;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::process::Output;

use proptest::prelude::*;
use sendplan::Checks;
use sendplan::diagnostic::Diagnostic;
use sendplan::folder::{self, Folder, MayBe, Warnings, Why};

use crate::files::tree;
use crate::program::{TODAY, ended, printed, root, said, sendplan};

/// What may lie in a folder, by the name of its kind: the ending of its name, and what is in it.
fn kinds() -> Vec<(&'static str, &'static str, Vec<u8>)> {
    let good = fs::read_to_string("examples/plans/KF-088.yaml").expect("an example");
    let indented: String = good.lines().map(|line| format!("  {line}\n")).collect();
    let utf16 = good.encode_utf16().flat_map(u16::to_le_bytes);
    let text = |text: &str| text.as_bytes().to_vec();
    vec![
        ("plan", ".yaml", text(&good)),
        ("plan in capitals", ".YML", text(&good)),
        ("empty", ".yaml", Vec::new()),
        ("nothing but a note", ".yml", text("# to do\n")),
        ("zeros", ".yaml", vec![0; 4096]),
        ("old Mac", ".yaml", text(&good.replace('\n', "\r"))),
        ("Windows", ".yaml", text(&good.replace('\n', "\r\n"))),
        (
            "UTF-16",
            ".yaml",
            [0xFF, 0xFE].into_iter().chain(utf16).collect(),
        ),
        ("indented", ".yaml", text(&indented)),
        (
            "JSON",
            ".yaml",
            text("{\"plan\": {\"id\": \"J-1\"}, \"child\": {\"name\": \"Ada Bell\"}}"),
        ),
        ("two parts", ".yaml", text("plan:\n  id: T-2\nneeds: []\n")),
        ("one part", ".yaml", text("child:\n  name: Ada Bell\n")),
        ("only a version", ".yaml", text("version: 1\n")),
        (
            "words",
            ".yaml",
            text("Dear parents,\nthe bus leaves at nine.\n"),
        ),
        ("cut off", ".yaml", text("version: 1\nplan:\n  id: \"C-1\n")),
        ("too large", ".yaml", vec![b'#'; (1 << 20) + 1]),
        ("copy", " - Copy.yaml", text(&good)),
        (
            "compose",
            ".yml",
            text("version: \"3\"\nservices:\n  web:\n    image: nginx\n"),
        ),
        (
            "workflow",
            ".yaml",
            text("on: [push]\njobs:\n  test:\n    runs-on: ubuntu\n"),
        ),
        ("list", ".yaml", text("- milk\n- eggs\n")),
        ("school's", ".yaml", text("school:\n  name: Kingfisher\n")),
        ("text", ".yaml.txt", text(&good)),
        ("backup", ".yaml~", text(&good)),
        ("spare", ".yaml.bak", text(&good)),
        ("misspelt", ".ymal", text(&good)),
        ("downloaded twice", ".yaml (1)", text(&good)),
    ]
}

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
    sendplan::check(&loaded, &Checks::default()).diagnostics
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

/// Plans of three children with their copies in the folder `out` beside them.
fn exported() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let plans = folder.path().join("plans");
    fs::create_dir(&plans).expect("a folder");
    for name in ["KF-018", "KF-088"] {
        let file = format!("{name}.yaml");
        fs::copy(Path::new("examples/plans").join(&file), plans.join(&file)).expect("a plan");
    }
    for extra in ["school.yaml", "pictures"] {
        let from = Path::new("examples/plans").join(extra);
        if from.is_dir() {
            crate::files::copy_folder(&from, &plans.join(extra));
        } else {
            fs::copy(from, plans.join(extra)).expect("a file");
        }
    }
    let first = export(folder.path());
    assert_eq!(first.status.code(), Some(0), "{}", said(&first));
    folder
}

fn export(folder: &Path) -> Output {
    let out = folder.join("out").display().to_string();
    run("export", &folder.join("plans"), &["-o", &out, "--prune"])
}

fn copies_of(folder: &Path, plan: &str) -> usize {
    let copies = tree(&folder.join("out"));
    let of_it = copies
        .keys()
        .filter(|file| file.contains(plan) && file.ends_with(".pdf"));
    of_it.count()
}

#[test]
fn what_may_be_a_plan_keeps_its_copies_from_being_removed() {
    let kinds = kinds();
    let bytes = |kind: &str| {
        &kinds
            .iter()
            .find(|(name, ..)| *name == kind)
            .expect("a kind")
            .2
    };
    let folder = exported();
    let plans = folder.path().join("plans");
    let plan = plans.join("KF-018.yaml");
    let good = fs::read(&plan).expect("a plan");
    let before = copies_of(folder.path(), "KF-018");
    assert!(before > 2);
    let blocked = |what: &str| {
        let output = export(folder.path());
        let told = said(&output);
        assert!(
            told.contains("kept, since a plan that cannot be read"),
            "{what}: {told}"
        );
        assert_eq!(copies_of(folder.path(), "KF-018"), before, "{what}: {told}");
    };
    for unread in [
        "empty",
        "zeros",
        "UTF-16",
        "words",
        "cut off",
        "too large",
        "nothing but a note",
    ] {
        fs::write(&plan, bytes(unread)).expect("a file");
        blocked(unread);
    }
    fs::write(&plan, "version: 1\n").expect("a file");
    blocked("only a version");
    fs::remove_file(&plan).expect("a plan");
    for name in [
        "KF-018.yaml.txt",
        "KF-018.yaml~",
        "KF-018.txt",
        ".KF-018.yaml",
        "other.yaml.bak",
    ] {
        let other = plans.join(name);
        fs::write(&other, &good).expect("a file");
        blocked(name);
        fs::remove_file(other).expect("a file");
    }
    // A spare copy of a plan that is there asks for nothing, nor does a file of another kind.
    fs::copy(plans.join("KF-088.yaml"), plans.join("KF-088.yaml.bak")).expect("a file");
    fs::write(plans.join("~$KF-018.yaml"), [0; 165]).expect("a file");
    fs::write(plans.join("ci.yml"), "on: push\njobs: {}\n").expect("a file");
    let output = export(folder.path());
    assert_eq!(copies_of(folder.path(), "KF-018"), 0, "{}", said(&output));
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
        .map(|passed| (&passed.path, &passed.why, &passed.may_be))
        .collect();
    let same = Why::SameAs(at("KF-088.yaml"));
    assert_eq!(
        passed,
        [
            (&at("2026"), &Why::LinkedFolder, &MayBe::AnyPlan),
            (&at("a.yaml"), &same, &MayBe::NoPlan),
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
