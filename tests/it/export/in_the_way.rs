//! An export never takes another child's place: what lies where a copy is to go and is not replaced.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use serde_json::Value;

use super::{export, manifest, printed, said, tree, verified};
use crate::pdf;
use crate::replaced::{ADA, BEN, FLINT, PEARL, plan};

/// The plans of two children in one folder, and their copies in another.
struct School(tempfile::TempDir);

impl School {
    fn new() -> School {
        let school = School(tempfile::tempdir().expect("a folder"));
        fs::create_dir(school.plans()).expect("a folder");
        school.save("ada.yaml", &plan(ADA, "KF-1", 2, &[PEARL]));
        school.save("ben.yaml", &plan(BEN, "KF-2", 2, &[FLINT]));
        school
    }

    fn plans(&self) -> PathBuf {
        self.0.path().join("plans")
    }

    fn out(&self) -> PathBuf {
        self.0.path().join("out")
    }

    fn save(&self, file: &str, text: &str) {
        fs::write(self.plans().join(file), text).expect("a plan");
    }

    /// The same plans with another word in both, so that every copy is to be made again.
    fn touch(&self) {
        for file in ["ada.yaml", "ben.yaml"] {
            let text = fs::read_to_string(self.plans().join(file)).expect("a plan");
            self.save(
                file,
                &text.replace("home_language: Somali", "home_language: Welsh"),
            );
        }
    }

    fn export(&self, more: &[&str]) -> Output {
        let arguments = [&["--layout", "flat", "--no-excerpt"], more].concat();
        export(&self.plans(), &self.out(), &arguments)
    }

    fn made(&self, more: &[&str]) -> String {
        let output = self.export(more);
        assert!(output.status.success(), "{}", said(&output));
        verified(&self.out());
        said(&output)
    }

    /// The copies under a reference.
    fn copies(&self, reference: &str) -> BTreeMap<String, Vec<u8>> {
        let mut copies = tree(&self.out());
        copies.retain(|file, _| file.starts_with(reference));
        copies
    }

    /// Exports what is refused for Ada's reference alone: her copies are as they were, one sentence says why, and all of Ben's
    /// are made.
    fn refused(&self, more: &[&str], why: &str) {
        let before = self.copies("KF-1");
        for dry in [true, false] {
            let dry_run = dry.then_some("--dry-run");
            let more: Vec<&str> = more.iter().copied().chain(dry_run).collect();
            let output = self.export(&more);
            let said = said(&output);
            assert_eq!(output.status.code(), Some(1), "{said}");
            assert_eq!(said.matches("No copies of KF-1").count(), 1, "{said}");
            assert!(said.contains(why), "{why}: {said}");
            assert!(
                self.copies("KF-1") == before,
                "{why}: something was changed"
            );
            let made = printed(&output);
            assert_eq!(made.len(), if dry { 0 } else { 3 }, "{made:?}");
            assert!(made.iter().all(|file| file.contains("KF-2")), "{made:?}");
        }
        verified(&self.out());
    }
}

const ANOTHER: &str = "is a copy of another child's plan: give this plan a reference of its own";

#[test]
fn a_child_under_another_childs_reference_has_no_copies_until_that_is_mended() {
    let school = School::new();
    school.made(&["--names"]);
    let adas = school.copies("KF-1");
    school.touch();
    school.save("ada.yaml", &plan("Cleo Beryl", "KF-1", 2, &[FLINT]));
    school.refused(&["--names"], ANOTHER);
    // The list says what lies there, and not whose it would be.
    let listed = manifest(&school.out()).copies;
    let listed: Vec<_> = listed.iter().filter(|entry| entry.plan == "KF-1").collect();
    let made = listed.iter().filter(|entry| entry.made.is_some());
    let whose = made.map(|entry| entry.child.as_deref());
    assert_eq!(whose.collect::<Vec<_>>(), [Some(ADA); 3]);
    // Nor is a copy removed that the other plan does not ask for, nor are hers made again under his name by force.
    for more in ["--prune", "--force"] {
        assert_eq!(school.export(&[more]).status.code(), Some(1));
        assert!(school.copies("KF-1") == adas, "{more}");
    }
    // With errors in the new plan it is still her copies that lie there.
    let wrong = plan("Cleo Beryl", "KF-1", 2, &[FLINT]).replace("agreed", "agrede");
    school.save("ada.yaml", &wrong);
    assert_eq!(school.export(&["--names"]).status.code(), Some(1));
    let listed = manifest(&school.out()).copies;
    let named = |name| {
        listed
            .iter()
            .filter(move |entry| entry.child.as_deref() == Some(name))
    };
    assert_eq!(
        named("Cleo Beryl")
            .filter(|entry| entry.made.is_some())
            .count(),
        0
    );
    school.save("ada.yaml", &plan("Cleo Beryl", "KF-1", 2, &[FLINT]));
    // Asked for in so many words, it is done.
    school.made(&["--replace", "--prune"]);
    for (file, bytes) in school.copies("KF-1") {
        let letters = pdf::letters(&bytes).concat();
        assert!(
            letters.contains("CleoBeryl") && !letters.contains("Ada"),
            "{file}"
        );
    }
}

