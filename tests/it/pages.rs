//! Pages that a plan stretches: whatever it holds, nothing leaves the page or runs into its foot, and sentences join up.

use std::path::Path;

use sendplan::copy::{ChildCopy, ParentCopy, Pictures, PlanCopy, StaffCopy};
use sendplan::glossary::Glossary;
use sendplan::plan::{Format, Plan};
use sendplan::press::Press;
use sendplan::template::Template;
use serde_json::{Value, json};

use crate::pdf;

/// The Year 4 example as values to change, without its pictures.
fn year_4() -> Value {
    let plans = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/plans");
    let read = |name: &str| {
        let text = std::fs::read_to_string(plans.join(name)).expect("an example");
        serde_yaml::from_str::<Value>(&text).expect("YAML")
    };
    let mut plan = read("KF-042.yaml");
    plan["school"] = read("school.yaml")["school"].clone();
    plan["school"]["logo"] = Value::Null;
    plan["child"]["photo"] = Value::Null;
    plan
}

/// Plans that are out of the ordinary, each with what it is for.
fn stretched() -> Vec<(&'static str, Value)> {
    let lines = |count: usize| {
        let lines: Vec<String> = (1..=count)
            .map(|line| format!("Line {line} of many."))
            .collect();
        lines.join("\n")
    };
    let mut long = year_4();
    long["targets"][0]["baseline"]["text"] = json!(lines(70));
    long["targets"][0]["success"] = json!("It is long. ".repeat(200));
    long["targets"][1]["who_helps_me"] = json!(lines(70));
    long["parent_views"]["concerns"] = json!(lines(90));
    long["professionals"][0]["advice"] = json!("Short steps, one by one. ".repeat(250));
    long["previous"][0]["evidence"] = json!("Seen again and again. ".repeat(250));
    long["who_does_what"]["school"] = json!(["To do much. ".repeat(250)]);
    long["about_me"]["helps_me"] = json!(["Time to think. ".repeat(60)]);

    let mut wide = year_4();
    let word = "Pneumonoultramicroscopicsilicovolcanoconiosis".repeat(3);
    wide["child"]["class"] = json!(word);
    wide["child"]["key_person"] = json!(format!("Mrs {word}"));
    wide["school"]["senco"]["email"] =
        json!("additional.needs.and.disabilities.office@stbartholomewandallsaints.example");
    wide["targets"][0]["target"] = json!(format!("Amina spells {word} on 4 out of 5 days."));
    wide["parent_views"]["focus"] = json!(word);
    wide["about_me"]["likes"] = json!([word, "ஆசிரியர்களிடமிருந்து", "Llanfairpwllgwyngyll"]);
    wide["targets"][1]["i_can"] = json!(format!("I can {}", "do it again and ".repeat(60)));

    let mut many = year_4();
    let support = |number: usize| {
        json!({"what": format!("Support number {number}"), "who": "teaching assistant",
               "sessions_per_week": 2, "minutes": 20, "group_size": 4, "cost_per_hour": 18.5})
    };
    many["provision"] = (1..=20).map(support).collect();
    let result = [
        "achieved",
        "partly achieved",
        "not achieved",
        "not assessed",
    ];
    let last = |number: usize| {
        json!({"target": format!("Amina does thing {number} on 4 out of 5 days"), "evidence": "Seen in June",
               "i_can": "I can do it", "result": result[number % 4], "next": "close"})
    };
    many["previous"] = (0..12).map(last).collect();

    let mut bare = year_4();
    for key in [
        "adjustments",
        "other_plans",
        "professionals",
        "outcomes",
        "provision",
        "previous",
        "review",
    ] {
        bare[key] = Value::Null;
    }
    for target in bare["targets"].as_array_mut().expect("targets") {
        for key in ["set", "outcome", "measure", "by", "who_helps_me"] {
            target[key] = Value::Null;
        }
        target["provision"] = json!([{"what": "Help", "who": "TA", "sessions": 1, "minutes": 1}]);
    }

    let mut arabic = year_4();
    let says = "أحب المدرسة في 3 أيام من 5، وأصدقائي معي.";
    arabic["child"]["name"] = json!("ليلى رحمن");
    arabic["child"]["known_as"] = json!("ليلى");
    arabic["targets"][0]["i_can"] = json!(says);
    arabic["about_me"]["likes"] = json!([says, "Lego 12"]);
    arabic["parent_views"]["going_well"] = json!(says);
    vec![
        ("long", long),
        ("wide", wide),
        ("many", many),
        ("bare", bare),
        ("arabic", arabic),
    ]
}

