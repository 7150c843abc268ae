//! Print packs: every copy of a class on sheets of its own, with a cover for the office.

use lopdf::{Document, Object};

use super::{export, manifest, plans, said, tree, verified};
use crate::pdf;

/// The bookmarks of a PDF: their titles, and the numbers of their pages from 1.
fn bookmarks(bytes: &[u8]) -> Vec<(String, usize)> {
    let document = Document::load_mem(bytes).expect("a PDF");
    let pages: Vec<_> = document.page_iter().collect();
    let outlines = document
        .catalog()
        .and_then(|catalog| catalog.get(b"Outlines"))
        .and_then(Object::as_reference)
        .expect("bookmarks");
    let mut next = document
        .get_dictionary(outlines)
        .and_then(|outlines| outlines.get(b"First"))
        .and_then(Object::as_reference)
        .ok();
    let mut found = Vec::new();
    while let Some(id) = next {
        let item = document.get_dictionary(id).expect("a bookmark");
        let title =
            lopdf::decode_text_string(item.get(b"Title").expect("a title")).expect("a title");
        let page = item
            .get(b"Dest")
            .and_then(Object::as_array)
            .expect("a place")[0]
            .as_reference()
            .expect("a page");
        found.push((
            title,
            pages
                .iter()
                .position(|other| *other == page)
                .expect("its page")
                + 1,
        ));
        next = item.get(b"Next").and_then(Object::as_reference).ok();
    }
    found
}

#[test]
fn a_class_gets_its_review_forms_in_one_file_where_they_are_asked_for() {
    let plans = plans(3);
    let out = plans.path().join("out");
    let output = export(plans.path(), &out, &["--copy", "review", "--packs"]);
    assert!(output.status.success(), "{}", said(&output));
    verified(&out);
    let manifest = manifest(&out);
    assert!(
        manifest
            .copies
            .iter()
            .all(|entry| entry.copy == sendplan::Reader::Review)
    );
    assert_eq!(manifest.copies.len(), 3);
    for pack in &manifest.packs {
        assert!(pack.file.ends_with("-reviews.pdf"), "{}", pack.file);
        let bytes = tree(&out).remove(&pack.file).expect("the pack");
        assert!(pdf::broken_rules(&bytes).is_empty(), "{}", pack.file);
        let pages = pdf::letters(&bytes);
        assert!(pages[0].contains("reviewforms"), "{}", pages[0]);
    }
    // The default is the three copies, and no form.
    let usual = plans.path().join("usual");
    assert!(export(plans.path(), &usual, &[]).status.success());
    assert!(tree(&usual).keys().all(|file| !file.contains("review")));
}

#[test]
fn each_copy_begins_on_a_fresh_sheet_in_the_order_of_the_children() {
    // Fifteen plans: three children in the first class.
    let plans = plans(15);
    let out = plans.path().join("out");
    let output = export(plans.path(), &out, &["--packs"]);
    assert!(output.status.success(), "{}", said(&output));
    verified(&out);
    let manifest = manifest(&out);
    assert_eq!(
        manifest.packs.len(),
        21,
        "three kinds for each of seven classes"
    );
    for pack in &manifest.packs {
        let bytes = tree(&out).remove(&pack.file).expect("the pack");
        assert!(
            pdf::broken_rules(&bytes).is_empty(),
            "{}: {:?}",
            pack.file,
            pdf::broken_rules(&bytes)
        );
        let bookmarks = bookmarks(&bytes);
        assert_eq!(bookmarks.len(), pack.copies + 1, "{bookmarks:?}");
        assert!(
            bookmarks.iter().all(|(_, page)| page % 2 == 1),
            "{}: {bookmarks:?}",
            pack.file
        );
        assert!(
            bookmarks
                .iter()
                .skip(1)
                .all(|(title, _)| title.starts_with("MS-")),
            "{bookmarks:?}"
        );
        let pages = pdf::letters(&bytes);
        let made = pack.made.as_ref().expect("it is made");
        assert_eq!(pages.len(), made.pages);
        assert_eq!(pack.sheets, made.pages.div_ceil(2));
        // The cover says what is inside; each bookmark leads to a first page; what lies between is that copy.
        let cover = pdf::squeeze(&pages[0]);
        assert!(
            cover.contains(&pdf::squeeze(&format!(
                "{} sheets with this one",
                pack.sheets
            ))),
            "{cover}"
        );
        for (_, page) in bookmarks.iter().skip(1) {
            assert!(
                pdf::squeeze(&pages[page - 1]).contains("page1of"),
                "page {page} of {}",
                pack.file
            );
        }
    }
    // Amara, then Harriet, then Oluwaseun: by name, whatever the references are.
    let bytes = tree(&out)
        .remove("packs/Otters-children.pdf")
        .expect("the pack");
    let first: Vec<String> = bookmarks(&bytes)
        .into_iter()
        .skip(1)
        .map(|(title, _)| title)
        .collect();
    let mut named: Vec<(String, String)> = std::fs::read_dir(plans.path().join("Otters"))
        .expect("a class")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "yaml"))
        .map(|path| sendplan::load(&path).expect("a plan"))
        .map(|loaded| {
            (
                loaded
                    .plan
                    .child
                    .name
                    .clone()
                    .unwrap_or_default()
                    .to_lowercase(),
                loaded.plan.plan.id.clone().unwrap_or_default(),
            )
        })
        .collect();
    named.sort();
    assert_eq!(
        first,
        named.into_iter().map(|(_, id)| id).collect::<Vec<_>>()
    );
}

#[test]
fn a_pack_whose_copies_have_changed_is_never_left_to_be_printed() {
    let plans = plans(8);
    let out = plans.path().join("out");
    export(plans.path(), &out, &["--packs"]);
    let first = tree(&out);
    let again = export(plans.path(), &out, &["--packs"]);
    assert!(
        said(&again).contains("0 copies made") && !said(&again).contains("pack"),
        "{}",
        said(&again)
    );
    assert_eq!(tree(&out), first);

    let plan = plans.path().join("Otters/MS-0000.yaml");
    let text = std::fs::read_to_string(&plan)
        .expect("a plan")
        .replace("home:", "home:\n    - A story at bedtime");
    std::fs::write(&plan, text).expect("a plan");
    export(plans.path(), &out, &[]);
    verified(&out);
    assert!(
        !out.join("packs/Otters-parents.pdf").exists(),
        "it holds what is no longer so"
    );
    assert!(
        out.join("packs/Wrens-parents.pdf").exists(),
        "nothing in it has changed"
    );
    export(plans.path(), &out, &["--packs"]);
    assert!(out.join("packs/Otters-parents.pdf").exists());
    verified(&out);
}
