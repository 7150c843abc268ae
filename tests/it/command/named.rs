//! Files and folders as they are named: which are plans, which is the school's, and what to write instead of a wrong name.

use std::fs;
use std::path::Path;
use std::process::Output;

use super::{DRAFT, GOOD, printed, said};
use crate::files::{copy_folder, tree};
use crate::program::{TODAY, ended, root, sendplan};

fn run(folder: &Path, arguments: &[&str]) -> Output {
    ended(sendplan(folder, TODAY, arguments))
}

/// A folder with a plan that has its school's details from a `school.yaml`.
fn family() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    copy_folder(&root().join("examples/plans/canalside"), folder.path());
    let names: Vec<String> = tree(folder.path()).into_keys().collect();
    assert!(names.contains(&"school.yaml".to_owned()), "{names:?}");
    folder
}

#[test]
fn a_new_plan_is_called_so_that_it_is_found_again() {
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["KF-9.docx", "KF-9.txt", "KF-9"] {
        let output = run(folder.path(), &["new", name]);
        assert_eq!(output.status.code(), Some(2));
        let told = "A plan is a text file that ends in .yaml: write `sendplan new KF-9.yaml`.\n";
        assert_eq!(said(&output), told);
    }
    assert!(tree(folder.path()).is_empty());
    let output = run(folder.path(), &["new", "School.yml"]);
    assert!(
        said(&output).contains("must be called `school.yaml`"),
        "{}",
        said(&output)
    );
    assert!(run(folder.path(), &["new", "KF-9.yml"]).status.success());
}

#[test]
fn a_new_schools_file_is_one_to_fill_in() {
    let folder = tempfile::tempdir().expect("a folder");
    assert!(run(folder.path(), &["new", "school.yaml"]).status.success());
    let output = run(folder.path(), &["check", "school.yaml"]);
    assert_eq!(said(&output), "school.yaml: nothing to fix\n");
    assert_eq!(
        run(folder.path(), &["new", "school.yaml"]).status.code(),
        Some(3)
    );
}

#[test]
fn an_untouched_plan_is_told_in_one_line_where_to_start() {
    let folder = tempfile::tempdir().expect("a folder");
    assert!(run(folder.path(), &["new", "KF-9.yaml"]).status.success());
    let output = run(folder.path(), &["check", "KF-9.yaml"]);
    let said = said(&output);
    assert!(said.starts_with("KF-9.yaml: "), "{said}");
    assert!(
        said.contains("sections still to be filled in; start with `plan`, on line "),
        "{said}"
    );
    assert_eq!(String::from_utf8_lossy(&output.stdout), "");
    // Whoever asks for everything is told everything.
    let all = run(folder.path(), &["check", "--strict", "KF-9.yaml"]);
    assert!(
        String::from_utf8_lossy(&all.stdout)
            .matches("missing-")
            .count()
            > 10
    );
}

#[test]
fn no_copy_is_called_after_the_child_though_the_plan_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let draft = fs::read_to_string(root().join(DRAFT)).expect("a draft");
    let draft = draft.replace("  id: KF-088\n", "");
    let nameless = draft.replace("  name: Rosa Delgado\n", "");
    for (file, text, called) in [
        ("Rosa Delgado.yaml", &draft, "no-reference-"),
        ("rosa 2.yaml", &draft, "no-reference-"),
        ("Rosa Delgado 2.yaml", &nameless, "no-reference-"),
        ("KF-088b.yaml", &draft, "KF-088b-"),
    ] {
        assert!(!text.contains("KF-088\n"));
        fs::write(folder.path().join(file), text).expect("a plan");
        let output = run(folder.path(), &["render", file, "--copy", "staff"]);
        assert!(output.status.success(), "{}", said(&output));
        let made = printed(&output);
        assert!(made.contains(called), "{made}");
        assert!(!made.to_lowercase().contains("rosa"), "{made}");
    }
    let copies = tree(&folder.path().join("copies"));
    assert_eq!(
        copies.len(),
        4,
        "none takes the place of another: {:?}",
        copies.keys()
    );
}

