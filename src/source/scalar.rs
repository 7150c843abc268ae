//! One value on one line, held against what its field takes: a text, a word from a list, a date, a number, a yes or no.

use serde_json::Value as Json;
use serde_yaml::{Number, Value};

use super::hints;
use super::shape::{Walk, Want};
use super::tree::{Node, Text};
use crate::diagnostic::Rule;

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
            Want::Text | Want::OneOrMany => Some(Value::String(text.text.clone())),
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
                    hints::short(typed)
                );
                let help = hints::for_value(typed, &words);
                self.say(rule, node, path, &message, &help);
                None
            }
            Want::Date(kind) if kind.accepts(typed) => Some(Value::String(typed.to_owned())),
            Want::Date(kind) => {
                let (message, help) = hints::for_date(kind, typed, key);
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
                "true" | "yes" => Some(Value::Bool(true)),
                "false" | "no" => Some(Value::Bool(false)),
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

    /// A number that was read, if it was and is not below the schema's least.
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
        let least = schema.get("minimum").and_then(Json::as_f64);
        match (number, size, least) {
            (Some(_), Some(size), Some(least)) if size < least => {
                let message = format!("`{key}` cannot be less than {least}");
                self.say(
                    Rule::WrongType,
                    node,
                    path,
                    &message,
                    "write a larger number, or leave it out",
                );
                None
            }
            (None, ..) => {
                let kind = if schema["type"] == "integer" || schema["type"][0] == "integer" {
                    "a whole number"
                } else {
                    "a number"
                };
                let help = hints::for_number(typed);
                self.say(
                    Rule::WrongType,
                    node,
                    path,
                    &format!("`{key}` takes {kind}"),
                    &help,
                );
                None
            }
            (number, ..) => number.map(Value::Number),
        }
    }
}
