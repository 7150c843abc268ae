//! What a screen reader meets: one title, headings without gaps, table headers, words for every picture, the reader's order.

use lopdf::{Dictionary, Document, Object};
use sendplan::press::Press;
use sendplan::{Checks, Made, Reader};

use crate::examples::plans;
use crate::pdf;
use crate::review_form::form;

fn made(name: &str) -> Vec<Made> {
    let path = plans()
        .into_iter()
        .find(|path| path.ends_with(name))
        .expect("the example");
    let loaded = sendplan::load(&path).expect("the example");
    let checked = sendplan::check(&loaded, &Checks::default()).expect("no errors");
    let press = Press::new().expect("the embedded template");
    sendplan::copies(&checked, Reader::ALL, None, &press).expect("copies")
}

/// The tags of a document in reading order, each with its alternative text if it has one.
fn tags(bytes: &[u8]) -> Vec<(String, Option<String>)> {
    let document = Document::load_mem(bytes).expect("a PDF");
    let root = document
        .catalog()
        .expect("a catalogue")
        .get(b"StructTreeRoot")
        .expect("tags");
    let mut found = Vec::new();
    walk(&document, root, &mut found);
    found
}

fn walk(document: &Document, object: &Object, found: &mut Vec<(String, Option<String>)>) {
    match object {
        Object::Reference(id) => walk(
            document,
            document.get_object(*id).expect("an object"),
            found,
        ),
        Object::Array(items) => items.iter().for_each(|item| walk(document, item, found)),
        Object::Dictionary(tag) => {
            if let Ok(name) = tag.get(b"S").and_then(Object::as_name) {
                found.push((String::from_utf8_lossy(name).into_owned(), alternative(tag)));
            }
            if let Ok(below) = tag.get(b"K") {
                walk(document, below, found);
            }
        }
        _ => {}
    }
}

fn alternative(tag: &Dictionary) -> Option<String> {
    tag.get(b"Alt")
        .ok()
        .and_then(|alt| lopdf::decode_text_string(alt).ok())
}

fn count(tags: &[(String, Option<String>)], name: &str) -> usize {
    tags.iter().filter(|(tag, _)| tag == name).count()
}

fn no_level_is_skipped(tags: &[(String, Option<String>)], file: &str) {
    let mut before = 0;
    for (tag, _) in tags {
        let level = tag
            .strip_prefix('H')
            .and_then(|level| level.parse::<usize>().ok());
        if let Some(level) = level {
            assert!(level <= before + 1, "{file}: H{level} after H{before}");
            before = level;
        }
    }
}

#[test]
fn headings_begin_with_one_title_and_never_skip_a_level() {
    for plan in ["KF-042.yaml", "KF-031.yaml", "KF-088.yaml", "NG-113.yaml"] {
        for copy in made(plan) {
            let tags = tags(&copy.pdf.bytes);
            assert_eq!(count(&tags, "H1"), 1, "{}", copy.file_name);
            no_level_is_skipped(&tags, &copy.file_name);
            assert!(count(&tags, "H2") > 3, "{}", copy.file_name);
        }
    }
}

#[test]
fn each_part_of_the_review_form_begins_with_its_title_and_skips_no_level() {
    let press = Press::new().expect("the embedded template");
    for plan in ["KF-042.yaml", "KF-088.yaml", "NG-113.yaml"] {
        let form = form(plan, None, &press);
        let tags = tags(&form.pdf.bytes);
        assert_eq!(count(&tags, "H1"), 3, "{plan}");
        no_level_is_skipped(&tags, plan);
        // Who was there, and provision where there is any; the boxes and lines to write on say nothing to a screen reader.
        let tables = 2 - usize::from(plan == "KF-088.yaml");
        assert_eq!(count(&tags, "Table"), tables, "{plan}");
        assert_eq!(count(&tags, "TH"), 3 + 5 * (tables - 1), "{plan}");
        let drawn = tags.iter().filter(|(tag, _)| tag == "Figure");
        assert!(
            drawn.clone().all(|(_, words)| words.is_some()),
            "{plan}: a drawing got in the way"
        );
    }
    let figures = tags(&form("KF-042.yaml", None, &press).pdf.bytes);
    // The child's photo and logo, and the logo on the two others.
    assert_eq!(count(&figures, "Figure"), 4);
}

#[test]
fn the_staffs_tables_have_header_cells_for_every_column() {
    let copies = made("KF-042.yaml");
    let staff = copies
        .iter()
        .find(|copy| copy.reader == Reader::Staff)
        .expect("the staff's copy");
    let tags = tags(&staff.pdf.bytes);
    // Assessments, provision, and the monitoring sheet with a column for each of 12 teaching weeks, the support and the total.
    assert_eq!(count(&tags, "Table"), 3);
    assert_eq!(count(&tags, "TH"), 4 + 6 + 14);
    assert!(count(&tags, "THead") >= 3);
}

#[test]
fn every_picture_has_the_plans_words_and_no_drawing_gets_in_the_way() {
    for copy in made("KF-042.yaml") {
        let tags = tags(&copy.pdf.bytes);
        let words: Vec<&str> = tags
            .iter()
            .filter_map(|(_, words)| words.as_deref())
            .collect();
        assert!(
            words.contains(&"Amina smiling in the playground"),
            "{}: {words:?}",
            copy.file_name
        );
        assert!(
            words.contains(&"Kingfisher Primary School"),
            "{}: {words:?}",
            copy.file_name
        );
        assert_eq!(
            count(&tags, "Figure"),
            2,
            "{}: drawings are decoration",
            copy.file_name
        );
    }
}

#[test]
fn the_order_of_reading_is_the_order_of_what_matters() {
    let orders = [
        (
            Reader::Parent,
            vec![
                "AminaYusuf",
                "Wemeettolookatthisplan",
                "Targetsthisterm",
                "Whatyoutoldus",
                "AboutAmina",
                "Whatschoolhasseen",
                "Replyslip",
            ],
        ),
        (
            Reader::Child,
            vec![
                "Myplan",
                "Amina",
                "Iamgoodat",
                "Mytargets",
                "Icanshowmyhelpcard",
                "Whatdoesnothelp",
                "Mylasttargets",
                "Welookatitagain",
            ],
        ),
        (
            Reader::Staff,
            vec![
                "AminaYusuf",
                "Speech,languageandcommunicationneeds",
                "Keepsafe",
                "Inhaler",
                "Whathelps",
                "Whatdoesnothelp",
                "Targetsthisterm",
                "Askfirst",
                "MrTomReilly",
                "Strengthsandneeds",
                "Provision",
                "Monitoringsheet",
            ],
        ),
    ];
    let copies = made("KF-042.yaml");
    for (reader, order) in orders {
        let copy = copies
            .iter()
            .find(|copy| copy.reader == reader)
            .expect("a copy");
        let letters = pdf::letters(&copy.pdf.bytes).concat();
        let mut at = 0;
        for words in order {
            let found = letters[at..].find(words);
            at += found
                .unwrap_or_else(|| panic!("{}: `{words}` is not where it belongs", copy.file_name));
        }
    }
}
