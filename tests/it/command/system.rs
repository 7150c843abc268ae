//! What the system around it does: readers that go, names that are no text, and who may read what is written.

use std::fs;
use std::io;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use super::{DRAFT, GOOD};
use crate::files::copy_folder;
use crate::program::{TODAY, ended, printed, root, said, sendplan};

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

/// Disks of other times and systems have names in other signs than UTF-8.
#[test]
#[cfg(target_os = "linux")]
fn a_plan_whose_name_cannot_be_read_is_listed_and_its_copies_are_made() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    let folder = tempfile::tempdir().expect("a folder");
    copy_folder(&root().join("examples/plans"), folder.path());
    let name = OsStr::from_bytes(b"Ren\xe9.yaml");
    for entry in fs::read_dir(folder.path()).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.ends_with(Path::new(GOOD).file_name().expect("a name")) {
            fs::rename(path, folder.path().join(name)).expect("another name");
        } else if path.extension().is_some_and(|ending| ending == "yaml")
            && !path.ends_with("school.yaml")
        {
            fs::remove_file(path).expect("one plan less");
        }
    }
    let due = ["due", ".", "--format", "json", "--days", "365"];
    let output = ended(sendplan(folder.path(), TODAY, &due));
    assert!(output.status.success(), "{}", said(&output));
    assert!(
        printed(&output).contains("Ren\u{fffd}.yaml"),
        "{}",
        printed(&output)
    );

    let export = ["export", ".", "-o", "out", "--copy", "child"];
    let output = ended(sendplan(folder.path(), TODAY, &export));
    assert!(output.status.success(), "{}", said(&output));
    assert!(
        printed(&output).contains("-child.pdf"),
        "{}",
        printed(&output)
    );
}

/// A copy may be read as any new file may, but never by strangers; and one that was kept from the group stays so.
#[test]
#[cfg(unix)]
fn a_copy_is_never_easier_to_read_than_the_person_wants_their_files() {
    use std::os::unix::fs::PermissionsExt;

    let mode = |path: &Path| fs::metadata(path).expect("a file").permissions().mode() & 0o777;
    for (umask, expected) in [
        ("022", 0o640),
        ("077", 0o600),
        ("007", 0o640),
        ("000", 0o640),
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        let copy = folder.path().join("copy.pdf");
        let render = || {
            let program = sendplan(root(), TODAY, &["render", GOOD, "--copy", "child", "-o"]);
            let mut shell = Command::new("sh");
            shell
                .current_dir(root())
                .args(["-c", "umask $0; exec \"$@\"", umask])
                .arg(program.get_program())
                .args(program.get_args())
                .arg(&copy);
            let output = ended(shell);
            assert!(output.status.success(), "{}", said(&output));
        };
        render();
        assert_eq!(mode(&copy), expected, "with umask {umask}");
        fs::set_permissions(&copy, fs::Permissions::from_mode(0o600)).expect("a narrower mode");
        render();
        assert_eq!(mode(&copy), 0o600, "with umask {umask}, replaced");
    }
}

#[test]
#[cfg(unix)]
fn what_cannot_be_read_is_told_in_plain_words_with_what_to_do() {
    use std::os::unix::fs::PermissionsExt;

    let folder = tempfile::tempdir().expect("a folder");
    let render = |plan: &str| ended(sendplan(folder.path(), TODAY, &["render", plan]));
    let output = render(".");
    assert_eq!(said(&output), "`.` is a folder: name the plan in it.\n");
    fs::copy(root().join(GOOD), folder.path().join("plan.yaml")).expect("a plan");
    let output = render("plan.yaml/KF-018.yaml");
    let told = said(&output);
    assert_eq!(output.status.code(), Some(3), "{told}");
    assert!(
        told.ends_with("part of the path is a file, not a folder.\n"),
        "{told}"
    );

    let locked = folder.path().join("plan.yaml");
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o000)).expect("a locked file");
    // The system's own user may read everything.
    if fs::read(&locked).is_err() {
        let told = said(&render("plan.yaml"));
        assert_eq!(
            told,
            "`plan.yaml` could not be read: you do not have permission there.\n"
        );
    }
}

#[test]
fn a_reader_that_has_seen_enough_is_not_an_error() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_sendplan"))
        .args(["explain", "--all"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command runs");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert!(output.status.success());
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_said_in_one_sentence() {
    let full = || fs::File::create("/dev/full").expect("a full disk");
    for arguments in [
        &["explain", "--all"][..],
        &["check", DRAFT],
        &["render", GOOD, "--copy", "child", "-o", "-"],
        &["schema"],
        &["--help"],
        &["--version"],
    ] {
        let output = Command::new(env!("CARGO_BIN_EXE_sendplan"))
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .args(arguments)
            .stdout(full())
            .output()
            .expect("the command runs");
        assert_eq!(output.status.code(), Some(3), "{arguments:?}");
        assert_eq!(
            said(&output),
            "The result could not be written: the disk is full.\n",
            "{arguments:?}"
        );
    }
}

#[cfg(unix)]
#[test]
fn the_name_of_a_file_cannot_move_the_cursor() {
    let folder = tempfile::tempdir().expect("a folder");
    let plan = fs::read(root().join(DRAFT)).expect("a draft");
    let name = "a\u{1b}[2Jb\u{202e}.yaml";
    fs::write(folder.path().join(name), plan).expect("a file");
    for arguments in [
        &["check", name][..],
        &["check", "--format", "short", name],
        &["render", name, "--copy", "child"],
        &["render", name, "--copy", "child", "-o", "x/../y.pdf/z"],
        &["check", "."],
    ] {
        let arguments = [&["--color", "always"], arguments].concat();
        let output = ended(sendplan(folder.path(), TODAY, &arguments));
        let (printed, said) = (printed(&output), said(&output));
        assert!(
            !said.contains("\u{1b}[2J") && !said.contains('\u{202e}'),
            "{said:?}"
        );
        assert!(!printed.contains("\u{1b}[2J"), "{printed:?}");
    }
}

#[cfg(unix)]
#[test]
fn a_pipe_in_the_place_of_a_plan_keeps_nobody_waiting() {
    let folder = tempfile::tempdir().expect("a folder");
    let pipe = folder.path().join("pipe.yaml");
    let made = Command::new("mkfifo").arg(&pipe).status();
    assert!(made.is_ok_and(|made| made.success()), "a pipe is made");
    let pipe = pipe.display().to_string();
    for command in ["check", "render"] {
        let output = ended(sendplan(root(), TODAY, &[command, &pipe]));
        assert_eq!(output.status.code(), Some(3), "{command}");
        assert_eq!(
            said(&output),
            format!("`{pipe}` is not an ordinary file: name the plan's .yaml file.\n")
        );
    }
    let whole = ended(sendplan(folder.path(), TODAY, &["check", "."]));
    assert!(
        said(&whole).starts_with("There is no plan in `.`"),
        "{}",
        said(&whole)
    );
}
