//! Plans with errors are named and left out; whatever goes wrong with one costs the others nothing.

use std::fs::{self, File};
use std::num::NonZeroUsize;
use std::path::Path;

use sendplan::export::{Inventory, Layout, LocalWorker, Options, OutputFolder, RunOptions, Worker};
use sendplan::press::{self, Press};
use sendplan::template::Template;
use sendplan::{Checks, Reader};

use super::{export, manifest, plans, printed, said, tree, verified};

use crate::files::copy_folder;

fn change(path: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(path).expect("a plan");
    assert!(text.contains(from), "{} has no `{from}`", path.display());
    fs::write(path, text.replacen(from, to, 1)).expect("a plan");
}

#[test]
fn sixty_plans_with_six_spoiled_give_the_copies_of_the_other_fifty_four() {
    let plans = plans(60);
    let at = |name: &str| plans.path().join(name);
    change(
        &at("Otters/MS-0000.yaml"),
        "  photo:\n    file: MS-0000.jpg",
        "  photo:\n    file: gone.jpg",
    );
    change(
        &at("Wrens/MS-0001.yaml"),
        "status: agreed",
        "status: \"agreed",
    );
    change(&at("Foxes/MS-0002.yaml"), "  date_of_birth:", "  birthday:");
    change(
        &at("Badgers/MS-0003.yaml"),
        "    set: with the child",
        "    provision: none\n    set: with the child",
    );
    fs::write(
        at("Herons/MS-0004.yaml"),
        b"version: 1\nplan:\n  id: \xff\xfe\n",
    )
    .expect("a plan");
    fs::write(
        at("Falcons/MS-0005.yaml"),
        format!("version: 1\nplan:\n  id: MS-0005\n#{}", "x".repeat(1 << 20)),
    )
    .expect("a plan");
    // These look like plans to an eye, not to the program.
    fs::create_dir(at(".old")).expect("a folder");
    fs::copy(at("Eagles/MS-0006.yaml"), at(".old/MS-0999.yaml")).expect("a copy");
    fs::write(at("notes.yaml"), "version: 1\n").expect("a file");

    let out = plans.path().join("out");
    let dry = export(plans.path(), &out, &["--dry-run"]);
    assert_eq!(dry.status.code(), Some(1), "{}", said(&dry));
    assert!(!out.exists(), "a dry run writes nothing");

    let output = export(plans.path(), &out, &[]);
    let told = said(&output);
    assert_eq!(output.status.code(), Some(1), "{told}");
    for number in 0..6 {
        assert!(
            told.contains(&format!("MS-{number:04}.yaml")),
            "plan {number} is not named: {told}"
        );
    }
    assert!(
        told.contains("60 plans") && told.contains("6 plans are left out"),
        "{told}"
    );
    let made = verified(&out);
    assert_eq!(made, printed(&output).len());
    assert_eq!(
        made,
        tree(&out)
            .keys()
            .filter(|name| name.ends_with(".pdf"))
            .count()
    );
    let good: std::collections::BTreeSet<String> = manifest(&out)
        .copies
        .iter()
        .filter(|entry| entry.made.is_some())
        .map(|entry| entry.plan.clone())
        .collect();
    assert_eq!(good.len(), 54);
    assert!(manifest(&out).copies.iter().any(|entry| {
        entry.plan == "MS-0002"
            && entry
                .not_made
                .as_ref()
                .is_some_and(|why| why.to_string().contains("to fix"))
    }));
}

#[test]
fn two_plans_with_one_reference_are_both_left_out_and_named() {
    let plans = plans(4);
    let first = plans.path().join("Otters/MS-0000.yaml");
    change(
        &plans.path().join("Wrens/MS-0001.yaml"),
        "id: MS-0001",
        "id: ms/0000",
    );
    change(&first, "id: MS-0000", "id: ms-0000");
    let output = export(
        plans.path(),
        &plans.path().join("out"),
        &["--layout", "flat"],
    );
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        said(&output).matches("error[duplicate-id]").count(),
        2,
        "{}",
        said(&output)
    );
    assert!(
        printed(&output)
            .iter()
            .all(|file| !file.to_lowercase().contains("ms-0000"))
    );
}

