//! Validates scalar values: texts, words from a list, dates, numbers, yes or no.

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

/// The largest number that a plan may have.
const MAX_NUMBER: f64 = 1_000_000.0;

impl Validator<'_> {
    pub(super) fn scalar(
        &mut self,
        kind: &Kind,
        text: &Text,
        node: &Node,
        path: &Path,
        key: Part,
    ) -> Option<Value> {
        let trimmed = text.text.trim();
        match kind {
            Kind::Text | Kind::Texts => {
                self.check_curly_quotes(text, node, path, key);
                self.prose(text, node, path);
                Some(Value::String(super::control_chars::readable(
                    text,
                    self.text_of(node),
                )))
            }
            Kind::Choice(choice) if choice.iter().any(|word| word == trimmed) => {
                Some(Value::String(trimmed.to_owned()))
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
                let shown = value(names::short(names::unquoted(trimmed)));
                let message = message!("“{}” is not a value that `{}` can have", shown, key);
                let meant = values::misspelt(trimmed, &choice).map(str::to_owned);
                let help = values::for_value(trimmed, &choice);
                self.wrong(rule, node, path, message, help, meant);
                None
            }
            Kind::Date(date) if date.accepts(trimmed) => Some(Value::String(trimmed.to_owned())),
            Kind::Date(date) => {
                let key = names::last_name(path).to_owned();
                let (message, help) = values::for_date(*date, trimmed, &key);
                self.wrong(
                    Rule::BadDate,
                    node,
                    path,
                    message,
                    help,
                    values::meant_date(*date, trimmed),
                );
                None
            }
            Kind::Number(bounds) => self.number(*bounds, node, path, trimmed),
            Kind::YesNo => match trimmed.to_lowercase().as_str() {
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

    /// Reports a wrong value, with a fix if it is certain what was meant.
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
        self.report_with_fix(rule, &node.span, path, message, help, edit);
    }

    /// Reports curly quotation marks around a name or a reference, which would be printed as part of it. Around a
    /// sentence they may be intended.
    fn check_curly_quotes(&mut self, text: &Text, node: &Node, path: &Path, key: Part) {
        const NAMES: &[&str] = &[
            "id", "name", "known_as", "class", "file", "email", "phone", "upn",
        ];
        let trimmed = text.text.trim();
        let named = path.name().is_some_and(|name| NAMES.contains(&name));
        let marked = trimmed
            .strip_prefix('“')
            .and_then(|trimmed| trimmed.strip_suffix('”'));
        if let Some(inside) = marked.filter(|_| text.style == Style::Plain && named) {
            let message = message!("the curly quotation marks would become part of `{}`", key);
            let help = "leave them out, or type straight ones";
            let inside = crate::yaml::write::on_one_line(inside.trim());
            self.wrong(Rule::YamlSyntax, node, path, message, help, Some(inside));
        }
    }

    /// Returns the number, if it is valid and within bounds; otherwise reports the problem.
    pub(super) fn number(
        &mut self,
        bounds: Bounds,
        node: &Node,
        path: &Path,
        trimmed: &str,
    ) -> Option<Value> {
        let key = names::last_name(path).to_owned();
        let named = words(key.clone());
        let plain = trimmed
            .bytes()
            .all(|byte| byte.is_ascii_digit() || b".-".contains(&byte));
        let number = match bounds.whole {
            true => trimmed
                .parse::<u64>()
                .ok()
                .map(|whole| (Number::from(whole), whole as f64)),
            false => {
                let number = trimmed
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
            Some((_, size)) if size.abs() > MAX_NUMBER => (
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
                let help = numbers::for_number(trimmed, &key, bounds.whole);
                let meant = numbers::certain(trimmed, &key, bounds.whole);
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
