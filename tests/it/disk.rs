//! Names and places that a file system or an adversary minds: nothing leaves the folder, nothing is lost.

use std::fs;
use std::path::Path;
use std::process::Output;

use crate::files::tree;
use crate::program::{self, TODAY, ended, said};

const GOOD: &str = include_str!("../../examples/plans/KF-018.yaml");
const SCHOOL: &str = "school:\n  name: Harbour School\n  senco:\n    name: Ms Ann Lowe\n";

fn sendplan(folder: &Path, arguments: &[&str]) -> Output {
    ended(program::sendplan(folder, TODAY, arguments))
}

/// A good plan without pictures under this reference, class and child's name.
fn plan(id: &str, class: &str, name: &str) -> String {
    let quoted = |text: &str| serde_json::to_string(text).expect("a text");
    let mut text = String::new();
    let mut photo = false;
    for line in GOOD.lines() {
        photo = line.starts_with("  photo:") || (photo && line.starts_with("    "));
        let line = match line {
            _ if photo => continue,
            _ if line.starts_with("  id: ") => format!("  id: {}", quoted(id)),
            _ if line.starts_with("  class: ") => format!("  class: {}", quoted(class)),
            _ if line.starts_with("  name: ") => format!("  name: {}", quoted(name)),
            other => other.to_owned(),
        };
        text.push_str(&line);
        text.push('\n');
    }
    text
}

#[test]
fn whatever_references_and_classes_are_called_the_copies_stay_in_their_folder() {
    let folder = tempfile::tempdir().expect("a folder");
    let plans = folder.path().join("plans");
    fs::create_dir(&plans).expect("a folder");
    fs::write(plans.join("school.yaml"), SCHOOL).expect("a file");
    let names = [
        ("CON", "NUL"),
        ("a/../b", "../../outside"),
        ("/etc/cron.d/x", "/"),
        ("..", "."),
        ("%2e%2e%2f", "C:\\Users"),
        ("lpt1.x", "manifest.json"),
        ("x\u{200f}fdp", "export.csv"),
        (".sendplan", ".sendplan"),
        ("-o", "--prune"),
        ("a\u{301}", "á"),
    ];
    for (number, (id, class)) in names.iter().enumerate() {
        let child = format!("Child{number} Test");
        let text = plan(id, class, &child);
        fs::write(plans.join(format!("{number}.yaml")), text).expect("a plan");
    }
    let long = "W".repeat(255);
    fs::write(plans.join("long.yaml"), plan(&long, &long, "Long Test")).expect("a plan");
    for layout in ["class", "flat", "copy"] {
        let out = folder.path().join(format!("out-{layout}"));
        let arguments = ["export", "plans", "-o"];
        let to = out.display().to_string();
        let output = sendplan(
            folder.path(),
            &[&arguments[..], &[&to, "--layout", layout, "--packs"]].concat(),
        );
        assert!(output.status.success(), "{layout}: {}", said(&output));
        let files = tree(&out);
        let copies = files
            .keys()
            .filter(|file| file.ends_with(".pdf") && !file.starts_with("packs/"));
        assert_eq!(copies.count(), 4 * (names.len() + 1), "{:?}", files.keys());
        for file in files.keys().flat_map(|file| file.split('/')) {
            assert!(file.len() <= 160 && !file.starts_with('.'), "{file}");
            assert!(!file.contains(['\\', ':', '\u{202e}', '*', '?']), "{file}");
        }
    }
    let left: Vec<String> = fs::read_dir(folder.path())
        .expect("a folder")
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .filter(|name| name != "plans" && !name.starts_with("out-"))
        .collect();
    assert!(left.is_empty(), "{left:?} was written outside");
}

#[test]
fn references_that_a_file_system_cannot_tell_apart_are_found_before_anything_is_written() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("school.yaml"), SCHOOL).expect("a file");
    for (file, id, child) in [
        ("a.yaml", "KF 042", "Ann Test"),
        ("b.yaml", "kf/042", "Ben Test"),
    ] {
        fs::write(folder.path().join(file), plan(id, "Otters", child)).expect("a plan");
    }
    let output = sendplan(folder.path(), &["export", ".", "-o", "out"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        said(&output).matches("duplicate-id").count(),
        2,
        "{}",
        said(&output)
    );
    let files = tree(&folder.path().join("out"));
    assert!(files.keys().all(|file| !file.ends_with(".pdf")));
}

#[test]
#[cfg(unix)]
fn links_lead_nowhere_outside() {
    use std::os::unix::fs::symlink;
    let (folder, outside) = (
        tempfile::tempdir().expect("a folder"),
        tempfile::tempdir().expect("a folder"),
    );
    fs::write(folder.path().join("school.yaml"), SCHOOL).expect("a file");
    let secret = outside.path().join("secret.png");
    fs::write(
        &secret,
        include_bytes!("../../src/picture/samples/palette.png"),
    )
    .expect("a file");
    symlink(&secret, folder.path().join("photo.png")).expect("a link");
    symlink(folder.path(), folder.path().join("loop")).expect("a link");
    fs::write(
        outside.path().join("theirs.yaml"),
        plan("X-1", "Owls", "Their Child"),
    )
    .expect("a plan");
    symlink(outside.path(), folder.path().join("theirs")).expect("a link");
    let with_photo = plan("KF-1", "Otters", "Ann Test").replace(
        "\nchild:\n",
        "\nchild:\n  photo:\n    file: photo.png\n    alt: Ann\n",
    );
    fs::write(folder.path().join("KF-1.yaml"), with_photo).expect("a plan");
    let output = sendplan(folder.path(), &["export", ".", "-o", "out"]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(said(&output).contains("unsafe-path"), "{}", said(&output));
    assert!(
        said(&output).contains("1 plan, 0 copies"),
        "plans behind a link to another folder are not the folder's: {}",
        said(&output)
    );

    // Where a link lies in the place of a copy, nothing is written: what it leads to stays as it was, and so does it.
    let plain = plan("KF-1", "Otters", "Ann Test");
    fs::write(folder.path().join("KF-1.yaml"), plain).expect("a plan");
    let copies = folder.path().join("copies");
    fs::create_dir(&copies).expect("a folder");
    let theirs = outside.path().join("theirs.pdf");
    fs::write(&theirs, "theirs").expect("a file");
    symlink(&theirs, copies.join("KF-1-child.pdf")).expect("a link");
    let output = sendplan(folder.path(), &["render", "KF-1.yaml"]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(
        said(&output).contains("is a folder or a link"),
        "{}",
        said(&output)
    );
    assert_eq!(fs::read(&theirs).expect("it is there"), b"theirs");
    assert_eq!(fs::read_dir(&copies).expect("the folder").count(), 1);
}

#[test]
fn a_folder_that_vanishes_is_one_sentence() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("school.yaml"), SCHOOL).expect("a file");
    fs::write(
        folder.path().join("KF-1.yaml"),
        plan("KF-1", "Otters", "Ann Test"),
    )
    .expect("a plan");
    fs::write(
        folder.path().join("copies"),
        "a file where the folder would be",
    )
    .expect("a file");
    let output = sendplan(folder.path(), &["render", "KF-1.yaml"]);
    assert_eq!(output.status.code(), Some(3));
    assert_eq!(
        said(&output),
        "`copies/KF-1-parent-mother.pdf` could not be written: part of the path is a file, not a folder.\n"
    );
    assert_eq!(
        fs::read(folder.path().join("copies")).expect("it is there"),
        b"a file where the folder would be"
    );
}
