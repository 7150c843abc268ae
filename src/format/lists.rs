//! Validates lists and groups: their items, empty items, and wrong values in their place.

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
            [only] => format!(", and `{only}: ` below it"),
            [only, ..] => format!(", and `{only}: ` and the others below it"),
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
            |chars: &str| plain.is_some_and(|text| text.starts_with(|first| chars.contains(first)));
        let help = if begins("-") {
            "write a space after each `-`"
        } else if begins(BULLETS) {
            "write `- `, a hyphen and a space, in place of each of these characters"
        } else if matches!(node.kind, yaml::Kind::Map(_)) {
            "put `- ` before the first line of each item"
        } else {
            "put each item on a line of its own with `- ` before it"
        };
        let message = message!("`{}` takes a list", key);
        let raw = self.text_of(node);
        let only = !raw.contains(['\n', ',', ';', '/', '&']) && !raw.contains(" and ");
        // The only item of the list goes on a line of its own.
        let mut edit = None;
        if plain.is_some() && only && !begins("-") && !begins(BULLETS) {
            let before = self.file.text.get(..node.span.start).unwrap_or_default();
            let line = before.rsplit('\n').next().unwrap_or_default();
            let column = line.len() - line.trim_start_matches(['-', ' ']).len() + 2;
            let start = node.span.start - (line.len() - line.trim_end().len());
            let item = format!("\n{}- ", " ".repeat(column));
            let after_key = line.trim_end().ends_with(':');
            edit = after_key.then(|| Edit::new(start..node.span.start, item));
        }
        self.report_with_fix(Rule::WrongType, &node.span, path, message, help, edit);
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
            self.check_comment(&item.value, kind, &path.item(index));
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
            // An empty item is kept, so that the indices of the others stay right.
            let blank = match kind {
                Kind::Group(_) => Value::Mapping(Mapping::new()),
                _ => Value::String(String::new()),
            };
            if numbers {
                return self.value(&item.value, kind, &path, key.clone());
            }
            if item.value.is_nothing() {
                return Some(blank);
            }
            self.value(&item.value, kind, &path, key.clone())
                .or(Some(blank))
        });
        let values: Vec<Option<Value>> = values.collect();
        // A number cannot be left blank: if one is missing, the whole list is dropped.
        values
            .into_iter()
            .collect::<Option<_>>()
            .map(Value::Sequence)
    }

    /// Warns about an item of `[…]` that begins in lower case after a long one: a comma has probably split a sentence.
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
                self.report(Rule::SplitText, &after.value.span, &path, message, help);
            }
        }
    }
}
