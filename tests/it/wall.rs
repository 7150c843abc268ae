//! The copy for the wall: everybody reads it, so it holds seven things and nothing else.

use std::collections::BTreeSet;

use proptest::test_runner::{Config, TestRunner};
use sendplan::copy::{Pictures, WallCopy};
use sendplan::plan::Format;
use sendplan::press::Press;
use sendplan::template::Template;
use sendplan::{Checks, Reader};

use crate::marked::{self, marks};
use crate::{examples, pdf};

/// The fields that it may show, beside the photo and what the photo shows.
const SHOWN: &[&str] = &[
    "child.name",
    "child.known_as",
    "about_me.people_like",
    "about_me.good_at",
    "about_me.likes",
    "about_me.helps_me",
    "targets.i_can",
];

#[test]
fn it_holds_what_may_hang_on_a_wall_and_nothing_else() {
    let press = Press::new().expect("the embedded template");
    let config = Config {
        cases: 24,
        failure_persistence: None,
        ..Config::default()
    };
    let run = TestRunner::new(config).run(&marked::plans(), |marked| {
        let plan = marked.plan();
        let copy = WallCopy::of(
            &plan,
            Format::Standard,
            &Pictures::default(),
            Template::islington(),
        );
        let bytes = press.pdf(&copy).expect("a copy").bytes;
        let seen = marks(&pdf::letters(&bytes).concat());
        let behind = pdf::behind_the_page(&bytes) + &String::from_utf8_lossy(&bytes);
        let all: BTreeSet<usize> = seen.union(&marks(&behind)).copied().collect();
        for (number, text) in marked.texts.iter().enumerate() {
            let path = text.path.as_str();
            let own_name = plan.child.known_as.as_deref().map(str::trim);
            let stands_in = path == "child.name" && own_name.is_some_and(|name| !name.is_empty());
            let may = SHOWN.contains(&path) && !stands_in;
            assert!(may || !all.contains(&number), "`{path}` leaks");
            // Of a name of several words, without another, the first is shown.
            let must = may && path != "child.name";
            assert!(!must || seen.contains(&number), "`{path}` is lost");
        }
        Ok(())
    });
    run.expect("every plan");
}

#[test]
fn nothing_on_it_tells_what_it_was_made_from() {
    let press = Press::new().expect("the embedded template");
    for path in examples::plans() {
        let loaded = sendplan::load(&path).expect("an example");
        let checked = sendplan::check(&loaded, &Checks::default()).expect("no errors");
        let made = sendplan::copies(&checked, &[Reader::Wall], None, &press).expect("a copy");
        let [copy] = made.as_slice() else {
            panic!("{}: {} copies", path.display(), made.len());
        };
        assert!(copy.file_name.ends_with("-wall.pdf"), "{}", copy.file_name);
        let seen = pdf::letters(&copy.pdf.bytes).concat();
        let behind = pdf::behind_the_page(&copy.pdf.bytes);
        let id = loaded.plan.plan.id.as_deref().unwrap_or("no reference");
        for telling in [
            "Confidential",
            "confidential",
            "SEND",
            "Support",
            "cycle",
            id,
        ] {
            assert!(!seen.contains(telling), "{}: {telling}", copy.file_name);
            assert!(!behind.contains(telling), "{}: {telling}", copy.file_name);
        }
        let broken = pdf::broken_rules(&copy.pdf.bytes);
        assert!(broken.is_empty(), "{}: {broken:?}", copy.file_name);
    }
}
