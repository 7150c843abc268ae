//! `--watch`: the copies follow the plan, and Ctrl-C ends it in good order.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

const DRAFT: &str = "examples/plans/KF-088.yaml";

#[test]
fn watch_makes_the_copies_again_when_the_plan_is_saved_and_rests_when_it_is_not() {
    use std::io::Read;
    use std::time::{Duration, Instant};

    let folder = tempfile::tempdir().expect("a folder");
    let plan = folder.path().join("KF-088.yaml");
    let draft = Path::new(env!("CARGO_MANIFEST_DIR")).join(DRAFT);
    let draft = fs::read_to_string(draft).expect("a draft");
    fs::write(&plan, &draft).expect("a plan");
    let said = folder.path().join("said.txt");
    let mut child = Command::new(env!("CARGO_BIN_EXE_sendplan"))
        .args(["render", "--watch", "--copy", "child"])
        .arg(&plan)
        .stdout(Stdio::piped())
        .stderr(fs::File::create(&said).expect("a file"))
        .spawn()
        .expect("the command runs");
    let copy = folder.path().join("copies/KF-088-child.pdf");
    let until = |done: &dyn Fn() -> bool| {
        let started = Instant::now();
        while !done() && started.elapsed() < Duration::from_secs(20) {
            std::thread::sleep(Duration::from_millis(50));
        }
        assert!(done(), "it did not happen within 20 s");
    };
    until(&|| {
        fs::read_to_string(&said)
            .expect("what it said")
            .contains("Watching")
    });
    let first = fs::read(&copy).expect("a copy");
    fs::write(&plan, draft.replace("Dancing", "Dancing and singing")).expect("a plan");
    until(&|| fs::read(&copy).expect("a copy") != first);
    std::thread::sleep(Duration::from_millis(1_000));
    child.kill().expect("it is stopped");
    let mut printed = String::new();
    child
        .stdout
        .take()
        .expect("its output")
        .read_to_string(&mut printed)
        .expect("text");
    child.wait().expect("it ends");
    // A save may be seen in two steps, emptied and written; a watch that never rests makes the copy again and again.
    let made = printed.lines().count();
    assert!((2..=3).contains(&made), "made {made} times:\n{printed}");
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_with_one_sentence_and_leaves_nothing_behind() {
    let folder = tempfile::tempdir().expect("a folder");
    let plan = folder.path().join("KF-088.yaml");
    fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join(DRAFT), &plan).expect("a plan");
    let child = Command::new(env!("CARGO_BIN_EXE_sendplan"))
        .args(["render", "--watch"])
        .arg(&plan)
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command runs");
    let copies = folder.path().join("copies");
    let begun = std::time::Instant::now();
    while fs::read_dir(&copies).map_or(0, Iterator::count) < 3 {
        assert!(begun.elapsed().as_secs() < 20, "no copies within 20 s");
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    let sent = Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status();
    assert!(sent.expect("the signal is sent").success());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(output.status.code(), Some(130));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        said.ends_with("Stopped. Every file that was written is whole.\n"),
        "{said}"
    );
    let mut names: Vec<_> = fs::read_dir(&copies)
        .expect("the copies")
        .map(|entry| entry.expect("a file").file_name())
        .collect();
    names.sort();
    assert_eq!(
        names,
        [
            "KF-088-child.pdf",
            "KF-088-parent-mother.pdf",
            "KF-088-staff.pdf"
        ]
    );
}