#[test]
fn of_two_cycles_of_one_child_the_last_agreed_one_is_handed_out() {
    let plans = plans(2);
    let first = plans.path().join("Otters/MS-0000.yaml");
    let text = fs::read_to_string(&first)
        .expect("a plan")
        .replace("MS-0000.jpg", "gone.jpg");
    let next = text
        .replace("cycle: 1", "cycle: 2")
        .replace("status: agreed", "status: draft");
    fs::write(plans.path().join("Otters/next.yaml"), next).expect("a plan");
    let output = export(plans.path(), &plans.path().join("out"), &[]);
    assert!(output.status.success(), "{}", said(&output));
    assert!(
        said(&output).contains(
            "next.yaml: plan number 2 of MS-0000 is left out, since plan number 1 is handed out."
        ),
        "{}",
        said(&output)
    );
}

#[test]
fn a_layout_that_fails_on_one_plan_fails_on_that_one_alone() {
    let plans = plans(3);
    let template = plans.path().join("template");
    copy_folder(
        Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/layouts/islington")),
        &template,
    );
    change(
        &template.join("child.typ"),
        "#let copy = json(\"/copy.json\")",
        "#let copy = json(\"/copy.json\")\n#if copy.known_as == \"Bilal\" { panic(\"no \" + copy.known_as) }",
    );
    let out = plans.path().join("out");
    let output = export(
        plans.path(),
        &out,
        &["--template", &template.display().to_string()],
    );
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    let failed: Vec<String> = manifest(&out)
        .copies
        .iter()
        .filter(|entry| entry.not_made.is_some())
        .map(|entry| entry.plan.clone())
        .collect();
    assert!(
        !failed.is_empty() && failed.iter().all(|plan| plan == "MS-0001"),
        "{failed:?}"
    );
    assert!(verified(&out) > 0);
    // What the layout says of a copy may be the plan's own words, and this is printed and kept.
    let listed = fs::read_to_string(out.join("manifest.json")).expect("a manifest");
    for told in [said(&output), listed] {
        assert!(told.contains("fault of the layout"), "{told}");
        assert!(told.contains("child.typ, line "), "{told}");
        assert!(!told.contains("Bilal"), "{told}");
    }
}

#[test]
fn copies_are_made_of_what_was_checked_whatever_has_changed_since() {
    let plans = plans(3);
    let at = |name: &str| plans.path().join(name);
    let out = at("out");
    let options = Options {
        folder: plans.path().to_owned(),
        out: out.clone(),
        layout: Layout::Flat,
        readers: vec![Reader::Child],
        format: None,
        names: false,
        shard: None,
        protect: None,
        made_with: press::digest(Template::islington(), &[]),
    };
    let press = Press::new().expect("the embedded template");
    let start = || -> Result<Box<dyn Worker + Send>, String> {
        Ok(Box::new(LocalWorker::new(&press, None)))
    };
    let run = |between: &dyn Fn()| {
        let inventory = Inventory::take(&options, &Checks::default(), NonZeroUsize::MIN);
        between();
        let how = RunOptions {
            jobs: NonZeroUsize::MIN,
            force: true,
            prune: false,
            replace: false,
        };
        let out = OutputFolder::open(&out, None).expect("nobody is at work there");
        let inventory = inventory.expect("plans");
        sendplan::export::run(inventory, &options, &out, how, &start, None, &mut |_| {})
            .expect("it ends")
    };
    assert_eq!(run(&|| {}).made, 3);
    let before = tree(&out);
    let outcome = run(&|| {
        fs::write(at("Wrens/MS-0001.yaml"), "half a pl").expect("a plan");
        for file in ["Otters/MS-0000.yaml", "Foxes/MS-0002.yaml", "school.yaml"] {
            fs::remove_file(at(file)).expect("it is gone");
        }
        fs::write(at("Otters/MS-0000.jpg"), "half a ph").expect("a photo");
    });
    // The plans are made as they were when they were checked; of a picture nobody knows any more what it was.
    assert_eq!((outcome.made, outcome.failed), (2, 1));
    let now = tree(&out);
    let pdfs = |tree: &std::collections::BTreeMap<String, Vec<u8>>| {
        let mut tree = tree.clone();
        tree.retain(|file, _| file.ends_with(".pdf"));
        tree
    };
    assert!(pdfs(&now) == pdfs(&before));
    let copies = manifest(&out).copies;
    let failed = copies.iter().find(|entry| entry.not_made.is_some());
    let failed = failed.expect("one has failed");
    assert_eq!(failed.plan, "MS-0000");
    let why = failed.not_made.as_ref().expect("why").to_string();
    assert!(why.contains("picture of its plan was changed"), "{why}");
}

