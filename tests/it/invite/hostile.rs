//! Whatever stands in a name or a place, a message has the headers it was given and no other.

use std::fs;
use std::path::Path;

use chrono::NaiveDate;
use mail_parser::MessageParser;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use sendplan::Checks;
use sendplan::meeting::{Audience, Invitation, Terms};

use super::{SCHOOL, part, people, without_photo};

const HEADERS: &[&str] = &[
    "Date",
    "From",
    "To",
    "Subject",
    "Message-ID",
    "Content-Language",
    "X-Unsent",
    "MIME-Version",
    "Content-Type",
];

/// Texts of any signs, and texts that a header or a calendar could take for its own.
fn text() -> impl Strategy<Value = String> {
    let own = proptest::sample::select(vec![
        '"', '\'', ';', ':', ',', '\\', '<', '>', '(', '=', '?', '%', 'é', 'ب', 'ব',
    ]);
    let printed = prop_oneof![2 => own, 3 => proptest::char::range(' ', '~')];
    let any = prop_oneof![9 => any::<char>(), 1 => proptest::sample::select(vec!['\r', '\n'])];
    let signs = prop_oneof![
        9 => prop::collection::vec(printed, 1..150),
        1 => prop::collection::vec(any, 1..60),
    ];
    signs.prop_map(|signs| signs.into_iter().collect())
}

/// The plan of Amina with other texts in it, in YAML's own quotation marks.
fn plan(recipient: &str, place: &str) -> String {
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/plans/KF-042.yaml");
    let plan = without_photo(&fs::read_to_string(example).expect("an example"));
    let quoted = |text: &str| serde_json::to_string(text).expect("a text");
    plan.replace("Room 2, or by video", &quoted(place)).replace(
        "name: Mrs Hodan Yusuf",
        &format!("name: {}", quoted(recipient)),
    )
}

/// The same texts in every run, so that the gate says the same of the same code; `PROPTEST_RNG_SEED=N` tries others.
fn same_each_run() -> ProptestConfig {
    let mut config = ProptestConfig::default();
    if config.rng_seed == RngSeed::Random {
        config.rng_seed = RngSeed::Fixed(1);
    }
    config.failure_persistence = None;
    config
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..same_each_run() })]

    #[test]
    fn no_header_and_no_line_is_smuggled_in(recipient in text(), place in text(), senco in text()) {
        let school = SCHOOL.replace("Mr Tom Reilly", &serde_json::to_string(&senco).expect("a text"));
        let files = crate::memory::files(&[("plan.yaml", plan(&recipient, &place)), ("school.yaml", school)]);
        let loaded = sendplan::load_from(&files, "plan.yaml").expect("a plan");
        let Ok(checked) = sendplan::check(&loaded, &Checks::default()) else { return Ok(()) };
        let terms = Terms {
            today: NaiveDate::from_ymd_opt(2026, 11, 24).expect("a day"),
            sequence: None,
            cancelled: false,
            drafts: false,
        };
        let audience = Audience::Family(Vec::new());
        let Ok(invitation) = Invitation::of(&checked, &terms, None, &audience) else { return Ok(()) };
        for envelope in invitation.envelopes() {
            let bytes = invitation.message(envelope, None);
            let message = MessageParser::default().parse(&bytes).expect("a message");
            let headers: Vec<&str> = message.headers_raw().map(|(name, _)| name).collect();
            prop_assert_eq!(headers, HEADERS);
            if envelope.recipient == 0 {
                let (name, _) = people(message.to()).remove(0);
                // What looks like an encoded word has a sign in it that is not seen.
                prop_assert_eq!(name.replace('\u{2060}', ""), recipient.trim().replace('\u{2060}', ""));
            }
            let text = part(&message, "text/calendar");
            let lines = || text.split("\r\n").filter(|line| !line.starts_with(' '));
            prop_assert_eq!(lines().filter(|line| line.starts_with("ATTENDEE")).count(), 1);
            prop_assert!(!text.replace("\r\n", "").contains(char::is_control));
            prop_assert_eq!(ical::IcalParser::new(text.as_bytes()).filter(Result::is_ok).count(), 1);
        }
    }
}
