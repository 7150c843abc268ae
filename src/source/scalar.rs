//! One value on one line, held against what its field takes: a text, a word from a list, a date, a number, a yes or no.

use serde_json::Value as Json;
use serde_yaml::{Number, Value};

use super::hints;
use super::shape::{Walk, Want};
use super::tree::{Node, Text};
use super::values;
use crate::diagnostic::Rule;

/// No number of a plan is larger.
const LARGEST_NUMBER: f64 = 1_000_000.0;

impl<'a> Walk<'a> {
    pub(super) fn scalar(
        &mut self,
        want: Want<'a>,
        text: &Text,
        node: &Node,
        path: &str,
        key: &str,
    ) -> Option<Value> {
        let typed = text.text.trim();
        match want {
            Want::Text | Want::OneOrMany => {
                self.no_word_processors_marks(text, node, path, key);
                self.prose(text, node, path);
                Some(Value::String(text.text.clone()))
            }
            Want::OneOf(words) if words.contains(&typed) => Some(Value::String(typed.to_owned())),
            Want::OneOf(words) => {
                let need = path.ends_with("need.primary") || path.ends_with("need.secondary");
                let rule = if need {
                    Rule::UnknownNeedCode
                } else {
                    Rule::UnknownValue
                };
                let message = format!(
                    "“{}” is not a value that `{key}` can have",
                    hints::short(values::unquoted(typed))
                );
                let help = values::for_value(typed, &words);
                self.say(rule, node, path, &message, &help);
                None
            }
            Want::Date(kind) if kind.accepts(typed) => Some(Value::String(typed.to_owned())),
            Want::Date(kind) => {
                let (message, help) = values::for_date(kind, typed, key);
                self.say(Rule::BadDate, node, path, &message, &help);
                None
            }
            Want::Whole(schema) => {
                let number = typed.parse::<u64>().ok();
                let least = number.map(|number| number as f64);
                self.number(number.map(Number::from), least, schema, node, path, typed)
            }
            Want::Number(schema) => {
                let plain = typed
                    .bytes()
                    .all(|byte| byte.is_ascii_digit() || b".-".contains(&byte));
                let number = typed
                    .parse::<f64>()
                    .ok()
                    .filter(|number| plain && number.is_finite());
                self.number(number.map(Number::from), number, schema, node, path, typed)
            }
            Want::YesOrNo => match typed.to_lowercase().as_str() {
                "true" | "yes" | "y" => Some(Value::Bool(true)),
                "false" | "no" | "n" => Some(Value::Bool(false)),
                _ => {
                    self.say(
                        Rule::WrongType,
                        node,
                        path,
                        &format!("`{key}` is a yes or a no"),
                        "write true or false",
                    );
                    None
                }
            },
            Want::Group(_) | Want::List(_) => None,
        }
    }

    /// Curly quotation marks around a name or a reference would be printed as part of it. Around a sentence they may be
    /// meant.
    fn no_word_processors_marks(&mut self, text: &Text, node: &Node, path: &str, key: &str) {
        const NAMES: &[&str] = &[
            "id", "name", "known_as", "class", "file", "email", "phone", "upn",
        ];
        let typed = text.text.trim();
        if text.plain && NAMES.contains(&key) && typed.starts_with('“') && typed.ends_with('”')
        {
            let message = format!("the curly quotation marks would become part of `{key}`");
            let help = "leave them out, or type straight ones";
            self.say(Rule::YamlSyntax, node, path, &message, help);
        }
    }

    /// A number that was read, if it was and is neither below the schema's least nor larger than any plan needs.
    fn number(
        &mut self,
        number: Option<Number>,
        size: Option<f64>,
        schema: &Json,
        node: &Node,
        path: &str,
        typed: &str,
    ) -> Option<Value> {
        let key = hints::named(path);
        let bound = |name: &str| schema.get(name).and_then(Json::as_f64);
        let whole = schema["type"] == "integer" || schema["type"][0] == "integer";
        let (message, help) = match (number, size) {
            (Some(_), Some(size)) if bound("minimum").is_some_and(|least| size < least) => {
                let least = bound("minimum").unwrap_or_default();
                let message = format!("`{key}` cannot be less than {least}");
                (message, "write a larger number, or leave it out".to_owned())
            }
            (Some(_), Some(size))
                if bound("exclusiveMinimum").is_some_and(|least| size <= least) =>
            {
                let message = format!("`{key}` must be more than 0");
                (message, "write a larger number, or leave it out".to_owned())
            }
            (Some(_), Some(size)) if size.abs() > LARGEST_NUMBER => {
                let message = format!("`{key}` is larger than any plan needs");
                (message, "check its figures".to_owned())
            }
            (Some(number), _) => return Some(Value::Number(number)),
            (None, _) => {
                let kind = if whole { "a whole number" } else { "a number" };
                let message = format!("`{key}` takes {kind}");
                (message, values::for_number(typed, &key, whole))
            }
        };
        self.say(Rule::WrongType, node, path, &message, &help);
        None
    }
}
