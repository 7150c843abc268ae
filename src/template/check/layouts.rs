//! Checks the layouts of a template: each must be readable, and know the sections that the template names.

use std::sync::Arc;

use typst::syntax::{DiagSpanKind, Source, parse};

use super::super::layout::names_in;
use super::{Check, Files, strs};
use crate::diagnostic::message::value;
use crate::diagnostic::{Diagnostic, File, Place, Rule, message, words as words_part};
use crate::format::for_value;
use crate::path::{Path, at};

impl Check<'_> {
    /// Checks that each named layout exists, and that each of the folder's own can be parsed.
    pub(super) fn layouts(&mut self, own: &Files, all: &Files, name: &impl Fn(&str) -> String) {
        for (layout, file) in self.file.layouts.all() {
            if !all.contains_key(file) {
                let message = message!("there is no layout `{}`", value(file));
                let help = "write the name of a file beside this one, or delete this to keep the built-in layout";
                self.report(Rule::MissingFile, at!("layouts", layout), message, help);
            }
        }
        for (path, bytes) in own.iter().filter(|(path, _)| path.ends_with(".typ")) {
            self.found.extend(unreadable(&name(path), bytes));
        }
    }

    /// Checks that the layout of each copy knows all its sections, once each.
    pub(super) fn layout_sections(&mut self, own: &Files, all: &Files) {
        let whose = [
            "the parent's copy",
            "the child's copy",
            "the staff copy",
            "the child's page of the review form",
            "the parents' page of the review form",
            "the staff's page of the review form",
        ];
        for ((list, sections), whose) in self.file.copies().into_iter().zip(whose) {
            let name = list.name().unwrap_or_default();
            let built_in = if list.starts_with(&at!("copies")) {
                format!("{name}.typ")
            } else if own.contains_key(self.file.layouts.of("review").unwrap_or_default()) {
                // The parts of a custom form are only known when it is used.
                continue;
            } else {
                format!("parts/review-{name}.typ")
            };
            let named = self
                .file
                .layouts
                .of(name)
                .filter(|_| list.starts_with(&at!("copies")));
            let layout = named.and_then(|file| all.get(file)).or(all.get(&built_in));
            let text = layout.and_then(|bytes| std::str::from_utf8(bytes).ok());
            let source = parse(text.unwrap_or_default());
            let known = names_in(&source, "sections");
            let names = sections.iter().map(|entry| entry.section.as_deref());
            self.known(&list, "section", names.collect(), known, whose);
            for (index, section) in sections.iter().enumerate() {
                let parts = list.item(index).field("parts");
                let known = names_in(&source, "parts");
                let names = section.parts.iter().map(|entry| entry.part.as_deref());
                self.known(&parts, "part", names.collect(), known, whose);
            }
        }
    }

    /// Checks that each name in a list is known to the layout and unique. A custom layout need not declare what it
    /// knows.
    fn known(
        &mut self,
        list: &Path,
        what: &'static str,
        names: Vec<Option<&str>>,
        known: Option<Vec<String>>,
        whose: &'static str,
    ) {
        for (index, name) in names.iter().enumerate() {
            let Some(name) = name else { continue };
            let path = list.item(index).field(what);
            let known = known.as_ref().map(|known| strs(known));
            let first = names.iter().position(|other| other == &Some(*name));
            if let Some(known) = known.filter(|known| !known.contains(name)) {
                let message = message!(
                    "{} has no {} called “{}”",
                    words_part(whose),
                    words_part(what),
                    value(name)
                );
                self.report(Rule::UnknownValue, path, message, for_value(name, &known));
            } else if let Some(first) = first.filter(|first| *first < index) {
                let message = message!(
                    "{} has the {} `{}` twice",
                    words_part(whose),
                    words_part(what),
                    value(name)
                );
                let first = self.source.value(&list.item(first).field(what));
                let place = self.source.value(&path);
                let found = Diagnostic::new(Rule::DuplicateField, place, path, message);
                let found = found.help("keep it in one place");
                self.found.push(found.also(first, "the first one"));
            }
        }
    }
}

/// Returns the reasons why a layout cannot be parsed.
fn unreadable(name: &str, bytes: &[u8]) -> Vec<Diagnostic> {
    let Ok(text) = std::str::from_utf8(bytes) else {
        let place = Place::new(&Arc::new(File::new(name, "")), 0..0);
        let found = Diagnostic::new(
            Rule::NotUtf8,
            place,
            Path::root(),
            "the layout is not UTF-8",
        );
        return vec![found.help("save it as UTF-8 in a text editor")];
    };
    let file = Arc::new(File::new(name, text));
    let source = Source::detached(text);
    let (errors, _) = source.root().errors_and_warnings();
    let diagnostics = errors.into_iter().map(|error| {
        let at = match error.span.get() {
            DiagSpanKind::Number { num, .. } => source.range(num, None).unwrap_or_default(),
            DiagSpanKind::Range { range, .. } => range,
            DiagSpanKind::Detached => 0..0,
        };
        let message = message!("the layout cannot be read: {}", value(&error.message));
        let found = Diagnostic::new(
            Rule::WrongType,
            Place::new(&file, at),
            Path::root(),
            message,
        );
        found.help("correct it, or remove the file to keep the built-in layout")
    });
    diagnostics.collect()
}
