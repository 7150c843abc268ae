//! Anything as a `template.yaml`, and a good plan checked against it.
#![no_main]

use std::path::Path;
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use sendplan::template::Template;
use sendplan::{Checks, Loaded};

static PLAN: LazyLock<Loaded> = LazyLock::new(|| {
    let plan = include_bytes!("../../tests/cases/check/base.yaml");
    sendplan::load_from(Path::new("plan.yaml"), plan, None)
});

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    let Ok(template) = Template::from_yaml(text) else {
        return;
    };
    let checks = Checks {
        template: Some(template),
        ..Checks::default()
    };
    sendplan::check(&PLAN, &checks);
});
