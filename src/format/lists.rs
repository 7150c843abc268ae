//! Lists and groups of a plan: their items, their holes, and what stands in their place.

use serde_yaml::{Mapping, Value};

use super::field::{Field, Kind};
use super::validate::Validator;
use crate::diagnostic::{Edit, Part, Rule, message, words};
use crate::path::{Path, Step};
use crate::yaml::{self, BULLETS, Item, Node, Style};

impl Validator<'_> {
    pub(super) fn no_group(&mut self, node: &Node, fields: &[Field], path: &Path, key: Part) {
        let names: Vec<&str> = fields.iter().map(|field| field.name.as_str()).collect();
        let first = words(names.first().copied().unwrap_or_default().to_owned());
        let others = match names.get(1..).unwrap_or_default() {
            [] => String::new(),
            [one] => format!(", and `{one}: ` below it"),
            [one, ..] => format!(", and `{one}: ` and the others below it"),
        };
        let item = matches!(path.last(), Some(Step::Item(_)));
        let whose = if item {
            message!("an item of `{}`", key)
        } else {
            message!("`{}`", key)
        };
        let message = message!("{} takes several fields, each on a line of its own", whose);
        let help = if item {
            message!("write `{}: ` before this text{}", first, words(others))
        } else {
            message!(
                "put this text on the next line, two spaces further in, with `{}: ` before it{}",
                first,
                words(others)
            )
        };
        self.wrong_type(node, path, message, help);
    }

    pub(super) fn no_list(&mut self, node: &Node, path: &Path, key: Part) {
        let plain = node
            .text()
            .filter(|text| text.style == Style::Plain)
            .map(|text| text.text.as_str());
        let begins =
            |any: &str| plain.is_some_and(|text| text.starts_with(|first| any.contains(first)));
        let help = if begins("-") {
            "write a space after each `-`"
        } else if begins(BULLETS) {
            "write `- `, a hyphen and a space, in place of each of these signs"
        } else if matches!(node.kind, yaml::Kind::Map(_)) {
            "put `- ` before the first line of each item"
        } else {
            "put each item on a line of its own with `- ` before it"
        };
        let message = message!("`{}` takes a list", key);
        let typed = self.text_of(node);
        let one = !typed.contains(['\n', ',', ';', '/', '&']) && !typed.contains(" and ");
        // The one item of the list, on a line of its own.
        let mut edit = None;
        if plain.is_some() && one && !begins("-") && !begins(BULLETS) {
            let before = self.file.text.get(..node.span.start).unwrap_or_default();
            let line = before.rsplit('\n').next().unwrap_or_default();
            let column = line.len() - line.trim_start_matches(['-', ' ']).len() + 2;
            let start = node.span.start - (line.len() - line.trim_end().len());
            let item = format!("\n{}- ", " ".repeat(column));
            let behind_its_name = line.trim_end().ends_with(':');
            edit = behind_its_name.then(|| Edit::new(start..node.span.start, item));
        }
        self.mend(Rule::WrongType, &node.span, path, message, help, edit);
    }

    pub(super) fn list(
        &mut self,
        items: &[Item],
        kind: &Kind,
        path: &Path,
        key: Part,
        node: &Node,
    ) -> Option<Value> {
        for (index, item) in items.iter().enumerate() {
            self.lost(&item.value, kind, &path.item(index));
        }
        if items.iter().all(|item| item.value.is_nothing()) {
            return None;
        }
        if self.text_of(node).starts_with('[') {
            self.split_texts(items, path);
        }
        let numbers = matches!(kind, Kind::Number(_));
        let values = items.iter().enumerate().map(|(index, item)| {
            let path = path.item(index);
            // A hole is kept as an empty item, so that the places of the others stay right.
            let hole = match kind {
                Kind::Group(_) => Value::Mapping(Mapping::new()),
                _ => Value::String(String::new()),
            };
            if numbers {
                return self.value(&item.value, kind, &path, key.clone());
            }
            if item.value.is_nothing() {
                return Some(hole);
            }
            self.value(&item.value, kind, &path, key.clone())
                .or(Some(hole))
        });
        let values: Vec<Option<Value>> = values.collect();
        // A number cannot be a hole: of a list without one of them nothing is kept.
        values
            .into_iter()
            .collect::<Option<_>>()
            .map(Value::Sequence)
    }

    /// An item of `[…]` that begins in lower case after a long one: a comma has probably split a sentence.
    pub(super) fn split_texts(&mut self, items: &[Item], path: &Path) {
        for (index, pair) in items.windows(2).enumerate() {
            let [before, after] = pair else { continue };
            let (Some(first), Some(second)) = (before.value.text(), after.value.text()) else {
                continue;
            };
            let plain = first.style == Style::Plain && second.style == Style::Plain;
            let long = first.text.chars().count() > 15 && first.text.contains(' ');
            if plain && long && second.text.starts_with(char::is_lowercase) {
                let message = "a comma inside [ ] may have split one text into two";
                let help = "write each item on a line of its own with `- ` before it";
                let path = path.item(index + 1);
                self.say(Rule::SplitText, &after.value.span, &path, message, help);
            }
        }
    }
}
