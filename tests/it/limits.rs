//! How much a plan may hold: more is told at its place, and what is within all limits is made in little memory.

use std::fs;

use sendplan::diagnostic::Rule;
use sendplan::{Checks, Report};

#[cfg(target_os = "linux")]
use crate::program::{TODAY, said, sendplan};

const PLAN: &str = include_str!("../cases/check/base.yaml");

/// The plan with more lines behind one of its lines.
fn with(plan: &str, line: &str, more: &str) -> String {
    assert!(plan.contains(line), "{line}");
    plan.replacen(line, &format!("{line}{more}"), 1)
}

fn items(indent: &str, text: &str, many: usize) -> String {
    format!("{indent}- {text}\n").repeat(many)
}

#[test]
fn what_is_more_than_there_is_room_for_is_told_at_its_place() {
    let photo = "  known_as: Amina\n  photo:\n    file: a.png\n    alt: ";
    let recipient = "  - name: Mrs Hodan Yusuf\n    relationship: mother\n";
    let target = "  - target: Amina counts to ten.\n";
    let cases = [
        (
            PLAN.replace("Amina Yusuf", &"Amina ".repeat(5_500)),
            "child.name",
        ),
        (
            PLAN.replace("id: KF-042", &format!("id: {}", "KF".repeat(128))),
            "plan.id",
        ),
        (
            PLAN.replace(
                "  known_as: Amina\n",
                &format!("{photo}{}\n", "A girl. ".repeat(4_100)),
            ),
            "child.photo.alt",
        ),
        (
            PLAN.replace(
                "says: I",
                &format!("says: {}I", "I like it. ".repeat(1_000)),
            ),
            "about_me.says",
        ),
        (
            with(PLAN, "adjustments:\n", &items("  ", "a", 2_000)),
            "adjustments",
        ),
        (
            with(PLAN, "  helps_me:\n", &items("    ", "a", 60)),
            "about_me.helps_me",
        ),
        (
            with(PLAN, "recipients:\n", &recipient.repeat(12)),
            "recipients",
        ),
        (with(PLAN, "\ntargets:\n", &target.repeat(20)), "targets"),
    ];
    for (plan, path) in cases {
        let report = Report::of(&crate::memory::plan(&plan), &Checks::default());
        let told = report.diagnostics.iter();
        let told = told.filter(|found| found.rule == Rule::TooLarge);
        let told: Vec<String> = told.map(|found| found.path.to_string()).collect();
        assert_eq!(told, [path]);
    }
}

/// A plan that is filled as far as it may be.
fn full(text: &str) -> String {
    let mut plan = PLAN.replace("status: agreed", "status: draft");
    for list in [
        "people_like",
        "good_at",
        "likes",
        "dislikes",
        "worries",
        "important_to_me",
        "helps_me",
        "does_not_help",
    ] {
        plan = with(&plan, &format!("  {list}:\n"), &items("    ", text, 46));
    }
    let recipients = (1..=10).map(|n| format!("  - name: Ms {n}\n    relationship: carer\n"));
    plan = with(&plan, "\nrecipients:\n", &recipients.collect::<String>());
    let target = format!(
        "  - target: Amina counts to 10 by 1 May.\n    i_can: I can count.\n    success: She counts to 10 on 2 days.\n    strategies:\n{}",
        items("      ", text, 5)
    );
    plan = with(&plan, "\ntargets:\n", &target.repeat(17));
    for list in ["who_does_what:\n  school:\n", "\n  home:\n"] {
        plan = with(&plan, list, &items("    ", text, 44));
    }
    plan = with(&plan, "adjustments:\n", &items("  ", text, 46));
    with(&plan, "staff_notes:\n", &items("  ", text, 46))
}

#[cfg(target_os = "linux")]
#[test]
fn a_plan_that_is_full_is_made_in_little_memory() {
    let long = PLAN.replace("says: I", &format!("says: {}I", "I like it. ".repeat(900)));
    let long = long.replace(
        "concerns: ",
        &format!("concerns: {}", "ሀለ ሐመ ".repeat(1_600)),
    );
    let long = long.replace(
        "going_well: ",
        &format!("going_well: {}", "محمد ".repeat(1_900)),
    );
    let plans = [
        full("a"),
        full("I like words of all kinds and no other thing"),
        long,
    ];
    for (number, plan) in plans.iter().enumerate() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("plan.yaml"), plan).expect("a plan");
        let arguments = ["render", "plan.yaml", "-o", "copies"];
        let mut command = sendplan(folder.path(), TODAY, &arguments);
        let (peak, output) = peak(&mut command);
        assert!(output.status.success(), "{number}: {}", said(&output));
        assert!(peak < 200_000, "plan {number} took {peak} kB");
    }
}

/// The most memory that a command took, in kilobytes, and how it ended.
#[cfg(target_os = "linux")]
fn peak(command: &mut std::process::Command) -> (usize, std::process::Output) {
    use std::process::Stdio;
    use std::time::Duration;

    let mut child = command
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program");
    let status = format!("/proc/{}/status", child.id());
    let mut peak: usize = 0;
    while child.try_wait().expect("its end").is_none() {
        let told = fs::read_to_string(&status).unwrap_or_default();
        let most = told.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let most = most.and_then(|most| most.trim().trim_end_matches(" kB").parse::<usize>().ok());
        peak = most.unwrap_or_default().max(peak);
        std::thread::sleep(Duration::from_millis(5));
    }
    (peak, child.wait_with_output().expect("what it said"))
}
