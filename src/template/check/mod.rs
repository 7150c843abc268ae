//! Reads a template from its files, and reports every problem with its place before any plan is touched.

mod asked;
mod layouts;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde_json::Value;

use super::file::{Section, TemplateFile};
use super::words::{self, Words};
use super::{TEMPLATE_FILE, Template};
use crate::diagnostic::message::value;
use crate::diagnostic::{Diagnostic, Message, Rule, Severity, message, words as words_part};
use crate::format::{self, Kind, Source, for_value, kind};
use crate::path::{Path, at};
use crate::yaml::{self, Grammar, Node};

static KIND: LazyLock<Kind> = LazyLock::new(kind::<TemplateFile>);
static GRAMMAR: LazyLock<Grammar> = LazyLock::new(|| Grammar::new(KIND.shape()));
static WORDS: LazyLock<Grammar> = LazyLock::new(|| Grammar::new(words::kind().shape()));

type Files = BTreeMap<String, Vec<u8>>;

/// Reads a template from files: `own` are those in its folder, `all` those that a layout may read.
pub(super) fn read(folder: &str, own: &Files, all: Files) -> Result<Template, Vec<Diagnostic>> {
    let name = |file: &str| format!("{folder}/{file}");
    let bytes = own.get(TEMPLATE_FILE).map(Vec::as_slice);
    let (file, source, found): (TemplateFile, _, _) = format::read(
        &name(TEMPLATE_FILE),
        bytes.unwrap_or_default(),
        &KIND,
        &GRAMMAR,
    );
    if !matches!(source.root().kind, yaml::Kind::Map(_)) {
        return Err(found);
    }
    let mut check = Check {
        file: &file,
        source: &source,
        found,
    };
    check.sections();
    check.lists();
    check.required();
    let words = check.words(own, &name);
    check.layouts(own, &all, &name);
    check.layout_sections(own, &all);
    let mut found = check.found;
    if found.iter().any(|found| found.severity == Severity::Error) {
        // `check --fix` only fixes plans.
        found.iter_mut().for_each(|found| found.fix.clear());
        found.sort_by_key(|found| {
            let file = &found.place.file.name;
            (
                *file != name(TEMPLATE_FILE),
                file.clone(),
                found.place.bytes.start,
            )
        });
        return Err(found);
    }
    Ok(Template::of(file, words, all))
}

/// A `template.yaml` being checked, and its problems so far.
struct Check<'a> {
    file: &'a TemplateFile,
    source: &'a Source,
    found: Vec<Diagnostic>,
}

