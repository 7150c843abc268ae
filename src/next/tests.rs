//! Property tests: the next plan after any random plan reads back as written.

use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::begin::{begin, head};
use super::write::write;
use super::{Folders, Settings};
use crate::format::{DateKind, Field, Kind, Next, Path, plan as format, read_plan};
use crate::plan::{Decision, Plan, Status, YearGroup};
use crate::yaml::write::random::{reproducible, text};

/// A random value that the format allows; a group may lack any of its fields.
fn value(kind: &'static Kind) -> BoxedStrategy<Value> {
    match kind {
        Kind::Group(fields) => {
            let field = |field: &'static Field| {
                let value = prop::option::weighted(0.7, value(&field.kind));
                (Just(field.name.clone()), value)
            };
            let fields: Vec<_> = fields.iter().map(field).collect();
            let is_present =
                |value: &Value| value.as_object().is_none_or(|fields| !fields.is_empty());
            // An empty group is left out.
            let group = move |fields: Vec<(String, Option<Value>)>| {
                let fields = fields
                    .into_iter()
                    .filter_map(|(name, value)| Some((name, value?)));
                Value::Object(fields.filter(|(_, value)| is_present(value)).collect())
            };
            fields.prop_map(group).boxed()
        }
        Kind::List(item) => vec(value(item), 0..4).prop_map(Value::Array).boxed(),
        Kind::Texts => vec(value(&Kind::Text), 0..4).prop_map(Value::Array).boxed(),
        Kind::Text => text().prop_map(Value::String).boxed(),
        Kind::Choice(words) => prop::sample::select(words.as_slice())
            .prop_map(|word| json!(word))
            .boxed(),
        Kind::YesNo => any::<bool>().prop_map(Value::Bool).boxed(),
        Kind::Number(bounds) if bounds.whole => prop_oneof![1..9_u32, 1..=1_000_000_u32]
            .prop_map(|number| json!(number))
            .boxed(),
        Kind::Number(_) => prop_oneof![(1..99_u32).prop_map(f64::from), 0.0..1e6_f64]
            .prop_map(|number| json!(number))
            .boxed(),
        Kind::Date(kind) => {
            let seasons = prop::sample::select(&["autumn", "spring", "summer"][..]);
            let date = move |(year, month, day, season, long): (i32, u32, u32, &str, bool)| {
                let month = format!("{year}-{month:02}");
                json!(match kind {
                    DateKind::Term => format!("{season} {year}"),
                    DateKind::DayAndTime => format!("{month}-{day:02}T15:30"),
                    DateKind::DayOrMonth if !long => month,
                    DateKind::Day | DateKind::DayOrMonth => format!("{month}-{day:02}"),
                })
            };
            (1990..2060, 1..=12_u32, 1..=28_u32, seasons, any::<bool>())
                .prop_map(date)
                .boxed()
        }
        Kind::Names(_) => unreachable!("a plan has no fields of any name"),
    }
}

fn plan() -> impl Strategy<Value = Plan> {
    value(format()).prop_map(|value| {
        let mut plan: Plan = serde_json::from_value(value).expect("a plan");
        plan.version = Some(1);
        plan
    })
}

/// Reads a plan, which must have no problems of form.
fn read(text: &str) -> Plan {
    let (plan, _, mut found) = read_plan("plan.yaml", text.as_bytes());
    // An unpaired quotation mark may be part of the random text, and is reported as usual.
    found.retain(|found| {
        !found
            .message
            .to_string()
            .contains("has no partner in its text")
    });
    let problems: Vec<String> = found
        .iter()
        .map(|found| format!("{}: {}", found.path, found.message))
        .collect();
    assert!(found.is_empty(), "{problems:#?}\n{text}");
    plan
}

proptest! {
    #![proptest_config(reproducible())]

    #[test]
    fn a_next_plan_reads_back_and_carries_over_what_it_should(old in plan(), away: bool) {
        let folders = Folders { from: "/plans/a".into(), to: "/plans/b".into() };
        let settings = Settings { start: None, folders: away.then_some(folders) };
        let begun = begin(&old, &settings);
        let text = write(&head(&old, "", &settings), &begun);
        prop_assert_eq!(&read(&text), &begun.plan, "{}", text);
        prop_assert_eq!(begun.plan.plan.status, Some(Status::Draft));
        let (before, after) = (json!(old), json!(begun.plan));
        let mut lost = Vec::new();
        format().walk(&Path::root(), &mut |path, field| {
            let is_of_a_target = path.starts_with(&crate::path::at!("targets"));
            let pointer = format!("/{}", path.to_string().replace('.', "/"));
            let is_carried = field.next == Some(Next::Carried) && !is_of_a_target;
            let at = |plan: &Value| plan.pointer(&pointer).cloned().unwrap_or_default();
            if is_carried && at(&before) != at(&after) {
                lost.push(path.clone());
            }
        });
        prop_assert!(lost.is_empty(), "{lost:?}\n{text}");
        for list in ["needs", "outcomes", "other_plans", "professionals", "recipients"] {
            prop_assert_eq!(&before[list], &after[list]);
        }
    }

    /// Items restored by deleting their `#` are the same as last time.
    #[test]
    fn items_are_restored_by_deleting_their_hash(old in plan()) {
        let mut old = old;
        old.about_me.likes.retain(|text| !text.is_empty());
        let text = write(&[], &begin(&old, &Settings::default()));
        let mut within = false;
        let again = text.lines().map(|line| {
            within = line == "  likes:" || (within && line.starts_with("    #"));
            let line = if within { line.replacen("    #", "    ", 1) } else { line.to_owned() };
            line + "\n"
        });
        let again: String = again.collect();
        prop_assert_eq!(&read(&again).about_me.likes, &old.about_me.likes, "{}", again);
    }
}

#[test]
fn year_14_has_no_next_year_and_year_9_asks_for_adulthood() {
    let mut old = Plan::default();
    old.plan.start = "2026-01-05".parse().ok();
    old.plan.review = "2026-07-09".parse().ok();
    let settings = Settings {
        start: "2026-09-07".parse().ok(),
        folders: None,
    };
    for (year, after, note, asked) in [
        ("Year 14", None, "last time: Year 14", false),
        ("Year 8", Some("Year 9"), "last time Year 8", true),
        ("Nursery", Some("Reception"), "last time Nursery", false),
    ] {
        old.child.year_group = YearGroup::try_from(year.to_owned()).ok();
        let begun = begin(&old, &settings);
        let text = write(&[], &begun);
        assert_eq!(
            begun.plan.child.year_group.map(String::from).as_deref(),
            after
        );
        assert!(text.contains(note), "{text}");
        assert_eq!(text.contains("    theme:"), asked, "{text}");
    }
}

#[test]
fn a_review_that_seeks_advice_leaves_a_blank_for_it() {
    let mut old = Plan::default();
    old.review.decision = Some(Decision::Advice);
    let text = write(&[], &begin(&old, &Settings::default()));
    assert!(text.contains("decided to seek more advice"), "{text}");
}
