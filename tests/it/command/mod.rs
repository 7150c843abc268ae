//! The command as a person types it: what it writes, what it says, how it ends.

mod named;
mod new;
mod render;
mod system;
mod typed;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use crate::program::{self, TODAY, ended, printed, root, said};
use crate::snapshot::Snapshots;

const GOOD: &str = "examples/plans/KF-018.yaml";
const DRAFT: &str = "examples/plans/KF-088.yaml";

fn sendplan(arguments: &[&str]) -> Output {
    ended(program::sendplan(root(), TODAY, arguments))
}

fn spoiled(folder: &Path) -> String {
    let plan = fs::read_to_string(root().join(DRAFT)).expect("a draft");
    let path = folder.join("plan.yaml");
    fs::write(&path, plan.replace("status: draft", "status: Draft")).expect("a file");
    path.display().to_string()
}

#[test]
fn without_arguments_it_says_in_five_lines_what_to_do() {
    let output = sendplan(&[]);
    assert!(output.status.success());
    assert_eq!(printed(&output).lines().count(), 5);
}

#[test]
fn the_exit_codes_are_those_of_the_design() {
    let folder = tempfile::tempdir().expect("a folder");
    let spoiled = spoiled(folder.path());
    let nothing = folder.path().join("nothing");
    fs::create_dir(&nothing).expect("a folder");
    let nothing = nothing.display().to_string();
    let cases: &[(&[&str], i32)] = &[
        (&["check", GOOD], 0),
        (&["check", DRAFT], 0),
        (&["check", "--strict", DRAFT], 1),
        (&["check", &spoiled], 1),
        (&["check", "no-such-plan.yaml"], 3),
        (&["check", "/dev/null"], 3),
        (&["check", &nothing], 3),
        (&["due", &nothing], 3),
        (&["export", &nothing, "-o", &nothing], 3),
        (&["export", &nothing, "-o", &nothing, "--jobs", "0"], 2),
        (&["check"], 2),
        (&["render", "--copy", "everyone", GOOD], 2),
        (&["render", "-o", "one.pdf", GOOD], 2),
        (&["render", "--page", "child", GOOD], 2),
        (&["render", "--copy", "staff", "--page", "staff", GOOD], 2),
        (&["render", "--copy", "review", "--page", "aunt", GOOD], 2),
        (&["explain", "vague-targets"], 2),
        (&["explain", "vague-target"], 0),
        (&["schema"], 0),
        (&["schema", "school"], 0),
        (&["completions", "bash"], 0),
        (&["man"], 0),
        (&["--help"], 0),
        (&["--version"], 0),
        (&["help", "check"], 0),
        (&["version"], 0),
    ];
    for (arguments, code) in cases {
        let output = sendplan(arguments);
        assert_eq!(
            output.status.code(),
            Some(*code),
            "{arguments:?}: {}",
            said(&output)
        );
    }
}

#[test]
fn an_error_costs_nothing_that_was_there_before() {
    let folder = tempfile::tempdir().expect("a folder");
    let plan = spoiled(folder.path());
    let copy = folder.path().join("copies/KF-088-child.pdf");
    fs::create_dir_all(copy.parent().expect("a folder")).expect("a folder");
    fs::write(&copy, "last term's copy").expect("a file");
    let output = sendplan(&["render", &plan]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(printed(&output), "");
    assert!(
        said(&output).contains("did you mean `draft`?"),
        "{}",
        said(&output)
    );
    assert_eq!(
        fs::read_to_string(&copy).expect("the old copy"),
        "last term's copy"
    );
}

#[test]
fn new_writes_a_plan_once_and_never_over_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("AB-001.yaml").display().to_string();
    let output = sendplan(&["new", &file]);
    assert!(output.status.success(), "{}", said(&output));
    let plan = fs::read_to_string(&file).expect("the plan");
    assert!(plan.starts_with("# yaml-language-server: $schema=") && plan.contains("  id: AB-001 "));
    let check = sendplan(&["check", "--format", "json", &file]);
    assert_eq!(
        check.status.code(),
        Some(0),
        "a new plan is a draft without errors:\n{}",
        printed(&check)
    );
    assert!(sendplan(&["render", &file]).status.success());
    let again = sendplan(&["new", &file]);
    assert_eq!(again.status.code(), Some(3));
    assert!(
        said(&again).contains("there is a file of that name already"),
        "{}",
        said(&again)
    );
    assert_eq!(fs::read_to_string(&file).expect("the plan"), plan);
}

#[test]
fn a_name_as_a_file_name_is_not_taken_for_a_reference() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("amina.yaml").display().to_string();
    assert!(sendplan(&["new", &file]).status.success());
    assert!(
        fs::read_to_string(&file)
            .expect("the plan")
            .contains("  id:  ")
    );
}

#[test]
fn without_excerpts_no_word_of_the_plan_is_printed() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("plan.yaml");
    let plan = "version: 1\nplan:\n  status: Zebra\n  start: Zebra 7\nchild:\n  year_group: Zebra\n  name: Zebra\nabout_me:\n  says: *Zebra\n";
    let unreadable = plan;
    let readable = plan.replace("*Zebra", "Zebra 🦓");
    for text in [unreadable, &readable] {
        fs::write(&path, text).expect("a plan");
        for format in ["human", "short", "json", "github", "sarif"] {
            let output = sendplan(&[
                "check",
                "--no-excerpt",
                "--format",
                format,
                &path.display().to_string(),
            ]);
            assert_eq!(output.status.code(), Some(1));
            assert!(
                !printed(&output).contains("Zebra"),
                "{format}: {}",
                printed(&output)
            );
            assert!(
                !said(&output).contains("Zebra"),
                "{format}: {}",
                said(&output)
            );
        }
    }
}

