//! Once the review has been held each copy says so first, in its reader's words; before that, nothing of it is shown.

use sendplan::copy::{ChildCopy, ParentCopy, Pictures, StaffCopy};
use sendplan::glossary::Glossary;
use sendplan::plan::{Decision, Format, Next, Plan, Results, Status};
use sendplan::press::Press;
use sendplan::template::Template;
use sendplan::{Checks, Loaded, Made, Reader};

use crate::examples::plans;
use crate::pdf;

/// An example after its review: the targets achieved, partly, not, and not looked at, in turn.
pub fn reviewed(name: &str, decision: Decision) -> Loaded {
    let path = plans()
        .into_iter()
        .find(|path| path.ends_with(name))
        .expect("the example");
    let mut loaded = sendplan::load(&path).expect("the example");
    let plan = &mut loaded.plan;
    let went = [
        (Results::Achieved, Next::Close, "Four of five lessons."),
        (Results::Partly, Next::Continue, "Three of five lessons."),
        (Results::Not, Next::Change, "One of five lessons."),
        (Results::NotAssessed, Next::Continue, "Two weeks were lost."),
    ];
    for (target, (result, next, evidence)) in plan.targets.iter_mut().zip(went) {
        target.result = Some(result);
        target.next = Some(next);
        target.evidence = Some(evidence.to_owned());
    }
    plan.plan.status = Some(Status::Reviewed);
    plan.review.date = plan.plan.review;
    plan.review.parents_notified = plan.plan.review;
    plan.review.present = vec!["Mrs Quartz".to_owned(), "Mr Onyx".to_owned()];
    plan.review.child_view = Some("I am proud of my card.".to_owned());
    plan.review.parent_view = Some("We see the card at home too.".to_owned());
    plan.review.decision = Some(decision);
    loaded
}

/// The copies of a plan as it was loaded, and how many errors `check` finds.
pub fn made(loaded: &Loaded, format: Option<Format>, press: &Press) -> Vec<Made> {
    let checked = sendplan::check(loaded, &Checks::default()).expect("no errors");
    sendplan::copies(&checked, Reader::ALL, format, press).expect("copies")
}

/// The letters of each page of one reader's first copy.
fn letters(made: &[Made], reader: Reader) -> Vec<String> {
    let copy = made.iter().find(|copy| copy.reader == reader);
    pdf::letters(&copy.expect("a copy").pdf.bytes)
}

fn in_order(text: &str, order: &[&str]) {
    let mut at = 0;
    for words in order {
        let words = pdf::squeeze(words);
        let found = text[at..].find(&words);
        at += found.unwrap_or_else(|| panic!("`{words}` is not where it belongs in\n{text}"));
    }
}

#[test]
fn the_parents_read_first_what_was_decided_and_how_each_target_went() {
    let press = Press::new().expect("the embedded template");
    let loaded = reviewed("KF-042.yaml", Decision::Continue);
    let pages = letters(
        &made(&loaded, Some(Format::Standard), &press),
        Reader::Parent,
    );
    in_order(
        &pages[0],
        &[
            "What we decided",
            "Amina’s SEN support goes on.",
            "We met on Monday 7 December 2026 (3.30 pm, Room 2, or by video).",
            "What happens next",
            "You were told of this on Monday 7 December 2026.",
            "How each target went",
            "1. Amina shows her help card",
            "Achieved. Four of five lessons. This target is finished.",
            "Partly achieved. Three of five lessons. We will keep this target.",
            "Not yet. One of five lessons. We will change this target.",
            "We see the card at home too.",
            "I am proud of my card.",
            "Mrs Quartz and Mr Onyx",
        ],
    );
    let all = pages.concat();
    in_order(
        &all,
        &[
            "Reply slip",
            "I agree with what is written here.",
            "I would like to talk about it.",
        ],
    );
    for over in ["We meet to look", "I will come", "Targets this term"] {
        assert!(!all.contains(&pdf::squeeze(over)), "{over}");
    }
}

#[test]
fn each_decision_is_said_in_a_line_and_in_plain_words() {
    let press = Press::new().expect("the embedded template");
    let cases = [
        (
            Decision::Continue,
            "Theo’s SEN support goes on.",
            "We will write the next plan with you.",
        ),
        (
            Decision::End,
            "Theo’s SEN support ends.",
            "If you are worried at any time, please tell us",
        ),
        (
            Decision::Advice,
            "We will ask for more advice.",
            "Before we ask anyone, we will talk with you",
        ),
        (
            Decision::Assessment,
            "We will ask for an EHC assessment.",
            "Its full name is an education, health and care needs assessment.",
        ),
    ];
    for (decision, line, words) in cases {
        let loaded = reviewed("KF-018.yaml", decision);
        let pages = letters(
            &made(&loaded, Some(Format::Standard), &press),
            Reader::Parent,
        );
        in_order(&pages[0], &["What we decided", line, words]);
    }
}

