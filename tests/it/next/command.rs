//! The command: what it writes, what it says, and when it refuses.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use super::{FAMILY, example};
use crate::program::{self, ended, printed, root, said};

fn sendplan(arguments: &[&str]) -> Output {
    ended(program::sendplan(
        root(),
        "2026-12-10",
        &[&["next"], arguments].concat(),
    ))
}

/// A plan of its own folder, with some words changed.
fn plan(folder: &Path, text: &str, changes: &[(&str, &str)]) -> String {
    let mut text = text.to_owned();
    for (find, put) in changes {
        assert!(text.contains(find), "{find}");
        text = text.replace(find, put);
    }
    let path = folder.join("plan.yaml");
    fs::write(&path, text).expect("a plan");
    fs::copy(
        root().join("examples/plans/school.yaml"),
        folder.join("school.yaml"),
    )
    .expect("the school");
    fs::create_dir_all(folder.join("pictures")).expect("a folder");
    for picture in ["kingfisher.svg", "amina.jpg"] {
        let name = format!("pictures/{picture}");
        fs::copy(
            root().join("examples/plans").join(&name),
            folder.join(&name),
        )
        .expect("a picture");
    }
    path.display().to_string()
}

#[test]
fn a_plan_with_words_that_may_tell_of_harm_waits_for_somebody_who_answers_for_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let worry = [("worries:\n", "worries:\n    - My dad hits my mum\n")];
    let this = plan(folder.path(), &example(2), &worry);
    let before = fs::read_to_string(&this).expect("the plan");
    let file = folder.path().join("KF-024-3.yaml");
    let to = file.display().to_string();
    let stopped = sendplan(&[&this, "-o", &to]);
    assert_eq!(stopped.status.code(), Some(1), "{}", said(&stopped));
    assert!(!file.exists());
    let nobody = sendplan(&[&this, "-o", &to, "--safeguarding-checked", " "]);
    assert_eq!(nobody.status.code(), Some(2), "{}", said(&nobody));
    let begun = sendplan(&[&this, "-o", &to, "--safeguarding-checked", "Ms Reed"]);
    assert!(begun.status.success(), "{}", said(&begun));
    // Nothing of it is kept: not in this plan, and not in the next.
    assert_eq!(fs::read_to_string(&this).expect("the plan"), before);
    let next = fs::read_to_string(&file).expect("the next plan");
    assert!(!next.contains("Reed"), "{next}");
}

#[test]
fn the_next_plan_goes_to_a_new_file_or_to_standard_output() {
    let folder = tempfile::tempdir().expect("a folder");
    let this = plan(folder.path(), &example(2), &[]);
    let file = folder.path().join("KF-024-3.yaml");
    let to = file.display().to_string();
    let written = sendplan(&[&this, "-o", &to]);
    assert_eq!(
        (written.status.code(), printed(&written)),
        (Some(0), format!("{to}\n"))
    );
    assert!(
        said(&written).contains(&format!("sendplan check {to}")),
        "{}",
        said(&written)
    );
    let begun = fs::read_to_string(&file).expect("the plan");

    for arguments in [vec![this.as_str()], vec![this.as_str(), "-o", "-"]] {
        let output = sendplan(&arguments);
        assert_eq!(
            (printed(&output), said(&output)),
            (begun.clone(), String::new())
        );
    }

    fs::write(&file, "much work").expect("a file");
    let again = sendplan(&[&this, "-o", &to]);
    assert_eq!(again.status.code(), Some(3));
    assert_eq!(said(&again).lines().count(), 1, "{}", said(&again));
    assert_eq!(fs::read_to_string(&file).expect("the file"), "much work");
    let onto_itself = sendplan(&[&this, "-o", &this]);
    assert_eq!(onto_itself.status.code(), Some(3));
    assert_eq!(fs::read_to_string(&this).expect("the plan"), example(2));
}

#[test]
fn where_there_is_no_next_plan_one_sentence_says_why_and_nothing_is_written() {
    struct Refused<'a> {
        change: (&'a str, &'a str),
        more: &'a [&'a str],
        code: i32,
        sentence: &'a str,
    }
    let decision = "decision: continue SEN support";
    let held = "  date: 2026-07-09\n";
    let cases = [
        Refused {
            change: (decision, "decision: end SEN support"),
            more: &[],
            code: 0,
            sentence: "decided to end SEN support, so no next plan is needed",
        },
        Refused {
            change: (decision, "decision: carry on"),
            more: &[],
            code: 1,
            sentence: "has 1 thing to fix first",
        },
        Refused {
            change: (decision, decision),
            more: &["--start", "2026-03-27"],
            code: 2,
            sentence: "cannot start on 27 March 2026: this one starts on 27 March 2026",
        },
        Refused {
            change: (decision, decision),
            more: &["--start", "2026-07-08"],
            code: 2,
            sentence: "cannot start on 8 July 2026: the review of this one was held on 9 July 2026",
        },
        Refused {
            change: (held, "  date: 2026-01-07\n"),
            more: &[],
            code: 1,
            sentence: "has 1 thing to fix first",
        },
    ];
    for case in cases {
        let folder = tempfile::tempdir().expect("a folder");
        let this = plan(folder.path(), &example(2), &[case.change]);
        let to = folder.path().join("next.yaml").display().to_string();
        let output = sendplan(&[&[this.as_str(), "-o", &to], case.more].concat());
        assert_eq!(output.status.code(), Some(case.code), "{}", said(&output));
        assert!(said(&output).contains(case.sentence), "{}", said(&output));
        assert_eq!(
            (printed(&output).as_str(), said(&output).lines().count()),
            ("", 1)
        );
        assert!(!Path::new(&to).exists());
    }
    // A school may turn the check off, and still nothing can be begun from such a day.
    let folder = tempfile::tempdir().expect("a folder");
    let this = plan(
        folder.path(),
        &example(2),
        &[(held, "  date: 2026-01-07\n")],
    );
    let school = folder.path().join("school.yaml");
    let settings = fs::read_to_string(&school).expect("the school");
    let settings = settings.replace("checks:\n", "checks:\n  review-before-start: off\n");
    fs::write(&school, settings).expect("the school");
    let output = sendplan(&[&this]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    let sentence = "its review was held on 7 January 2026, before it starts on 27 March 2026: correct the date under `review` first.";
    assert!(
        said(&output).ends_with(&format!("{sentence}\n")),
        "{}",
        said(&output)
    );

    let misused = sendplan(&[&format!("{FAMILY}/KF-024-2.yaml"), "-o", "next.pdf"]);
    assert_eq!(misused.status.code(), Some(2), "{}", said(&misused));
    assert_eq!(sendplan(&["no-such-plan.yaml"]).status.code(), Some(3));
}

