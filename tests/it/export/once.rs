//! What was read once is enough: each file is opened once, and the copies are those of the plans themselves.

use std::collections::BTreeMap;
use std::fs;
use std::process::Command;

use sendplan::export::Entry;
use sendplan::press::Press;
use sendplan::{Checks, Reader, check, copies, load};

use super::{command, export, manifest, plans, root, said, verified};
use crate::files::tree;

#[test]
fn an_exported_copy_is_the_one_that_is_made_of_the_plan_itself() {
    let out = tempfile::tempdir().expect("a folder");
    let examples = root().join("examples/plans");
    let output = export(&examples, out.path(), &["--layout", "flat"]);
    assert!(output.status.success(), "{}", said(&output));
    let press = Press::new().expect("the embedded template");
    let listed = manifest(out.path()).copies;
    let mut compared = 0;
    for path in crate::examples::plans() {
        let loaded = load(&path).expect("a plan");
        let of_the_plan = |entry: &Entry| {
            let details = &loaded.plan.plan;
            details.id.as_ref() == Some(&entry.plan) && details.cycle == entry.cycle
        };
        if !listed.iter().any(of_the_plan) {
            // A later plan of the child is handed out.
            continue;
        }
        let checked = check(&loaded, &Checks::default()).expect("no errors");
        for copy in copies(&checked, Reader::ALL, None, &press).expect("copies") {
            let exported = fs::read(out.path().join(&copy.file_name)).expect("a copy");
            assert!(exported == copy.pdf.bytes, "{} differs", copy.file_name);
            compared += 1;
        }
    }
    assert!(compared > 12, "{compared} copies");
}

/// Skipped where there is no `strace`, or where it may not look at other programs.
#[test]
#[cfg(target_os = "linux")]
fn each_plan_and_each_school_file_is_opened_once() {
    let plans = plans(9);
    fs::copy(
        plans.path().join("school.yaml"),
        plans.path().join("Otters/school.yaml"),
    )
    .expect("a class with a school of its own");
    let out = tempfile::tempdir().expect("a folder");
    let trace = plans.path().join("trace");
    let export = command(plans.path(), out.path(), &["--packs"]);
    let mut strace = Command::new("strace");
    strace.args(["-f", "-qq", "-e", "trace=open,openat", "-o"]);
    strace.arg(&trace).arg(export.get_program());
    let traced = strace.args(export.get_args()).output();
    if !traced.is_ok_and(|traced| traced.status.success()) {
        eprintln!("skipped: strace is not here, or may not trace");
        return;
    }
    assert!(verified(out.path()) > 9);
    let mut opened: BTreeMap<&str, usize> = BTreeMap::new();
    let trace = fs::read_to_string(&trace).expect("a trace");
    for line in trace.lines().filter(|line| !line.contains(" = -1 ")) {
        if let Some(path) = line.split('"').nth(1) {
            *opened.entry(path).or_default() += 1;
        }
    }
    let files = tree(plans.path());
    let mut seen = 0;
    for file in files.keys() {
        let times = opened.get(plans.path().join(file).to_str().expect("a path"));
        // A picture is opened once to be checked and once to be printed: a school's photos would fill the memory.
        let most = match file.rsplit_once('.') {
            Some((_, "yaml")) => 1,
            Some((_, "jpg" | "svg")) => 2,
            _ => continue,
        };
        assert_eq!(times, Some(&most), "{file}");
        seen += 1;
    }
    assert!(seen > 11, "{files:?}", files = files.keys());
}
