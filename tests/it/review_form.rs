//! The review form as those who meet have it in their hands: a sheet for each reader, room to write, nothing of another's.

use sendplan::plan::Format;
use sendplan::press::Press;
use sendplan::{Checks, Loaded, Made, Reader, ReviewPage};

use crate::examples::plans;
use crate::pdf;

pub fn form(name: &str, format: Option<Format>, press: &Press) -> Made {
    let loaded = load(name);
    let checked = sendplan::check(&loaded, &Checks::default()).expect("no errors");
    let made = sendplan::copies(&checked, &[Reader::Review], format, press);
    made.expect("a form").remove(0)
}

fn load(name: &str) -> Loaded {
    let mut plans = plans().into_iter();
    let path = plans.find(|path| path.ends_with(name));
    sendplan::load(path.expect("the example")).expect("the example")
}

fn alone(loaded: &Loaded, page: ReviewPage, press: &Press) -> Made {
    let checked = sendplan::check(loaded, &Checks::default()).expect("no errors");
    let wanted = sendplan::review_pages(loaded, &[page]);
    let made = sendplan::copies_of(&checked, wanted, None, press);
    made.expect("a page").remove(0)
}

/// The words of a footer that say whose page it is.
const FOOTERS: [&str; 3] = ["Child’sreviewpage", "Parents’reviewpage", "Staffreviewpage"];

#[test]
fn printed_on_both_sides_no_readers_page_is_on_the_back_of_anothers() {
    let press = Press::new().expect("the embedded template");
    for path in plans() {
        let name = path
            .file_name()
            .and_then(|name| name.to_str())
            .expect("a name");
        for format in Format::ALL {
            let pages = pdf::letters(&form(name, Some(*format), &press).pdf.bytes);
            let whose = |page: &String| FOOTERS.iter().position(|words| page.contains(words));
            let whose: Vec<usize> = pages
                .iter()
                .map(|page| whose(page).expect("a footer"))
                .collect();
            assert!(whose.is_sorted(), "{name} {format:?}: {whose:?}");
            for sheet in whose.chunks(2) {
                let one = sheet.iter().all(|page| Some(page) == sheet.first());
                assert!(one, "{name} {format:?}: {whose:?}");
            }
            // Each reader's pages are counted by themselves.
            for (reader, words) in FOOTERS.iter().enumerate() {
                let all = whose.iter().filter(|page| **page == reader).count();
                let own = pages.iter().filter(|page| page.contains(words));
                for (index, page) in own.enumerate() {
                    let count = format!("page{}of{all}", index + 1);
                    assert!(page.contains(&count), "{name} {format:?}: {count}");
                }
            }
        }
    }
}

#[test]
fn a_page_alone_is_a_page_or_two_and_says_what_it_is_for() {
    let press = Press::new().expect("the embedded template");
    let loaded = load("KF-042.yaml");
    let cases = [
        (
            ReviewPage::Child,
            "KF-042-review-child.pdf",
            1,
            vec![
                "How did my plan go?",
                "We look at my plan together on Monday 7 December 2026",
                "1. I can show my help card when I am stuck.",
                "I did it!",
                "Nearly there",
                "Still learning",
                "What helped me",
                "What I want next",
                "Room to draw",
            ],
        ),
        (
            ReviewPage::Parents,
            "KF-042-review-parents.pdf",
            2,
            vec![
                "Amina’s plan: what do you think?",
                "3.30 pm, 45 minutes, Room 2, or by video",
                "your own language is welcome",
                "What has gone well for Amina?",
                "What worries you?",
                "What should change?",
                "What have you seen at home?",
                "1. Amina shows her help card",
                "often",
                "Written by",
            ],
        ),
        (
            ReviewPage::Staff,
            "KF-042-review-staff.pdf",
            2,
            vec![
                "Review: Amina Yusuf",
                "Waits for an adult to notice",
                "A tally over five lessons",
                "start 1, last count 2, aim 4",
                "partly achieved",
                "not assessed",
                "Evidence",
                "continue",
                "Planned",
                "36 sessions",
                "12 hours",
                "24 sessions",
                "8 hours",
                "Amina said",
                "seek more advice",
                "request an EHC assessment",
                "Next review on",
                "Signature",
            ],
        ),
    ];
    for (page, file, pages, order) in cases {
        let made = alone(&loaded, page, &press);
        assert_eq!(made.file_name, file);
        assert_eq!(made.pdf.pages, pages, "{file}");
        assert!(pdf::broken_rules(&made.pdf.bytes).is_empty(), "{file}");
        let letters = pdf::letters(&made.pdf.bytes).concat();
        let mut at = 0;
        for words in order {
            let words = pdf::squeeze(words);
            let found = letters[at..].find(&words);
            at += found.unwrap_or_else(|| panic!("{file}: `{words}` is not where it belongs"));
        }
        let others = FOOTERS.iter().filter(|words| letters.contains(*words));
        assert_eq!(others.count(), 1, "{file}");
    }
}

#[test]
fn what_lies_on_the_table_holds_nothing_that_the_family_should_not_read() {
    let press = Press::new().expect("the embedded template");
    let letters = pdf::letters(&form("KF-042.yaml", None, &press).pdf.bytes).concat();
    for kept in [
        "Y206999925001",
        "Seat near the door",
        "Band 2",
        "£",
        "mail.example",
    ] {
        assert!(!letters.contains(&pdf::squeeze(kept)), "{kept}");
    }
}

#[test]
fn a_student_who_alone_gets_the_copy_has_a_page_of_their_own() {
    let press = Press::new().expect("the embedded template");
    let mut loaded = load("CS-009.yaml");
    let words = |loaded: &Loaded| {
        let made = alone(loaded, ReviewPage::Parents, &press);
        assert_eq!(made.file_name, "CS-009-review-parents.pdf");
        pdf::letters(&made.pdf.bytes).concat()
    };
    assert!(words(&loaded).contains("Parents’reviewpage"));
    loaded
        .plan
        .recipients
        .retain(sendplan::plan::Recipient::is_self);
    let own = words(&loaded);
    assert!(
        own.contains("Yourreviewpage") && !own.contains("Parents’"),
        "{own}"
    );
}

#[test]
fn the_parents_page_is_set_as_the_only_recipient_reads() {
    let press = Press::new().expect("the embedded template");
    let pages = |name: &str, format| {
        let pages = pdf::letters(&form(name, format, &press).pdf.bytes);
        let own = pages.iter().filter(|page| page.contains(FOOTERS[1]));
        own.count()
    };
    // One recipient, who asks for large print; two, of whom one does.
    assert_eq!(pages("KF-061.yaml", None), 4);
    assert_eq!(pages("KF-061.yaml", Some(Format::Standard)), 2);
    assert_eq!(pages("KF-042.yaml", None), 2);
    assert_eq!(pages("KF-042.yaml", Some(Format::LargePrint)), 4);
}
