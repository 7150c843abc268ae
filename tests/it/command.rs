//! The command as a person types it: what it writes, what it says, how it ends.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use crate::files::copy_folder;

const GOOD: &str = "examples/plans/KF-018.yaml";
const DRAFT: &str = "examples/plans/KF-088.yaml";

fn sendplan(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sendplan"));
    command
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env("NO_COLOR", "1")
        .stdin(Stdio::null());
    command
        .args(["--today", "2026-11-24"])
        .args(arguments)
        .output()
        .expect("the command runs")
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn spoiled(folder: &Path) -> String {
    let plan =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(DRAFT)).expect("a draft");
    let path = folder.join("plan.yaml");
    fs::write(&path, plan.replace("status: draft", "status: Draft")).expect("a file");
    path.display().to_string()
}

#[test]
fn without_arguments_it_says_in_five_lines_what_to_do() {
    let output = sendplan(&[]);
    assert!(output.status.success());
    assert_eq!(out(&output).lines().count(), 5);
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
fn render_writes_the_copies_and_prints_their_paths() {
    let folder = tempfile::tempdir().expect("a folder");
    let to = folder.path().join("made here");
    let output = sendplan(&["render", GOOD, "-o", &to.display().to_string()]);
    assert!(output.status.success(), "{}", said(&output));
    let names = [
        "KF-018-parent-1.pdf",
        "KF-018-parent-2.pdf",
        "KF-018-child.pdf",
        "KF-018-staff.pdf",
    ];
    let expected: String = names
        .iter()
        .map(|name| format!("{}\n", to.join(name).display()))
        .collect();
    assert_eq!(out(&output), expected);
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
        let names = out(&output);
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
fn an_error_costs_nothing_that_was_there_before() {
    let folder = tempfile::tempdir().expect("a folder");
    let plan = spoiled(folder.path());
    let copy = folder.path().join("copies/KF-088-child.pdf");
    fs::create_dir_all(copy.parent().expect("a folder")).expect("a folder");
    fs::write(&copy, "last term's copy").expect("a file");
    let output = sendplan(&["render", &plan]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(out(&output), "");
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
        out(&check)
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
                !out(&output).contains("Zebra"),
                "{format}: {}",
                out(&output)
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
    for line in out(&output).lines() {
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
        serde_json::from_str(&out(&sendplan(&["check", "--format", "sarif", DRAFT])))
            .expect("one document");
    assert_eq!(sarif["version"], "2.1.0");
    let results = sarif["runs"][0]["results"].as_array().expect("results");
    assert_eq!(results.len(), out(&output).lines().count());
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

#[test]
fn the_schemas_beside_the_examples_are_current_and_accept_them() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let schema = out(&sendplan(&["schema"]));
    let beside = fs::read_to_string(root.join("examples/plans/schema/plan.schema.json"))
        .expect("the schema");
    assert_eq!(
        schema, beside,
        "run: sendplan schema > examples/plans/schema/plan.schema.json"
    );
    let school = fs::read_to_string(root.join("examples/plans/schema/school.schema.json"))
        .expect("the schema");
    assert_eq!(
        out(&sendplan(&["schema", "school"])),
        school,
        "run: sendplan schema school > …"
    );
    let schema: serde_json::Value = serde_json::from_str(&schema).expect("JSON");
    let validator = jsonschema::draft7::new(&schema).expect("a schema");
    let mut tried = 0;
    for path in crate::examples::plans() {
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
fn another_template_asks_for_what_it_needs() {
    let folder = tempfile::tempdir().expect("a folder");
    let template = folder.path().join("template");
    copy_folder(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("layouts/islington"),
        &template,
    );
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
        let told = out(&output) + &said(&output);
        assert!(told.contains("where does the money come from?"), "{told}");
    }
    fs::write(&file, "required: 7\n").expect("a file");
    let output = sendplan(&["check", "--template", &template, GOOD]);
    assert_eq!(output.status.code(), Some(3));
    assert!(
        said(&output).contains("template.yaml` is not a template"),
        "{}",
        said(&output)
    );
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
fn a_pipe_in_the_place_of_a_plan_keeps_nobody_waiting() {
    let folder = tempfile::tempdir().expect("a folder");
    let pipe = folder.path().join("pipe.yaml");
    let made = Command::new("mkfifo").arg(&pipe).status();
    assert!(made.is_ok_and(|made| made.success()), "a pipe is made");
    let pipe = pipe.display().to_string();
    for command in ["check", "render"] {
        let output = sendplan(&[command, &pipe]);
        assert_eq!(output.status.code(), Some(3), "{command}");
        assert_eq!(said(&output), format!("`{pipe}` is not a file.\n"));
    }
    let whole = sendplan(&["check", &folder.path().display().to_string()]);
    assert!(
        said(&whole).starts_with("There is no plan in "),
        "{}",
        said(&whole)
    );
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
            "there is no file `no-such-plan.yaml`",
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

#[test]
fn one_childs_copies_never_take_the_place_of_anothers() {
    let folder = tempfile::tempdir().expect("a folder");
    let good = Path::new(env!("CARGO_MANIFEST_DIR")).join(DRAFT);
    let plan = fs::read_to_string(good).expect("a plan");
    let paths = ["one.yaml", "two.yaml"].map(|name| folder.path().join(name));
    for path in &paths {
        fs::write(path, &plan).expect("a plan");
    }
    let out_folder = folder.path().join("out").display().to_string();
    let [one, two] = paths.map(|path| path.display().to_string());
    let output = sendplan(&["render", &one, &two, "--copy", "child", "-o", &out_folder]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(out(&output).lines().count(), 1, "{}", out(&output));
    assert!(
        said(&output).contains("a reference of its own"),
        "{}",
        said(&output)
    );
}