#[test]
fn a_young_person_who_gets_the_copy_is_spoken_to() {
    let press = Press::new().expect("the embedded template");
    let loaded = reviewed("CS-009.yaml", Decision::Advice);
    let pages = letters(
        &made(&loaded, Some(Format::Standard), &press),
        Reader::Parent,
    );
    in_order(
        &pages[0],
        &[
            "We want to understand better what helps you.",
            "Your support at college goes on in the meantime.",
            "What your family said",
            "What you said",
        ],
    );
}

#[test]
fn the_child_reads_how_it_went_and_has_nothing_left_to_colour_in() {
    let press = Press::new().expect("the embedded template");
    let loaded = reviewed("KF-077.yaml", Decision::Continue);
    let all = letters(&made(&loaded, None, &press), Reader::Child).concat();
    in_order(
        &all,
        &[
            "My targets",
            "I did it!",
            "Nearly there",
            "Still learning",
            "Not looked at yet",
            "What I said about my plan",
            "I am proud of my card.",
            "We have looked at my plan together.",
        ],
    );
    for not_mine in [
        "Four of five",
        "We see the card",
        "SEN support",
        "look at my plan again",
        "By Friday",
    ] {
        assert!(!all.contains(&pdf::squeeze(not_mine)), "{not_mine}");
    }
}

#[test]
fn staff_see_results_and_evidence_on_the_first_page_and_no_sheet_to_tick() {
    let press = Press::new().expect("the embedded template");
    let loaded = reviewed("KF-042.yaml", Decision::Assessment);
    let pages = letters(&made(&loaded, None, &press), Reader::Staff);
    in_order(
        &pages[0],
        &[
            "How each target went",
            "Amina shows her help card",
            "Achieved. Four of five lessons. Next: close.",
            "Not achieved. One of five lessons. Next: change.",
            "Request an EHC assessment",
            "Monday 7 December 2026",
            "Mrs Quartz and Mr Onyx",
        ],
    );
    assert!(!pages.concat().contains("Monitoringsheet"));
}

#[test]
fn a_meeting_held_on_another_day_is_not_given_the_planned_time_and_place() {
    let press = Press::new().expect("the embedded template");
    let mut loaded = reviewed("KF-042.yaml", Decision::Continue);
    let day = loaded.plan.plan.review.and_then(|day| day.succ_opt());
    loaded.plan.review.date = day;
    loaded.plan.review.parents_notified = day;
    let all = letters(&made(&loaded, None, &press), Reader::Parent).concat();
    in_order(&all, &["We met on Tuesday 8 December 2026."]);
    assert!(!all.contains("Room2"), "the place was for another day");
}

#[test]
fn copies_of_a_reviewed_plan_are_ua_1_and_a_2a_and_the_same_bytes_twice() {
    let (press, other) = (
        Press::new().expect("the embedded template"),
        Press::new().expect("the embedded template"),
    );
    for (name, decision) in [
        ("KF-042.yaml", Decision::Continue),
        ("NG-113.yaml", Decision::End),
        ("KF-055.yaml", Decision::Advice),
        ("KF-077.yaml", Decision::Assessment),
    ] {
        let loaded = reviewed(name, decision);
        for format in Format::ALL {
            let first = made(&loaded, Some(*format), &press);
            let second = made(&loaded, Some(*format), &other);
            for (one, two) in first.iter().zip(&second) {
                assert_eq!(one.pdf.bytes, two.pdf.bytes, "{}", one.file_name);
                let broken = pdf::broken_rules(&one.pdf.bytes);
                assert!(broken.is_empty(), "{}: {broken:?}", one.file_name);
            }
        }
    }
}

/// What each copy of a plan is made from, as data: a plan that is agreed gives the same whether its review is filled in
/// already or not.
#[test]
fn a_review_that_is_filled_in_early_changes_no_copy() {
    let data = |plan: &Plan| {
        let pictures = Pictures::default();
        let parent = ParentCopy::of(
            plan,
            0,
            None,
            &pictures,
            &Glossary::default(),
            Template::islington(),
        );
        let child = ChildCopy::of(plan, Format::Standard, &pictures, Template::islington());
        let staff = StaffCopy::of(plan, Format::Standard, &pictures, Template::islington());
        serde_json::to_value((parent, child, staff)).expect("data")
    };
    let path = plans()
        .into_iter()
        .find(|path| path.ends_with("KF-042.yaml"));
    let before = sendplan::load(path.expect("the example")).expect("the example");
    let mut early = reviewed("KF-042.yaml", Decision::End);
    for status in [Status::Draft, Status::Agreed] {
        let mut plan = before.plan.clone();
        plan.plan.status = Some(status);
        early.plan.plan.status = Some(status);
        assert_eq!(data(&plan), data(&early.plan), "{}", status.word());
    }
}
