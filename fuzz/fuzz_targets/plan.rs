//! Anything as a plan: whatever it holds, it is checked, and every report of what was found can be read.
#![no_main]

use std::collections::BTreeMap;

use chrono::NaiveDate;
use libfuzzer_sys::fuzz_target;
use sendplan::Checks;
use sendplan::report::{Format, Style, render};

fuzz_target!(|bytes: &[u8]| {
    let loaded = sendplan::load_from(&BTreeMap::from([("plan.yaml".into(), bytes.to_vec())]), "plan.yaml").expect("a plan");
    let checks = Checks {
        today: NaiveDate::from_ymd_opt(2026, 11, 24),
        ..Checks::default()
    };
    let report = sendplan::Report::of(&loaded, &checks);
    for found in &report.diagnostics {
        let (from, to) = (found.place.start(), found.place.end());
        assert!(from.0 >= 1 && from.1 >= 1 && from <= to, "{found:?}");
    }
    for format in [
        Format::Human,
        Format::Short,
        Format::Json,
        Format::Github,
        Format::Sarif,
    ] {
        for excerpt in [true, false] {
            let style = Style {
                colour: false,
                excerpt,
            };
            let text = render(&report.diagnostics, format, style);
            assert!(report.diagnostics.is_empty() || !text.is_empty());
        }
    }
});