#[test]
fn a_wrong_name_is_told_with_the_right_one() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::copy(root().join(GOOD), folder.path().join("KF-018.yaml")).expect("a plan");
    for (arguments, told) in [
        (
            &["due", "KF-018.yaml"][..],
            "`KF-018.yaml` is a file: name its folder.\n",
        ),
        (
            &["export", "KF-018.yaml", "-o", "out"],
            "`KF-018.yaml` is a file: name its folder.\n",
        ),
        (
            &["check", "KF-018"],
            "There is no file `KF-018`: write `KF-018.yaml`, which is there.\n",
        ),
        (
            &["render", "KF-018.yml"],
            "There is no file `KF-018.yml`: write `KF-018.yaml`, which is there.\n",
        ),
        (
            &["check", "KF-019.yaml"],
            "There is no file `KF-019.yaml`: check the name and the folder.\n",
        ),
    ] {
        let output = run(folder.path(), arguments);
        assert_eq!(output.status.code(), Some(3), "{arguments:?}");
        assert_eq!(said(&output), told, "{arguments:?}");
    }
}

#[test]
fn the_schools_file_is_checked_as_what_it_is() {
    let folder = family();
    let plan = "CS-009.yaml";
    let both = run(folder.path(), &["check", plan, "school.yaml"]);
    assert_eq!(both.status.code(), Some(0), "{}", printed(&both));
    let alone = run(folder.path(), &["check", "school.yaml"]);
    assert_eq!(
        (alone.status.code(), said(&alone).as_str()),
        (Some(0), "school.yaml: nothing to fix\n")
    );

    let file = folder.path().join("school.yaml");
    let text = fs::read_to_string(&file).expect("the school's file");
    fs::write(&file, text + "headteacher: Ms Khan\n").expect("a slip");
    for named in [&["school.yaml"][..], &[plan, "school.yaml"]] {
        let output = run(
            folder.path(),
            &[&["check", "--format", "short"], named].concat(),
        );
        assert_eq!(output.status.code(), Some(1));
        let told = printed(&output);
        assert_eq!(
            told.matches("no field called `headteacher`").count(),
            1,
            "{told}"
        );
    }
}

#[test]
fn a_schools_file_that_is_passed_over_is_told_of_once() {
    for name in ["school.yml", "School.yaml"] {
        let folder = family();
        let told = format!("`{name}` is not used: the school's file must be called `school.yaml`.");
        let count =
            |arguments: &[&str]| said(&run(folder.path(), arguments)).matches(&told).count();
        assert_eq!(count(&["check", "."]), 0);
        fs::rename(folder.path().join("school.yaml"), folder.path().join(name)).expect("renamed");
        if folder.path().join("school.yaml").exists() {
            // This disk does not tell capitals apart, and the file is found.
            continue;
        }
        fs::copy(
            folder.path().join("CS-009.yaml"),
            folder.path().join("other.yaml"),
        )
        .expect("a plan");
        assert_eq!(count(&["check", "CS-009.yaml", "other.yaml", name]), 1);
        let told = said(&run(
            folder.path(),
            &["export", ".", "-o", "out", "--dry-run"],
        ));
        assert_eq!(
            told.matches("must be called `school.yaml`").count(),
            1,
            "{told}"
        );
    }
}

#[test]
fn the_schools_file_is_called_by_the_shortest_way_to_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let deep = folder.path().join("plans/year 4");
    fs::create_dir_all(&deep).expect("folders");
    fs::copy(root().join(DRAFT), deep.join("a.yaml")).expect("a plan");
    fs::write(folder.path().join("school.yaml"), "headteacher: Ms Khan\n").expect("a file");
    let told = |from: &Path, plan: &str| {
        let output = run(from, &["check", "--format", "short", plan]);
        let all = printed(&output);
        let line = all.lines().find(|line| line.contains("headteacher"));
        let (file, _) = line.unwrap_or_default().split_once(':').unwrap_or_default();
        file.to_owned()
    };
    assert_eq!(told(folder.path(), "plans/year 4/a.yaml"), "school.yaml");
    assert_eq!(
        told(&folder.path().join("plans"), "year 4/a.yaml"),
        "../school.yaml"
    );
    assert_eq!(told(&deep, "a.yaml"), "../../school.yaml");
    let whole = folder.path().join("school.yaml").display().to_string();
    assert_eq!(
        told(Path::new("/"), &deep.join("a.yaml").display().to_string()),
        whole
    );
    // What is above a link is not what stands before it.
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(&deep, folder.path().join("plans/link")).expect("a link");
        assert_eq!(
            told(folder.path(), "plans/link/a.yaml"),
            "plans/link/../../school.yaml"
        );
    }
}
