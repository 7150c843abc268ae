//! Anything as a picture: it is refused, or comes out small, whole and of a known kind.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sendplan::picture::{LOGO, PHOTO, prepare};

fuzz_target!(|bytes: &[u8]| {
    for size in [PHOTO, LOGO] {
        if let Ok(made) = prepare(bytes, size) {
            assert!(made.bytes().len() <= 1_000_000, "{}", made.bytes().len());
        }
    }
});
