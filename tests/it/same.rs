//! The same plans give the same bytes wherever and whenever they are made.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::files::{copy_folder, tree};

/// Everything that an export of the examples leaves, with what the machine is told of its place and the day.
fn export(folder: &Path, today: &str, surroundings: &[(&str, &str)]) -> BTreeMap<String, Vec<u8>> {
    let plans = folder.join("plans");
    copy_folder(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/plans"),
        &plans,
    );
    let out = folder.join("out");
    let output = Command::new(env!("CARGO_BIN_EXE_sendplan"))
        .current_dir(folder)
        .envs(surroundings.iter().copied())
        .args(["--today", today, "export", "plans", "-o", "out", "--packs"])
        .stdin(Stdio::null())
        .output()
        .expect("the command runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    tree(&out)
}

#[test]
fn in_another_folder_language_time_zone_and_year_the_bytes_are_the_same() {
    let (here, there) = (
        tempfile::tempdir().expect("a folder"),
        tempfile::Builder::new()
            .prefix("Ünïcode, with spaces ")
            .tempdir()
            .expect("a folder"),
    );
    let one = export(
        here.path(),
        "2026-09-01",
        &[("LC_ALL", "C"), ("TZ", "UTC"), ("RAYON_NUM_THREADS", "1")],
    );
    let other = export(
        there.path(),
        "2031-02-28",
        &[
            ("LC_ALL", "ar_EG.UTF-8"),
            ("LANG", "tr_TR.UTF-8"),
            ("TZ", "Pacific/Kiritimati"),
            ("SOURCE_DATE_EPOCH", "0"),
            ("HOME", "/nowhere"),
        ],
    );
    assert!(one.len() > 40, "{:?}", one.keys());
    assert_eq!(
        one.keys().collect::<Vec<_>>(),
        other.keys().collect::<Vec<_>>()
    );
    for (file, bytes) in &one {
        assert!(other.get(file) == Some(bytes), "{file} differs");
    }
}