fn plan(value: Value) -> Plan {
    serde_json::from_value(without_nulls(value)).expect("a plan")
}

/// A key that is taken away is not there: `null` is no value of the plan's.
fn without_nulls(value: Value) -> Value {
    match value {
        Value::Object(fields) => fields
            .into_iter()
            .filter(|(_, value)| !value.is_null())
            .map(|(key, value)| (key, without_nulls(value)))
            .collect(),
        Value::Array(items) => items.into_iter().map(without_nulls).collect(),
        other => other,
    }
}

/// What is wrong with the places of a copy's letters, in points from the top left of each page.
fn out_of_place<C: PlanCopy>(press: &Press, copy: &C) -> Vec<String> {
    /// 18 mm, and a letter's width that its place does not tell.
    const MARGIN: f64 = 51.0;
    const LETTER: f64 = 3.0;
    let made = press.pdf(copy).expect("a copy").bytes;
    let mut wrong = Vec::new();
    for (number, page) in (1..).zip(pdf::places(&made)) {
        let mut foot: Vec<i64> = Vec::new();
        for (letter, x, y) in page.letters {
            if x < MARGIN - LETTER || x > page.width - MARGIN + LETTER {
                wrong.push(format!(
                    "page {number}: `{letter}` stands beside the text, at {x:.0}"
                ));
            }
            if y > page.height - MARGIN + LETTER {
                foot.push(y.round() as i64);
            }
        }
        foot.sort_unstable();
        foot.dedup();
        // The footer takes one line, and two in large print.
        if foot.is_empty() || foot.len() > 2 {
            wrong.push(format!("page {number}: {} lines at the foot", foot.len()));
        }
    }
    wrong
}

#[test]
fn nothing_leaves_the_page_or_runs_into_its_foot() {
    let press = Press::new().expect("the embedded template");
    let pictures = Pictures::default();
    for (name, value) in stretched() {
        let plan = plan(value);
        for format in Format::ALL {
            let parent = ParentCopy::of(
                &plan,
                0,
                Some(*format),
                &pictures,
                &Glossary::default(),
                Template::islington(),
            );
            let staff = StaffCopy::of(&plan, *format, &pictures, Template::islington());
            let mut wrong = out_of_place(&press, &parent);
            wrong.extend(out_of_place(&press, &staff));
            // The child's copy has a design for each of these years.
            for year in ["Reception", "Year 4", "Year 9"] {
                let mut plan = plan.clone();
                plan.child.year_group = serde_json::from_value(json!(year)).ok();
                let child = ChildCopy::of(&plan, *format, &pictures, Template::islington());
                wrong.extend(out_of_place(&press, &child));
            }
            let shown: Vec<&String> = wrong.iter().take(5).collect();
            assert!(wrong.is_empty(), "{name}, {}: {shown:?}", format.word());
        }
    }
}

#[test]
fn sentences_join_up_whatever_is_missing() {
    let press = Press::new().expect("the embedded template");
    for (name, value) in stretched() {
        let copy = ParentCopy::of(
            &plan(value),
            0,
            None,
            &Pictures::default(),
            &Glossary::default(),
            Template::islington(),
        );
        let letters = pdf::letters(&press.pdf(&copy).expect("a copy").bytes).concat();
        for odd in [
            ":.",
            ".:",
            ".,",
            ",.",
            ",,",
            "()",
            "..",
            "1weeks",
            "1minutes",
            "1sessions",
            "1times",
        ] {
            assert!(!letters.contains(odd), "{name}: `{odd}`");
        }
    }
}

