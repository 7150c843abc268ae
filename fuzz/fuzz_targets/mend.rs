//! Anything as a file: what a fix is given for is gone once it is made, and nothing else of the file has changed.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sendplan::diagnostic::{Diagnostic, apply};
use sendplan::format::read_plan;

fuzz_target!(|bytes: &[u8]| {
    let (_, source, found) = read_plan("plan.yaml", bytes);
    let text = &source.file().text;
    for one in found.iter().filter(|found| !found.fix.is_empty()).take(4) {
        let mended = apply(text, &one.fix).expect("the edits of a fix can be made");
        let (_, _, left) = read_plan("plan.yaml", mended.as_bytes());
        let same = |other: &&Diagnostic| other.rule == one.rule && other.message == one.message;
        let (before, after) = (found.iter().filter(same).count(), left.iter().filter(same).count());
        assert!(after < before, "{one:?}\n{mended}");
    }
});
