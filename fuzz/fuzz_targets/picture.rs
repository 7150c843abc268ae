//! Anything as a picture: it is refused, or comes out small, whole and of a known kind.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sendplan::picture::{PHOTO, inspect, prepare};

fuzz_target!(|bytes: &[u8]| {
    let looked_at = inspect(bytes);
    if let Ok(made) = prepare(bytes, PHOTO) {
        assert!(looked_at.is_ok(), "what check refuses is not printed");
        assert!(made.bytes().len() < 2_000_000, "{}", made.bytes().len());
    }
});
