//! SARIF 2.1.0: one document with the rules that found something and each problem.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::word;
use crate::check::explain;
use crate::diagnostic::{Diagnostic, Rule};

pub(super) fn render(diagnostics: &[Diagnostic]) -> String {
    let rules: BTreeSet<Rule> = diagnostics.iter().map(|found| found.rule).collect();
    let document = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "sendplan",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules.iter().map(|rule| described(*rule)).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "results": diagnostics.iter().map(result).collect::<Vec<_>>(),
        }],
    });
    format!("{document:#}\n")
}

fn described(rule: Rule) -> Value {
    let told = explain(rule);
    json!({
        "id": rule.name(),
        "shortDescription": { "text": told.means },
        "fullDescription": { "text": told.why },
        "defaultConfiguration": { "level": word(rule.severity()) },
    })
}

/// A file's name as a URI reference has it.
fn uri(name: &str) -> String {
    let mut uri = String::new();
    for byte in name.replace('\\', "/").bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/:".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    uri
}

fn result(found: &Diagnostic) -> Value {
    let (line, column) = found.place.start();
    let (end_line, end_column) = found.place.end();
    let message = match &found.help {
        Some(help) => format!("{}: {help}", found.message),
        None => found.message.clone(),
    };
    json!({
        "ruleId": found.rule.name(),
        "level": word(found.severity),
        "message": { "text": message },
        "locations": [{
            "physicalLocation": {
                "artifactLocation": { "uri": uri(&found.place.file.name) },
                "region": {
                    "startLine": line,
                    "startColumn": column,
                    "endLine": end_line,
                    "endColumn": end_column,
                },
            },
            "logicalLocations": [{ "fullyQualifiedName": found.path }],
        }],
    })
}
