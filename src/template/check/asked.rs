//! Checks what a template says about the plan format: the required fields, and the lists.

use super::super::Required;
use super::super::file::Choice;
use super::{Check, is_blank, strs};
use crate::diagnostic::message::value;
use crate::diagnostic::{Message, Rule, message, words as words_part};
use crate::format::{self, Kind, for_value};
use crate::path::{Path, at};

impl Check<'_> {
    /// Checks the required fields: each must exist and have its question.
    pub(super) fn required(&mut self) {
        if self.file.required.is_empty() && !self.source.has(&at!("required")) {
            let help = "list what an agreed plan must hold, each with `key` and `ask`";
            self.missing(at!("required"), help);
        }
        for (index, required) in self.file.required.iter().enumerate() {
            let path = at!("required", index);
            let Required { key, ask, .. } = required;
            if key.is_empty() {
                let help = "name a field of the plan, such as `key: hopes.child`";
                self.missing(path.field("key"), help);
            }
            if ask.trim().is_empty() {
                let help = "write the question that a teacher is asked where it is missing";
                self.missing(path.field("ask"), help);
            }
            let keys = [
                ("key", Some(key)),
                ("or", required.or.as_ref()),
                ("if", required.r#if.as_ref()),
            ];
            for (name, key) in keys {
                let key = key.filter(|key| !key.is_empty());
                if let Some((message, help)) = key.and_then(|key| wrong_key(key)) {
                    self.report(Rule::UnknownField, path.field(name), message, help);
                }
            }
        }
    }

    /// Checks the lists: each of the format's words must be there once, with what is printed for it.
    pub(super) fn lists(&mut self) {
        for (name, field, choices) in self.file.lists.all() {
            let path = at!("lists", name);
            let words = format::plan().at(&field).map(Kind::words);
            let words = words.unwrap_or_default();
            if choices.is_empty() {
                let help = "list the words of the plan format, each as `value` with what the copies print for it as `prints`";
                self.missing(path, help);
                continue;
            }
            for word in words {
                if choices.iter().all(|choice| !choice.is(word)) {
                    let message =
                        message!("`{}` is missing in this list", words_part(word.clone()));
                    let help = "write it as `value`, with what the copies print for it as `prints`";
                    self.report(Rule::MissingField, path.clone(), message, help);
                }
            }
            for index in 0..choices.len() {
                self.choice(&path, choices, index, words);
            }
        }
    }

    fn choice(&mut self, list: &Path, choices: &[Choice], index: usize, words: &[String]) {
        let Some(choice) = choices.get(index) else {
            return;
        };
        let path = list.item(index);
        let mut others = choices.iter().enumerate();
        match &choice.value {
            None => self.missing(path.field("value"), "name a word of the plan format"),
            Some(word) if !words.contains(word) => {
                let message = message!("the plan format has no “{}” here", value(word));
                let help = for_value(word, &strs(words));
                self.report(Rule::UnknownValue, path.field("value"), message, help);
            }
            Some(word) => {
                if others.any(|(other, choice)| other < index && choice.is(word)) {
                    let message = message!("`{}` is in this list twice", value(word));
                    let path = path.field("value");
                    self.report(Rule::DuplicateField, path, message, "keep one of them");
                }
            }
        }
        if is_blank(&choice.prints) {
            let help = "write what the copies print for it";
            self.missing(path.field("prints"), help);
        }
        for (number, word) in choice.also.iter().enumerate() {
            let mut others = choices.iter().enumerate();
            if others.any(|(other, choice)| other != index && choice.accepts(word)) {
                let message = message!("“{}” stands for two words of this list", value(word));
                let path = path.field("also").item(number);
                let help = "leave it out in one of them";
                self.report(Rule::DuplicateField, path, message, help);
            }
        }
    }
}

/// Returns the message and help for an invalid field path.
fn wrong_key(key: &str) -> Option<(Message, Message)> {
    let mut kind = format::plan();
    let mut before = String::new();
    let mut steps = key.split('.').peekable();
    while let Some(step) = steps.next() {
        let name = step.strip_suffix("[]").unwrap_or(step);
        let Some(below) = kind.below(name) else {
            let message = message!("a plan has no field `{}`", value(key));
            let fields = kind.fields().unwrap_or_default().iter();
            let names: Vec<String> = fields
                .map(|field| format!("{before}{}", field.name))
                .collect();
            let help = if names.is_empty() {
                message!(
                    "`{}` has no fields of its own",
                    value(before.trim_end_matches('.'))
                )
            } else {
                for_value(&format!("{before}{name}"), &strs(&names))
            };
            return Some((message, help));
        };
        let has_more = steps.peek().is_some();
        let is_list = below.item().is_some();
        if step.ends_with("[]") != (is_list && has_more) {
            let message = message!("`{}` does not mark its lists correctly", value(key));
            let help = "write `[]` after a list's name if a field of its items follows, as in `targets[].success`, and nowhere else";
            return Some((message, help.into()));
        }
        kind = below.item().filter(|_| has_more).unwrap_or(below);
        before = format!("{before}{step}.");
    }
    None
}
