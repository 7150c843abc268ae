//! What the program is built from: known, listed, and free to hand on.

use std::collections::BTreeSet;

#[path = "../../examples/third_party.rs"]
#[expect(dead_code, reason = "an example's `main` is not called from here")]
mod list;

const LISTED: &str = include_str!("../../THIRD-PARTY.md");

/// The packages for this system. Those for all systems need not be on this machine.
fn packages() -> BTreeSet<list::Package> {
    list::packages(&["--offline"]).expect("cargo names the packages")
}

#[test]
fn every_package_is_listed_with_its_version_and_licence() {
    let packages = packages();
    assert!(packages.len() > 200, "only {}", packages.len());
    for package in &packages {
        let row = format!(
            "| {} | {} | {} |",
            package.name, package.version, package.licence
        );
        assert!(
            LISTED.contains(&row),
            "`{row}` is not in THIRD-PARTY.md; run: cargo run --example third_party > THIRD-PARTY.md"
        );
    }
    let rows = LISTED
        .lines()
        .skip_while(|line| !line.starts_with("|---"))
        .skip(1)
        .take_while(|line| line.starts_with('|'));
    let count = format!("\n{} packages", rows.clone().count());
    assert!(LISTED.contains(&count), "not{count} are listed");
    let lock = include_str!("../../Cargo.lock");
    for row in rows {
        let mut cells = row.split(" | ").map(|cell| cell.trim_matches(['|', ' ']));
        let (name, version) = (cells.next().expect("a name"), cells.next().expect("one"));
        assert!(
            lock.contains(&format!("name = \"{name}\"\nversion = \"{version}\"")),
            "{name} {version} is listed and not in Cargo.lock"
        );
        let licence = cells.next().expect("a licence");
        assert!(list::is_allowed(licence), "{name} is under {licence}");
    }
}

#[test]
fn a_package_in_several_versions_is_known() {
    for (name, _) in list::several(&packages()) {
        let row = format!("\n| {name} | ");
        let known = LISTED
            .split("## In several versions")
            .nth(1)
            .expect("a list");
        assert!(known.contains(&row), "{name} is there in several versions");
    }
}

#[test]
fn licences_are_judged_by_what_they_offer_and_ask() {
    for (licence, allowed) in [
        ("MIT", true),
        ("GPL-3.0-only OR MIT", true),
        ("(MIT OR Apache-2.0) AND Unicode-3.0", true),
        ("MIT AND GPL-3.0-only", false),
        ("AGPL-3.0", false),
        ("", false),
    ] {
        assert_eq!(list::is_allowed(licence), allowed, "{licence}");
    }
}
