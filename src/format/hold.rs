//! Holds a tree against the tree of fields: every problem of its shape at once, and a value that fits.

use std::ops::Range;
use std::sync::Arc;

use serde_yaml::{Mapping, Value};

use super::field::{self, Field, Kind};
use super::names;
use crate::diagnostic::{Diagnostic, Edit, File, Message, Part, Place, Rule, message, words};
use crate::path::{Path, Step};
use crate::yaml::{self, Entry, Item, Node, Style};

/// Signs that people and their editors put before the items of a list.
const BULLETS: &str = "•·●▪◦*–—‐‑−";

/// The value that fits, and what did not.
pub(super) fn hold(root: &Node, format: &'static Kind, file: &Arc<File>) -> (Value, Vec<Diagnostic>) {
    let mut walk = Walk { format, file, found: Vec::new() };
    let value = match (&root.kind, format) {
        (yaml::Kind::Map(entries), Kind::Group(fields)) => {
            walk.group(entries, fields, format, &Path::root(), root)
        }
        _ => {
            let nothing = root.is_nothing();
            let (message, help) = for_no_group(nothing, walk.of_a_school());
            walk.say(Rule::WrongType, root, &Path::root(), message, help);
            Value::Null
        }
    };
    (value, walk.found)
}

/// What is wrong with a file that holds no names with their values, and how to begin it.
fn for_no_group(nothing: bool, of_a_school: bool) -> (&'static str, &'static str) {
    let message = match (nothing, of_a_school) {
        (true, _) => "the file is empty",
        (_, true) => "this is no school's file: it has no names followed by `:`",
        (_, false) => "this file is not a plan: it has no names followed by `:`",
    };
    let help = if of_a_school {
        "begin it with `school:` and, below that, `name:` with the school's name"
    } else {
        "`sendplan new` writes a plan to fill in"
    };
    (message, help)
}

pub(super) struct Walk<'a> {
    format: &'static Kind,
    pub file: &'a Arc<File>,
    found: Vec<Diagnostic>,
}

