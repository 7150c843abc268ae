//! What shows only when plans lie side by side.

use std::fs;
use std::num::NonZeroUsize;
use std::path::Path;
use std::process::Output;

use sendplan::diagnostic::{Diagnostic, Rule};
use sendplan::folder::{self, Warnings};
use sendplan::{Checks, Report};

use crate::program::{TODAY, ended, printed, root, said, sendplan};

/// A draft with other words in it, as a file of a folder.
fn draft(folder: &Path, file: &str, changes: &[(&str, &str)]) {
    let mut plan = fs::read_to_string("examples/plans/KF-088.yaml").expect("a draft");
    for (from, to) in changes {
        assert!(plan.contains(from), "`{from}` is not in the plan");
        plan = plan.replacen(from, to, 1);
    }
    fs::write(folder.join(file), plan).expect("a plan");
}

fn check(folder: &Path, more: &[&str]) -> (Output, String) {
    let mut command = sendplan(root(), TODAY, &["check", "--format", "short"]);
    command.args(more).arg(folder);
    let output = ended(command);
    let told = printed(&output) + &said(&output);
    (output, told)
}

const OTHER_CHILD: &[(&str, &str)] = &[
    ("cycle: 1", "cycle: 2"),
    ("name: Rosa Delgado", "name: Ben Cole"),
    ("date_of_birth: 2020-12-02", "date_of_birth: 2019-01-30"),
];

#[test]
fn two_children_under_one_reference_are_told_apart() {
    let folder = tempfile::tempdir().expect("a folder");
    draft(folder.path(), "a.yaml", &[]);
    draft(folder.path(), "b.yaml", OTHER_CHILD);
    let (output, told) = check(folder.path(), &[]);
    assert_eq!(output.status.code(), Some(1), "{told}");
    for (own, other) in [("a.yaml", "b.yaml"), ("b.yaml", "a.yaml")] {
        let said = told.lines().find(|line| {
            line.contains("error[duplicate-id]") && line.contains(&format!("{own}:6:7"))
        });
        let said = said.unwrap_or_else(|| panic!("nothing of {own}: {told}"));
        assert!(
            said.contains("this reference is that of another child too, in `"),
            "{said}"
        );
        assert!(said.contains(&format!("{other}`")), "{said}");
    }
    assert_eq!(told.matches("duplicate-id").count(), 2, "{told}");
}

#[test]
fn the_next_plan_of_a_child_is_no_mistake_whatever_the_child_is_called_now() {
    for changes in [
        &[("cycle: 1", "cycle: 2")][..],
        &[
            ("cycle: 1", "cycle: 2"),
            ("name: Rosa Delgado", "name: Rosa Bright"),
        ],
        &[
            ("cycle: 1", "cycle: 2"),
            ("name: Rosa Delgado", "name: rosa  delgado"),
            ("  date_of_birth: 2020-12-02\n", ""),
        ],
        &[
            ("cycle: 1", "cycle: 2"),
            ("  name: Rosa Delgado\n", ""),
            ("  date_of_birth: 2020-12-02\n", ""),
        ],
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        draft(folder.path(), "a.yaml", &[]);
        draft(folder.path(), "b.yaml", changes);
        let (output, told) = check(folder.path(), &[]);
        assert_eq!(output.status.code(), Some(0), "{told}");
        assert!(!told.contains("duplicate-id"), "{told}");
    }
    let folder = tempfile::tempdir().expect("a folder");
    draft(folder.path(), "a.yaml", &[]);
    let other_name = [
        ("cycle: 1", "cycle: 2"),
        ("name: Rosa Delgado", "name: Ben Cole"),
        ("  date_of_birth: 2020-12-02\n", ""),
    ];
    draft(folder.path(), "b.yaml", &other_name);
    let (_, told) = check(folder.path(), &[]);
    assert_eq!(told.matches("duplicate-id").count(), 2, "{told}");
}

#[test]
fn a_plans_own_problems_stay_before_those_of_its_school() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("school.yaml"), "headteacher: Ms Khan\n").expect("a file");
    draft(folder.path(), "a.yaml", &[("class: Robin", "clas: Robin")]);
    draft(folder.path(), "b.yaml", OTHER_CHILD);
    let (_, told) = check(folder.path(), &[]);
    let of_the_first = told
        .split_once("b.yaml:1:")
        .map_or("", |(before, _)| before);
    let at = |words: &str| of_the_first.find(words);
    let (shared, own) = (
        at("a.yaml:6:7: error[duplicate-id]"),
        at("no field called `clas`"),
    );
    assert!(shared.is_some() && shared < own, "{told}");
    let school = at("school.yaml:1:1: error[unknown-field]");
    assert!(
        school.is_some() && of_the_first.rfind("a.yaml:") < school,
        "{told}"
    );
}

