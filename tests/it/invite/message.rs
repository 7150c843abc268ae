//! The messages: how they are put together, and that nothing in them is left to chance.

use std::collections::BTreeSet;
use std::fs;

use super::{Office, copy, kinds, part, people, person, read, said};
use crate::pdf;

#[test]
fn each_recipient_gets_a_message_with_their_own_copy() {
    let office = Office::new(&[]);
    assert!(office.run(&["render", "plan.yaml"]).status.success());
    let files = office.invited(&["-o", "to send"]);
    assert_eq!(
        files,
        [
            office.path("to send/KF-042-invite-parent-mother.eml"),
            office.path("to send/KF-042-invite-parent-father.eml")
        ]
    );
    let to = [
        person("Mrs Hodan Yusuf", "hodan.yusuf@mail.example"),
        person("Mr Abdi Yusuf", "abdi.yusuf@mail.example"),
    ];
    for (number, (file, to)) in files.iter().zip(to).enumerate() {
        let bytes = fs::read(file).expect("a message");
        let message = read(&bytes);
        assert_eq!(people(message.to()), [to]);
        assert_eq!(
            people(message.from()),
            [person("Mr Tom Reilly", "senco@kingfisher.example")]
        );
        assert_eq!(
            message.subject(),
            Some("Invitation: meeting on Monday 7 December 2026 (plan KF-042)")
        );
        let (name, bytes) = copy(&message);
        // Each is called the same, so that neither parent's tells that there is another.
        assert_eq!(name, "KF-042-parent.pdf");
        let whose = ["mother", "father"][number];
        let rendered = office.path(&format!("copies/KF-042-parent-{whose}.pdf"));
        assert!(fs::read(rendered).expect("a copy") == bytes, "{name}");
        let other = ["abdi", "hodan"][number];
        let whole = format!(
            "{}{}",
            part(&message, "text/html"),
            part(&message, "text/calendar")
        );
        assert!(
            !whole.contains(other),
            "one parent's address is no business of another's"
        );
    }
    let left = fs::read_dir(office.path("to send")).expect("a folder");
    assert_eq!(left.count(), 2, "nothing else is left there");
}

#[test]
fn a_message_is_built_as_calendars_and_mail_programs_want_it() {
    let office = Office::new(&[]);
    let bytes = office.message(&["--to", "hodan.yusuf@mail.example"]);
    let message = read(&bytes);
    let expected = [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "text/calendar",
        "application/pdf",
    ];
    assert_eq!(kinds(&message), expected);
    let head = String::from_utf8_lossy(&bytes);
    assert!(head.contains("\r\nX-Unsent: 1\r\n"));
    assert!(head.contains("\r\nContent-Type: text/calendar; method=REQUEST; charset=utf-8\r\n"));
    assert!(
        head.contains("\r\nDate: Tue, 24 Nov 2026 00:00:00 +0000\r\n")
            || head.starts_with("Date: Tue, 24 Nov 2026 00:00:00 +0000\r\n")
    );
    for line in bytes.split(|byte| *byte == b'\n') {
        assert!(line.len() <= 79 && line.is_ascii() && (line.is_empty() || line.ends_with(b"\r")));
    }
    assert!(office.path("plan.yaml").exists() && !office.path("-").exists());
}

#[test]
fn the_text_and_the_page_say_the_same() {
    let office = Office::with(
        "KF-055.yaml",
        &[(
            "relationship: mother",
            "relationship: mother\n    email: layla@mail.example",
        )],
    );
    let bytes = office.message(&[]);
    let message = read(&bytes);
    let page = part(&message, "text/html");
    let body = page.split_once("<body").expect("a body").1;
    let mut words = String::new();
    let mut inside = true;
    for letter in body.chars() {
        match letter {
            '<' => inside = true,
            '>' => {
                inside = false;
                // A name in a sentence is an element too, and no word of its own.
                if !words.ends_with('\u{1}') {
                    words.push('\u{1}');
                }
            }
            _ if !inside => words.push(letter),
            _ => {}
        }
    }
    let squeezed = |text: &str| -> String {
        text.chars()
            .filter(|letter| letter.is_alphanumeric())
            .collect()
    };
    assert_eq!(squeezed(&words), squeezed(&part(&message, "text/plain")));
    assert!(
        page.contains("<html lang=\"en-GB\">") && page.contains("<h1 ") && page.contains("<h2 ")
    );
    assert!(page.contains("<bdi>Mrs Layla Rahman (ليلى رحمن)</bdi>"));
    for fetched in ["http", "src=", "<img", "<style", "<script", "url("] {
        assert!(!page.contains(fetched), "{fetched}");
    }
}

