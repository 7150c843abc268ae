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
    let again = Manifest::read(path, &manifest.to_json()).expect("its own words");
    assert_eq!(again.to_json(), manifest.to_json());
    manifest.to_csv();
});
