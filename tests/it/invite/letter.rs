//! The letters, whole, as their readers get them.
//!
//! `tests/cases/invite/NAME.txt` holds each. After a change of a word, read them as a parent would before you commit them.

use sendplan::copy::{ParentCopy, ParentsPage, Pictures};
use sendplan::glossary::Glossary;
use sendplan::template::Template;

use super::{Office, part, read};
use crate::snapshot::Snapshots;

#[test]
fn each_reader_gets_a_letter_of_their_own() {
    let mother = ["--to", "hodan.yusuf@mail.example"];
    let amina = || Office::new(&[]);
    let sam = || {
        let own = (
            "relationship: self\n",
            "relationship: self\n    email: sam@mail.example\n",
        );
        let college = ("  kind: school\n", "  kind: college\n");
        Office::with("canalside/CS-009.yaml", &[own, college])
    };
    let rosa = || {
        let own = (
            "relationship: mother\n",
            "relationship: mother\n    email: rosa.mum@mail.example\n",
        );
        Office::with("KF-088.yaml", &[own])
    };
    let mia = || {
        let own = (
            "relationship: mother\n",
            "relationship: mother\n    email: paula@mail.example\n",
        );
        Office::with("willow-tree/WT-007.yaml", &[own])
    };
    // The SENCO wrote with the key person, who is named without her title.
    let together = || {
        let changes = [
            (
                "written_by: Ms Grace Okafor, class teacher",
                "written_by: Ms Grace Okafor and Mr Tom Reilly",
            ),
            (
                "key_person: Ms Patel",
                "key_person: Grace Okafor (class teacher)",
            ),
        ];
        Office::new(&changes)
    };
    let at = ["--start", "2026-12-08T09:00"];
    let staff = [
        "--copy",
        "staff",
        "--to",
        "Dr Ruth Adeyemi <r.adeyemi@clinic.example>",
    ];
    let letters: Vec<(&str, Office, Vec<&str>)> = vec![
        ("parent", amina(), mother.to_vec()),
        (
            "parent-changed",
            amina(),
            [&mother[..], &["--sequence", "1"]].concat(),
        ),
        (
            "parent-cancelled",
            amina(),
            [&mother[..], &["--cancel"]].concat(),
        ),
        ("parent-draft", rosa(), [&at[..], &["--draft"]].concat()),
        ("parent-nursery", mia(), vec![]),
        ("parent-written-together", together(), mother.to_vec()),
        ("young-person", sam(), at.to_vec()),
        (
            "young-person-cancelled",
            sam(),
            [&at[..], &["--cancel"]].concat(),
        ),
        ("colleague", amina(), staff.to_vec()),
        ("colleague-young-person", sam(), [&at[..], &staff].concat()),
        (
            "colleague-cancelled",
            amina(),
            [&staff[..], &["--cancel"]].concat(),
        ),
    ];
    let mut snapshots = Snapshots::default();
    for (name, office, arguments) in letters {
        let bytes = office.message(&arguments);
        let letter = part(&read(&bytes), "text/plain").replace("\r\n", "\n");
        snapshots.text(&format!("tests/cases/invite/{name}.txt"), &letter);
    }
    snapshots.finish();
}

#[test]
fn a_young_person_is_spoken_to_and_never_about() {
    let letter = include_str!("../../cases/invite/young-person.txt");
    assert!(letter.contains("Dear Sam,") && letter.contains("your SEND Support Plan"));
    for about in ["Sam is", "about Sam", "for Sam", "your child", "Amina"] {
        assert!(
            !letter
                .split_once("Kind regards")
                .expect("an end")
                .0
                .contains(about),
            "{about}"
        );
    }
}

/// Every copy and letter takes the same person for the young person: else a copy would speak of them to themselves.
#[test]
fn a_young_person_is_known_however_self_is_typed() {
    let told = |word: &str| {
        let own = format!("relationship: {word}\n    email: sam@mail.example\n");
        let college = ("  kind: school\n", "  kind: college\n");
        let changes = [("relationship: self\n", own.as_str()), college];
        let office = Office::with("canalside/CS-009.yaml", &changes);
        let letter = |arguments: &[&str]| {
            let start = ["--start", "2026-12-08T09:00"];
            let bytes = office.message(&[&start[..], arguments].concat());
            part(&read(&bytes), "text/plain")
        };
        let letters = [
            letter(&[]),
            letter(&["--copy", "staff", "--to", "ruth@clinic.example"]),
        ];
        let plan = sendplan::load(office.path("plan.yaml"))
            .expect("a plan")
            .plan;
        assert!(
            plan.recipients
                .iter()
                .any(sendplan::plan::Recipient::is_self)
        );
        let (pictures, glossary) = (Pictures::default(), Glossary::default());
        let copy = ParentCopy::of(&plan, 0, None, &pictures, &glossary, Template::islington());
        let page = ParentsPage::of(&plan, None, &pictures, Template::islington());
        let pages = [serde_json::to_string(&copy), serde_json::to_string(&page)];
        (letters, pages.map(|page| page.expect("the data")))
    };
    let expected = told("self");
    for word in ["Self", "SELF", "\" self \""] {
        assert_eq!(told(word), expected, "{word}");
    }
}

#[test]
fn nobody_outside_school_meets_a_word_that_only_schools_know() {
    for letter in [
        include_str!("../../cases/invite/parent.txt"),
        include_str!("../../cases/invite/parent-draft.txt"),
        include_str!("../../cases/invite/young-person.txt"),
    ] {
        assert!(letter.contains("SEND means special educational needs and disabilities."));
        assert!(letter.contains("The SENCO is the teacher in charge"));
        for sentence in letter.split(['.', '\n', '?']) {
            let words = sentence.split_whitespace().count();
            assert!(words <= 26, "{words} words: {sentence}");
        }
        for jargon in ["provision", "outcome", "TA ", "EHC", "baseline", "cycle"] {
            assert!(!letter.contains(jargon), "{jargon}");
        }
    }
}
