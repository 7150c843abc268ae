//! Copies whose plan may be there, though nobody can read it, stay where they are.

use std::fs;
use std::path::Path;
use std::process::Output;

use super::kinds::kinds;
use super::run;
use crate::files::{copy_folder, tree};
use crate::program::said;

/// Plans of two children with their copies in the folder `out` beside them.
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
            copy_folder(&from, &plans.join(extra));
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
