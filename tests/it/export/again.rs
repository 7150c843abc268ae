//! The second run: only what has changed, and nothing that somebody still needs.

use std::fs;

use super::{export, manifest, plans, printed, said, tree, verified};

#[test]
fn after_one_plan_was_touched_exactly_that_one_is_made_again() {
    let plans = plans(8);
    let out = plans.path().join("out");
    assert!(export(plans.path(), &out, &[]).status.success());
    let first = tree(&out);
    let again = export(plans.path(), &out, &[]);
    assert!(
        printed(&again).is_empty() && said(&again).contains("0 copies made"),
        "{}",
        said(&again)
    );
    assert_eq!(tree(&out), first);

    let plan = plans.path().join("Foxes/MS-0002.yaml");
    let text = fs::read_to_string(&plan)
        .expect("a plan")
        .replace("class: Foxes", "class: Foxes\n  home_language: Welsh");
    fs::write(&plan, text).expect("a plan");
    let touched = export(plans.path(), &out, &[]);
    assert!(!printed(&touched).is_empty());
    assert!(
        printed(&touched)
            .iter()
            .all(|file| file.contains("MS-0002")),
        "{:?}",
        printed(&touched)
    );
    verified(&out);

    // A file that was spoiled is not what the manifest says, so it is made again.
    let file = out.join("Otters/MS-0000/MS-0000-child.pdf");
    fs::write(&file, "spoiled").expect("a file");
    let mended = export(plans.path(), &out, &[]);
    assert_eq!(printed(&mended), [file.display().to_string()]);

    let forced = export(plans.path(), &out, &["--force"]);
    assert_eq!(printed(&forced).len(), verified(&out));
}

#[test]
fn the_copies_of_a_plan_that_has_gone_stay_until_they_are_pruned() {
    let plans = plans(3);
    let out = plans.path().join("out");
    export(plans.path(), &out, &[]);
    fs::remove_file(plans.path().join("Wrens/MS-0001.yaml")).expect("it is gone");
    let own = out.join("Wrens/MS-0001/notes.txt");
    fs::write(&own, "the office's").expect("a file");
    fs::write(
        out.join("Wrens/MS-0001/MS-0001-staff.pdf"),
        "changed by somebody",
    )
    .expect("a file");

    let told = export(plans.path(), &out, &[]);
    assert!(
        told.status.success()
            && said(&told).contains("MS-0001-child.pdf: no plan asks for it any more"),
        "{}",
        said(&told)
    );
    assert!(out.join("Wrens/MS-0001/MS-0001-child.pdf").exists());

    let pruned = export(plans.path(), &out, &["--prune"]);
    assert!(pruned.status.success(), "{}", said(&pruned));
    assert!(!out.join("Wrens/MS-0001/MS-0001-child.pdf").exists());
    // What is not as the program wrote it is somebody's.
    assert!(own.exists() && out.join("Wrens/MS-0001/MS-0001-staff.pdf").exists());
    assert!(
        manifest(&out)
            .copies
            .iter()
            .all(|entry| entry.plan != "MS-0001" || entry.not_made.is_some())
    );
}

#[test]
fn another_layout_another_place_and_one_kind_of_copy_leaves_the_others_alone() {
    let plans = plans(2);
    let out = plans.path().join("out");
    export(plans.path(), &out, &["--layout", "copy"]);
    let all = tree(&out);
    assert!(
        all.contains_key("children/MS-0000-child.pdf")
            && all.contains_key("staff/MS-0001-staff.pdf"),
        "{:?}",
        all.keys()
    );
    let one = export(
        plans.path(),
        &out,
        &["--layout", "copy", "--copy", "child", "--force"],
    );
    assert_eq!(printed(&one).len(), 2);
    assert_eq!(tree(&out), all, "the same copies and the same manifest");
}
