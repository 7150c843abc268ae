//! The examples, in every format: good plans, sound PDFs, the same bytes each time, and pages as they were agreed on.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use sendplan::diagnostic::Rule;
use sendplan::plan::Format;
use sendplan::press::Press;
use sendplan::{Checks, Loaded, Made, Reader, Report};

use crate::pdf;

/// The example plans, in the order of their paths.
pub fn plans() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/plans");
    let mut waiting = vec![folder];
    let mut plans = Vec::new();
    while let Some(folder) = waiting.pop() {
        for entry in fs::read_dir(folder)
            .expect("a folder")
            .map(|entry| entry.expect("an entry").path())
        {
            if entry.is_dir() {
                waiting.push(entry);
            } else if entry.extension().is_some_and(|ending| ending == "yaml")
                && !entry.ends_with("school.yaml")
            {
                plans.push(entry);
            }
        }
    }
    plans.sort();
    plans
}

fn checked(path: &Path) -> (Loaded, Report) {
    let loaded = sendplan::load(path).expect("an example");
    let today = NaiveDate::from_ymd_opt(2026, 11, 24).expect("a day");
    let report = Report::of(&loaded, &Checks::on(today));
    (loaded, report)
}

fn made(path: &Path, format: Option<Format>, press: &Press) -> Vec<Made> {
    let loaded = sendplan::load(path).expect("an example");
    let checked = sendplan::check(&loaded, &Checks::default()).expect("no errors");
    sendplan::copies(&checked, Reader::EVERY, format, press).expect("copies")
}

#[test]
fn every_agreed_example_is_clean() {
    let plans = plans();
    assert!(plans.len() >= 13);
    for path in plans {
        let (loaded, report) = checked(&path);
        // The child's page of the plan with very long texts needs a third side, on purpose.
        let told: Vec<_> = report
            .diagnostics
            .iter()
            .filter(|found| found.rule != Rule::TooLongForTheLeaf)
            .collect();
        assert!(
            loaded.plan.is_draft() || told.is_empty(),
            "{}: {told:?}",
            path.display()
        );
    }
}

#[test]
fn check_knows_when_the_childs_copy_needs_a_third_side() {
    let press = Press::new().expect("the embedded template");
    for path in plans() {
        let loaded = sendplan::load(&path).expect("an example");
        let checked = sendplan::check(&loaded, &Checks::default()).expect("no errors");
        let child = sendplan::copies(&checked, &[Reader::Child], None, &press);
        let pages = child.expect("a copy").first().expect("a copy").pdf.pages;
        let told = checked
            .report()
            .diagnostics
            .iter()
            .any(|found| found.rule == Rule::TooLongForTheLeaf);
        assert_eq!(told, pages > 2, "{}: {pages} pages", path.display());
    }
}

#[test]
fn no_copy_is_longer_than_its_reader_will_read() {
    let press = Press::new().expect("the embedded template");
    for path in plans() {
        // Three fill nearly every key there is, and two tell of their review and a third of three last targets as well; a draft
        // has gaps to write on; one is long on purpose. The slip is on the front of a sheet, so their pages are odd.
        let (parent, staff) = match path.file_stem().and_then(|stem| stem.to_str()) {
            Some("KF-042" | "KF-061" | "NG-113" | "KF-024-1" | "KF-024-2" | "KF-024-3") => (5, 4),
            Some("KF-088") => (5, 4),
            Some("KF-077") => (7, 6),
            _ => (3, 4),
        };
        let third_side = path.ends_with("KF-077.yaml") || path.ends_with("KF-024-2.yaml");
        for copy in made(&path, Some(Format::Standard), &press) {
            let most = match copy.reader {
                Reader::Parent => parent,
                // A leaf; the long one's and that of a little one who tells of three reviews need a third side.
                Reader::Child => 2 + usize::from(third_side),
                Reader::Wall => 1,
                Reader::Staff => staff,
                // A sheet for each reader, printed on both sides; the long one's staff need a second.
                Reader::Review => 6 + usize::from(parent == 7),
                other => panic!("nobody has said how long {other:?} may be"),
            };
            let pages = copy.pdf.pages;
            assert!(pages <= most, "{}: {pages} pages", copy.file_name);
        }
    }
}

#[test]
fn the_reply_slip_is_on_the_front_of_the_last_sheet_with_nothing_on_its_back() {
    let press = Press::new().expect("the embedded template");
    for path in plans() {
        for format in Format::ALL {
            for copy in made(&path, Some(*format), &press) {
                if copy.reader != Reader::Parent {
                    continue;
                }
                let pages = pdf::letters(&copy.pdf.bytes);
                let (file, format) = (&copy.file_name, format.word());
                assert_eq!(pages.len() % 2, 1, "{file} {format}: {} pages", pages.len());
                let at = pages.iter().position(|page| page.contains("Replyslip"));
                assert_eq!(at, Some(pages.len() - 1), "{file} {format}");
            }
        }
    }
}

