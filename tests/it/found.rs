//! Which files of a folder are taken for plans: none is passed over without a word.

use std::fs;
use std::path::Path;
use std::process::Output;

use crate::program::{TODAY, ended, printed, root, said, sendplan};

/// The text of a good plan.
fn good() -> String {
    fs::read_to_string("examples/plans/KF-018.yaml").expect("an example")
}

fn check(folder: &Path) -> (Output, String) {
    let mut command = sendplan(root(), TODAY, &["check", "--format", "short"]);
    command.arg(folder);
    let output = ended(command);
    let told = printed(&output) + &said(&output);
    (output, told)
}

/// A folder with a draft that has no errors, and one more file.
fn beside_a_draft(name: &str, bytes: &[u8]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let draft = folder.path().join("KF-088.yaml");
    fs::copy("examples/plans/KF-088.yaml", draft).expect("a draft");
    fs::write(folder.path().join(name), bytes).expect("a file");
    folder
}

#[test]
fn a_plan_that_is_saved_in_another_way_is_told_of() {
    let text = good();
    let units = || text.encode_utf16();
    let little: Vec<u8> = [0xFF, 0xFE]
        .into_iter()
        .chain(units().flat_map(u16::to_le_bytes))
        .collect();
    let big: Vec<u8> = [0xFE, 0xFF]
        .into_iter()
        .chain(units().flat_map(u16::to_be_bytes))
        .collect();
    let mut latin = text.clone().into_bytes();
    latin.extend(b"staff_notes: Zo\xEB\n");
    for bytes in [little, big, latin] {
        let folder = beside_a_draft("other.yaml", &bytes);
        let (output, told) = check(folder.path());
        assert_eq!(output.status.code(), Some(1), "{told}");
        assert!(told.contains("other.yaml:1:1: error[not-utf8]"), "{told}");
    }
}

#[test]
fn a_plan_without_its_first_line_is_told_of() {
    let text = good().replace("version: 1\n", "");
    let folder = beside_a_draft("other.yml", text.as_bytes());
    let (output, told) = check(folder.path());
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(
        told.contains("other.yml") && told.contains("`version` is missing"),
        "{told}"
    );
}

#[test]
fn a_file_that_cannot_be_opened_is_told_of() {
    let folder = beside_a_draft("notes.txt", b"");
    #[cfg(unix)]
    {
        let link = folder.path().join("lost.yaml");
        std::os::unix::fs::symlink("nowhere.yaml", link).expect("a link");
        let (output, told) = check(folder.path());
        assert_eq!(output.status.code(), Some(3), "{told}");
        assert!(told.contains("lost.yaml"), "{told}");
    }
}

#[test]
fn other_yaml_files_are_left_alone_and_named() {
    let compose = "version: \"3\"\nservices:\n  web:\n    image: nginx\n";
    let folder = beside_a_draft("docker-compose.yml", compose.as_bytes());
    fs::write(
        folder.path().join("list.yaml"),
        "children:\n  - plan: none\n",
    )
    .expect("a file");
    fs::create_dir(folder.path().join("folder.yaml")).expect("a folder");
    let (output, told) = check(folder.path());
    assert_eq!(output.status.code(), Some(0), "{told}");
    for name in ["docker-compose.yml", "list.yaml"] {
        let of_it = told.lines().filter(|line| line.contains(name));
        let of_it: Vec<&str> = of_it.collect();
        assert!(
            of_it.len() == 1 && of_it[0].contains("` is passed over as another kind of file: "),
            "{told}"
        );
    }
    assert!(!told.contains("folder.yaml"), "{told}");
}
