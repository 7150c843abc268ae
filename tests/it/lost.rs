//! Nothing that a person typed is lost or changed without a word: what is read is what was typed, or there is a problem there.

use std::fs;

use sendplan::Loaded;
use sendplan::diagnostic::Rule;

use crate::program::root;

/// Where a text stands in the good plan, what it is there, and how it is read.
const PLACES: &[(&str, &str)] = &[
    (
        "  concerns: ",
        "She comes home tired and upset on the days she has to speak to the class.",
    ),
    ("    - ", "Drawing animals"),
    (
        "    success: ",
        "A tally over five lessons shows the help card used in at least four.",
    ),
];

fn load(text: &str) -> Loaded {
    crate::memory::plan(text)
}

fn plan() -> String {
    fs::read_to_string(root().join("tests/cases/check/base.yaml")).expect("the good plan")
}

/// The good plan with another text in a place.
fn with(place: (&str, &str), typed: &str) -> String {
    let plan = plan();
    let whole = format!("{}{}", place.0, place.1);
    assert!(plan.contains(&whole), "{whole}");
    plan.replacen(&whole, &format!("{}{typed}", place.0), 1)
}

/// What is read in the place.
fn read(loaded: &Loaded, place: (&str, &str)) -> Option<String> {
    let plan = &loaded.plan;
    match place.0 {
        "  concerns: " => plan.parent_views.concerns.clone(),
        "    - " => plan.about_me.good_at.first().cloned(),
        _ => plan
            .targets
            .first()
            .and_then(|target| target.success.clone()),
    }
}

#[test]
fn what_stands_before_or_behind_a_hash_is_read_or_told() {
    let before = [
        "a", "Z", "7", ".", ",", ";", "!", "?", ")", "”", "é", "ب", "-", "%", "", "(", "/",
    ];
    let spaces = ["", " ", "  ", "   ", "\t"];
    let behind = [
        "1 worry",
        "x",
        " and more",
        " More",
        "",
        "#",
        "-",
        ".",
        "é",
        ":note",
        "  two",
        "!",
    ];
    let mut tried = 0;
    for place in PLACES {
        for before in before {
            for space in spaces {
                for behind in behind {
                    let typed = format!("Worried{before}{space}#{behind}");
                    let text = with(*place, &typed);
                    let loaded = load(&text);
                    let at = text.find(&typed).expect("what was put in")
                        + typed.find('#').expect("a hash");
                    let told = loaded
                        .found()
                        .iter()
                        .any(|found| found.place.bytes.contains(&at));
                    let read = read(&loaded, *place).unwrap_or_default();
                    let whole = read == typed.trim_end().replace('\t', " ");
                    // Two spaces before it and one behind, or the sign of the program's own notes; nothing is lost behind a bare one.
                    let note = space.len() >= 2 && behind.starts_with(' ')
                        || space.contains([' ', '\t']) && behind.starts_with(':');
                    let nothing = behind.is_empty() || behind == "#";
                    assert!(
                        whole || told || note || nothing,
                        "{typed:?} is read as {read:?}"
                    );
                    assert!(!(whole && told), "{typed:?} is read and told");
                    tried += 1;
                }
            }
        }
    }
    assert!(tried > 2_000);
}

#[test]
fn a_hash_is_told_where_it_stands_with_the_text_in_quotes() {
    let place = PLACES[0];
    let typed = "Worried about spelling. #1 worry is that she is hurt at lunch";
    let text = with(place, typed);
    let loaded = load(&text);
    let [found] = loaded.found() else {
        panic!("{:?}", loaded.found())
    };
    assert_eq!(found.rule, Rule::TextLost);
    assert_eq!(
        found.place.bytes.start,
        text.find('#')
            .map_or(0, |_| text.find("#1 worry").expect("the hash"))
    );
    let mended = sendplan::diagnostic::apply(&text, &found.fix).expect("a mend");
    let mended = load(&mended);
    assert_eq!(read(&mended, place).as_deref(), Some(typed));
    assert!(mended.found().is_empty());
}

