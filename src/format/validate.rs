//! Validates a file's tree against the tree of fields: reports every problem at once, and returns a value that fits.

use std::ops::Range;
use std::sync::Arc;

use serde_yaml::{Mapping, Value};

use super::field::{Field, Kind};
use super::names;
use super::schema;
use crate::diagnostic::{Diagnostic, Edit, File, Message, Part, Place, Rule, message, words};
use crate::path::Path;
use crate::yaml::{self, Entry, Node};

/// Validates a tree. Returns a value that fits the format, and every problem.
pub(super) fn validate(
    root: &Node,
    format: &'static Kind,
    file: &Arc<File>,
) -> (Value, Vec<Diagnostic>) {
    let mut validator = Validator {
        format,
        file,
        found: Vec::new(),
    };
    let value = match (&root.kind, format) {
        (yaml::Kind::Map(entries), Kind::Group(fields)) => {
            validator.group(entries, fields, format, &Path::root(), root)
        }
        _ => {
            let is_empty = root.is_nothing();
            let (message, help) = no_keys(is_empty, validator.file_kind());
            validator.wrong_type(root, &Path::root(), message, help);
            Value::Null
        }
    };
    (value, validator.found)
}

/// Returns the message and help for a file without any keys.
fn no_keys(is_empty: bool, file: FileKind) -> (&'static str, &'static str) {
    let (message, help) = match file {
        FileKind::Plan => (
            "this file is not a plan: it has no names followed by `:`",
            "`sendplan new` writes a plan to fill in",
        ),
        FileKind::School => (
            "this is not a school's file: it has no names followed by `:`",
            "begin it with `school:` and, below that, `name:` with the school's name",
        ),
        FileKind::Template => (
            "this is not a template file: it has no names followed by `:`",
            "begin it with a copy of the file of that name in layouts/islington",
        ),
    };
    let message = if is_empty {
        "the file is empty"
    } else {
        message
    };
    (message, help)
}

/// The kinds of file that are read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum FileKind {
    Plan,
    School,
    Template,
}

pub(super) struct Validator<'a> {
    format: &'static Kind,
    pub file: &'a Arc<File>,
    found: Vec<Diagnostic>,
}

