//! What lies in the folder that is written to: pipes hang nothing, and links lead nothing out of it.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;

use super::{export, said};

use crate::program::root;

/// Lays something into the folder that is written to, where the other is elsewhere.
type Lay = fn(&Path, &Path);

fn pipe(path: &Path) {
    let made = Command::new("mkfifo").arg(path).status();
    assert!(made.expect("mkfifo").success());
}

#[test]
fn pipes_and_links_are_refused_and_nothing_is_written_elsewhere() {
    let refused: [(&str, Lay); 5] = [
        ("manifest.json", |out, _| pipe(&out.join("manifest.json"))),
        ("manifest-1-of-2.json", |out, _| {
            pipe(&out.join("manifest-1-of-2.json"))
        }),
        (".sendplan/lock", |out, _| {
            fs::create_dir(out.join(".sendplan")).expect("a folder");
            pipe(&out.join(".sendplan/lock"));
        }),
        (".sendplan", |out, away| {
            symlink(away, out.join(".sendplan")).expect("a link")
        }),
        ("Heron/", |out, away| {
            symlink(away, out.join("Heron")).expect("a link")
        }),
    ];
    for (told, lay) in refused {
        let folder = tempfile::tempdir().expect("a folder");
        let [plans, out, away] = ["plans", "out", "away"].map(|name| folder.path().join(name));
        for made in [&plans, &out, &away] {
            fs::create_dir(made).expect("a folder");
        }
        let plan = fs::read_to_string(root().join("tests/cases/check/base.yaml")).expect("a plan");
        let plan = plan.replace("class: Kingfisher", "class: Heron");
        fs::write(plans.join("plan.yaml"), plan).expect("a plan");
        lay(&out, &away);
        let output = export(&plans, &out, &[]);
        assert_eq!(output.status.code(), Some(3), "{told}: {}", said(&output));
        assert!(said(&output).contains(told), "{told}: {}", said(&output));
        assert_eq!(fs::read_dir(&away).expect("a folder").count(), 0, "{told}");
    }
}

#[test]
fn nothing_is_removed_behind_a_link() {
    let folder = tempfile::tempdir().expect("a folder");
    let [plans, out, away] = ["plans", "out", "away"].map(|name| folder.path().join(name));
    fs::create_dir(&plans).expect("a folder");
    let plan = fs::read_to_string(root().join("tests/cases/check/base.yaml")).expect("a plan");
    fs::write(plans.join("plan.yaml"), &plan).expect("a plan");
    assert!(export(&plans, &out, &[]).status.success());
    fs::rename(out.join("Kingfisher"), &away).expect("the class");
    symlink(&away, out.join("Kingfisher")).expect("a link");
    let plan = plan
        .replace("class: Kingfisher", "class: Heron")
        .replace("id: KF-042", "id: KF-043");
    fs::write(plans.join("plan.yaml"), plan).expect("a plan");
    let output = export(&plans, &out, &["--prune"]);
    assert_eq!(output.status.code(), Some(3), "{}", said(&output));
    let left = fs::read_dir(away.join("KF-042")).expect("a folder");
    assert_eq!(left.count(), 4, "{}", said(&output));
}
