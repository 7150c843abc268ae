//! A term's end: what an office and a SENCO rely on when everyone's copies are made at once.

mod again;
mod changed;
mod elsewhere;
mod in_the_way;
mod kept;
mod killed;
mod once;
mod packs;
mod parts;
mod protected;
mod spoiled;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use sendplan::export::{Entry, Manifest, OutputFolder};

use crate::files::tree;
use crate::program::{TODAY, ended, root, said, sendplan};

#[path = "../../../examples/make_plans/mod.rs"]
mod make_plans;

/// A folder with this many good plans in it.
fn plans(count: usize) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    make_plans::make(count, folder.path(), 7, false).expect("plans");
    folder
}

fn command(plans: &Path, out: &Path, more: &[&str]) -> Command {
    let mut command = sendplan(root(), TODAY, &["export"]);
    command.arg(plans).arg("-o").arg(out).args(more);
    command
}

fn join(out: &Path, more: &[&str]) -> Output {
    let mut command = sendplan(root(), TODAY, &["export", "--join"]);
    command.arg(out).args(more);
    ended(command)
}

fn export(plans: &Path, out: &Path, more: &[&str]) -> Output {
    ended(command(plans, out, more))
}

fn printed(output: &Output) -> Vec<String> {
    String::from_utf8_lossy(&output.stdout)
        .lines()
        .map(str::to_owned)
        .collect()
}

fn manifest(out: &Path) -> Manifest {
    let path = out.join("manifest.json");
    Manifest::read(&path, &fs::read(&path).expect("a manifest")).expect("a sound manifest")
}

/// Holds a folder against its manifest: each file that it speaks of is there as it says. Gives how many copies are made.
fn verified(folder: &Path) -> usize {
    let manifest = manifest(folder);
    let out = OutputFolder::open(folder, None).expect("nobody is at work there");
    let made = |entry: &&Entry| entry.made.is_some();
    for entry in manifest.copies.iter().filter(made) {
        let made = entry.made.as_ref().expect("it is made");
        assert!(
            out.holds(&entry.file, made),
            "{} is not what the manifest says",
            entry.file
        );
    }
    for pack in &manifest.packs {
        assert!(
            pack.made
                .as_ref()
                .is_none_or(|made| out.holds(&pack.file, made)),
            "{} is not what the manifest says",
            pack.file
        );
    }
    manifest.copies.iter().filter(made).count()
}