#[test]
fn a_text_that_several_children_share_is_told_with_the_first_of_the_others() {
    let folder = tempfile::tempdir().expect("a folder");
    for (number, name) in [
        "Ada Bell", "Ben Cole", "Cai Dunn", "Dee Egan", "Eve Ford", "Fay Gill",
    ]
    .iter()
    .enumerate()
    {
        let changes = [
            ("id: KF-088".to_owned(), format!("id: KF-10{number}")),
            ("name: Rosa Delgado".to_owned(), format!("name: {name}")),
            (
                "target: Rosa joins".to_owned(),
                format!("target: {name} joins"),
            ),
        ];
        let changes: Vec<(&str, &str)> = changes
            .iter()
            .map(|(from, to)| (from.as_str(), to.as_str()))
            .collect();
        draft(folder.path(), &format!("{number}.yaml"), &changes);
    }
    // The last child's next plan goes on with the target: that is no copy of another's.
    draft(
        folder.path(),
        "next.yaml",
        &[
            ("id: KF-088", "id: KF-105"),
            ("cycle: 1", "cycle: 2"),
            ("name: Rosa Delgado", "name: Fay Gill"),
            ("target: Rosa joins", "target: Fay Gill joins"),
        ],
    );
    let (_, told) = check(folder.path(), &[]);
    let said = |file: &str| {
        let line = told
            .lines()
            .find(|line| line.contains(&format!("/{file}:")) && line.contains("[same-text]"));
        line.unwrap_or_default()
            .rsplit(": ")
            .next()
            .unwrap_or_default()
            .to_owned()
    };
    assert_eq!(
        said("0.yaml"),
        "KF-101, KF-102, KF-103 and 2 more",
        "{told}"
    );
    assert_eq!(
        said("5.yaml"),
        "KF-100, KF-101, KF-102 and 2 more",
        "{told}"
    );
    assert_eq!(
        said("next.yaml"),
        "KF-100, KF-101, KF-102 and 2 more",
        "{told}"
    );
    let (_, told) = check(folder.path(), &["--no-excerpt"]);
    assert!(
        told.contains("[same-text]") && !told.contains("KF-10"),
        "{told}"
    );
}

#[test]
fn a_plan_alone_is_held_against_the_names_of_those_beside_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let named = [("Dancing", "Dancing with Ben Cole")];
    draft(folder.path(), "a.yaml", &named);
    draft(folder.path(), "b.yaml", OTHER_CHILD);
    let (_, told) = check(&folder.path().join("a.yaml"), &[]);
    assert_eq!(told.matches("[other-child-named]").count(), 1, "{told}");
    let warnings = |folder: &Path| {
        let mut command = sendplan(folder, TODAY, &["render", "a.yaml"]);
        command.args(["-o", "out"]);
        let told = said(&ended(command));
        let count = told.split("nothing to fix, ").nth(1);
        let count = count.and_then(|rest| rest.split(' ').next()?.parse::<u32>().ok());
        count.unwrap_or_else(|| panic!("{told}"))
    };
    let with_the_other = warnings(folder.path());
    fs::remove_file(folder.path().join("b.yaml")).expect("a plan");
    assert_eq!(warnings(folder.path()), with_the_other - 1);
}

/// What a plan of Rosa Delgado's says she likes, and the names in it that are another child's, in a folder with the plans of her
/// brother Luis, her cousin Rosa Delgado-Cole and a boy called Ben Cole.
const SAID_OF_OTHERS: &[(&str, &[&str])] = &[
    ("Dancing with Luis Delgado", &["Luis Delgado"]),
    ("Dancing with Luis", &["Luis"]),
    ("Dancing with her brother Luis", &[]),
    ("Dancing with her brother Luis Delgado", &["Luis Delgado"]),
    ("Dancing with Rosa Delgado-Cole", &["Rosa Delgado-Cole"]),
    ("Rosa Delgado dances, and Rosa sings", &[]),
    ("Dancing with Ben Cole and Luis", &["Ben Cole", "Luis"]),
    ("Dancing with her friend Jade Okonkwo", &["Jade Okonkwo"]),
    ("Dancing with her friend Jade Delgado", &["Jade Delgado"]),
    ("Dancing with her friend Rosa Marsh", &["Rosa Marsh"]),
    ("Dancing with her friend Rosa Delgado", &[]),
    ("Dancing with her friend Jade", &[]),
    ("Dancing with her friend Ms Lucia Delgado", &[]),
    ("Dancing with a friend", &[]),
];

#[test]
fn a_name_that_is_another_childs_is_found_alone_and_among_the_others() {
    let folder = tempfile::tempdir().expect("a folder");
    let born = "date_of_birth: 2020-12-02";
    for (number, name, other) in [
        (1, "Luis Delgado", "2018-05-11"),
        (2, "Rosa Delgado-Cole", "2019-07-23"),
        (3, "Ben Cole", "2019-01-30"),
    ] {
        let changes = [
            ("id: KF-088", &*format!("id: KF-10{number}")),
            ("name: Rosa Delgado", &format!("name: {name}")),
            (born, &format!("date_of_birth: {other}")),
        ];
        draft(folder.path(), &format!("{number}.yaml"), &changes);
    }
    let path = folder.path().join("a.yaml");
    for (said, names) in SAID_OF_OTHERS {
        draft(folder.path(), "a.yaml", &[("Dancing", said)]);
        let named = |found: &[Diagnostic]| -> Vec<String> {
            let others = found.iter().filter(|one| one.rule == Rule::OtherChildNamed);
            let words = others.map(|one| one.place.file.text[one.place.bytes.clone()].to_owned());
            words.collect()
        };
        // As `render` holds it against the plans beside it.
        let mut checks = Checks::default();
        checks.other_children = folder::children(std::slice::from_ref(&path));
        let loaded = sendplan::load(&path).expect("a plan");
        assert_eq!(
            named(&Report::of(&loaded, &checks).diagnostics),
            *names,
            "{said}"
        );
        let all = [folder.path().to_owned()];
        let all = folder::read(
            &all,
            None,
            &Checks::default(),
            NonZeroUsize::MIN,
            Warnings::Kept,
        );
        let plans = all.expect("plans").plans;
        let own = plans
            .iter()
            .find(|plan| plan.path == path)
            .expect("the plan");
        assert_eq!(named(&own.report.diagnostics), *names, "{said}");
    }
}
