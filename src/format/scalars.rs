//! One value on one line, held against what its field takes: a text, a word from a list, a date, a number, a yes or no.

use serde_yaml::{Number, Value};

use super::field::{Bounds, Kind};
use super::names;
use super::numbers;
use super::validate::Validator;
use super::values;
use crate::diagnostic::message::value;
use crate::diagnostic::{Edit, Message, Part, Rule, message, words};
use crate::path::Path;
use crate::yaml::{Node, Style, Text};

/// No number of a plan is larger.
const LARGEST_NUMBER: f64 = 1_000_000.0;

impl Validator<'_> {
    pub(super) fn scalar(
        &mut self,
        kind: &Kind,
        text: &Text,
        node: &Node,
        path: &Path,
        key: Part,
    ) -> Option<Value> {
        let typed = text.text.trim();
        match kind {
            Kind::Text | Kind::Texts => {
                self.no_word_processors_marks(text, node, path, key);
                self.prose(text, node, path);
                Some(Value::String(super::control_chars::readable(
                    text,
                    self.text_of(node),
                )))
            }
            Kind::Choice(choice) if choice.iter().any(|word| word == typed) => {
                Some(Value::String(typed.to_owned()))
            }
            Kind::Choice(choice) => {
                let choice: Vec<&str> = choice.iter().map(String::as_str).collect();
                let need = path
                    .parent()
                    .is_some_and(|above| above.name() == Some("need"));
                let rule = if need {
                    Rule::UnknownNeedCode
                } else {
                    Rule::UnknownValue
                };
                let shown = value(names::short(names::unquoted(typed)));
                let message = message!("“{}” is not a value that `{}` can have", shown, key);
                let meant = values::misspelt(typed, &choice).map(str::to_owned);
                let help = values::for_value(typed, &choice);
                self.wrong(rule, node, path, message, help, meant);
                None
            }
            Kind::Date(date) if date.accepts(typed) => Some(Value::String(typed.to_owned())),
            Kind::Date(date) => {
                let key = names::last_name(path).to_owned();
                let (message, help) = values::for_date(*date, typed, &key);
                self.wrong(
                    Rule::BadDate,
                    node,
                    path,
                    message,
                    help,
                    values::meant_date(*date, typed),
                );
                None
            }
            Kind::Number(bounds) => self.number(*bounds, node, path, typed),
            Kind::YesNo => match typed.to_lowercase().as_str() {
                "true" | "yes" | "y" => Some(Value::Bool(true)),
                "false" | "no" | "n" => Some(Value::Bool(false)),
                _ => {
                    let message = message!("`{}` is a yes or a no", key);
                    self.wrong_type(node, path, message, "write true or false");
                    None
                }
            },
            Kind::Group(_) | Kind::Names(_) | Kind::List(_) => None,
        }
    }

    /// A value that is not right, and what is to stand in its place where that is certain.
    fn wrong(
        &mut self,
        rule: Rule,
        node: &Node,
        path: &Path,
        message: Message,
        help: impl Into<Message>,
        meant: Option<String>,
    ) {
        let edit = meant.map(|meant| Edit::new(node.span.clone(), meant));
        self.mend(rule, &node.span, path, message, help, edit);
    }

    /// Curly quotation marks around a name or a reference would be printed as part of it. Around a sentence they may be
    /// meant.
    fn no_word_processors_marks(&mut self, text: &Text, node: &Node, path: &Path, key: Part) {
        const NAMES: &[&str] = &[
            "id", "name", "known_as", "class", "file", "email", "phone", "upn",
        ];
        let typed = text.text.trim();
        let named = path.name().is_some_and(|name| NAMES.contains(&name));
        let marked = typed
            .strip_prefix('“')
            .and_then(|typed| typed.strip_suffix('”'));
        if let Some(inside) = marked.filter(|_| text.style == Style::Plain && named) {
            let message = message!("the curly quotation marks would become part of `{}`", key);
            let help = "leave them out, or type straight ones";
            let inside = crate::yaml::write::on_one_line(inside.trim());
            self.wrong(Rule::YamlSyntax, node, path, message, help, Some(inside));
        }
    }

    /// A number, if it was read and is neither below the field's least nor larger than any plan needs.
    pub(super) fn number(
        &mut self,
        bounds: Bounds,
        node: &Node,
        path: &Path,
        typed: &str,
    ) -> Option<Value> {
        let key = names::last_name(path).to_owned();
        let named = words(key.clone());
        let plain = typed
            .bytes()
            .all(|byte| byte.is_ascii_digit() || b".-".contains(&byte));
        let number = match bounds.whole {
            true => typed
                .parse::<u64>()
                .ok()
                .map(|whole| (Number::from(whole), whole as f64)),
            false => {
                let number = typed
                    .parse::<f64>()
                    .ok()
                    .filter(|number| plain && number.is_finite());
                number.map(|number| (Number::from(number), number))
            }
        };
        let (message, help): (Message, &str) = match number {
            Some((_, size)) if bounds.least.is_some_and(|least| size < least) => {
                let least = words(bounds.least.unwrap_or_default().to_string());
                (
                    message!("`{}` cannot be less than {}", named, least),
                    "write a larger number, or leave it out",
                )
            }
            Some((_, size)) if bounds.above.is_some_and(|least| size <= least) => (
                message!("`{}` must be more than 0", named),
                "write a larger number, or leave it out",
            ),
            Some((_, size)) if size.abs() > LARGEST_NUMBER => (
                message!("`{}` is larger than any plan needs", named),
                "check its figures",
            ),
            Some((number, _)) => return Some(Value::Number(number)),
            None => {
                let kind = if bounds.whole {
                    "a whole number"
                } else {
                    "a number"
                };
                let message = message!("`{}` takes {}", named, words(kind));
                let help = numbers::for_number(typed, &key, bounds.whole);
                let meant = numbers::certain(typed, &key, bounds.whole);
                self.wrong(
                    Rule::WrongType,
                    node,
                    path,
                    message,
                    help,
                    meant.map(|number| number.to_string()),
                );
                return None;
            }
        };
        self.wrong_type(node, path, message, help);
        None
    }
}
