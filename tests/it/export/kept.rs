//! What an export must not take away, nor say too much or too little of.

use std::fs;
use std::path::Path;

use super::{export, manifest, plans, printed, said, tree, verified};

fn change(plan: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(plan).expect("a plan");
    assert!(text.contains(from), "{from}");
    fs::write(plan, text.replacen(from, to, 1)).expect("a plan");
}

#[test]
fn while_a_plan_cannot_be_read_nothing_is_removed() {
    let plans = plans(4);
    let out = plans.path().join("out");
    export(plans.path(), &out, &[]);
    let copies = tree(&out);
    // The slip hides the plan's class, so that its copies would go elsewhere.
    change(
        &plans.path().join("Otters/MS-0000.yaml"),
        "  class: Otters",
        "  clas: Otters",
    );
    fs::remove_file(plans.path().join("Wrens/MS-0001.yaml")).expect("it is gone");
    let pruned = export(plans.path(), &out, &["--prune"]);
    assert_eq!(pruned.status.code(), Some(1), "{}", said(&pruned));
    assert!(
        said(&pruned).contains("kept, since a plan that cannot be read may ask for them"),
        "{}",
        said(&pruned)
    );
    let now = tree(&out);
    let pdfs = copies.keys().filter(|file| file.ends_with(".pdf"));
    assert!(pdfs.clone().count() > 10);
    for file in pdfs {
        assert!(now.contains_key(file), "{file} was removed");
    }

    change(
        &plans.path().join("Otters/MS-0000.yaml"),
        "  clas: Otters",
        "  class: Otters",
    );
    let mended = export(plans.path(), &out, &["--prune"]);
    assert!(mended.status.success(), "{}", said(&mended));
    assert!(tree(&out).keys().all(|file| !file.contains("MS-0001")));
    assert!(tree(&out).keys().any(|file| file.contains("MS-0000")));
    verified(&out);
}

#[test]
fn what_would_be_done_is_said_and_nothing_is_touched() {
    let plans = plans(3);
    let out = plans.path().join("out");
    let first = export(plans.path(), &out, &["--dry-run"]);
    let copies: usize = {
        let told = said(&first);
        let line = told.lines().last().unwrap_or_default().to_owned();
        assert!(line.contains("would be made, 0 are unchanged"), "{told}");
        line.split(' ')
            .next()
            .and_then(|count| count.parse().ok())
            .expect("a number")
    };
    assert!(!out.exists(), "not so much as a folder");
    export(plans.path(), &out, &["--packs"]);
    assert_eq!(verified(&out), copies);

    change(
        &plans.path().join("Otters/MS-0000.yaml"),
        "class: Otters",
        "class: Otters\n  home_language: Welsh",
    );
    fs::remove_file(plans.path().join("Wrens/MS-0001.yaml")).expect("it is gone");
    let before = tree(&out);
    let told = said(&export(plans.path(), &out, &["--dry-run", "--prune"]));
    assert!(
        told.contains("MS-0001-child.pdf: would be removed, since"),
        "{told}"
    );
    assert!(
        told.contains("would be removed. Nothing was written."),
        "{told}"
    );
    assert_eq!(tree(&out), before);
    let done = said(&export(plans.path(), &out, &["--prune"]));
    let number = |text: &str| {
        text.lines()
            .last()
            .unwrap_or_default()
            .split(' ')
            .next()
            .unwrap_or_default()
            .to_owned()
    };
    assert_eq!(number(&told), number(&done), "{told}\n{done}");
    assert!(
        done.contains("packs/Otters-children.pdf: removed, since a copy in it has changed"),
        "{done}"
    );
    verified(&out);
}

#[test]
fn a_strangers_pack_stops_the_export_before_anything_is_written() {
    let plans = plans(2);
    let out = plans.path().join("out");
    fs::create_dir_all(out.join("packs")).expect("a folder");
    fs::write(out.join("packs/Otters-staff.pdf"), "the office's").expect("a file");
    let before = tree(&out);
    for more in [&["--packs"][..], &["--packs", "--dry-run"]] {
        let refused = export(plans.path(), &out, more);
        assert_eq!(refused.status.code(), Some(3), "{}", said(&refused));
        assert!(
            said(&refused).contains("nothing was written"),
            "{}",
            said(&refused)
        );
        assert_eq!(tree(&out), before);
    }
}

