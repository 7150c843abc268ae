//! Plans from files that are in no folder: what they hold is all that counts, and none of them can break anything.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use sendplan::press::{Image, Press, PressError};
use sendplan::{Checks, Files, LoadError, MakeError, Reader, Report};

use crate::memory::{self, files};
use crate::program::root;

fn example(name: &str) -> Vec<u8> {
    std::fs::read(root().join("examples/plans").join(name)).expect("an example")
}

/// The example of Year 4 with all that belongs to it, in a folder of a school that has its own.
fn school() -> memory::Files {
    files(&[
        ("class 4/KF-042.yaml", example("KF-042.yaml")),
        ("class 4/pictures/amina.jpg", example("pictures/amina.jpg")),
        ("school.yaml", example("school.yaml")),
        (
            "pictures/kingfisher.svg",
            example("pictures/kingfisher.svg"),
        ),
    ])
}

#[test]
fn a_plan_in_memory_gives_the_same_copies_as_one_on_a_disk() {
    let press = Press::new().expect("the embedded template");
    let on_disk = sendplan::load(root().join("examples/plans/KF-042.yaml")).expect("an example");
    let in_memory = sendplan::load_from(&school(), "class 4/KF-042.yaml").expect("a plan");
    let [a, b] = [&on_disk, &in_memory].map(|loaded| {
        let checked = sendplan::check(loaded, &Checks::default()).expect("no errors");
        sendplan::copies(&checked, Reader::EVERY, None, &press).expect("copies")
    });
    assert_eq!(a.len(), b.len());
    for (a, b) in a.iter().zip(&b) {
        assert_eq!(a.file_name, b.file_name);
        assert!(a.pdf.bytes == b.pdf.bytes, "{} differs", a.file_name);
    }
}

#[test]
fn a_picture_is_looked_for_in_the_folder_of_its_plan_and_nowhere_else() {
    let mut files = school();
    let told = |files: &memory::Files| {
        let loaded = sendplan::load_from(files, "class 4/KF-042.yaml").expect("a plan");
        let report = Report::of(&loaded, &Checks::default());
        let rules = report.diagnostics.iter().map(|found| found.rule.name());
        rules.collect::<Vec<_>>()
    };
    assert!(told(&files).is_empty());
    let photo = files.remove(Path::new("class 4/pictures/amina.jpg"));
    files.insert(
        "class 4/pictures/Amina.JPG".into(),
        photo.clone().expect("the photo"),
    );
    assert_eq!(told(&files), ["missing-file"]);
    files.insert("amina.jpg".into(), photo.expect("the photo"));
    let plan = String::from_utf8(example("KF-042.yaml")).expect("text");
    let outside = plan.replace("pictures/amina.jpg", "../amina.jpg");
    files.insert("class 4/KF-042.yaml".into(), outside.into());
    assert_eq!(told(&files), ["unsafe-path"]);
}

#[test]
fn a_file_that_cannot_be_had_is_told_in_one_sentence() {
    let files = files(&[("4B/KF-001.yaml", "version: 1\n")]);
    let told = |path: &str| {
        sendplan::load_from(&files, path)
            .expect_err(path)
            .to_string()
    };
    assert_eq!(
        told("4B/KF-001"),
        "there is no file `4B/KF-001`: write `4B/KF-001.yaml`, which is there"
    );
    assert_eq!(
        told("KF-001.yaml"),
        "there is no file `KF-001.yaml`: check the name and the folder"
    );
    assert_eq!(told("4B"), "`4B` is a folder: name the plan in it");
}

/// Files that fail, give other bytes each time, or more than anyone asked for.
struct Unruly {
    files: memory::Files,
    reads: AtomicUsize,
    /// What is done at each read, in turn: nothing, an error, or other bytes.
    turns: Vec<Turn>,
}

#[derive(Clone, Copy, Debug)]
enum Turn {
    Well,
    Error(ErrorKind),
    Cut,
    Longer,
    Scrambled,
}

