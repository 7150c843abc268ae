//! An export that is stopped in the worst moment: the files are whole, the manifest is true, and the same command finishes.

use std::fs;
use std::io::Read;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use super::{command, export, plans, root, said, tree, verified};
use crate::files::copy_folder;

const KILLS: u64 = 25;

#[test]
fn killed_again_and_again_it_loses_nothing_and_finishes() {
    let plans = plans(12);
    let (whole, out) = (
        tempfile::tempdir().expect("a folder"),
        tempfile::tempdir().expect("a folder"),
    );
    let begun = Instant::now();
    assert!(export(plans.path(), whole.path(), &[]).status.success());
    let whole_run = begun.elapsed();
    let expected = tree(whole.path());

    let mut stopped_at_work = 0;
    for kill in 0..KILLS {
        // Each run has everything to do, so that it is killed in the midst of it.
        let mut child = command(plans.path(), out.path(), &["--force"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("it starts");
        thread::sleep(whole_run.mul_f64((kill * 7 % KILLS) as f64 / KILLS as f64));
        if kill % 2 == 0 {
            child.kill().expect("it is killed");
        } else {
            let pid = child.id().to_string();
            Command::new("kill")
                .args(["-INT", &pid])
                .status()
                .expect("it is interrupted");
        }
        let ended = child.wait().expect("it has ended");
        stopped_at_work += u64::from(!ended.success());
        if !out.path().join("manifest.json").exists() {
            continue;
        }
        verified(out.path());
        for (file, bytes) in tree(out.path())
            .iter()
            .filter(|(file, _)| file.ends_with(".pdf"))
        {
            assert!(
                expected.get(file) == Some(bytes),
                "{file} is not whole after kill {kill}"
            );
        }
    }
    assert!(
        stopped_at_work >= KILLS / 2,
        "only {stopped_at_work} of {KILLS} were stopped at work"
    );
    let last = export(plans.path(), out.path(), &[]);
    assert!(last.status.success(), "{}", said(&last));
    let finished = tree(out.path());
    assert_eq!(
        finished.keys().collect::<Vec<_>>(),
        expected.keys().collect::<Vec<_>>()
    );
    assert!(
        finished == expected,
        "the same files as of an export that nobody killed"
    );
}

#[test]
#[cfg(target_os = "linux")]
fn a_worker_that_dies_takes_one_plan_with_it_at_most() {
    let plans = plans(12);
    let out = plans.path().join("out");
    let child = command(plans.path(), &out, &["--jobs", "2"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    // Each worker is the child of the thread that hired it.
    let threads = format!("/proc/{}/task", child.id());
    let workers = || -> String {
        let threads = fs::read_dir(&threads).into_iter().flatten().flatten();
        let children = threads.map(|thread| fs::read_to_string(thread.path().join("children")));
        children.flatten().collect()
    };
    let begun = Instant::now();
    let worker = loop {
        // Once a copy is there, the workers are at work.
        let at_work = out.join("Otters").exists();
        if let Some(worker) = workers()
            .split_whitespace()
            .next()
            .map(str::to_owned)
            .filter(|_| at_work)
        {
            break worker;
        }
        assert!(
            begun.elapsed() < Duration::from_secs(60),
            "no worker was started"
        );
        thread::sleep(Duration::from_millis(5));
    };
    Command::new("kill")
        .args(["-9", &worker])
        .status()
        .expect("it is killed");
    let output = child.wait_with_output().expect("it has ended");
    let failed: std::collections::BTreeSet<String> = super::manifest(&out)
        .copies
        .iter()
        .filter(|entry| entry.not_made.is_some())
        .map(|entry| entry.plan.clone())
        .collect();
    assert!(failed.len() <= 1, "{failed:?}: {}", said(&output));
    verified(&out);
    assert!(export(plans.path(), &out, &[]).status.success());
}

/// A limit on the size of files stands for a disk that takes no more: writing fails part of the way.
#[test]
#[cfg(unix)]
fn a_disk_that_takes_no_more_stops_the_export_and_spoils_nothing() {
    let plans = plans(6);
    let out = plans.path().join("out");
    let run = |limit: &str| {
        let program = env!("CARGO_BIN_EXE_sendplan");
        let script = format!(
            "trap '' XFSZ; ulimit -f {limit}; exec '{program}' --today 2026-11-24 export '{}' -o '{}' --force",
            plans.path().display(),
            out.display()
        );
        Command::new("bash")
            .args(["-c", &script])
            .output()
            .expect("bash runs")
    };
    let full = run("70");
    assert_eq!(full.status.code(), Some(3), "{}", said(&full));
    assert!(
        said(&full).contains("could not be written"),
        "{}",
        said(&full)
    );
    verified(&out);
    let nothing = run("0");
    assert_eq!(nothing.status.code(), Some(3), "{}", said(&nothing));
    verified(&out);
    assert!(export(plans.path(), &out, &[]).status.success());
    let all = verified(&out);
    assert_eq!(
        all,
        tree(&out)
            .keys()
            .filter(|name| name.ends_with(".pdf"))
            .count()
    );
}

/// The same with a disk that is really full, where one may be made.
#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_said_to_be_full() {
    let plans = plans(6);
    let out = plans.path().join("out");
    fs::create_dir(&out).expect("a folder");
    let mounted = Command::new("mount")
        .args(["-t", "tmpfs", "-o", "size=900k", "tmpfs"])
        .arg(&out)
        .stderr(Stdio::null())
        .status();
    if !mounted.is_ok_and(|mounted| mounted.success()) {
        // Only root may; the limit above has tried the same.
        return;
    }
    let full = export(plans.path(), &out, &[]);
    let sound = std::panic::catch_unwind(|| {
        assert_eq!(full.status.code(), Some(3), "{}", said(&full));
        assert!(said(&full).contains("the disk is full"), "{}", said(&full));
        assert!(verified(&out) > 0, "what was made until then is there");
    });
    Command::new("umount")
        .arg(&out)
        .status()
        .expect("it is taken away again");
    sound.expect("the export ended well");
}

#[test]
#[cfg(target_os = "linux")]
fn no_worker_and_no_half_written_file_outlives_the_export() {
    let plans = plans(2);
    let layouts = plans.path().join("layouts");
    copy_folder(&root().join("layouts/islington"), &layouts);
    // A layout that takes for ever.
    let endless = "#for a in range(20000) { for b in range(20000) { for c in range(20000) { } } }";
    fs::write(layouts.join("parent.typ"), endless).expect("a layout");
    let alive = |worker: &&str| {
        let state = fs::read_to_string(format!("/proc/{worker}/stat")).unwrap_or_default();
        state
            .rsplit_once(") ")
            .is_some_and(|(_, state)| !state.starts_with('Z'))
    };
    for signal in ["-INT", "-KILL"] {
        let out = plans.path().join(format!("out{signal}"));
        let layouts = layouts.to_str().expect("a path");
        let mut export = command(plans.path(), &out, &["--jobs", "2", "--template", layouts])
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("it starts");
        let begun = Instant::now();
        let patience = || {
            assert!(
                begun.elapsed() < Duration::from_secs(60),
                "it takes too long"
            );
            thread::sleep(Duration::from_millis(20));
        };
        let found = loop {
            let threads = fs::read_dir(format!("/proc/{}/task", export.id()));
            let threads = threads.into_iter().flatten().flatten();
            let children = threads.map(|thread| fs::read_to_string(thread.path().join("children")));
            let found: String = children.flatten().collect();
            if found.split_whitespace().count() == 2 {
                break found;
            }
            patience();
        };
        // They are in the midst of a layout then.
        thread::sleep(Duration::from_secs(1));
        let workers: Vec<&str> = found.split_whitespace().collect();
        assert_eq!(workers.iter().filter(|worker| alive(worker)).count(), 2);
        let told = Command::new("kill")
            .args([signal, &export.id().to_string()])
            .status();
        assert!(told.expect("a signal").success());
        export.wait().expect("it has ended");
        while workers.iter().any(&alive) {
            patience();
        }
        if signal == "-INT" {
            let mut said = String::new();
            let mut err = export.stderr.take().expect("what it said");
            err.read_to_string(&mut said).expect("a text");
            assert!(
                said.ends_with("Every file that was written is whole.\n"),
                "{said}"
            );
            assert!(!out.join(".sendplan/parts").exists());
        }
    }
}
