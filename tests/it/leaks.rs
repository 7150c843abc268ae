//! Nothing lost, nothing leaked: whatever a plan holds, each document has all that its reader may have and nothing more.
//!
//! `LEAK_PLANS=20000 cargo test leaks` tries more plans than the usual thousand.

use std::collections::BTreeSet;
use std::thread;

use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestError, TestRng, TestRunner};
use sendplan::copy::{ChildCopy, ParentCopy, Pictures, Printed, ReviewForm, ReviewPage, StaffCopy};
use sendplan::glossary::Glossary;
use sendplan::plan::Format;
use sendplan::press::Press;
use sendplan::template::Template;

use crate::marked::{Marked, Text, marks, plans};
use crate::pdf;

const PLANS: u32 = 1000;

/// Whether a text must be in a document of a reader, must not, or may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shown {
    Must,
    MustNot,
    May,
}

/// What is asked of one text in the document of one reader: P, C or S. `recipient` is the one whose parent's copy it is.
fn asked(text: &Text, reader: char, recipient: usize, plan: &Marked) -> Shown {
    let reviewed = plan.word_at("plan.status") == Some("reviewed");
    let path = text.path.as_str();
    let own = |list: &str, key: &str| {
        let item = plan.item(list, text.item);
        item.is_some_and(|item| item.contains_key(key))
    };
    if !text.copies.contains(reader) {
        return Shown::MustNot;
    }
    match path {
        // The format's number, and words that only steer sentences and files.
        "child.photo.file" | "school.logo.file" => Shown::MustNot,
        // There are no pictures here, so nothing to say in their place.
        "child.photo.alt" | "school.logo.alt" => Shown::May,
        // Of somebody without a name, nobody says who they are to the child; evidence goes with its result.
        "recipients.relationship" if reader == 'P' && !own("recipients", "name") => Shown::May,
        "targets.evidence" if reviewed && !own("targets", "result") => Shown::May,
        // Each parent's copy is for one of them.
        "recipients.name" | "recipients.relationship" if reader == 'P' => {
            if text.item == recipient {
                Shown::Must
            } else {
                Shown::MustNot
            }
        }
        // What comes of a review is said once it was held.
        "review.child_view" | "review.parent_view" | "review.present" | "targets.evidence" => {
            if reviewed {
                Shown::Must
            } else {
                Shown::May
            }
        }
        // A meeting that is over invites nobody.
        "review.meeting.place" if reviewed => Shown::May,
        // How much is said in numbers where there are any.
        path if path.ends_with("provision.when") => Shown::May,
        // A measure that lacks its numbers cannot be drawn.
        "targets.measure.what" => Shown::May,
        // The child's line of a previous target goes with how it went.
        "previous.i_can" if !own("previous", "result") => Shown::May,
        _ => Shown::Must,
    }
}

/// Who reads a document, and whether it is to show all that they may see or a part of it.
#[derive(Clone, Copy)]
struct Reading {
    reader: char,
    recipient: usize,
    all: bool,
}

fn judge<C: Printed>(
    press: &Press,
    document: &C,
    reading: Reading,
    plan: &Marked,
) -> Result<(), String> {
    let Reading {
        reader,
        recipient,
        all,
    } = reading;
    let pdf = press.pdf(document).map_err(|why| why.to_string());

    let bytes = pdf?.bytes;
    let seen = marks(&pdf::letters(&bytes).concat());
    let raw = String::from_utf8_lossy(&bytes);
    let behind = marks(&(pdf::behind_the_page(&bytes) + &raw));
    for (number, text) in plan.texts.iter().enumerate() {
        let shown = asked(text, reader, recipient, plan);
        let what = format!("`{}` (item {}) on {reader}", text.path, text.item);
        if all && shown == Shown::Must && !seen.contains(&number) {
            return Err(format!("{what} is lost"));
        }
        if shown == Shown::MustNot && (seen.contains(&number) || behind.contains(&number)) {
            return Err(format!("{what} leaks"));
        }
    }
    let strange: BTreeSet<_> = seen
        .union(&behind)
        .filter(|number| **number >= plan.texts.len())
        .collect();
    assert!(strange.is_empty(), "marks that nobody made: {strange:?}");
    Ok(())
}

/// Every copy of one plan.
fn judge_all(press: &Press, marked: &Marked) -> Result<(), String> {
    let plan = marked.plan();
    let (pictures, glossary) = (Pictures::default(), Glossary::default());
    let recipient = plan.recipients.len().saturating_sub(1);
    let whole = |reader| Reading {
        reader,
        recipient,
        all: true,
    };
    let parent = ParentCopy::of(
        &plan,
        recipient,
        None,
        &pictures,
        &glossary,
        Template::islington(),
    );
    judge(press, &parent, whole('P'), marked)?;
    let child = ChildCopy::of(&plan, Format::Standard, &pictures, Template::islington());
    judge(press, &child, whole('C'), marked)?;
    let staff = StaffCopy::of(&plan, Format::Standard, &pictures, Template::islington());
    judge(press, &staff, whole('S'), marked)?;
    // The form for the review is set on one page of it in turn: each asks more than it shows.
    let (page, reader) = match marked.texts.len() % 3 {
        0 => (ReviewPage::Parents, 'P'),
        1 => (ReviewPage::Child, 'C'),
        _ => (ReviewPage::Staff, 'S'),
    };
    let form = ReviewForm::of(&plan, Some(page), None, &pictures, Template::islington());
    let part = Reading {
        all: false,
        ..whole(reader)
    };
    judge(press, &form, part, marked)
}

#[test]
fn each_copy_of_any_plan_has_all_that_its_reader_may_have_and_nothing_more() {
    let count = std::env::var("LEAK_PLANS")
        .ok()
        .and_then(|count| count.parse().ok())
        .unwrap_or(PLANS);
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let cores = u8::try_from(cores).unwrap_or(u8::MAX);
    thread::scope(|scope| {
        for core in 0..cores {
            scope.spawn(move || {
                let press = Press::new().expect("the embedded template");
                let config = Config {
                    cases: count.div_ceil(u32::from(cores)),
                    failure_persistence: None,
                    max_shrink_iters: 2000,
                    ..Config::default()
                };
                // The same plans in every run.
                let chance = TestRng::from_seed(RngAlgorithm::ChaCha, &[core; 32]);
                let mut runner = TestRunner::new_with_rng(config, chance);
                let ran = runner.run(&plans(), |marked| {
                    judge_all(&press, &marked).map_err(proptest::test_runner::TestCaseError::fail)
                });
                if let Err(TestError::Fail(why, marked)) = ran {
                    panic!("{why}\n{:#}", marked.plan);
                }
            });
        }
    });
}

#[test]
fn plans_by_chance_have_every_key_sooner_or_later() {
    let mut runner = TestRunner::deterministic();
    let mut paths = BTreeSet::new();
    for _ in 0..60 {
        let tree = proptest::strategy::Strategy::new_tree(&plans(), &mut runner).expect("a plan");
        paths.extend(tree.current().texts.into_iter().map(|text| text.path));
    }
    assert!(paths.len() > 80, "only {}: {paths:?}", paths.len());
}
