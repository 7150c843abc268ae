//! Anything as a manifest: it is refused, or is read and written as itself, and names nothing outside its folder.
#![no_main]

use std::path::Path;

use libfuzzer_sys::fuzz_target;
use sendplan::export::Manifest;

fuzz_target!(|bytes: &[u8]| {
    let path = Path::new("manifest.json");
    let Ok(manifest) = Manifest::read(path, bytes) else {
        return;
    };
    for file in manifest.files() {
        assert!(!file.starts_with('/') && file.split('/').all(|part| part != ".."));
    }
    let written = json(&manifest);
    let again = Manifest::read(path, &written).expect("its own words");
    assert_eq!(json(&again), written);
});

fn json(manifest: &Manifest) -> Vec<u8> {
    let mut text = Vec::new();
    manifest.write_json(&mut text).expect("a manifest");
    text
}