impl Check<'_> {
    fn report(
        &mut self,
        rule: Rule,
        path: Path,
        message: impl Into<Message>,
        help: impl Into<Message>,
    ) {
        let place = self.source.value(&path);
        self.found
            .push(Diagnostic::new(rule, place, path, message).help(help));
    }

    /// Reports a missing value. If a whole parent is missing, only that is reported, once; a value that is there but
    /// could not be read has been reported already.
    fn missing(&mut self, path: Path, help: &'static str) {
        let mut path = path;
        while let Some(above) = path.parent()
            && !above.is_root()
            && !self.source.has(&above)
        {
            path = above;
        }
        let is_reported =
            |found: &Diagnostic| path.starts_with(&found.path) && !found.path.is_root();
        if !self.found.iter().any(is_reported) {
            let name = path.fields().name().unwrap_or_default().to_owned();
            let message = message!("`{}` is missing", words_part(name));
            self.report(Rule::MissingField, path, message, help);
        }
    }

    /// Checks the name, and each copy's sections with their headings.
    fn sections(&mut self) {
        if is_blank(&self.file.name) {
            let help =
                "write `name:` and what the template is called, such as its authority and the year";
            self.missing(at!("name"), help);
        }
        for (path, sections) in self.file.copies() {
            if sections.is_empty() {
                let help = "list its sections in the order in which they are printed, each with `section` and `heading`";
                self.missing(path.clone(), help);
            }
            for (index, section) in sections.iter().enumerate() {
                self.section(path.item(index), section);
            }
        }
    }

    fn section(&mut self, path: Path, section: &Section) {
        if is_blank(&section.section) {
            let help = "name one of the sections that the layout knows, such as `section: targets`";
            self.missing(path.field("section"), help);
        }
        if is_blank(&section.heading) && section.parts.is_empty() {
            self.missing(path.field("heading"), "write what is printed above it");
        }
        let mut headings = vec![
            (path.field("heading"), &section.heading),
            (path.field("heading_for_you"), &section.heading_for_you),
        ];
        for (index, part) in section.parts.iter().enumerate() {
            let path = path.field("parts").item(index);
            if is_blank(&part.part) {
                let help = "name one of the parts that the layout knows, such as `part: good_at`";
                self.missing(path.field("part"), help);
            }
            if is_blank(&part.heading) {
                self.missing(path.field("heading"), "write what is printed above it");
            }
            headings.push((path.field("heading"), &part.heading));
        }
        // The child's own pages have no placeholders: they do not speak about anybody.
        let of = path.parent().unwrap_or_default();
        let known: &[&str] = if of.name() == Some("child") {
            &[]
        } else {
            &["kind", "name"]
        };
        for (path, heading) in headings {
            let heading = heading.as_deref().unwrap_or_default();
            unknown_placeholders(self.source, &path, heading, known, &mut self.found);
        }
    }

    /// Reads the words from the file that the template names.
    fn words(&mut self, own: &Files, name: &impl Fn(&str) -> String) -> Words {
        let Some(file) = &self.file.words else {
            return Words::default();
        };
        let Some(bytes) = own.get(file) else {
            let message = message!("there is no file `{}` beside this one", value(file));
            let help = "write the name of a file that is there, or delete this line to keep the built-in words";
            self.report(Rule::MissingFile, at!("words"), message, help);
            return Words::default();
        };
        let (own, source, found): (Value, _, _) =
            format::read(&name(file), bytes, words::kind(), &WORDS);
        self.found.extend(found);
        check_words(source.root(), &source, &Path::root(), &mut self.found);
        Words::with(&own)
    }
}

/// Reports words that are empty, or that have an unknown `{name}` placeholder.
fn check_words(node: &Node, source: &Source, path: &Path, found: &mut Vec<Diagnostic>) {
    match &node.kind {
        yaml::Kind::Map(entries) => {
            for entry in entries {
                let path = path.field(entry.key.clone());
                check_words(&entry.value, source, &path, found);
            }
        }
        yaml::Kind::Text(word) if !word.text.trim().is_empty() => {
            let known = words::known_placeholders(&path.to_string());
            unknown_placeholders(source, path, &word.text, &known, found);
        }
        yaml::Kind::Text(_) | yaml::Kind::Nothing if !path.is_root() => {
            let name = path.name().unwrap_or_default().to_owned();
            let message = message!("the word for `{}` is missing", value(name));
            let diagnostic =
                Diagnostic::new(Rule::EmptyText, source.key(path), path.clone(), message);
            found.push(diagnostic.help("write it, or delete this line to keep the built-in word"));
        }
        _ => {}
    }
}

/// Reports the placeholders in a text that are not among the known names.
fn unknown_placeholders(
    source: &Source,
    path: &Path,
    text: &str,
    known: &[&str],
    found: &mut Vec<Diagnostic>,
) {
    let shown = |name: &str| format!("{{{name}}}");
    for name in words::placeholders(text) {
        if known.contains(&name) {
            continue;
        }
        let message = message!("there is no value for `{}` here", value(shown(name)));
        let help: Message = if known.is_empty() {
            "delete it: this text has no placeholders".into()
        } else {
            let known: Vec<String> = known.iter().map(|name| shown(name)).collect();
            for_value(&shown(name), &strs(&known))
        };
        let place = source.value(path);
        found.push(Diagnostic::new(Rule::UnknownValue, place, path.clone(), message).help(help));
    }
}

fn is_blank(text: &Option<String>) -> bool {
    text.as_ref().is_none_or(|text| text.trim().is_empty())
}

fn strs(words: &[String]) -> Vec<&str> {
    words.iter().map(String::as_str).collect()
}