#[test]
fn names_stand_in_the_manifest_only_where_they_are_asked_for() {
    let plans = plans(2);
    let out = plans.path().join("out");
    export(plans.path(), &out, &[]);
    let holds = |name: &str| {
        tree(&out).iter().any(|(file, bytes)| {
            !file.ends_with(".pdf") && String::from_utf8_lossy(bytes).contains(name)
        })
    };
    assert!(!holds("Amara") && !holds("Bilal"));
    export(plans.path(), &out, &["--names"]);
    assert!(holds("Amara") && holds("Bilal"));
}

#[test]
fn what_the_program_did_not_write_is_never_written_over() {
    let plans = plans(2);
    let out = plans.path().join("out");
    let place = out.join("Otters/MS-0000/MS-0000-child.pdf");
    fs::create_dir_all(place.parent().expect("a folder")).expect("a folder");
    fs::write(&place, "somebody's").expect("a file");
    let output = export(plans.path(), &out, &[]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        said(&output).contains("MS-0000-child.pdf` is damaged or is not a copy that sendplan made"),
        "{}",
        said(&output)
    );
    assert_eq!(
        tree(&out)["Otters/MS-0000/MS-0000-child.pdf"],
        b"somebody's"
    );
    // Nothing of that plan is made, and everything of the other.
    let made = printed(&output);
    assert!(
        made.len() > 2 && made.iter().all(|file| file.contains("MS-0001")),
        "{made:?}"
    );

    fs::remove_dir_all(&out).expect("it is gone");
    fs::create_dir(&out).expect("a folder");
    for foreign in [
        "{}",
        "{\"kind\":\"another\",\"version\":\"1\",\"copies\":[]}",
        "",
        "{\"kind\":\"sendplan export 1\",\"version\":\"0.1.0\",\"copies\":[{\"plan\":\"a\",\"class\":\"b\",\"place\":1,\"copy\":\"child\",\"file\":\"../../a\"}]}",
    ] {
        fs::write(out.join("manifest.json"), foreign).expect("a file");
        let output = export(plans.path(), &out, &["--force", "--prune"]);
        assert_eq!(output.status.code(), Some(3), "{}", said(&output));
        assert!(
            said(&output).contains("is damaged or is not sendplan's"),
            "{}",
            said(&output)
        );
        assert_eq!(
            tree(&out).into_values().collect::<Vec<_>>(),
            [foreign.as_bytes()]
        );
    }
}

#[test]
fn a_folder_without_plans_is_taken_for_the_wrong_folder() {
    let (plans, wrong) = (plans(1), tempfile::tempdir().expect("a folder"));
    fs::write(wrong.path().join("notes.yaml"), "milk: 2\n").expect("a file");
    let out = plans.path().join("out");
    assert!(export(plans.path(), &out, &[]).status.success());
    let before = tree(&out);
    let output = export(wrong.path(), &out, &["--prune"]);
    assert_eq!(output.status.code(), Some(3));
    assert!(
        said(&output).contains("There are no plans in"),
        "{}",
        said(&output)
    );
    assert_eq!(tree(&out), before, "nothing is pruned by mistake");
}

/// Only root may make a disk that can only be read; elsewhere this is tried by hand.
#[test]
#[cfg(target_os = "linux")]
fn a_disk_that_can_only_be_read_is_said_to_be_so() {
    let plans = plans(1);
    let out = plans.path().join("out");
    fs::create_dir(&out).expect("a folder");
    let mounted = std::process::Command::new("mount")
        .args(["-t", "tmpfs", "-o", "ro", "tmpfs"])
        .arg(&out)
        .stderr(std::process::Stdio::null())
        .status();
    if !mounted.is_ok_and(|mounted| mounted.success()) {
        return;
    }
    let output = export(plans.path(), &out, &[]);
    std::process::Command::new("umount")
        .arg(&out)
        .status()
        .expect("it is taken away again");
    assert_eq!(output.status.code(), Some(3));
    assert!(
        said(&output).contains("the disk can only be read"),
        "{}",
        said(&output)
    );
}

#[test]
fn a_second_export_into_the_same_folder_is_refused() {
    let plans = plans(1);
    let out = plans.path().join("out");
    fs::create_dir_all(out.join(".sendplan")).expect("a folder");
    let lock = File::create(out.join(".sendplan/lock")).expect("a lock");
    lock.lock().expect("the lock is free");
    let output = export(plans.path(), &out, &[]);
    assert_eq!(output.status.code(), Some(3));
    assert!(
        said(&output).contains("Another export is at work"),
        "{}",
        said(&output)
    );
    assert!(tree(&out).is_empty());
    drop(lock);
    assert!(export(plans.path(), &out, &[]).status.success());
}
