//! What keeps an invitation from being made: one clear sentence, the right exit code, and nothing written.

use std::fs;

use super::{Office, said};

/// What is changed in the plan, what is typed, how it ends, and what is said.
type Case<'a> = (&'a [(&'a str, &'a str)], &'a [&'a str], i32, &'a str);

const START: &str = "    start: 2026-12-07T15:30\n";
const PLACE: &str = "    place: Room 2, or by video\n";
const MOTHER: &str = "    email: hodan.yusuf@mail.example\n";
const FATHER: &str = "    email: abdi.yusuf@mail.example\n";
const MINUTES: &str = "minutes takes a whole number from 1 to 720";
const SEQUENCE: &str = "sequence takes a whole number from 0 to 2147483647";
const NO_START: (&str, &str) = (START, "");

#[test]
fn each_fault_is_one_sentence_and_costs_nothing() {
    let cases: &[Case<'_>] = &[
        (
            &[NO_START],
            &[],
            1,
            "does not say when the meeting is: write its day and time as `start`",
        ),
        (
            &[(START, "    start: 2026-11-20T15:30\n")],
            &[],
            1,
            "3.30 pm on Friday 20 November 2026 is in the past (today is 24 November 2026)",
        ),
        (&[], &["--start", "2026-11-23T15:30"], 2, "is in the past"),
        (
            &[],
            &["--start", "2027-03-28T01:30"],
            2,
            "there is no 1.30 am on Sunday 28 March 2027, because the clocks go forward",
        ),
        (
            &[(START, "    start: 2027-10-31T01:30\n")],
            &[],
            1,
            "1.30 am on Sunday 31 October 2027 comes twice, because the clocks go back",
        ),
        (
            &[],
            &["--start", "2027-10-31T00:30", "--minutes", "90"],
            2,
            "would end at 1 am, which comes twice",
        ),
        (
            &[],
            &["--start", "tomorrow"],
            2,
            "`tomorrow` is not a day and a time: write the day, a T and the time, such as 2026-12-07T15:30",
        ),
        (&[], &["--minutes", "0"], 2, MINUTES),
        (&[], &["--minutes", "-5"], 2, MINUTES),
        (&[], &["--minutes", "100000"], 2, MINUTES),
        (&[], &["--minutes", "half an hour"], 2, MINUTES),
        (&[], &["--sequence", "-1"], 2, SEQUENCE),
        (&[], &["--sequence", "2147483648"], 2, SEQUENCE),
        (
            &[],
            &["--cancel", "--sequence", "0"],
            2,
            "calendars ignore a cancellation with the number 0, which the first invitation has",
        ),
        (
            &[("    minutes: 45\n    place", "    minutes: 9000\n    place")],
            &[],
            1,
            "a meeting cannot last 9000 minutes",
        ),
        (
            &[(MOTHER, ""), (FATHER, "")],
            &[],
            1,
            "no recipient has an e-mail address: write one as `email` under `recipients`",
        ),
        (
            &[(FATHER, "    email: abdi.yusuf@mail\n")],
            &[],
            1,
            "`recipients[1].email` is not an e-mail address",
        ),
        (
            &[(
                FATHER,
                "    email: \"abdi@mail.example\\r\\nBcc: x@y.example\"\n",
            )],
            &[],
            1,
            "`recipients[1].email` is not an e-mail address",
        ),
        (
            &[(
                "    email: senco@kingfisher.example\n",
                "    email: senco\n",
            )],
            &[],
            1,
            "`school.senco.email` is not an e-mail address",
        ),
        (
            &[("    email: senco@kingfisher.example\n", "")],
            &[],
            1,
            "the plan has no e-mail address of the SENCO",
        ),
        (
            &[],
            &["--from", "office"],
            2,
            "“office” is not an e-mail address",
        ),
        (
            &[],
            &["--from", "A <a@b.example>, B <b@b.example>"],
            2,
            "“A <a@b.example>, B <b@b.example>” is not an e-mail address",
        ),
        (
            &[],
            &["--from", "Jo\r\nBcc: x@y.example <office@k.example>"],
            2,
            "is not an e-mail address",
        ),
        (&[], &["--copy", "staff"], 2, "--to ADDRESS"),
        (
            &[],
            &["--copy", "staff", "--to", "ruth"],
            2,
            "“ruth” is not an e-mail address",
        ),
        (
            &[],
            &["--to", "somebody@else.example"],
            2,
            "somebody@else.example is not the address of a recipient",
        ),
        (
            &[(PLACE, "    place: |\n      Room 2\n      X-Header: yes\n")],
            &[],
            1,
            "`review.meeting.place` has a line break or a hidden character in it",
        ),
        (
            &[],
            &["--place", "Room 2\r\nATTENDEE:mailto:x@y.example"],
            2,
            "`--place` has a line break or a hidden character in it",
        ),
        (
            &[],
            &["--place", "The home of Amina  Yusuf"],
            2,
            "`--place` has the child's full name in it",
        ),
        (
            &[("name: Mr Abdi Yusuf", "name: \"Mr Abdi\\nBcc: everyone\"")],
            &[],
            1,
            "`recipients[1].name` has a line break or a hidden character in it",
        ),
        (
            &[("name: Mr Tom Reilly", "name: \"Mr Tom\\u202eReilly\"")],
            &[],
            1,
            "there is an invisible sign here (U+202E)",
        ),
        (
            &[("id: KF-042", "id: \"KF-042\\nBcc: x@y.example\"")],
            &[],
            1,
            "`plan.id` has a line break or a hidden character in it",
        ),
        (
            &[("id: KF-042", "id: Amina Yusuf 2")],
            &[],
            1,
            "the child's name is in the plan's reference",
        ),
        (
            &[("status: agreed", "status: draft")],
            &[],
            1,
            "the plan is a draft: write `status: agreed` when all have agreed, or give --draft",
        ),
        (
            &[("status: agreed", "status: draft"), ("  id: KF-042\n", "")],
            &["--draft"],
            1,
            "the plan has no reference",
        ),
        (
            &[
                ("status: agreed", "status: draft"),
                ("id: KF-042", "id: Amina-Yusuf"),
            ],
            &["--draft"],
            1,
            "the child's name is in the plan's reference, which others see in subjects and calendars",
        ),
        (
            &[("cycle: 2", "cycle: two")],
            &[],
            1,
            "fix what is marked as an error first",
        ),
        (
            &[],
            &["-o", "one.eml"],
            2,
            "there are several e-mails, one for each recipient; name a folder",
        ),
        (&[], &["-o", "-"], 2, "there are several e-mails"),
        (
            &[],
            &[
                "-o",
                "one.ics",
                "--copy",
                "staff",
                "--to",
                "r@clinic.example",
            ],
            2,
            "a calendar entry alone has no copy and is sent to nobody",
        ),
        (
            &[],
            &["-o", "one.ics", "--format", "large-print"],
            2,
            "a calendar entry alone has no copy and is sent to nobody",
        ),
    ];
    for (changes, arguments, code, sentence) in cases {
        let office = Office::new(changes);
        let output = office.invite(arguments);
        let said = said(&output);
        assert_eq!(output.status.code(), Some(*code), "{arguments:?}: {said}");
        assert!(said.contains(sentence), "{sentence}\n{said}");
        assert!(output.stdout.is_empty());
        let last = said.lines().last().unwrap_or_default();
        assert!(
            !said.contains("panicked") && (last.ends_with('.') || *code == 2),
            "{said}"
        );
        let mut left: Vec<_> = fs::read_dir(office.folder.path())
            .expect("a folder")
            .map(|entry| entry.expect("an entry").file_name())
            .collect();
        left.sort();
        assert_eq!(left, ["plan.yaml", "school.yaml"], "{sentence}");
    }
}

