//! Lists of a plan: their items, their holes, and sentences that a comma has split.

use serde_json::Value as Json;
use serde_yaml::{Mapping, Value};

use super::shape::{Walk, Want};
use super::tree::{Kind, Node};
use crate::diagnostic::Rule;

impl<'a> Walk<'a> {
    pub(super) fn list(
        &mut self,
        items: &[Node],
        schema: &'a Json,
        path: &str,
        key: &str,
        node: &Node,
    ) -> Option<Value> {
        let nothing = |item: &Node| matches!(&item.kind, Kind::Text(text) if text.is_nothing());
        if items.iter().all(nothing) {
            return None;
        }
        if self.text_of(node).starts_with('[') {
            self.split_texts(items, path);
        }
        let group = matches!(self.want(schema), Want::Group(_));
        let numbers = matches!(self.want(schema), Want::Whole(_) | Want::Number(_));
        let values = items.iter().enumerate().map(|(index, item)| {
            let path = format!("{path}[{index}]");
            // A hole is kept as an empty item, so that the places of the others stay right.
            let hole = if group {
                Value::Mapping(Mapping::new())
            } else {
                Value::String(String::new())
            };
            if numbers {
                return self.value(item, schema, &path, key);
            }
            if nothing(item) {
                return Some(hole);
            }
            self.value(item, schema, &path, key).or(Some(hole))
        });
        let values: Vec<Option<Value>> = values.collect();
        // A number cannot be a hole: of a list without one of them nothing is kept.
        values
            .into_iter()
            .collect::<Option<_>>()
            .map(Value::Sequence)
    }

    /// An item of `[…]` that begins in lower case after a long one: a comma has probably split a sentence.
    fn split_texts(&mut self, items: &[Node], path: &str) {
        for (index, pair) in items.windows(2).enumerate() {
            let [
                Node {
                    kind: Kind::Text(before),
                    ..
                },
                second @ Node {
                    kind: Kind::Text(after),
                    ..
                },
            ] = pair
            else {
                continue;
            };
            let long =
                before.plain && before.text.chars().count() > 15 && before.text.contains(' ');
            if long && after.plain && after.text.starts_with(char::is_lowercase) {
                let path = format!("{path}[{}]", index + 1);
                let message = "a comma inside [ ] may have split one text into two";
                let help = "write each item on a line of its own with `- ` before it";
                self.say(Rule::SplitText, second, &path, message, help);
            }
        }
    }

    pub(super) fn text(&mut self, node: &Node, path: &str, key: &str) -> Option<String> {
        match &node.kind {
            Kind::Text(text) if text.is_nothing() => Some(String::new()),
            Kind::Text(text) => {
                self.prose(text, node, path);
                Some(text.text.clone())
            }
            _ => self.no_text(node, path, key),
        }
    }
}
