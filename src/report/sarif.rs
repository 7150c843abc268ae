//! SARIF 2.1.0: one document with each problem and the rules that found them.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::word;
use crate::check::explain;
use crate::diagnostic::{Diagnostic, Edit, Message, Place, Rule};

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
    let explanation = explain(rule);
    json!({
        "id": rule.name(),
        "shortDescription": { "text": explanation.means },
        "fullDescription": { "text": explanation.why },
        "defaultConfiguration": { "level": word(rule.severity()) },
    })
}

/// Returns a file name as a URI reference. A Windows drive would otherwise be read as a URI scheme.
fn uri(name: &str) -> String {
    let name = name.replace('\\', "/");
    let has_drive = name.as_bytes().get(1..3) == Some(b":/");
    let mut uri = if has_drive { "file:///" } else { "" }.to_owned();
    for (at, byte) in name.bytes().enumerate() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) || has_drive && at == 1 {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    uri
}

fn physical(place: &Place) -> Value {
    let (line, column) = place.start();
    let (end_line, end_column) = place.end();
    json!({
        "artifactLocation": { "uri": uri(&place.file.name) },
        "region": {
            "startLine": line,
            "startColumn": column,
            "endLine": end_line,
            "endColumn": end_column,
        },
    })
}

fn result(found: &Diagnostic) -> Value {
    let message = match &found.help {
        Some(help) => format!("{}: {help}", found.message),
        None => found.message.to_string(),
    };
    let related = |(place, label): &(Place, Message)| {
        json!({
            "physicalLocation": physical(place),
            "message": { "text": label },
        })
    };
    let mut result = json!({
        "ruleId": found.rule.name(),
        "level": word(found.severity),
        "message": { "text": message },
        "locations": [{
            "physicalLocation": physical(&found.place),
            "logicalLocations": [{ "fullyQualifiedName": found.path }],
        }],
    });
    if !found.also.is_empty() {
        result["relatedLocations"] = found.also.iter().map(related).collect();
    }
    if !found.fix.is_empty() {
        let replacements: Vec<Value> = found.fix_in_file().iter().map(replacement).collect();
        result["fixes"] = json!([{
            "artifactChanges": [{
                "artifactLocation": { "uri": uri(&found.place.file.name) },
                "replacements": replacements,
            }],
        }]);
    }
    result
}

fn replacement(edit: &Edit) -> Value {
    json!({
        "deletedRegion": { "byteOffset": edit.bytes.start, "byteLength": edit.bytes.len() },
        "insertedContent": { "text": edit.text },
    })
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn a_file_name_becomes_a_valid_uri() {
        let cases = [
            ("plans/KF-042.yaml", "plans/KF-042.yaml"),
            ("Year 4/Zoë#1.yaml", "Year%204/Zo%C3%AB%231.yaml"),
            (r"plans\year 4\a.yaml", "plans/year%204/a.yaml"),
            (r"C:\plans\a.yaml", "file:///C:/plans/a.yaml"),
            ("/plans/a.yaml", "/plans/a.yaml"),
            ("4: old.yaml", "4%3A%20old.yaml"),
        ];
        for (name, expected) in cases {
            assert_eq!(uri(name), expected);
        }
    }
}
