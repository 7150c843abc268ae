//! Anything as a `school.yaml` beside a good plan.
#![no_main]

use std::path::Path;

use libfuzzer_sys::fuzz_target;
use sendplan::Checks;
use sendplan::report::{Format, Style, render};

const PLAN: &[u8] = include_bytes!("../../tests/cases/check/base.yaml");

fuzz_target!(|bytes: &[u8]| {
    let school = Some((Path::new("school.yaml"), bytes));
    let loaded = sendplan::load_from(Path::new("plan.yaml"), PLAN, school);
    let report = sendplan::check(&loaded, &Checks::default());
    let style = Style {
        colour: false,
        excerpt: true,
    };
    let text = render(&report.diagnostics, Format::Human, style);
    assert!(report.diagnostics.is_empty() || !text.is_empty());
});