#[test]
fn what_looks_like_an_encoded_word_is_read_as_it_was_typed() {
    let office = Office::new(&[
        ("id: KF-042", "id: \"=?utf-8?q?x?=\""),
        ("name: Mrs Hodan Yusuf", "name: \"Mrs =?utf-8?q?x?=\""),
    ]);
    let bytes = office.message(&["--to", "hodan.yusuf@mail.example"]);
    let message = read(&bytes);
    let plain = |text: &str| text.replace('\u{2060}', "");
    let subject = message.subject().map(plain).expect("a subject");
    assert!(subject.ends_with("(plan =?utf-8?q?x?=)"), "{subject}");
    let to = people(message.to());
    assert_eq!(plain(&to[0].0), "Mrs =?utf-8?q?x?=");
}

#[test]
fn a_reference_in_other_letters_names_the_copy_twice() {
    let office = Office::new(&[("id: KF-042", "id: ÖÉ-42")]);
    let bytes = office.message(&["--to", "hodan.yusuf@mail.example"]);
    let message = read(&bytes);
    let (name, _) = copy(&message);
    assert_eq!(name, "ÖÉ-42-parent.pdf");
    assert!(
        message
            .subject()
            .expect("a subject")
            .contains("(plan ÖÉ-42)")
    );
    let raw = String::from_utf8_lossy(&bytes);
    assert!(
        raw.contains("name=\"42-parent.pdf\""),
        "a plain name for old mail programs"
    );
    assert!(raw.contains("filename*=UTF-8''%C3%96%C3%89-42-parent.pdf"));
}

#[test]
fn the_same_call_gives_the_same_bytes_and_every_other_call_another_id() {
    let office = Office::new(&[]);
    let to = ["--to", "hodan.yusuf@mail.example"];
    assert!(office.message(&to) == office.message(&to));
    let mut ids = BTreeSet::new();
    let others: &[&[&str]] = &[
        &[],
        &["--sequence", "1"],
        &["--sequence", "2"],
        &["--cancel"],
        &["--place", "The hall"],
        &["--from", "office@kingfisher.example"],
    ];
    for other in others {
        let arguments = [&to[..], other].concat();
        let bytes = office.message(&arguments);
        ids.insert(read(&bytes).message_id().expect("an id").to_owned());
    }
    let to_another = office.message(&["--to", "abdi.yusuf@mail.example"]);
    let plan = ["invite", "plan.yaml", "-o", "-"];
    let on_another_day = office.run_on("2026-11-25", &[&plan[..], &to].concat());
    for bytes in [&to_another, &on_another_day.stdout] {
        ids.insert(read(bytes).message_id().expect("an id").to_owned());
    }
    assert_eq!(ids.len(), others.len() + 2, "{ids:?}");
}

#[test]
fn a_change_replaces_the_meeting_everywhere_the_reader_looks() {
    let office = Office::new(&[]);
    let change = [
        "--to",
        "hodan.yusuf@mail.example",
        "--sequence",
        "1",
        "--start",
        "2026-12-10T08:30",
        "--minutes",
        "30",
        "--place",
        "The library",
    ];
    let output = office.invite(&[&change[..], &["-o", "changed.eml"]].concat());
    assert!(
        said(&output).contains("plan.yaml says something else about the meeting"),
        "{}",
        said(&output)
    );
    let bytes = fs::read(office.path("changed.eml")).expect("a message");
    let message = read(&bytes);
    assert_eq!(
        message.subject(),
        Some("Changed: meeting on Thursday 10 December 2026 (plan KF-042)")
    );
    let letter = part(&message, "text/plain");
    assert!(
        letter.contains("Thursday 10 December 2026\r\n8.30 am to 9 am\r\n")
            && letter.contains("The library\r\n"),
        "{letter}"
    );
    let calendar = part(&message, "text/calendar");
    assert!(
        calendar.contains("DTSTART;TZID=Europe/London:20261210T083000\r\n"),
        "{calendar}"
    );
    // The copy says the same as the letter that it comes with.
    let pages = crate::pdf::letters(&copy(&message).1).concat();
    assert!(pages.contains("Thursday10December2026") && pages.contains("Thelibrary"));
    assert!(!pages.contains("Monday7December2026at"));
}

