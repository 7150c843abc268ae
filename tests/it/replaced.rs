//! A copy never takes the place of another child's: what `render` replaces, refuses, names and removes.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::PathBuf;
use std::process::Output;
use std::time::{Duration, SystemTime};

use tempfile::TempDir;

use crate::files::tree;
use crate::pdf;
use crate::program::{self, TODAY, ended, printed, said};

const GOOD: &str = include_str!("../cases/check/base.yaml");

/// A plan of a child, with these parents by their relationship and name.
pub fn plan(child: &str, id: &str, cycle: u32, parents: &[(&str, &str)]) -> String {
    let first = child.split(' ').next().expect("a name");
    let year = (2025 + cycle / 2).to_string();
    let mut text = String::new();
    let mut skipped = false;
    for line in GOOD.lines() {
        let below = line.starts_with(' ');
        skipped = line.starts_with("recipients:") || (skipped && below);
        let line = match line {
            _ if skipped => continue,
            _ if line.starts_with("  id: ") => format!("  id: {id}"),
            _ if line.starts_with("  cycle: ") => format!("  cycle: {cycle}"),
            _ if line.starts_with("  name: Amina") => format!("  name: {child}"),
            other => other.replace("Amina", first),
        };
        text.push_str(&line);
        text.push('\n');
    }
    text.push_str("recipients:\n");
    for (relationship, name) in parents {
        text.push_str(&format!(
            "  - name: {name}\n    relationship: {relationship}\n"
        ));
    }
    text.replace("2026", &year)
}

pub const ADA: &str = "Ada Quartz";
pub const BEN: &str = "Ben Onyx";
pub const PEARL: (&str, &str) = ("mother", "Pearl Jasper");
pub const FLINT: (&str, &str) = ("father", "Flint Garnet");

struct School(TempDir);

impl School {
    fn new() -> School {
        School(tempfile::tempdir().expect("a folder"))
    }

    fn save(&self, file: &str, plan: &str) {
        fs::write(self.0.path().join(file), plan).expect("a plan");
    }

    fn render(&self, arguments: &[&str]) -> Output {
        let arguments = [&["render", "--no-excerpt", "-o", "out"], arguments].concat();
        ended(program::sendplan(self.0.path(), TODAY, &arguments))
    }

    fn out(&self) -> PathBuf {
        self.0.path().join("out")
    }

    fn files(&self) -> BTreeMap<String, Vec<u8>> {
        tree(&self.out())
    }

    fn names(&self) -> Vec<String> {
        self.files().into_keys().collect()
    }

    /// Renders what is refused: nothing is changed, and one sentence says why.
    fn refused(&self, arguments: &[&str], why: &str) {
        let before = self.files();
        let output = self.render(arguments);
        assert_eq!(output.status.code(), Some(1), "{}", said(&output));
        assert!(said(&output).contains(why), "{}", said(&output));
        assert_eq!(printed(&output), "");
        assert!(self.files() == before, "something was changed");
    }

    fn made(&self, arguments: &[&str]) -> String {
        let output = self.render(arguments);
        assert!(output.status.success(), "{}", said(&output));
        said(&output)
    }
}

#[test]
fn a_wall_copy_takes_no_other_childs_place() {
    let school = School::new();
    school.save("ada.yaml", &plan(ADA, "KF-1", 2, &[PEARL]));
    school.made(&["ada.yaml", "--wall"]);
    school.save("ben.yaml", &plan(BEN, "KF-1", 2, &[FLINT]));
    let why = "is a copy of another child's plan";
    school.refused(&["ben.yaml", "--wall"], why);
    school.made(&["ada.yaml", "--wall"]);
}

#[test]
fn a_plan_begun_by_copying_another_does_not_replace_that_childs_copies() {
    let school = School::new();
    school.save("ada.yaml", &plan(ADA, "KF-1", 2, &[PEARL]));
    school.made(&["ada.yaml"]);
    school.save("ben.yaml", &plan(BEN, "KF-1", 2, &[FLINT]));
    let why = "is a copy of another child's plan: give this plan a reference of its own";
    school.refused(&["ben.yaml"], why);
    // Nor does a single file take the place of one.
    let child = school.out().join("KF-1-child.pdf").display().to_string();
    let output = ended(program::sendplan(
        school.0.path(),
        TODAY,
        &["render", "ben.yaml", "--copy", "child", "-o", &child],
    ));
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(said(&output).contains(why), "{}", said(&output));
    // Asked for in so many words, it is done.
    school.made(&["ben.yaml", "--replace"]);
    school.refused(&["ada.yaml"], why);
}