#[test]
fn what_is_said_of_the_last_plan_is_true() {
    let agreed = ("status: reviewed", "status: agreed");
    let without = |key: &'static str| move |line: &&str| !line.trim_start().starts_with(key);
    let whole = example(2);
    let lines = |keep: &dyn Fn(&&str) -> bool| -> String {
        let (before, after) = whole.split_once("\ntargets:").expect("targets");
        let (targets, after) = after.split_once("\nwho_does_what:").expect("an end");
        let targets: Vec<&str> = targets.lines().filter(keep).collect();
        format!(
            "{before}\ntargets:{}\nwho_does_what:{after}",
            targets.join("\n")
        )
    };
    let nothing = ["result:", "evidence:", "next:"].map(without);
    let cases = [
        (whole.clone(), "write `status: reviewed` there too"),
        (
            lines(&without("next:")),
            "was taken over, and the rest is left to fill in",
        ),
        (
            lines(&|line| nothing.iter().all(|keep| keep(line))),
            "so how its targets went is left to fill in",
        ),
    ];
    for (text, sentence) in cases {
        let folder = tempfile::tempdir().expect("a folder");
        let this = plan(folder.path(), &text, &[agreed]);
        let to = folder.path().join("next.yaml").display().to_string();
        let output = sendplan(&[&this, "-o", &to]);
        assert!(output.status.success(), "{}", said(&output));
        let said = said(&output);
        assert!(said.contains("is not marked as reviewed"), "{said}");
        assert!(said.contains(sentence), "{said}");
    }
}

#[test]
fn a_day_that_is_odd_is_said_even_where_the_plan_is_printed() {
    let held = "  date: 2026-07-09\n";
    let to_come = [(held, "  date: 2027-07-09\n")];
    let not_held = [(held, ""), ("status: reviewed", "status: agreed")];
    let cases = [
        (
            &to_come[..],
            &[][..],
            "says that its review was held on 9 July 2027, which is still to come",
        ),
        (
            &not_held[..],
            &["--start", "2026-06-29"][..],
            "is to be reviewed on 9 July 2026, and the next plan would start before that, on 29 June 2026",
        ),
    ];
    for (changes, arguments, sentence) in cases {
        let folder = tempfile::tempdir().expect("a folder");
        let this = plan(folder.path(), &example(2), changes);
        let output = sendplan(&[&[this.as_str()], arguments].concat());
        assert!(output.status.success(), "{}", said(&output));
        assert!(said(&output).contains(sentence), "{}", said(&output));
        assert_eq!(said(&output).lines().count(), 1, "{}", said(&output));
    }
}

#[test]
fn pictures_are_found_from_the_next_plans_folder_or_asked_for() {
    let folder = tempfile::tempdir().expect("a folder");
    let owls = folder.path().join("owls");
    fs::create_dir(&owls).expect("a folder");
    let amina = fs::read_to_string(root().join("examples/plans/KF-042.yaml")).expect("an example");
    let this = plan(&owls, &amina, &[]);
    let begun = |file: PathBuf| {
        let output = sendplan(&[&this, "-o", &file.display().to_string()]);
        assert!(output.status.success(), "{}", said(&output));
        fs::read_to_string(&file).expect("the plan")
    };
    assert!(begun(owls.join("next.yaml")).contains("    file: pictures/amina.jpg\n"));
    let above = begun(folder.path().join("next.yaml"));
    assert!(
        above.contains("    file: owls/pictures/amina.jpg\n"),
        "{above}"
    );
    assert!(!above.contains("$schema="), "the schema lies elsewhere");
    let loaded = sendplan::load(folder.path().join("next.yaml")).expect("the next plan");
    assert!(loaded.photo().expect("a photo").bytes.is_ok());
    let elsewhere = begun(folder.path().join("wrens/new/next.yaml"));
    let copied =
        "    file: pictures/amina.jpg  #: copy this picture into the folder of this plan\n";
    assert!(elsewhere.contains(copied), "{elsewhere}");
}