#[test]
fn whom_to_ask_can_be_tapped() {
    let press = Press::new().expect("the embedded template");
    for copy in made(&plans().remove(0), None, &press) {
        if matches!(copy.reader, Reader::Parent | Reader::Staff) {
            let raw = String::from_utf8_lossy(&copy.pdf.bytes).into_owned();
            for link in ["(mailto:senco@kingfisher.example)", "(tel:02079460101)"] {
                assert!(raw.contains(link), "{}: {link}", copy.file_name);
            }
        }
    }
}

#[test]
fn every_copy_in_every_format_is_ua_1_and_a_2a_and_the_same_bytes_twice() {
    let press = Press::new().expect("the embedded template");
    let other = Press::new().expect("the embedded template");
    let mut judged = 0;
    for path in plans() {
        for format in Format::ALL {
            let first = made(&path, Some(*format), &press);
            let second = made(&path, Some(*format), &other);
            for (one, two) in first.iter().zip(&second) {
                assert_eq!(
                    one.pdf.bytes,
                    two.pdf.bytes,
                    "{} {}",
                    one.file_name,
                    format.word()
                );
                let broken = pdf::broken_rules(&one.pdf.bytes);
                assert!(
                    broken.is_empty(),
                    "{} {}: {broken:?}",
                    one.file_name,
                    format.word()
                );
                judged += 1;
            }
        }
    }
    assert!(judged > 120, "only {judged} copies");
}

#[test]
fn a_draft_says_so_in_its_text_and_shows_its_gaps() {
    let press = Press::new().expect("the embedded template");
    let draft = plans()
        .into_iter()
        .find(|path| path.ends_with("KF-088.yaml"))
        .expect("the draft");
    for copy in made(&draft, None, &press) {
        for page in pdf::letters(&copy.pdf.bytes) {
            assert!(page.contains("DRAFT"), "{}", copy.file_name);
        }
        let all = pdf::letters(&copy.pdf.bytes).concat();
        assert!(all.contains("tobefilledin"), "{}", copy.file_name);
        assert!(all.to_lowercase().contains("draft"), "{}", copy.file_name);
    }
}

#[test]
fn no_copy_carries_the_childs_name_in_its_title_or_file_name() {
    let press = Press::new().expect("the embedded template");
    for path in plans() {
        let (loaded, _) = checked(&path);
        let name = loaded.plan.known_as().expect("a name").to_owned();
        for copy in made(&path, None, &press) {
            assert!(!copy.file_name.contains(&name), "{}", copy.file_name);
            let document = lopdf::Document::load_mem(&copy.pdf.bytes).expect("a PDF");
            let info = document
                .trailer
                .get(b"Info")
                .and_then(lopdf::Object::as_reference);
            let info = info
                .and_then(|id| document.get_dictionary(id))
                .expect("metadata");
            let title = info
                .get(b"Title")
                .and_then(lopdf::decode_text_string)
                .expect("a title");
            assert!(
                title.starts_with("SEND Support Plan, ") && !title.contains(&name),
                "{title}"
            );
        }
    }
}

/// Children's pages of about as many lines as `check` takes for sure to fit, in the widest letters, for each of the designs.
#[test]
fn check_knows_how_long_a_page_of_any_length_is() {
    let press = Press::new().expect("the embedded template");
    let base = include_str!("../cases/check/base.yaml");
    let lists = ["likes", "dislikes", "helps_me", "good_at", "does_not_help"];
    for year in ["Year 1", "Year 4", "Year 8"] {
        for (items, text) in [
            (1, "W"),
            (2, "WWWWWWWWWWW"),
            (3, "Maps"),
            (4, "WWWW WWWW"),
            (7, "Q"),
        ] {
            let mut plan = base.replace("year_group: Year 4", &format!("year_group: {year}"));
            for list in lists {
                let more = format!("    - {text}\n").repeat(items);
                let head = format!("  {list}:\n");
                plan = plan.replacen(&head, &format!("{head}{more}"), 1);
            }
            let loaded = crate::memory::plan(&plan);
            let checks = Checks::default();
            let Ok(checked) = sendplan::check(&loaded, &checks) else {
                panic!("{year}, {items}: not a sound plan");
            };
            let child = sendplan::copies(&checked, &[Reader::Child], None, &press);
            let pages = child.expect("a copy").first().expect("a copy").pdf.pages;
            let found = checked.report().diagnostics.iter();
            let told = found
                .clone()
                .any(|found| found.rule == Rule::TooLongForTheLeaf);
            assert_eq!(
                told,
                pages > 2,
                "{year}, {items} times {text}: {pages} pages"
            );
        }
    }
}
