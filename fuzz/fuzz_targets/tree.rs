//! Anything as a file: it is read as a tree whose parts stand in the text, each within the one that holds it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sendplan::format::read_plan;
use sendplan::yaml::{Kind, Node};

fuzz_target!(|bytes: &[u8]| {
    let (_, source, found) = read_plan("plan.yaml", bytes);
    let text = &source.file().text;
    for found in &found {
        assert!(text.get(found.place.bytes.clone()).is_some(), "{found:?}");
    }
    stands(source.root(), text, 0..text.len());
});

fn stands(node: &Node, text: &str, around: std::ops::Range<usize>) {
    let span = node.span.clone();
    assert!(text.get(span.clone()).is_some(), "{span:?}");
    assert!(around.start <= span.start && span.end <= around.end, "{span:?} in {around:?}");
    match &node.kind {
        Kind::List(items) => items.iter().for_each(|item| stands(&item.value, text, around.clone())),
        Kind::Map(entries) => entries.iter().for_each(|entry| {
            assert!(text.get(entry.key_span.clone()).is_some());
            stands(&entry.value, text, around.clone());
        }),
        Kind::Nothing | Kind::Text(_) => {}
    }
}
