//! `render` as a person types it: where the copies go, and what keeps them from being made.

use std::fs;
use std::path::Path;

use super::{DRAFT, GOOD, printed, said, sendplan};
use crate::files::copy_folder;
use crate::program::{self, TODAY, ended, root};

#[test]
fn render_writes_the_copies_and_prints_their_paths() {
    let folder = tempfile::tempdir().expect("a folder");
    let to = folder.path().join("made here");
    let output = sendplan(&["render", GOOD, "-o", &to.display().to_string()]);
    assert!(output.status.success(), "{}", said(&output));
    let names = [
        "KF-018-parent-mother.pdf",
        "KF-018-parent-father.pdf",
        "KF-018-child.pdf",
        "KF-018-staff.pdf",
    ];
    let expected: String = names
        .iter()
        .map(|name| format!("{}\n", to.join(name).display()))
        .collect();
    assert_eq!(printed(&output), expected);
    for name in names {
        assert!(
            fs::read(to.join(name))
                .expect("a copy")
                .starts_with(b"%PDF")
        );
    }
    assert_eq!(
        fs::read_dir(&to).expect("the folder").count(),
        names.len(),
        "nothing else is left there"
    );
}

#[test]
fn one_copy_goes_to_a_file_or_to_standard_output_and_is_the_same() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("mine.pdf");
    let to_file = sendplan(&[
        "render",
        "--copy",
        "child",
        GOOD,
        "-o",
        &file.display().to_string(),
    ]);
    assert!(to_file.status.success(), "{}", said(&to_file));
    let to_output = sendplan(&["render", "--copy", "child", GOOD, "-o", "-"]);
    assert_eq!(to_output.stdout, fs::read(&file).expect("a copy"));
}

