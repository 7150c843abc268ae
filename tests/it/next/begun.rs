//! Single matters of what is begun, as data: `tests/cases/next/begun/NAME.yaml` changes a plan of the three cycles, and says
//! which lines the next plan has, and which it has not, and what `check` names in some part of it.

use std::fs;

use sendplan::Checks;
use sendplan::next::{Settings, next};
use serde::Deserialize;

use super::{checked, day, example};
use crate::program::root;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    /// Which of the three plans it is begun from.
    from: u32,
    /// The day the next plan is to start, where that was said.
    start: Option<String>,
    #[serde(default)]
    change: Vec<(String, String)>,
    #[serde(default)]
    has: Vec<String>,
    #[serde(default)]
    has_not: Vec<String>,
    found: Option<Found>,
}

/// Everything that is found at paths which begin so: the path and the rule.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Found {
    below: String,
    all: Vec<String>,
}

#[test]
fn each_matter_is_begun_as_a_teacher_would_expect() {
    let folder = root().join("tests/cases/next/begun");
    let mut tried = 0;
    for entry in fs::read_dir(folder).expect("the cases") {
        let path = entry.expect("a case").path();
        let name = path.display();
        let case = fs::read_to_string(&path).expect("a case");
        let case: Case = serde_yaml::from_str(&case).unwrap_or_else(|why| panic!("{name}: {why}"));
        let mut plan = example(case.from);
        for (find, put) in &case.change {
            assert!(plan.contains(find), "{name}: `{find}` is not in the plan");
            plan = plan.replace(find, put);
        }
        let (loaded, report) = checked(&plan, "2027-12-01");
        let settings = Settings {
            start: case.start.as_deref().and_then(day),
            folders: None,
        };
        assert_eq!(report.errors(), 0, "{name}: {:#?}", report.diagnostics);
        let good = sendplan::check(&loaded, &Checks::default()).expect("no errors");
        let begun = next(&good, &settings).expect("a next plan");
        for text in &case.has {
            assert!(begun.contains(text), "{name}: `{text}` is not in\n{begun}");
        }
        for text in &case.has_not {
            assert!(!begun.contains(text), "{name}: `{text}` is in\n{begun}");
        }
        if let Some(Found { below, all }) = &case.found {
            let (loaded, _) = checked(&begun, "2027-12-01");
            let report = sendplan::Report::of(&loaded, &Checks::default());
            let found = report.diagnostics.iter();
            let found = found.filter(|found| found.path.to_string().starts_with(below));
            let found: Vec<String> = found
                .map(|found| format!("{} {}", found.path, found.rule))
                .collect();
            assert_eq!(&found, all, "{name}\n{begun}");
        }
        tried += 1;
    }
    assert!(tried >= 6, "only {tried} cases");
}