impl Validator<'_> {
    fn file_kind(&self) -> FileKind {
        if std::ptr::eq(self.format, schema::plan()) {
            FileKind::Plan
        } else if std::ptr::eq(self.format, schema::school()) {
            FileKind::School
        } else {
            FileKind::Template
        }
    }

    fn group(
        &mut self,
        entries: &[Entry],
        fields: &[Field],
        kind: &Kind,
        path: &Path,
        node: &Node,
    ) -> Value {
        if let Some(first) = names::strange_target(entries, kind, path) {
            let (message, help) = names::STRANGE_TARGET;
            self.report(Rule::WrongType, &first.key_span, path, message, help);
            return Value::Mapping(Mapping::new());
        }
        let in_braces = self.text_of(node).starts_with('{');
        let mut group = Mapping::new();
        for entry in entries {
            let below = path.field(entry.key.clone());
            let same_key = entries.iter().find(|other| other.key == entry.key);
            if let Some(first) = same_key.filter(|first| !std::ptr::eq(*first, entry)) {
                self.duplicate(entry, first, path);
                continue;
            }
            let Some(field) = fields.iter().find(|field| field.name == entry.key) else {
                if in_braces && entry.value.is_nothing() {
                    let message = "the comma inside { } has split a text in two";
                    let help =
                        "write each name with its text on a line of its own, without the brackets";
                    self.report(Rule::CommaInBraces, &entry.key_span, path, message, help);
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
        self.check_comment(&entry.value, kind, path);
        if entry.value.is_nothing() {
            return;
        }
        if let Some(value) = self.value(&entry.value, kind, path, names::part(&entry.key)) {
            group.insert(Value::String(name.to_owned()), value);
        }
    }

    /// Reports a duplicate key, whose value is ignored.
    fn duplicate(&mut self, entry: &Entry, first: &Entry, path: &Path) {
        let message = message!(
            "{} is here twice: only one of the two can be meant",
            names::shown(&entry.key)
        );
        let at = self.place(entry.key_span.clone());
        let found = Diagnostic::new(
            Rule::DuplicateField,
            at,
            path.field(entry.key.clone()),
            message,
        )
        .help("keep one of them, and put what both say into it")
        .also(self.place(first.key_span.clone()), "the first one");
        self.found.push(found);
    }

    /// Reports an unknown key. Returns the field it was meant as, if that is certain and not present as well.
    fn unknown<'f>(
        &mut self,
        entry: &Entry,
        siblings: &[Entry],
        fields: &'f [Field],
        path: &Path,
    ) -> Option<&'f Field> {
        let (meant, help) = names::meant(&entry.key, fields, path, self.format);
        let whose = match names::last_name(path) {
            "" => Message::from(match self.file_kind() {
                FileKind::Plan => "a plan",
                FileKind::School => "the school's file",
                FileKind::Template => "a template",
            }),
            name => message!("`{}`", words(name.to_owned())),
        };
        let message = message!("{} has no field called {}", whose, names::shown(&entry.key));
        let below = path.field(entry.key.clone());
        let meant = meant.filter(|name| !siblings.iter().any(|other| other.key == *name));
        let field = fields
            .iter()
            .find(|field| meant.as_ref() == Some(&field.name));
        let edit = meant.map(|name| Edit::new(entry.key_span.clone(), name));
        self.report_with_fix(
            Rule::UnknownField,
            &entry.key_span,
            &below,
            message,
            help,
            edit,
        );
        field
    }

    pub(super) fn value(
        &mut self,
        node: &Node,
        kind: &Kind,
        path: &Path,
        key: Part,
    ) -> Option<Value> {
        match (kind, &node.kind) {
            (Kind::Group(fields), yaml::Kind::Map(entries)) => {
                Some(self.group(entries, fields, kind, path, node))
            }
            (Kind::Names(below), yaml::Kind::Map(entries)) => {
                Some(self.names(entries, below, path))
            }
            (Kind::Group(_) | Kind::Names(_), yaml::Kind::List(_)) => {
                let message = message!("`{}` has fields of its own and is not a list", key);
                let help = "leave out the `- ` before its fields";
                self.wrong_type(node, path, message, help);
                None
            }
            (Kind::Group(fields), _) => {
                self.no_group(node, fields, path, key);
                None
            }
            (Kind::Names(_), _) => {
                let message = message!("`{}` takes several fields, each on a line of its own", key);
                let help = "write each name on a line below, two spaces further in";
                self.wrong_type(node, path, message, help);
                None
            }
            (Kind::List(item), yaml::Kind::List(items)) => self.list(items, item, path, key, node),
            (Kind::Texts, yaml::Kind::List(items)) => {
                let texts = items.iter().enumerate();
                let texts = texts.map(|(index, item)| {
                    self.item_text(&item.value, &path.item(index), key.clone())
                });
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
                let help = "write one, on the same line";
                self.wrong_type(node, path, message, help);
                None
            }
        }
    }

    fn names(&mut self, entries: &[Entry], below: &Kind, path: &Path) -> Value {
        let mut group = Mapping::new();
        for entry in entries {
            let first = entries.iter().find(|other| other.key == entry.key);
            match first.filter(|first| !std::ptr::eq(*first, entry)) {
                Some(first) => self.duplicate(entry, first, path),
                None => self.entry(
                    entry,
                    &entry.key,
                    below,
                    &path.field(entry.key.clone()),
                    &mut group,
                ),
            }
        }
        Value::Mapping(group)
    }

    pub(super) fn wrong_type(
        &mut self,
        node: &Node,
        path: &Path,
        message: impl Into<Message>,
        help: impl Into<Message>,
    ) {
        self.report(Rule::WrongType, &node.span, path, message, help);
    }

    pub(super) fn report(
        &mut self,
        rule: Rule,
        bytes: &Range<usize>,
        path: &Path,
        message: impl Into<Message>,
        help: impl Into<Message>,
    ) {
        self.report_with_fix(rule, bytes, path, message, help, None);
    }

    pub(super) fn report_with_fix(
        &mut self,
        rule: Rule,
        bytes: &Range<usize>,
        path: &Path,
        message: impl Into<Message>,
        help: impl Into<Message>,
        edit: Option<Edit>,
    ) {
        let at = self.place(bytes.clone());
        let found = Diagnostic::new(rule, at, path.clone(), message).help(help);
        self.found.push(found.fix(edit));
    }

    pub(super) fn place(&self, bytes: Range<usize>) -> Place {
        Place::new(self.file, bytes)
    }

    pub(super) fn text_of(&self, node: &Node) -> &str {
        self.file.text.get(node.span.clone()).unwrap_or_default()
    }
}