impl Files for Unruly {
    fn read(&self, path: &Path, most: usize) -> io::Result<Vec<u8>> {
        let turn = self.reads.fetch_add(1, Ordering::Relaxed) % self.turns.len();
        let mut bytes = self.files.read(path, most)?;
        match self.turns[turn] {
            Turn::Well => {}
            Turn::Error(kind) => return Err(kind.into()),
            Turn::Cut => bytes.truncate(bytes.len() / 2),
            Turn::Longer => bytes.resize(most.saturating_mul(2).min(48 << 20), b'a'),
            Turn::Scrambled => bytes.reverse(),
        }
        Ok(bytes)
    }

    fn names(&self, folder: &Path) -> io::Result<Vec<String>> {
        self.files.names(folder)
    }

    fn resolve(&self, path: &Path) -> io::Result<PathBuf> {
        self.files.resolve(path)
    }
}

#[test]
fn files_that_fail_or_change_give_a_problem_or_whole_copies() {
    let press = Press::new().expect("the embedded template");
    let turns = [
        Turn::Well,
        Turn::Error(ErrorKind::PermissionDenied),
        Turn::Error(ErrorKind::NotFound),
        Turn::Cut,
        Turn::Longer,
        Turn::Scrambled,
    ];
    let mut made = 0;
    // Each kind of fault at each of the four reads, and each at all of them.
    for fault in turns {
        for at in 0..5 {
            let turns = (0..4).map(|read| {
                if at == read || at == 4 {
                    fault
                } else {
                    Turn::Well
                }
            });
            let files = Unruly {
                files: school(),
                reads: AtomicUsize::new(0),
                turns: turns.collect(),
            };
            let loaded = match sendplan::load_from(&files, "class 4/KF-042.yaml") {
                Ok(loaded) => loaded,
                Err(LoadError::Missing { .. } | LoadError::Unreadable(..)) => continue,
                Err(why) => panic!("{fault:?} at {at}: {why}"),
            };
            let Ok(checked) = sendplan::check(&loaded, &Checks::default()) else {
                continue;
            };
            let copies = sendplan::copies(&checked, &[Reader::Child], None, &press);
            // A picture may be found damaged only when it is decoded.
            if let Ok(copies) = copies {
                assert!(
                    copies
                        .iter()
                        .all(|copy| copy.pdf.bytes.starts_with(b"%PDF-"))
                );
                made += 1;
            }
        }
    }
    assert!(made >= 5, "{made}");
}

#[test]
fn a_preview_has_the_pages_of_the_copy() {
    let press = Press::new().expect("the embedded template");
    let loaded = sendplan::load_from(&school(), "class 4/KF-042.yaml").expect("a plan");
    let checked = sendplan::check(&loaded, &Checks::default()).expect("no errors");
    let pictures = sendplan::pictures(&loaded).expect("pictures");
    for wanted in sendplan::wanted(&loaded, Reader::EVERY) {
        let pdf = sendplan::copy(&checked, &wanted, None, &pictures, &press).expect("a copy");
        let pages = |image| {
            sendplan::preview(&checked, &wanted, None, &pictures, &press, image).expect("pages")
        };
        let drawings = pages(Image::Svg);
        assert_eq!(drawings.len(), pdf.pages);
        assert!(drawings.iter().all(|page| page.starts_with(b"<svg")));
        let small = pages(Image::Png { dots_per_inch: 1 });
        assert_eq!(small.len(), pdf.pages);
        for page in small {
            let page = image::load_from_memory(&page).expect("a picture");
            // A4 at the fewest dots to the inch that are drawn, 24.
            assert_eq!(
                (
                    page.width().min(page.height()),
                    page.width().max(page.height())
                ),
                (198, 281)
            );
        }
    }
}

#[test]
fn work_that_was_cancelled_gives_no_copy() {
    let loaded = sendplan::load(root().join("examples/plans/KF-088.yaml")).expect("a plan");
    let checked = sendplan::check(&loaded, &Checks::default()).expect("a sound plan");
    let cancelled = Arc::new(AtomicBool::new(false));
    let press = Press::new().expect("the embedded template");
    let press = press.cancelled_by(Arc::clone(&cancelled));
    let copies = || sendplan::copies(&checked, &[Reader::Child], None, &press);
    assert_eq!(copies().expect("a copy").len(), 1);
    cancelled.store(true, Ordering::Relaxed);
    let why = copies().expect_err("nothing more is set");
    assert!(
        matches!(why, MakeError::Press(PressError::Cancelled)),
        "{why}"
    );
}