#[test]
fn a_meeting_that_is_called_off_takes_no_copy_along() {
    let office = Office::new(&[]);
    let files = office.invited(&["--cancel"]);
    assert_eq!(
        files[0],
        office.path("invitations/KF-042-invite-parent-mother-cancelled.eml")
    );
    let bytes = fs::read(&files[0]).expect("a message");
    let message = read(&bytes);
    assert_eq!(
        kinds(&message),
        [
            "multipart/alternative",
            "text/plain",
            "text/html",
            "text/calendar"
        ]
    );
    assert!(String::from_utf8_lossy(&bytes).contains("text/calendar; method=CANCEL;"));
}

#[test]
fn a_cancellation_says_its_number_unless_it_was_given() {
    let office = Office::new(&[]);
    let numbered = |arguments: &[&str]| {
        let output = office.invite(&[&["--cancel"], arguments].concat());
        assert!(output.status.success(), "{}", said(&output));
        let paths = String::from_utf8_lossy(&output.stdout).into_owned();
        let file = office.path(paths.lines().next().expect("a file"));
        let text = fs::read(&file).expect("a file");
        let calendar = if file.extension().is_some_and(|ending| ending == "ics") {
            String::from_utf8(text).expect("a text")
        } else {
            part(&read(&text), "text/calendar")
        };
        let line = calendar.lines().find(|line| line.starts_with("SEQUENCE:"));
        (
            line.expect("a number").to_owned(),
            said(&output).contains("has the number 1. If the meeting was changed before"),
        )
    };
    for (arguments, number, told) in [
        (&[][..], "SEQUENCE:1", true),
        (&["-o", "off.ics"], "SEQUENCE:1", true),
        (&["--sequence", "3"], "SEQUENCE:3", false),
        (
            &["--sequence", "2147483647", "-o", "last.ics"],
            "SEQUENCE:2147483647",
            false,
        ),
    ] {
        assert_eq!(numbered(arguments), (number.to_owned(), told));
    }
}

#[test]
fn it_says_that_a_copy_leaves_unprotected_unless_that_is_the_schools_choice() {
    let open = "has no password";
    let office = Office::new(&[]);
    assert!(said(&office.invite(&[])).contains(open));
    assert!(
        !said(&office.invite(&["--cancel"])).contains(open),
        "no copy leaves"
    );
    assert!(
        !said(&office.invite(&["-o", "meeting.ics"])).contains(open),
        "no copy leaves"
    );
    let chosen = Office::new(&[(
        "school:\n  name: Kingf",
        "invite: {unprotected: true}\nschool:\n  name: Kingf",
    )]);
    assert_eq!(said(&chosen.invite(&[])), "");
}

#[test]
fn a_protected_copy_opens_with_the_password_alone_and_the_letter_says_so() {
    let office = Office::new(&[]);
    fs::write(office.path("password.txt"), "heron bakery lamp tide\n").expect("a file");
    let output = office.invite(&["--protect", "password.txt", "-o", "letters"]);
    assert!(output.status.success(), "{}", said(&output));
    assert!(
        !said(&output).contains("has no password") && said(&output).contains("PDF/UA-1 only"),
        "{}",
        said(&output)
    );
    let bytes =
        fs::read(office.path("letters/KF-042-invite-parent-mother.eml")).expect("a message");
    assert!(!String::from_utf8_lossy(&bytes).contains("heron bakery"));
    let message = read(&bytes);
    for part in [message.body_text(0), message.body_html(0)] {
        let letter = part.expect("a letter");
        assert!(letter.contains("It opens with a password."), "{letter}");
    }
    let (_, copy) = copy(&message);
    assert!(pdf::letters_behind(&copy, "heron bakery lamp").is_none());
    let letters = pdf::letters_behind(&copy, "heron bakery lamp tide").expect("it opens");
    assert!(letters.concat().contains("AminaYusuf"));
}