impl Walk<'_> {
    fn of_a_school(&self) -> bool {
        std::ptr::eq(self.format, field::school())
    }

    fn group(&mut self, entries: &[Entry], fields: &[Field], kind: &Kind, path: &Path, node: &Node) -> Value {
        if let Some(first) = names::strange_target(entries, kind, path) {
            let (message, help) = names::STRANGE_TARGET;
            self.say_at(Rule::WrongType, first.key_span.clone(), path, message, help);
            return Value::Mapping(Mapping::new());
        }
        let in_braces = self.text_of(node).starts_with('{');
        let mut group = Mapping::new();
        for entry in entries {
            let below = path.field(entry.key.clone());
            let again = entries.iter().find(|other| other.key == entry.key);
            if let Some(first) = again.filter(|first| !std::ptr::eq(*first, entry)) {
                self.twice(entry, first, path);
                continue;
            }
            let Some(field) = fields.iter().find(|field| field.name == entry.key) else {
                if in_braces && entry.value.is_nothing() {
                    let message = "the comma inside { } has split a text in two";
                    let help = "write each name with its text on a line of its own, without the brackets";
                    self.say_at(Rule::CommaInBraces, entry.key_span.clone(), path, message, help);
                } else if let Some(field) = self.unknown(entry, entries, fields, path) {
                    let below = path.field(field.name.clone());
                    self.entry(entry, &field.name, &field.kind, &below, &mut group);
                }
                continue;
            };
            self.entry(entry, &field.name, &field.kind, &below, &mut group);
        }
        Value::Mapping(group)
    }

    fn entry(&mut self, entry: &Entry, name: &str, kind: &Kind, path: &Path, group: &mut Mapping) {
        self.lost(&entry.value, kind, path);
        if entry.value.is_nothing() {
            return;
        }
        if let Some(value) = self.value(&entry.value, kind, path, names::part(&entry.key)) {
            group.insert(Value::String(name.to_owned()), value);
        }
    }

    /// A name that is here already. What it holds is not read.
    fn twice(&mut self, entry: &Entry, first: &Entry, path: &Path) {
        let message = message!("{} is here twice: only one of the two can be meant", names::shown(&entry.key));
        let at = self.place(entry.key_span.clone());
        let found = Diagnostic::new(Rule::DuplicateField, at, path.field(entry.key.clone()), message)
            .help("keep one of them, and put what both say into it")
            .also(self.place(first.key_span.clone()), "the first one");
        self.found.push(found);
    }

    /// A name that the format has not got here: what it was meant as, if that is certain and not here as well.
    fn unknown<'f>(&mut self, entry: &Entry, beside: &[Entry], fields: &'f [Field], path: &Path) -> Option<&'f Field> {
        let (meant, help) = names::meant(&entry.key, fields, path, self.format);
        let whose = match names::last_name(path) {
            "" if self.of_a_school() => Message::from("the school's file"),
            "" => "a plan".into(),
            name => message!("`{}`", words(name.to_owned())),
        };
        let message = message!("{} has no field called {}", whose, names::shown(&entry.key));
        let at = self.place(entry.key_span.clone());
        let below = path.field(entry.key.clone());
        let mut found = Diagnostic::new(Rule::UnknownField, at, below, message).help(help);
        let field = match meant {
            Some(name) if !beside.iter().any(|other| other.key == name) => {
                found = found.fix([Edit::new(entry.key_span.clone(), name.clone())]);
                fields.iter().find(|field| field.name == name)
            }
            _ => None,
        };
        self.found.push(found);
        field
    }

    pub(super) fn value(&mut self, node: &Node, kind: &Kind, path: &Path, key: Part) -> Option<Value> {
        match (kind, &node.kind) {
            (Kind::Group(fields), yaml::Kind::Map(entries)) => Some(self.group(entries, fields, kind, path, node)),
            (Kind::Names(below), yaml::Kind::Map(entries)) => Some(self.names(entries, below, path)),
            (Kind::Group(_) | Kind::Names(_), yaml::Kind::List(_)) => {
                let message = message!("`{}` has fields of its own and is no list", key);
                self.say(Rule::WrongType, node, path, message, "leave out the `- ` before its fields");
                None
            }
            (Kind::Group(fields), _) => {
                self.no_group(node, fields, path, key);
                None
            }
            (Kind::Names(_), _) => {
                let message = message!("`{}` takes several fields, each on a line of its own", key);
                self.say(Rule::WrongType, node, path, message, "write each name on a line below, two spaces further in");
                None
            }
            (Kind::List(item), yaml::Kind::List(items)) => self.list(items, item, path, key, node),
            (Kind::Texts, yaml::Kind::List(items)) => {
                let texts = items.iter().enumerate();
                let texts = texts.map(|(index, item)| self.item_text(&item.value, &path.item(index), key.clone()));
                Some(Value::Sequence(texts.collect()))
            }
            (Kind::List(_), _) => {
                self.no_list(node, path, key);
                None
            }
            (kind, yaml::Kind::Text(text)) => self.scalar(kind, text, node, path, key),
            (Kind::Number(bounds), yaml::Kind::Nothing) => self.number(*bounds, node, path, ""),
            (Kind::Text | Kind::Texts, _) => self.no_text(node, path, key).map(Value::String),
            _ => {
                let message = message!("`{}` takes one value, not several", key);
                self.say(Rule::WrongType, node, path, message, "write one, on the same line");
                None
            }
        }
    }

    fn names(&mut self, entries: &[Entry], below: &Kind, path: &Path) -> Value {
        let mut group = Mapping::new();
        for entry in entries {
            let first = entries.iter().find(|other| other.key == entry.key);
            match first.filter(|first| !std::ptr::eq(*first, entry)) {
                Some(first) => self.twice(entry, first, path),
                None => self.entry(entry, &entry.key, below, &path.field(entry.key.clone()), &mut group),
            }
        }
        Value::Mapping(group)
    }

    fn no_group(&mut self, node: &Node, fields: &[Field], path: &Path, key: Part) {
        let names: Vec<&str> = fields.iter().map(|field| field.name.as_str()).collect();
        let first = words(names.first().copied().unwrap_or_default().to_owned());
        let others = match names.get(1..).unwrap_or_default() {
            [] => String::new(),
            [one] => format!(", and `{one}: ` below it"),
            [one, ..] => format!(", and `{one}: ` and the others below it"),
        };
        let item = matches!(path.last(), Some(Step::Item(_)));
        let whose = if item { message!("an item of `{}`", key) } else { message!("`{}`", key) };
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
        self.say(Rule::WrongType, node, path, message, help);
    }

    fn no_list(&mut self, node: &Node, path: &Path, key: Part) {
        let plain = node.text().filter(|text| text.style == Style::Plain).map(|text| text.text.as_str());
        let begins = |signs: &str| plain.is_some_and(|text| text.starts_with(|sign| signs.contains(sign)));
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
        let mut found = Diagnostic::new(Rule::WrongType, self.place(node.span.clone()), path.clone(), message).help(help);
        let typed = self.text_of(node);
        if plain.is_some() && !begins("-") && !begins(BULLETS) && !typed.contains('\n') {
            // The one item of the list, on a line of its own.
            let before = self.file.text.get(..node.span.start).unwrap_or_default();
            let line = before.rsplit('\n').next().unwrap_or_default();
            let column = line.len() - line.trim_start_matches(['-', ' ']).len() + 2;
            if line.trim_end().ends_with(':') {
                let start = node.span.start - (line.len() - line.trim_end().len());
                let item = format!("\n{}- ", " ".repeat(column));
                found = found.fix([Edit::new(start..node.span.start, item)]);
            }
        }
        self.found.push(found);
    }

    fn list(&mut self, items: &[Item], kind: &Kind, path: &Path, key: Part, node: &Node) -> Option<Value> {
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
            self.value(&item.value, kind, &path, key.clone()).or(Some(hole))
        });
        let values: Vec<Option<Value>> = values.collect();
        // A number cannot be a hole: of a list without one of them nothing is kept.
        values.into_iter().collect::<Option<_>>().map(Value::Sequence)
    }

    /// An item of `[…]` that begins in lower case after a long one: a comma has probably split a sentence.
    fn split_texts(&mut self, items: &[Item], path: &Path) {
        for (index, pair) in items.windows(2).enumerate() {
            let [before, after] = pair else { continue };
            let (Some(first), Some(second)) = (before.value.text(), after.value.text()) else { continue };
            let plain = first.style == Style::Plain && second.style == Style::Plain;
            let long = first.text.chars().count() > 15 && first.text.contains(' ');
            if plain && long && second.text.starts_with(char::is_lowercase) {
                let message = "a comma inside [ ] may have split one text into two";
                let help = "write each item on a line of its own with `- ` before it";
                self.say(Rule::SplitText, &after.value, &path.item(index + 1), message, help);
            }
        }
    }

    pub(super) fn say(
        &mut self,
        rule: Rule,
        node: &Node,
        path: &Path,
        message: impl Into<Message>,
        help: impl Into<Message>,
    ) {
        self.say_at(rule, node.span.clone(), path, message, help);
    }

    pub(super) fn say_at(
        &mut self,
        rule: Rule,
        bytes: Range<usize>,
        path: &Path,
        message: impl Into<Message>,
        help: impl Into<Message>,
    ) {
        let at = self.place(bytes);
        self.found.push(Diagnostic::new(rule, at, path.clone(), message).help(help));
    }

    pub(super) fn add(&mut self, found: Diagnostic) {
        self.found.push(found);
    }

    pub(super) fn place(&self, bytes: Range<usize>) -> Place {
        Place::new(self.file, bytes)
    }

    pub(super) fn text_of(&self, node: &Node) -> &str {
        self.file.text.get(node.span.clone()).unwrap_or_default()
    }
}