#[test]
fn the_review_form_is_made_only_when_it_is_asked_for_whole_or_page_by_page() {
    let folder = tempfile::tempdir().expect("a folder");
    let to = folder.path().display().to_string();
    let made = |arguments: &[&str]| {
        let output = sendplan(&[&["render", GOOD, "-o", &to], arguments].concat());
        assert!(output.status.success(), "{}", said(&output));
        let names = printed(&output);
        let names = names.lines().filter_map(|path| Path::new(path).file_name());
        names
            .map(|name| name.to_string_lossy().into_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(made(&["--copy", "review"]), ["KF-018-review.pdf"]);
    let pages = ["--page", "staff", "--page", "child", "--page", "child"];
    assert_eq!(
        made(&[&["--copy", "review"][..], &pages].concat()),
        ["KF-018-review-child.pdf", "KF-018-review-staff.pdf"]
    );
    assert_eq!(
        made(&["--copy", "child", "--copy", "review", "--page", "parents"]),
        ["KF-018-child.pdf", "KF-018-review-parents.pdf"]
    );
    let one = ["render", "--copy", "review", "--page", "child", GOOD];
    let to_output = sendplan(&[&one[..], &["-o", "-"]].concat());
    let file = folder.path().join("KF-018-review-child.pdf");
    assert_eq!(to_output.stdout, fs::read(file).expect("a page"));
}

#[test]
fn a_page_of_no_form_is_one_sentence_that_says_what_to_write() {
    let output = sendplan(&["render", "--page", "child", GOOD]);
    let said = said(&output);
    assert_eq!(said.lines().count(), 1, "{said}");
    assert!(said.contains("write `--copy review` with it"), "{said}");
    let several = [
        "render", "--copy", "review", "--page", "child", "--page", "staff", GOOD, "-o", "-",
    ];
    assert_eq!(sendplan(&several).status.code(), Some(2));
}

#[test]
fn a_folder_that_cannot_be_written_to_is_one_sentence() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("in the way");
    fs::write(&file, "a file").expect("a file");
    let output = sendplan(&[
        "render",
        GOOD,
        "-o",
        &file.join("copies").display().to_string(),
    ]);
    assert_eq!(output.status.code(), Some(3));
    let said = said(&output);
    assert_eq!(said.lines().count(), 1, "{said}");
    assert!(
        said.contains("could not be written: part of the path is a file, not a folder"),
        "{said}"
    );
}

#[test]
fn another_template_asks_for_what_it_needs() {
    let folder = tempfile::tempdir().expect("a folder");
    let template = folder.path().join("template");
    copy_folder(&root().join("layouts/islington"), &template);
    let file = template.join("template.yaml");
    let text = fs::read_to_string(&file).expect("a template");
    let asks = "required:\n  - {key: funding, ask: where does the money come from?}";
    fs::write(&file, text.replace("required:", asks)).expect("a template");
    let template = template.display().to_string();
    let copies = folder.path().join("copies").display().to_string();
    for arguments in [
        &["check", "--template", &template, GOOD][..],
        &["render", "--template", &template, "-o", &copies, GOOD],
    ] {
        let output = sendplan(arguments);
        assert_eq!(output.status.code(), Some(1), "{}", said(&output));
        let told = printed(&output) + &said(&output);
        assert!(told.contains("where does the money come from?"), "{told}");
    }
    fs::write(&file, "required: 7\n").expect("a file");
    let output = sendplan(&["check", "--template", &template, GOOD]);
    assert_eq!(output.status.code(), Some(1));
    let told = said(&output);
    assert!(told.contains("template.yaml:1:11"), "{told}");
    assert!(
        told.ends_with("template` has mistakes: fix them first.\n"),
        "{told}"
    );
    let output = sendplan(&["check", "--format", "json", "--template", &template, GOOD]);
    assert_eq!(output.status.code(), Some(1));
    assert!(printed(&output).contains("\"line\":1,\"column\":11"));
}

#[test]
fn a_template_with_mistakes_is_told_of_before_anything_is_made() {
    let folder = tempfile::tempdir().expect("a folder");
    let template = folder.path().display().to_string();
    let copies = folder.path().join("copies").display().to_string();
    let plans = root().join("examples/plans").display().to_string();
    let islington = root().join("layouts/islington");
    let refused = |code, told: &[&str]| {
        for arguments in [["render", GOOD], ["export", &plans]] {
            let more = ["--template", &template, "-o", &copies];
            let output = sendplan(&[&arguments[..], &more].concat());
            assert_eq!(output.status.code(), Some(code), "{arguments:?}");
            for told in told {
                assert!(said(&output).contains(told), "{told}: {}", said(&output));
            }
            assert!(!folder.path().join("copies").exists());
        }
    };
    fs::copy(islington.join("child.typ"), folder.path().join("child.typ")).expect("a file");
    refused(
        3,
        &[
            "template.yaml` is not there: begin a template with a copy of the one in layouts/islington.\n",
        ],
    );
    let text = fs::read_to_string(islington.join("template.yaml")).expect("a template");
    let spoiled = text
        .replacen("parent: parent.typ", "parent: parnt.typ", 1)
        .replacen("section: targets,", "section: targts,", 1)
        .replacen("key: hopes.child", "key: hopes.chld", 1);
    fs::write(folder.path().join("template.yaml"), &spoiled).expect("a file");
    fs::copy(
        islington.join("words.yaml"),
        folder.path().join("words.yaml"),
    )
    .expect("a file");
    let line_of = |words: &str| {
        let line = spoiled.lines().position(|line| line.contains(words));
        format!("template.yaml:{}:", line.expect(words) + 1)
    };
    let lines = ["parnt.typ", "targts", "hopes.chld"].map(line_of);
    refused(1, &lines.each_ref().map(String::as_str));
    // What the folder has not got is the built-in template's.
    fs::write(folder.path().join("template.yaml"), &text).expect("a file");
    let output = sendplan(&["render", GOOD, "--template", &template, "-o", &copies]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
}

#[test]
fn one_childs_copies_never_take_the_place_of_anothers() {
    let folder = tempfile::tempdir().expect("a folder");
    let good = root().join(DRAFT);
    let plan = fs::read_to_string(good).expect("a plan");
    let paths = ["one.yaml", "two.yaml"].map(|name| folder.path().join(name));
    for path in &paths {
        fs::write(path, &plan).expect("a plan");
    }
    let out_folder = folder.path().join("out").display().to_string();
    let [one, two] = paths.map(|path| path.display().to_string());
    let output = sendplan(&["render", &one, &two, "--copy", "child", "-o", &out_folder]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(printed(&output).lines().count(), 1, "{}", printed(&output));
    assert!(
        said(&output).contains("a reference of its own"),
        "{}",
        said(&output)
    );
}

#[test]
fn copies_of_one_child_never_take_the_place_of_anothers_however_the_paths_are_spelt() {
    let folder = tempfile::tempdir().expect("a folder");
    let plan = fs::read_to_string(root().join(DRAFT)).expect("a draft");
    let other = plan.replace("KF-088", "kf-088").replace("Rosa", "Ben");
    fs::write(folder.path().join("a.yaml"), plan).expect("a plan");
    fs::write(folder.path().join("b.yaml"), other).expect("a plan");
    let output = ended(program::sendplan(
        folder.path(),
        TODAY,
        &["render", "a.yaml", "./b.yaml"],
    ));
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(
        said(&output).contains("b.yaml would take the place of those of a.yaml"),
        "{}",
        said(&output)
    );
    // The one copy of the second plan that has a name of its own is not written either.
    let copies = fs::read_dir(folder.path().join("copies")).expect("copies");
    let mut names: Vec<String> = copies
        .map(|entry| {
            entry
                .expect("a copy")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
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

#[test]
fn a_plan_that_is_named_twice_is_checked_once() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::copy(root().join(DRAFT), folder.path().join("a.yaml")).expect("a plan");
    let check = ended(program::sendplan(
        folder.path(),
        TODAY,
        &["check", "--format", "short", "a.yaml", ".", "./a.yaml"],
    ));
    assert_eq!(check.status.code(), Some(0), "{}", printed(&check));
    assert!(!printed(&check).contains("duplicate-id"));
}

#[test]
fn a_review_form_for_a_review_that_was_held_is_made_and_said() {
    let folder = tempfile::tempdir().expect("a folder");
    let to = folder.path().display().to_string();
    let held = "has been held; its review form is still blank";
    for (plan, copy, told) in [
        ("examples/plans/KF-031.yaml", "review", true),
        ("examples/plans/KF-031.yaml", "child", false),
        (GOOD, "review", false),
    ] {
        let output = sendplan(&["render", plan, "--copy", copy, "-o", &to]);
        assert!(output.status.success(), "{}", said(&output));
        assert_eq!(said(&output).contains(held), told, "{}", said(&output));
    }
}