#[test]
fn the_total_of_provision_stands_with_the_last_row() {
    let press = Press::new().expect("the embedded template");
    for count in 1..=8 {
        let mut value = year_4();
        let support = |number: usize| json!({"what": format!("Support {number}."), "who": "tutor", "hours_per_week": 1});
        value["provision"] = (1..=count).map(support).collect();
        let copy = StaffCopy::of(
            &plan(value),
            Format::Standard,
            &Pictures::default(),
            Template::islington(),
        );
        let pages = pdf::letters(&press.pdf(&copy).expect("a copy").bytes);
        let page = pages.iter().find(|page| page.contains("Together"));
        let last = format!("Support{count}.");
        assert!(
            page.is_some_and(|page| page.contains(&last)),
            "{count} rows"
        );
    }
}

#[test]
fn sessions_in_all_are_not_said_to_come_each_week() {
    let press = Press::new().expect("the embedded template");
    let cases = [
        (
            json!({"sessions": 6, "minutes": 45}),
            "6sessionsof45minutes.",
        ),
        (
            json!({"sessions": 6, "minutes": 45, "weeks": 3}),
            "6sessionsof45minutes,over3weeks.",
        ),
        (
            json!({"sessions_per_week": 2, "minutes": 45, "weeks": 3}),
            "twiceaweek,45minuteseach,for3weeks.",
        ),
        (
            json!({"sessions_per_week": 0.25, "minutes": 45, "weeks": 1}),
            "onceevery4weeks,45minutes,for1week.",
        ),
        (
            json!({"hours_per_week": 0.5, "weeks": 3}),
            "30minutesaweek,for3weeks.",
        ),
        (json!({"when": "whenever she writes"}), "whenevershewrites."),
    ];
    for (mut given, printed) in cases {
        given["what"] = json!("Reading");
        given["who"] = json!("teaching assistant");
        let mut value = year_4();
        value["provision"] = json!([given]);
        let copy = ParentCopy::of(
            &plan(value),
            0,
            None,
            &Pictures::default(),
            &Glossary::default(),
            Template::islington(),
        );
        let letters = pdf::letters(&press.pdf(&copy).expect("a copy").bytes).concat();
        assert!(
            letters.contains(&format!("Reading:{printed}With:teachingassistant.")),
            "{printed}"
        );
    }
}

#[test]
fn a_young_person_who_reads_it_is_not_taken_for_the_family() {
    let press = Press::new().expect("the embedded template");
    let mut value = year_4();
    value["recipients"] = json!([{"name": "Amina Yusuf", "relationship": "self"}]);
    let copy = ParentCopy::of(
        &plan(value),
        0,
        None,
        &Pictures::default(),
        &Glossary::default(),
        Template::islington(),
    );
    assert_eq!(copy.frame().title, "SEND Support Plan, your copy");
    let letters = pdf::letters(&press.pdf(&copy).expect("a copy").bytes).concat();
    for said in [
        "Yourcopy",
        "Whatyourfamilytoldus",
        "Theirhope",
        "Youchosethistarget.",
        "fromyourownhope.",
        "fromtheirhope.",
    ] {
        assert!(letters.contains(said), "{said}");
    }
    for not_said in ["Parentcopy", "Whatyoutoldus", "Yourworries", "youchosethis"] {
        assert!(!letters.contains(not_said), "{not_said}");
    }
}

#[test]
fn every_word_that_the_page_adds_is_explained() {
    let press = Press::new().expect("the embedded template");
    let mut value = year_4();
    value["plan"]["with_advice_from"] = Value::Null;
    let copy = ParentCopy::of(
        &plan(value),
        0,
        None,
        &Pictures::default(),
        &Glossary::default(),
        Template::islington(),
    );
    let letters = pdf::letters(&press.pdf(&copy).expect("a copy").bytes).concat();
    assert!(letters.contains("MrTomReilly,SENCO"));
    assert!(letters.contains("SENCO:specialeducationalneedscoordinator"));
}
