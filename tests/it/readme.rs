//! The README: its reference is current, and its commands are those that are run.

#[path = "../../examples/format_reference.rs"]
#[expect(dead_code, reason = "an example's `main` is not called from here")]
mod format_reference;

const README: &str = include_str!("../../README.md");

#[test]
fn the_reference_of_the_format_is_current() {
    let reference = format_reference::reference();
    assert!(
        README.contains(&reference),
        "run: cargo run --example format_reference, and put it into README.md"
    );
}

#[test]
fn it_calls_nothing_the_official_form() {
    for text in [
        README,
        include_str!("../../layouts/islington/template.yaml"),
    ] {
        assert!(text.contains("reconstructed from what Islington has published"));
    }
}
