//! What the system around it does: readers that go, names that are no text, and who may read what is written.

use std::fs;
use std::io;
use std::process::{Command, Output};

use super::{DRAFT, GOOD};
use crate::program::{TODAY, root, said, sendplan};

/// A call whose standard output nobody reads.
fn unread(mut command: Command) -> Output {
    let (reader, writer) = io::pipe().expect("a pipe");
    drop(reader);
    command.stdout(writer).output().expect("the command runs")
}

#[test]
fn how_a_check_ends_is_told_though_nobody_reads_the_list() {
    let plan = fs::read_to_string(root().join(DRAFT)).expect("a plan");
    let folder = tempfile::tempdir().expect("a folder");
    let spoiled = plan.replace("status: draft", "status: done");
    fs::write(folder.path().join("plan.yaml"), spoiled).expect("a plan");
    for format in ["human", "json", "sarif"] {
        let check = ["check", "plan.yaml", "--format", format];
        let output = unread(sendplan(folder.path(), TODAY, &check));
        assert_eq!(output.status.code(), Some(1), "{format}: {}", said(&output));
    }
}

#[test]
fn every_copy_is_made_though_nobody_reads_their_paths() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().to_str().expect("a path");
    let plans = ["examples/plans/KF-088.yaml", GOOD];
    let render = [&["render", "--copy", "staff", "-o", out][..], &plans].concat();
    let output = unread(sendplan(root(), TODAY, &render));
    assert!(output.status.success(), "{}", said(&output));
    let copies = fs::read_dir(folder.path()).expect("a folder").count();
    assert_eq!(copies, plans.len());
}