#[test]
fn a_plan_whose_review_was_held_invites_to_nothing() {
    let own = (
        "relationship: grandmother\n",
        "relationship: grandmother\n    email: hanh@mail.example\n",
    );
    let office = Office::with("KF-031.yaml", &[own]);
    let output = office.invite(&["--start", "2026-12-08T09:00"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        said(&output).contains("the review of this plan has been held"),
        "{}",
        said(&output)
    );
}

#[test]
fn a_file_that_is_there_stays_as_it_is() {
    let office = Office::new(&[]);
    fs::create_dir(office.path("out")).expect("a folder");
    let second = office.path("out/KF-042-invite-parent-father.eml");
    fs::write(&second, "looked over").expect("a file");
    fs::write(office.path("meeting.ics"), "looked over").expect("a file");
    for output in ["out", "meeting.ics"] {
        let output = office.invite(&["-o", output]);
        assert_eq!(output.status.code(), Some(3));
        let said = said(&output);
        assert!(
            said.contains("there is a file of that name already") && said.lines().count() == 1,
            "{said}"
        );
    }
    assert_eq!(
        fs::read_to_string(&second).expect("the file"),
        "looked over"
    );
    assert!(
        !office.path("out/KF-042-invite-parent-mother.eml").exists(),
        "all of them or none"
    );
    assert_eq!(
        fs::read_to_string(office.path("meeting.ics")).expect("the file"),
        "looked over"
    );
}