#[test]
fn json_is_one_object_a_line_with_the_keys_of_the_design() {
    let output = sendplan(&["check", "--format", "json", DRAFT]);
    for line in printed(&output).lines() {
        let object: serde_json::Map<String, serde_json::Value> =
            serde_json::from_str(line).expect("an object");
        let keys: Vec<&str> = object.keys().map(String::as_str).collect();
        let expected = [
            "file",
            "line",
            "column",
            "end_line",
            "end_column",
            "path",
            "severity",
            "rule",
            "message",
            "help",
        ];
        assert_eq!(keys, expected);
    }
    let sarif: serde_json::Value =
        serde_json::from_str(&printed(&sendplan(&["check", "--format", "sarif", DRAFT])))
            .expect("one document");
    assert_eq!(sarif["version"], "2.1.0");
    let results = sarif["runs"][0]["results"].as_array().expect("results");
    assert_eq!(results.len(), printed(&output).lines().count());
}

#[test]
fn a_list_for_programs_says_where_the_other_of_two_places_is() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(
        folder.path().join("Year 4.yaml"),
        "version: 1\nplan:\n  id: A-1\n  id: A-2\n",
    )
    .expect("a plan");
    let check = ["check", "--format", "sarif", "Year 4.yaml"];
    let told = printed(&ended(program::sendplan(folder.path(), TODAY, &check)));
    let sarif: serde_json::Value = serde_json::from_str(&told).expect("one document");
    let results = sarif["runs"][0]["results"].as_array().expect("results");
    let twice = results
        .iter()
        .find(|found| found["ruleId"] == "duplicate-field")
        .expect("a name that is there twice");
    let line = |found: &serde_json::Value| {
        let place = &found[0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "Year%204.yaml");
        place["region"]["startLine"].as_u64()
    };
    assert_eq!(line(&twice["locations"]), Some(4));
    assert_eq!(line(&twice["relatedLocations"]), Some(3));
    assert_eq!(
        twice["relatedLocations"][0]["message"]["text"],
        "the first one"
    );
}

#[test]
fn the_schemas_beside_the_examples_are_current_and_accept_them() {
    let root = root();
    let schema = printed(&sendplan(&["schema"]));
    let school = printed(&sendplan(&["schema", "school"]));
    let mut snapshots = Snapshots::default();
    snapshots.text("examples/plans/schema/plan.schema.json", &schema);
    snapshots.text("examples/plans/schema/school.schema.json", &school);
    snapshots.finish();
    let schema: serde_json::Value = serde_json::from_str(&schema).expect("JSON");
    let validator = jsonschema::draft7::new(&schema).expect("a schema");
    // What an editor is given must take all that `check` takes: a plan that is still to be filled in, too.
    let folder = tempfile::tempdir().expect("a folder");
    let fresh = folder.path().join("fresh.yaml");
    sendplan(&["new", fresh.to_str().expect("a path")]);
    let begun = root.join("tests/cases/next/2-begun.yaml");
    let mut tried = 0;
    for path in crate::examples::plans().into_iter().chain([fresh, begun]) {
        let plan: serde_json::Value =
            serde_yaml::from_str(&fs::read_to_string(&path).expect("a plan")).expect("YAML");
        let problems: Vec<String> = validator
            .iter_errors(&plan)
            .map(|found| found.to_string())
            .collect();
        assert!(problems.is_empty(), "{}: {problems:?}", path.display());
        tried += 1;
    }
    assert!(tried >= 10);
}

#[test]
fn what_is_typed_wrongly_is_told_with_the_way_to_type_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let plan = folder.path().join("a new plan.yaml").display().to_string();
    let made = sendplan(&["new", &plan]);
    assert!(
        said(&made).ends_with(&format!("sendplan check \"{plan}\"\n")),
        "{}",
        said(&made)
    );
    let under_a_file = folder
        .path()
        .join("a new plan.yaml/x.pdf")
        .display()
        .to_string();
    let cases: &[(&[&str], i32, &str)] = &[
        (
            &["check", "--today", "1/2/2026", GOOD],
            2,
            "write year-month-day, such as 2026-12-01",
        ),
        (
            &["render", GOOD, "--copy", "child", "-o", &under_a_file],
            3,
            "part of the path is a file, not a folder",
        ),
        (
            &["check", "no-such-plan.yaml"],
            3,
            "There is no file `no-such-plan.yaml`",
        ),
    ];
    for (arguments, code, told) in cases {
        let output = match arguments {
            ["check", "--today", ..] => Command::new(env!("CARGO_BIN_EXE_sendplan"))
                .args(*arguments)
                .output()
                .expect("the command runs"),
            _ => sendplan(arguments),
        };
        assert_eq!(output.status.code(), Some(*code), "{arguments:?}");
        assert!(
            said(&output).contains(told),
            "{arguments:?}: {}",
            said(&output)
        );
    }
}