#[test]
fn what_is_not_a_copy_of_the_child_is_not_replaced() {
    let school = School::new();
    school.made(&[]);
    let place = school.out().join("KF-1-child.pdf");
    let bens = school.out().join("KF-2-child.pdf");
    let put = |bytes: &[u8]| fs::write(&place, bytes).expect("a file");
    let lay: &[(&str, &dyn Fn())] = &[
        (ANOTHER, &|| put(&fs::read(&bens).expect("a copy"))),
        ("is damaged or is not a copy that sendplan made", &|| {
            put(b"notes")
        }),
        ("is damaged or is not a copy that sendplan made", &|| {
            put(b"%PDF-1.7 half")
        }),
        ("is not a copy that sendplan made: move it", &|| {
            put(&of_another_program());
        }),
        ("is a folder or a link, not a copy: move it", &|| {
            fs::create_dir(&place).expect("a folder");
        }),
        #[cfg(unix)]
        ("is a folder or a link, not a copy: move it", &|| {
            std::os::unix::fs::symlink(&bens, &place).expect("a link");
        }),
    ];
    for (why, lay) in lay {
        for forgotten in [false, true] {
            let school = &school;
            school.made(&["--replace"]);
            school.touch();
            clear(&place);
            lay();
            if forgotten {
                fs::remove_file(school.out().join("manifest.json")).expect("a manifest");
            }
            school.refused(&[], why);
            // Back to the first word, so that there is something to do again.
            school.save("ada.yaml", &plan(ADA, "KF-1", 2, &[PEARL]));
            school.save("ben.yaml", &plan(BEN, "KF-2", 2, &[FLINT]));
            if place.is_dir() {
                clear(&place);
            }
        }
    }
    school.made(&["--replace"]);
    assert!(
        pdf::letters(&fs::read(&place).expect("a copy"))
            .concat()
            .contains("Ada")
    );
}

#[test]
fn a_protected_copy_is_replaced_only_with_its_password() {
    let school = School::new();
    let password = |name: &str, words: &str| {
        let file = school.0.path().join(name);
        fs::write(&file, words).expect("a file");
        format!("--protect={}", file.display())
    };
    let right = password("right.txt", "four words quite apart");
    let wrong = password("wrong.txt", "some other words here");
    school.made(&[]);
    let known_by: Vec<String> = school
        .copies("KF-")
        .values()
        .map(|copy| known_by(copy))
        .collect();
    fs::remove_dir_all(school.out()).expect("it is gone");
    school.made(&[&right]);
    for list in ["manifest.json", "export.csv"] {
        let list = fs::read_to_string(school.out().join(list)).expect("a list");
        assert!(known_by.iter().all(|child| !list.contains(child)), "{list}");
    }
    let ada = plan(ADA, "KF-1", 2, &[PEARL]).replace("Somali", "Welsh");
    school.save("ada.yaml", &ada);
    let ben = plan(BEN, "KF-2", 2, &[FLINT]);
    school.save("ben.yaml", &ben);
    school.refused(
        &[&wrong],
        "is protected, so whose copy it is cannot be seen: give its password with --protect",
    );
    // Ben's plan is as it was, so it is known that his copies are his.
    school.made(&[&wrong, "--replace"]);
    school.save("ada.yaml", &plan("Cleo Beryl", "KF-1", 2, &[PEARL]));
    school.save("ben.yaml", &ben.replace("Somali", "Welsh"));
    school.refused(&[&wrong], ANOTHER);
    school.save("ada.yaml", &plan(ADA, "KF-1", 2, &[PEARL]));
    school.made(&[&wrong]);
}

#[test]
fn an_export_that_was_stopped_while_the_password_changed_knows_its_copies_again() {
    let school = School::new();
    let password = |words: &str| {
        let file = school.0.path().join("password.txt");
        fs::write(&file, words).expect("a file");
        format!("--protect={}", file.display())
    };
    school.made(&[&password("four words quite apart")]);
    // As a manifest is while its copies are being made again.
    let path = school.out().join("manifest.json");
    let text = fs::read(&path).expect("a manifest");
    let mut listed: Value = serde_json::from_slice(&text).expect("a manifest");
    for entry in listed["copies"].as_array_mut().expect("its copies") {
        entry["before"] = entry["made"].take();
        entry["not_made"] = "it is still to be made".into();
    }
    fs::write(&path, listed.to_string()).expect("a manifest");
    let other = password("some other words here");
    let output = school.export(&[&other]);
    assert!(output.status.success(), "{}", said(&output));
    assert_eq!(printed(&output).len(), 6, "{}", said(&output));
    let listed = manifest(&school.out()).copies;
    assert!(listed.iter().all(|entry| entry.before.is_none()));
}

/// What a copy says of its child to those who can open it.
fn known_by(copy: &[u8]) -> String {
    let text = String::from_utf8_lossy(copy);
    let (_, keywords) = text
        .split_once("<pdf:Keywords>child ")
        .expect("its keywords");
    keywords.chars().take(12).collect()
}

/// A whole PDF that another program wrote.
fn of_another_program() -> Vec<u8> {
    let mut document = lopdf::Document::with_version("1.7");
    let pages = document
        .add_object(lopdf::dictionary! { "Type" => "Pages", "Count" => 0, "Kids" => vec![] });
    let catalog = document.add_object(lopdf::dictionary! { "Type" => "Catalog", "Pages" => pages });
    document.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("a PDF");
    bytes
}

fn clear(place: &Path) {
    let cleared = match place.is_dir() {
        true => fs::remove_dir(place),
        false => fs::remove_file(place),
    };
    cleared.expect("the place is free");
}
