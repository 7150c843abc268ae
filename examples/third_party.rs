//! Prints THIRD-PARTY.md: every package that the program is built from, with its licence, for every system.
//!
//! `cargo run --example third_party > THIRD-PARTY.md`

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::process::Command;

/// The rules for `cargo deny`, with the list of allowed licences.
const RULES: &str = include_str!("../.ci/deny.toml");

/// A package: its name, version, licence and where it is developed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Package {
    /// Its name in the registry.
    pub name: String,
    /// Its version.
    pub version: String,
    /// Its licence, as SPDX writes it.
    pub licence: String,
    /// The address of its repository.
    pub home: String,
}

fn main() -> Result<(), Box<dyn Error>> {
    print!("{}", listed(&packages(&["--target", "all"])?));
    Ok(())
}

/// Returns the packages that the program is built from, as `cargo tree` lists them with these extra arguments.
pub fn packages(more: &[&str]) -> Result<BTreeSet<Package>, Box<dyn Error>> {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let mut tree = Command::new(cargo);
    tree.current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(["tree", "--locked", "--edges", "normal", "--prefix", "none"])
        .args(["--format", "{p}\t{l}\t{r}"])
        .args(more);
    let output = tree.output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into());
    }
    let text = String::from_utf8(output.stdout)?;
    let packages = text.lines().filter_map(package);
    Ok(packages
        .filter(|package| package.name != env!("CARGO_PKG_NAME"))
        .collect())
}

/// Parses a line such as `serde v1.0.0 (proc-macro)\tMIT OR Apache-2.0\thttps://serde.rs (*)`.
fn package(line: &str) -> Option<Package> {
    let mut parts = line.trim_end_matches(" (*)").split('\t');
    let mut words = parts.next()?.split_whitespace();
    let (name, version) = (words.next()?, words.next()?);
    // Older packages write a slash for "or".
    let licence = parts.next()?.replace(" / ", "/").replace('/', " OR ");
    Some(Package {
        name: name.to_owned(),
        version: version.trim_start_matches('v').to_owned(),
        licence,
        home: parts.next().unwrap_or_default().trim().to_owned(),
    })
}

/// Whether a licence expression is allowed: one of each set of alternatives, and all that must apply together.
pub fn is_allowed(licence: &str) -> bool {
    let list = RULES.split("allow = [").nth(1).unwrap_or_default();
    let list = list.split(']').next().unwrap_or_default();
    let allowed = |name: &str| list.contains(&format!("\"{name}\""));
    let plain = licence.replace(['(', ')'], "");
    plain
        .split(" AND ")
        .all(|one| one.split(" OR ").any(|name| allowed(name.trim())))
}

/// Returns the packages with several versions, and those versions.
pub fn several(packages: &BTreeSet<Package>) -> BTreeMap<&str, Vec<&str>> {
    let mut versions: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for package in packages {
        let versions = versions.entry(&package.name).or_default();
        versions.push(&package.version);
    }
    versions.retain(|_, versions| versions.len() > 1);
    versions
}

/// Returns the file's text.
pub fn listed(packages: &BTreeSet<Package>) -> String {
    let mut text = format!(
        "# What sendplan is built from\n\n\
         {} packages for all systems together, each under a permissive licence. Anyone \
         who passes on the built program must pass on their licences with it. The fonts have theirs in `fonts`.\n\n\
         Made by `cargo run --example third_party > THIRD-PARTY.md`; a test fails when it is out of date.\n\n\
         | package | version | licence | developed at |\n|---|---|---|---|\n",
        packages.len()
    );
    for package in packages {
        let Package {
            name,
            version,
            licence,
            home,
        } = package;
        text.push_str(&format!("| {name} | {version} | {licence} | {home} |\n"));
    }
    text.push_str("\n## In several versions\n\nEach is required by another package; none is our choice.\n\n| package | versions |\n|---|---|\n");
    for (name, versions) in several(packages) {
        text.push_str(&format!("| {name} | {} |\n", versions.join(", ")));
    }
    text
}
