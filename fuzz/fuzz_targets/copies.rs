//! Anything as a plan, through to its PDFs: where nothing is wrong with it, all its copies are made.
#![no_main]

use std::collections::BTreeMap;
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use sendplan::press::Press;
use sendplan::{Checks, Reader};

static PRESS: LazyLock<Press> = LazyLock::new(|| Press::new().expect("the embedded template"));

fuzz_target!(|bytes: &[u8]| {
    let loaded = sendplan::load_from(&BTreeMap::from([("plan.yaml".into(), bytes.to_vec())]), "plan.yaml").expect("a plan");
    let Ok(checked) = sendplan::check(&loaded, &Checks::default()) else {
        return;
    };
    let pictures = sendplan::pictures(&loaded).expect("there are none");
    for wanted in sendplan::wanted(&loaded, Reader::ALL).iter().take(4) {
        let made = sendplan::copy(&checked, wanted, None, &pictures, &PRESS);
        let pdf = made.expect("a plan without errors gives its copies");
        assert!(pdf.bytes.starts_with(b"%PDF-") && pdf.pages > 0);
    }
});
