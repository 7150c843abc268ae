//! Anything as a `school.yaml` beside a good plan.
#![no_main]

use std::collections::BTreeMap;

use libfuzzer_sys::fuzz_target;
use sendplan::Checks;
use sendplan::report::{Format, Style, render};

const PLAN: &[u8] = include_bytes!("../../tests/cases/check/base.yaml");

fuzz_target!(|bytes: &[u8]| {
    let files = BTreeMap::from([("plan.yaml".into(), PLAN.to_vec()), ("school.yaml".into(), bytes.to_vec())]);
    let loaded = sendplan::load_from(&files, "plan.yaml").expect("a plan");
    let report = sendplan::Report::of(&loaded, &Checks::default());
    let style = Style {
        colour: false,
        excerpt: true,
    };
    let text = render(&report.diagnostics, Format::Human, style);
    assert!(report.diagnostics.is_empty() || !text.is_empty());
});
