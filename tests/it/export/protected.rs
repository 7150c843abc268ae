//! A protected export: every copy and every pack opens with today's password alone, and nobody else learns it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use super::{command, export, join, manifest, plans, printed, said, tree, verified};
use crate::pdf;

const PASSWORD: &str = "heron bakery lamp tide";
const OTHER: &str = "copper violin meadow";

/// A file with a password, and the argument that names it.
fn protect(folder: &Path, password: &str) -> String {
    let file = folder.join("password.txt");
    fs::write(&file, password).expect("a file");
    format!("--protect={}", file.display())
}

/// The PDFs of a folder, sorted into those that open with a password and those that open with none.
fn opened(out: &Path, password: &str) -> (Vec<String>, Vec<String>) {
    let (mut protected, mut open) = (Vec::new(), Vec::new());
    let files = tree(out).into_iter();
    for (file, bytes) in files.filter(|(file, _)| file.ends_with(".pdf")) {
        if pdf::letters_behind(&bytes, "").is_some() {
            open.push(file);
        } else if pdf::letters_behind(&bytes, password).is_some() {
            protected.push(file);
        }
    }
    (protected, open)
}

#[test]
fn a_copy_is_made_again_when_its_password_is_no_longer_the_one_that_is_asked_for() {
    let plans = plans(3);
    let out = plans.path().join("out");
    let keys = tempfile::tempdir().expect("a folder");
    let with = |password: &str, more: &[&str]| {
        let protect = protect(keys.path(), password);
        let mut arguments = vec![protect.as_str(), "--packs"];
        arguments.extend(more);
        export(plans.path(), &out, &arguments)
    };
    let first = with(PASSWORD, &[]);
    let told = said(&first);
    assert!(first.status.success(), "{told}");
    let copies = verified(&out);
    assert!(
        told.contains(&format!("{copies} copies are protected.")),
        "{told}"
    );
    assert_eq!(told.matches("PDF/A-2a forbids").count(), 1, "{told}");
    let (protected, open) = opened(&out, PASSWORD);
    let packs = manifest(&out).packs.len();
    assert_eq!(
        (protected.len(), open.len()),
        (copies + packs, 0),
        "{open:?}"
    );
    assert!(packs > 0);
    let before = tree(&out);
    let table = String::from_utf8_lossy(&before["export.csv"]).into_owned();
    assert!(
        table
            .lines()
            .next()
            .is_some_and(|heads| heads.ends_with(",protected")),
        "{table}"
    );
    assert!(
        table.lines().skip(1).all(|line| line.ends_with(",yes")),
        "{table}"
    );

    let again = with(PASSWORD, &[]);
    assert!(printed(&again).is_empty(), "{:?}", printed(&again));
    assert_eq!(tree(&out), before, "nothing has changed");

    let other = with(OTHER, &[]);
    assert_eq!(printed(&other).len(), copies + packs, "{}", said(&other));
    assert_eq!(opened(&out, OTHER).0.len(), copies + packs);
    assert_eq!(opened(&out, PASSWORD).0.len(), 0);
    verified(&out);

    let before = tree(&out);
    let forgotten = export(plans.path(), &out, &["--packs"]);
    assert_eq!(forgotten.status.code(), Some(3));
    assert!(
        said(&forgotten).contains("would lose it") && said(&forgotten).contains("--force"),
        "{}",
        said(&forgotten)
    );
    assert_eq!(tree(&out), before, "no password is lost by forgetting it");
    let none = export(plans.path(), &out, &["--packs", "--force"]);
    assert_eq!(printed(&none).len(), copies + packs, "{}", said(&none));
    assert_eq!(opened(&out, OTHER).1.len(), copies + packs);
    let table = fs::read_to_string(out.join("export.csv")).expect("a table");
    assert!(!table.contains("protected"), "{table}");

    // One kind of copy is protected now: what lies there open is told of, and the open packs stay as they are.
    let staff = with(PASSWORD, &["--copy", "staff"]);
    assert!(staff.status.success(), "{}", said(&staff));
    let (protected, open) = opened(&out, PASSWORD);
    let is_staffs = |file: &String| file.contains("staff");
    assert!(protected.iter().filter(|file| is_staffs(file)).count() > 3);
    assert!(open.iter().all(|file| !is_staffs(file)), "{open:?}");
    let of = copies - 3;
    assert!(
        said(&staff).contains(&format!("3 copies are protected; {of} copies are not")),
        "{}",
        said(&staff)
    );
    verified(&out);

    // Another password for another kind: packs that are as they were need none.
    let child = with(OTHER, &["--copy", "child"]);
    assert!(child.status.success(), "{}", said(&child));
    // The staff's packs would have to be made again, and nobody has said how their copies open.
    fs::remove_dir_all(out.join("packs")).expect("they are gone");
    let locked = with(OTHER, &["--copy", "child"]);
    assert_eq!(locked.status.code(), Some(3), "{}", said(&locked));
    assert!(
        said(&locked).contains("did not name the password that opens it"),
        "{}",
        said(&locked)
    );
}

