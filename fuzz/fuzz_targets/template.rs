//! Anything as a `template.yaml` and, behind a nought, as a `words.yaml`; and a good plan checked against it.
#![no_main]

use std::collections::BTreeMap;
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use sendplan::template::Template;
use sendplan::{Checks, Loaded};

static PLAN: LazyLock<Loaded> = LazyLock::new(|| {
    let plan = include_bytes!("../../tests/cases/check/base.yaml");
    sendplan::load_from(&BTreeMap::from([("plan.yaml".into(), plan.to_vec())]), "plan.yaml").expect("a plan")
});

fuzz_target!(|bytes: &[u8]| {
    let mut parts = bytes.splitn(2, |byte| *byte == 0);
    let mut files = BTreeMap::new();
    for name in ["template.yaml", "words.yaml"] {
        let part = parts.next().unwrap_or_default();
        files.insert(name.to_owned(), part.to_vec());
    }
    let Ok(template) = Template::from_files("template", &files) else {
        return;
    };
    let plan = PLAN.clone().in_words_of(&template);
    let checks = Checks {
        template: Some(template),
        ..Checks::default()
    };
    sendplan::Report::of(&plan, &checks);
});