#[test]
fn a_name_that_was_still_to_be_filled_in_is_no_other_childs() {
    let school = School::new();
    let named = plan(ADA, "KF-1", 2, &[PEARL]);
    let unnamed = named.replace("status: agreed", "status: draft");
    let unnamed = unnamed
        .replace("  name: Ada Quartz\n", "")
        .replace("  known_as: Ada\n", "");
    school.save("ada.yaml", &unnamed);
    school.made(&["ada.yaml"]);
    school.save("ada.yaml", &named);
    school.made(&["ada.yaml"]);
    school.save("ada.yaml", &unnamed);
    school.refused(&["ada.yaml"], "another child's plan");
}

#[test]
fn an_earlier_plan_does_not_replace_a_later_one_and_several_lie_side_by_side() {
    let school = School::new();
    school.save("second.yaml", &plan(ADA, "KF-1", 2, &[PEARL]));
    school.save("fourth.yaml", &plan(ADA, "KF-1", 4, &[PEARL]));
    school.made(&["second.yaml"]);
    school.made(&["fourth.yaml"]);
    for copy in ["child", "staff", "parent"] {
        school.refused(
            &["second.yaml", "--copy", copy],
            "is a copy of a later plan of this child",
        );
    }
    school.made(&["second.yaml", "fourth.yaml", "--copy", "child"]);
    let names = school.names();
    for name in ["KF-1-cycle-2-child.pdf", "KF-1-cycle-4-child.pdf"] {
        assert!(names.iter().any(|there| there == name), "{names:?}");
    }
}

#[test]
fn the_copy_of_a_recipient_who_was_taken_out_is_named_and_removed() {
    let school = School::new();
    school.save("ada.yaml", &plan(ADA, "KF-1", 2, &[PEARL, FLINT]));
    school.save("other.yaml", &plan(BEN, "KF-1-b", 2, &[FLINT]));
    school.made(&["ada.yaml", "other.yaml"]);
    school.save("ada.yaml", &plan(ADA, "KF-1", 2, &[PEARL]));
    // Whichever copy is asked for: a court does not.
    let said = school.made(&["ada.yaml", "--copy", "child"]);
    assert_eq!(
        said,
        "`out/KF-1-parent-father.pdf` is still there, and the plan no longer asks for it: --prune removes it.\n"
    );
    school.made(&["ada.yaml", "--prune"]);
    assert_eq!(
        school.names(),
        [
            "KF-1-b-child.pdf",
            "KF-1-b-parent-father.pdf",
            "KF-1-b-staff.pdf",
            "KF-1-child.pdf",
            "KF-1-parent-mother.pdf",
            "KF-1-staff.pdf"
        ]
    );
    assert_eq!(school.made(&["ada.yaml"]), "");
}

#[test]
fn what_is_no_copy_is_not_replaced() {
    let school = School::new();
    school.save("ada.yaml", &plan(ADA, "KF-1", 2, &[PEARL]));
    fs::create_dir(school.out()).expect("a folder");
    let place = school.out().join("KF-1-child.pdf");
    for strange in [&b"notes"[..], b"%PDF-1.7 of another program", b""] {
        fs::write(&place, strange).expect("a file");
        school.refused(&["ada.yaml"], "is not a copy that sendplan made");
    }
    fs::remove_file(&place).expect("a file");
    fs::create_dir(&place).expect("a folder");
    school.refused(&["ada.yaml"], "is a folder or a link");
}

#[test]
fn a_protected_copy_is_replaced_only_with_its_password() {
    let school = School::new();
    school.save("ada.yaml", &plan(ADA, "KF-1", 2, &[PEARL]));
    school.save("ben.yaml", &plan(BEN, "KF-1", 2, &[FLINT]));
    school.save("right.txt", "four words quite apart\n");
    school.save("wrong.txt", "some other words here\n");
    let hidden = "is protected, so whose copy it is cannot be seen";
    school.made(&["ada.yaml", "--protect", "right.txt"]);
    school.refused(&["ada.yaml"], hidden);
    school.refused(&["ada.yaml", "--protect", "wrong.txt"], hidden);
    school.refused(
        &["ben.yaml", "--protect", "right.txt"],
        "another child's plan",
    );
    school.made(&["ada.yaml", "--protect", "right.txt"]);
}