#[test]
fn a_protected_pack_reads_as_the_other_does() {
    let plans = plans(8);
    let (open, locked) = (
        plans.path().join("open"),
        tempfile::tempdir().expect("a folder"),
    );
    let keys = tempfile::tempdir().expect("a folder");
    let protect = protect(keys.path(), PASSWORD);
    assert!(export(plans.path(), &open, &["--packs"]).status.success());
    // The first export's folder is no part of the plans.
    let output = export(plans.path(), locked.path(), &["--packs", &protect]);
    assert!(output.status.success(), "{}", said(&output));
    let (open, locked) = (tree(&open), tree(locked.path()));
    let packs = open.iter().filter(|(file, _)| file.starts_with("packs/"));
    let mut count = 0;
    for (file, bytes) in packs {
        let protected = pdf::letters_behind(&locked[file], PASSWORD);
        assert_eq!(protected.as_ref(), Some(&pdf::letters(bytes)), "{file}");
        count += 1;
    }
    assert_eq!(count, 21);
}

#[test]
fn parts_are_joined_into_packs_with_their_password_only() {
    let plans = plans(4);
    let out = tempfile::tempdir().expect("a folder");
    let keys = tempfile::tempdir().expect("a folder");
    let right = protect(keys.path(), PASSWORD);
    for shard in ["1/2", "2/2"] {
        let output = export(plans.path(), out.path(), &["--shard", shard, &right]);
        assert!(output.status.success(), "{}", said(&output));
    }
    let parts = tree(out.path());
    let wrong = keys.path().join("wrong.txt");
    fs::write(&wrong, OTHER).expect("a file");
    let wrong = format!("--protect={}", wrong.display());
    for more in [&["--packs"][..], &["--packs", &wrong]] {
        let refused = join(out.path(), more);
        assert_eq!(refused.status.code(), Some(3), "{}", said(&refused));
        assert!(
            said(&refused).contains("did not name the password"),
            "{}",
            said(&refused)
        );
        assert_eq!(tree(out.path()), parts, "the parts are there to be joined");
    }
    let joined = join(out.path(), &["--packs", &right]);
    assert!(joined.status.success(), "{}", said(&joined));
    let copies = verified(out.path());
    let (protected, open) = opened(out.path(), PASSWORD);
    assert!(open.is_empty(), "{open:?}");
    assert_eq!(protected.len(), copies + manifest(out.path()).packs.len());
}

#[test]
fn an_open_copy_of_a_plan_that_has_errors_now_is_told_of() {
    let plans = plans(2);
    let out = plans.path().join("out");
    assert!(export(plans.path(), &out, &[]).status.success());
    let plan = plans.path().join("Otters/MS-0000.yaml");
    let text = fs::read_to_string(&plan).expect("a plan");
    fs::write(&plan, text.replace("status: agreed", "status: Agreed")).expect("a plan");
    let keys = tempfile::tempdir().expect("a folder");
    let output = export(plans.path(), &out, &[&protect(keys.path(), PASSWORD)]);
    let open = opened(&out, PASSWORD).1;
    assert!(
        !open.is_empty() && open.iter().all(|file| file.contains("MS-0000")),
        "{open:?}"
    );
    let sentence = format!("{} copies are not", open.len());
    assert!(said(&output).contains(&sentence), "{}", said(&output));
}

#[test]
fn no_process_and_no_file_has_the_password() {
    let plans = plans(6);
    let out = plans.path().join("out");
    let mut child = command(plans.path(), &out, &["--protect", "-", "--jobs", "2"]);
    let mut child = child
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("it starts");
    let mut input = child.stdin.take().expect("its input");
    std::io::Write::write_all(&mut input, PASSWORD.as_bytes()).expect("it is told");
    drop(input);
    let mut workers = 0;
    while child.try_wait().expect("a process").is_none() {
        for process in of(child.id()) {
            let [command, environment] = ["cmdline", "environ"]
                .map(|about| fs::read(process.join(about)).unwrap_or_default());
            workers += usize::from(String::from_utf8_lossy(&command).contains("export-worker"));
            assert!(
                !has(&command) && !has(&environment),
                "{}",
                process.display()
            );
        }
    }
    assert!(child.wait().expect("it has ended").success());
    assert!(
        workers > 0 || !cfg!(target_os = "linux"),
        "no worker was seen"
    );
    let files = tree(&out).into_iter();
    let told: Vec<String> = files
        .filter(|(_, bytes)| has(bytes))
        .map(|(file, _)| file)
        .collect();
    assert!(told.is_empty(), "{told:?}");
    assert_eq!(opened(&out, PASSWORD).0.len(), verified(&out));
}

/// A process and those that its threads have started, as the system shows them to everyone.
fn of(process: u32) -> Vec<PathBuf> {
    let threads = fs::read_dir(format!("/proc/{process}/task"));
    let threads = threads.into_iter().flatten().flatten();
    let children = threads.map(|thread| fs::read_to_string(thread.path().join("children")));
    let mut all: String = children.flatten().collect();
    all.push_str(&process.to_string());
    all.split_whitespace()
        .map(|id| Path::new("/proc").join(id))
        .collect()
}

fn has(bytes: &[u8]) -> bool {
    bytes
        .windows(PASSWORD.len())
        .any(|window| window == PASSWORD.as_bytes())
}