#[test]
fn a_tab_in_a_text_is_a_space_however_it_is_typed() {
    let place = PLACES[0];
    for typed in [
        "Reading\t85\t92",
        "\"Reading\t85\t92\"",
        "'Reading\t85\t92'",
        "\"Reading\\t85\\t92\"",
        "|\n    Reading\t85\t92",
        ">\n    Reading\t85\t92",
        "|-\n    Reading\t85\t92",
        "Reading\n    85\t92",
    ] {
        let loaded = load(&with(place, typed));
        assert_eq!(
            read(&loaded, place).as_deref(),
            Some("Reading 85 92"),
            "{typed:?}"
        );
        assert!(loaded.found().is_empty(), "{typed:?}: {:?}", loaded.found());
    }
}

#[test]
fn a_text_in_a_block_is_the_text_on_one_line() {
    let places = [
        ("  - name: ", "Mrs Hodan Yusuf", "recipients"),
        ("  id: ", "KF-042", "id"),
        (
            "  written_by: ",
            "Ms Grace Okafor, class teacher",
            "written_by",
        ),
    ];
    let plain = load(&plan()).plan;
    for (before, value, name) in places {
        for header in [">", "|", ">-", "|-", ">+", "|+"] {
            let indent = " ".repeat(before.len() - before.trim_start().len() + 4);
            let text = plan().replacen(
                &format!("{before}{value}"),
                &format!("{before}{header}\n{indent}{value}\n"),
                1,
            );
            let loaded = load(&text);
            assert!(loaded.plan == plain, "{name} with {header}");
        }
    }
}

#[test]
fn words_for_nothing_yes_and_no_are_texts_where_a_text_belongs() {
    for word in [
        "Null",
        "NULL",
        "NO",
        "No",
        "no",
        "Yes",
        "on",
        "True",
        "6a",
        "001",
        "1e3",
        "0x1F",
        "15:30",
        "2026-12-07",
        "1_000",
        ".inf",
        "12.50",
    ] {
        let text = plan().replacen("  name: Amina Yusuf", &format!("  name: {word}"), 1);
        let loaded = load(&text);
        assert_eq!(loaded.plan.child.name.as_deref(), Some(word));
        assert!(loaded.found().is_empty(), "{word}: {:?}", loaded.found());
    }
}

#[test]
fn a_date_that_can_only_mean_one_day_is_told_with_that_day() {
    for typed in [
        "14-Mar-18",
        "14-Mar-2018",
        "2018-03-14 00:00:00",
        "14/03/2018 00:00",
        "14.3.2018",
        "14th March 2018",
        "\u{200b}2018-03-14",
        "2018-03-14\u{200e}",
        "“2018-03-14”",
    ] {
        let text = plan().replacen(
            "date_of_birth: 2018-03-14",
            &format!("date_of_birth: {typed}"),
            1,
        );
        let loaded = load(&text);
        let [found] = loaded.found() else {
            panic!("{typed}: {:?}", loaded.found())
        };
        let help = found.help.as_ref().map(ToString::to_string);
        assert_eq!(
            (found.rule, help.as_deref()),
            (Rule::BadDate, Some("write 2018-03-14")),
            "{typed}"
        );
        let mended = sendplan::diagnostic::apply(&text, &found.fix);
        assert_eq!(mended, Some(plan()), "{typed}");
    }
}

#[test]
fn fields_of_other_forms_are_told_what_becomes_of_them() {
    for name in ["religion", "ethnicity", "attendance", "date_of_entry"] {
        let text = plan().replacen(
            "  known_as: Amina",
            &format!("  known_as: Amina\n  {name}: something"),
            1,
        );
        let loaded = load(&text);
        let [found] = loaded.found() else {
            panic!("{name}: {:?}", loaded.found())
        };
        let help = found
            .help
            .as_ref()
            .map(ToString::to_string)
            .unwrap_or_default();
        assert!(help.contains("school's own records"), "{name}: {help}");
        assert!(found.fix.is_empty(), "{name}");
    }
}