#[test]
fn what_a_run_left_that_was_stopped_is_cleared_away() {
    let school = School::new();
    school.save("ada.yaml", &plan(ADA, "KF-1", 2, &[PEARL]));
    fs::create_dir(school.out()).expect("a folder");
    let old = SystemTime::now() - Duration::from_secs(3600);
    let left = |name: &str, at: SystemTime| {
        let file = File::create(school.out().join(name)).expect("a file");
        file.set_modified(at).expect("its age");
        file
    };
    drop(left(".sendplan-left.tmp", old));
    drop(left(".sendplan-just-now.tmp", SystemTime::now()));
    drop(left("mine.tmp", old));
    let busy = left(".sendplan-busy.tmp", old);
    busy.lock().expect("a lock");
    school.made(&["ada.yaml", "--copy", "child"]);
    assert_eq!(
        school.names(),
        [
            ".sendplan-busy.tmp",
            ".sendplan-just-now.tmp",
            "KF-1-child.pdf",
            "mine.tmp"
        ]
    );
}

/// Numbers that look like chance and are the same each time.
pub struct Chance(pub u64);

impl Chance {
    pub fn below(&mut self, end: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("a number") % end
    }

    pub fn of<T: Clone>(&mut self, some: &[T]) -> T {
        some[self.below(some.len())].clone()
    }
}

#[test]
fn whatever_is_changed_between_two_runs_no_file_changes_hands() {
    let parents: &[&[(&str, &str)]] = &[
        &[PEARL],
        &[PEARL, FLINT],
        &[FLINT, PEARL],
        &[("mother", "Jade Beryl"), PEARL],
        &[PEARL, ("mother", "Jade Beryl"), FLINT],
        &[("carer", "Jade Beryl")],
    ];
    let people = ["Pearl Jasper", "Flint Garnet", "Jade Beryl"];
    let mut chance = Chance(7);
    let (mut made, mut refused) = (0, 0);
    let school = School::new();
    let mut owners: BTreeMap<String, (String, Option<String>)> = BTreeMap::new();
    for step in 0..40 {
        let child = chance.of(&[ADA, BEN]);
        let text = plan(
            child,
            chance.of(&["KF-1", "KF-2"]),
            chance.of(&[2, 4]),
            chance.of(parents),
        );
        let status = chance.of(&["agreed", "draft"]);
        school.save(
            "plan.yaml",
            &text.replace("status: agreed", &format!("status: {status}")),
        );
        let mut arguments = vec!["plan.yaml", "--copy", "parent", "--copy", "child"];
        arguments.extend(chance.of(&[None, Some("--prune")]));
        let before = school.files();
        let output = school.render(&arguments);
        let files = school.files();
        if output.status.success() {
            made += 1;
        } else {
            refused += 1;
            assert_eq!(output.status.code(), Some(1), "{}", said(&output));
            assert!(
                files == before,
                "step {step}: refused, and something was changed"
            );
        }
        let mut now = BTreeMap::new();
        for (name, bytes) in files {
            let letters = pdf::letters(&bytes).concat();
            let is_in = |name: &str| letters.contains(&pdf::squeeze(name));
            assert!(is_in(ADA) != is_in(BEN), "step {step}: {name}");
            let child = if is_in(ADA) { ADA } else { BEN };
            let named: Vec<&str> = people.into_iter().filter(|name| is_in(name)).collect();
            let whose = name
                .contains("-parent")
                .then(|| named.first().copied())
                .flatten();
            assert!(
                name.ends_with("-child.pdf") || named.len() == 1,
                "step {step}: {name} {named:?}"
            );
            let owner = (child.to_owned(), whose.map(str::to_owned));
            if let Some(before) = owners.get(&name) {
                assert_eq!(
                    &owner.0, &before.0,
                    "step {step}: {name} is another child's now"
                );
            }
            now.insert(name, owner);
        }
        owners = now;
    }
    assert!(made > 8 && refused > 8, "{made} made, {refused} refused");
}

#[test]
fn what_a_copy_says_of_itself_gives_away_no_more_than_its_pages() {
    let school = School::new();
    school.save("ada.yaml", &plan(ADA, "KF-1", 2, &[PEARL]));
    school.made(&["ada.yaml", "--copy", "child"]);
    let child = fs::read(school.out().join("KF-1-child.pdf")).expect("a copy");
    let behind = pdf::behind_the_page(&child) + &String::from_utf8_lossy(&child);
    assert!(behind.contains("child "), "its keywords");
    // The cycle is the school's business, and so is the reference.
    assert!(!behind.contains("cycle ") && !behind.contains("KF-1"));
}