#[test]
fn a_pack_that_somebody_took_away_is_made_again() {
    let plans = plans(3);
    let out = plans.path().join("out");
    export(plans.path(), &out, &["--packs"]);
    let whole = tree(&out);
    fs::remove_dir_all(out.join("packs")).expect("they are gone");
    export(plans.path(), &out, &[]);
    assert!(manifest(&out).packs.is_empty(), "there are none");
    verified(&out);
    export(plans.path(), &out, &["--packs"]);
    assert_eq!(tree(&out), whole);
}

#[test]
fn one_kind_of_copy_leaves_no_name_and_no_untruth_of_the_others() {
    let plans = plans(2);
    let out = plans.path().join("out");
    export(plans.path(), &out, &["--names"]);
    let named = fs::read_to_string(out.join("manifest.json")).expect("a manifest");
    assert!(named.contains("\"child\""));
    fs::remove_file(out.join("Otters/MS-0000/MS-0000-staff.pdf")).expect("it is gone");
    export(plans.path(), &out, &["--copy", "child"]);
    let now = fs::read_to_string(out.join("manifest.json")).expect("a manifest");
    let table = fs::read_to_string(out.join("export.csv")).expect("a table");
    let heads = table.lines().next().unwrap_or_default();
    assert!(
        !now.contains("\"child\":") && !heads.contains("child"),
        "{heads}\n{now}"
    );
    verified(&out);
    let lost = manifest(&out)
        .copies
        .into_iter()
        .find(|entry| entry.file.ends_with("MS-0000-staff.pdf"));
    assert!(lost.is_some_and(|entry| entry.made.is_none() && entry.not_made.is_some()));
}

#[test]
fn a_draft_without_a_reference_gives_no_name_away() {
    let plans = tempfile::tempdir().expect("a folder");
    let out = plans.path().join("out");
    let draft = fs::read_to_string("examples/plans/KF-088.yaml").expect("a draft");
    let draft = draft.replace("  id: KF-088\n", "");
    fs::write(plans.path().join("Rosa Delgado.yaml"), draft).expect("a plan");
    let told = export(plans.path(), &out, &["--packs"]);
    assert!(told.status.success(), "{}", said(&told));
    assert!(
        said(&told).contains("it has no reference yet, so its copies are called no-reference-"),
        "{}",
        said(&told)
    );
    let there = tree(&out);
    assert!(there.len() > 4, "{:?}", there.keys());
    assert!(
        there.keys().all(|file| !file.contains("Rosa")),
        "{:?}",
        there.keys()
    );
    let table = String::from_utf8_lossy(&there["export.csv"]).into_owned();
    let mut lines = table.lines();
    let heads = "plan,class,year,status,cycle,start,review,copy,";
    assert!(
        lines
            .next()
            .is_some_and(|line| line.starts_with(&format!("\u{feff}{heads}")))
    );
    assert!(lines.all(|line| line.contains(",draft,1,")), "{table}");
    let listed = String::from_utf8_lossy(&there["manifest.json"]).into_owned();
    assert!(listed.contains("\"status\": \"draft\""), "{listed}");
    assert!(
        said(&told).contains("; 1 plan is a draft, and its copies say so"),
        "{}",
        said(&told)
    );
    for file in ["manifest.json", "export.csv"] {
        assert!(
            !String::from_utf8_lossy(&there[file]).contains("Rosa"),
            "{file}"
        );
    }
    assert!(printed(&export(plans.path(), &out, &["--packs"])).is_empty());
}

#[test]
fn classes_that_differ_in_capitals_alone_have_one_pack() {
    let plans = plans(8);
    let out = plans.path().join("out");
    let others: Vec<_> = fs::read_dir(plans.path().join("Otters"))
        .expect("a class")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "yaml"))
        .collect();
    change(&others[0], "class: Otters", "class: OTTERS");
    export(plans.path(), &out, &["--packs"]);
    let packs: Vec<String> = manifest(&out)
        .packs
        .into_iter()
        .map(|pack| pack.file)
        .collect();
    let of_otters = packs
        .iter()
        .filter(|file| file.to_lowercase().contains("otters-children"));
    assert_eq!(of_otters.count(), 1, "{packs:?}");
    verified(&out);
}