#[test]
fn a_letter_in_a_block_is_told_on_its_own_line() {
    let block = "|\n    One line.\n    Two lines.\n    Three lines.\n    Four \u{1f600} lines.";
    let text = with(PLACES[0], block);
    let loaded = load(&text);
    let report = sendplan::Report::of(&loaded, &sendplan::Checks::default());
    let found = report
        .diagnostics
        .iter()
        .find(|found| found.rule == Rule::UnprintableLetter);
    let place = &found.expect("a letter that no font has").place;
    assert_eq!(text.get(place.bytes.clone()), Some("\u{1f600}"));
}

#[test]
fn a_childs_name_is_never_taken_for_a_word() {
    for name in [
        "HI", "VI", "TA", "EP", "OT", "NO", "HE", "No", "He", "An", "My",
    ] {
        let text = plan()
            .replace("Amina Yusuf", &format!("{name} Yusuf"))
            .replace("Amina", name);
        let loaded = load(&text);
        let report = sendplan::Report::of(&loaded, &sendplan::Checks::default());
        let told: Vec<_> = report
            .diagnostics
            .iter()
            .map(|found| (found.rule, found.message.to_string()))
            .collect();
        assert!(told.is_empty(), "{name}: {told:?}");
    }
}

#[test]
fn a_plan_in_capitals_is_not_full_of_abbreviations() {
    let mut text = plan();
    for words in [
        "Amina Yusuf",
        "Amina",
        "Asking for help, and feeling calm when it is her turn to speak.",
    ] {
        text = text.replace(words, &words.to_uppercase());
    }
    let report = sendplan::Report::of(&load(&text), &sendplan::Checks::default());
    let told = report
        .diagnostics
        .iter()
        .filter(|found| found.rule == Rule::JargonForParents);
    assert_eq!(told.count(), 0);
}

#[test]
fn a_picture_that_is_there_under_another_spelling_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("pictures")).expect("a folder");
    let good = plan().replacen(
        "child:\n",
        "child:\n  photo:\n    file: FILE\n    alt: Amina\n",
        1,
    );
    for (there, typed) in [
        ("pictures/amina.jpg", "pictures\\amina.jpg"),
        ("amina.jpg", "Amina.JPG"),
        ("amina.jpg", "amina.jpg.jpg"),
        ("amina.jpg.jpg", "amina.jpg"),
        ("zoe\u{308}.jpg", "zo\u{eb}.jpg"),
        ("zo\u{eb}.jpg", "zoe\u{308}.jpg"),
    ] {
        let file = folder.path().join(there);
        fs::write(&file, b"").expect("a picture");
        let text = good.replacen("FILE", typed, 1);
        let loaded = sendplan::load_bytes(
            &sendplan::Disk,
            &folder.path().join("plan.yaml"),
            text.as_bytes(),
        );
        let loaded = loaded.expect("a plan");
        let report = sendplan::Report::of(&loaded, &sendplan::Checks::default());
        let found = report
            .diagnostics
            .iter()
            .find(|found| found.rule == Rule::MissingFile);
        let found = found.unwrap_or_else(|| panic!("{typed}: {:?}", report.diagnostics));
        let help = found.help.as_ref().map(ToString::to_string);
        assert_eq!(
            help,
            Some(format!("write `{there}`, which is there")),
            "{typed}"
        );
        let mended = sendplan::diagnostic::apply(&text, &found.fix);
        assert_eq!(mended, Some(good.replacen("FILE", there, 1)));
        fs::remove_file(file).expect("the picture goes");
    }
}

#[test]
fn a_plan_that_is_stepped_in_with_tabs_or_odd_spaces_throughout_is_mended_at_once() {
    for (space, width) in [("\t", 2), ("\u{a0}", 1), ("\u{2003}", 1)] {
        let stepped = |line: &str| {
            let content = line.trim_start();
            space.repeat((line.len() - content.len()) / width) + content
        };
        let lines: Vec<String> = plan().lines().map(stepped).collect();
        let text = lines.join("\n") + "\n";
        let found = load(&text).found().to_vec();
        assert!((5..=15).contains(&found.len()), "{} problems", found.len());
        let edits: Vec<_> = found.into_iter().flat_map(|found| found.fix).collect();
        assert_eq!(
            sendplan::diagnostic::apply(&text, &edits),
            Some(plan()),
            "{space:?}"
        );
    }
}
