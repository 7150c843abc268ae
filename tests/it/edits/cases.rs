//! What single edits leave of a file, as a person would have written it: `tests/cases/edits`.

use std::collections::BTreeMap;

use sendplan::format;
use sendplan::yaml::Grammar;
use sendplan::yaml::edit::{Editor, Refused, Value};
use serde::Deserialize;
use serde_json::Value as Json;

use super::{Path, Step};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    set: Option<String>,
    add: Option<String>,
    remove: Option<String>,
    r#move: Option<String>,
    #[serde(default)]
    to: Json,
    before: String,
    after: Option<String>,
}

/// A value to write: a text, a word as `{word: …}`, a list or a group.
fn value(json: &Json) -> Value {
    match json {
        Json::Array(items) => Value::List(items.iter().map(value).collect()),
        Json::Object(fields) => match fields.get("word").and_then(Json::as_str) {
            Some(word) => Value::Word(word.to_owned()),
            None => {
                let fields = fields
                    .iter()
                    .map(|(name, field)| (name.clone(), value(field)));
                Value::Map(fields.collect())
            }
        },
        text => Value::Text(text.as_str().unwrap_or_default().to_owned()),
    }
}

impl Case {
    fn edit(&self, editor: &mut Editor<'_>) -> Result<(), Refused> {
        let of_an_item = |path: &str| -> (Path, usize) {
            let path: Path = path.parse().expect("a path");
            match path.last() {
                Some(Step::Item(index)) => (path.parent().expect("a list"), *index),
                _ => panic!("{path} is no item"),
            }
        };
        if let Some(path) = &self.set {
            editor.set(&path.parse().expect("a path"), &value(&self.to))
        } else if let Some(path) = &self.add {
            let (list, index) = of_an_item(path);
            editor.add(&list, index, &value(&self.to))
        } else if let Some(path) = &self.remove {
            editor.remove(&path.parse().expect("a path"))
        } else {
            let (list, from) = of_an_item(self.r#move.as_deref().expect("something to do"));
            let to = self.to.as_u64().expect("a place") as usize;
            editor.move_item(&list, from, to)
        }
    }
}

#[test]
fn an_edit_leaves_what_a_person_would_have_written() {
    let cases = include_str!("../../cases/edits/edits.yaml");
    let cases: Vec<Case> = serde_yaml::from_str(cases).expect("the cases");
    assert!(cases.len() > 30);
    let grammar = Grammar::new(format::plan().shape());
    for case in cases {
        let mut editor = Editor::new(case.before.clone(), &grammar);
        let made = case.edit(&mut editor);
        match &case.after {
            Some(after) => assert_eq!(
                (editor.text(), made),
                (after.as_str(), Ok(())),
                "{}",
                case.before
            ),
            None => {
                assert_eq!(made, Err(Refused::NoPlace), "{}", case.before);
                assert_eq!(
                    (editor.text(), editor.edits()),
                    (case.before.as_str(), [].as_slice())
                );
            }
        }
    }
}

#[test]
fn edits_of_one_place_are_one_edit() {
    let grammar = Grammar::new(format::plan().shape());
    let mut editor = Editor::new("child:\n  name: a\n", &grammar);
    let path: Path = "child.name".parse().expect("a path");
    for name in ["c", "cd"] {
        editor
            .set(&path, &Value::Text(name.to_owned()))
            .expect("a place");
    }
    let edits = serde_json::json!([{"start": 15, "end": 16, "text": "cd"}]);
    assert_eq!(serde_json::json!(editor.edits()), edits);
}

#[test]
fn a_text_is_written_as_plainly_as_it_can_be() {
    let cases = include_str!("../../cases/edits/texts.yaml");
    let cases: BTreeMap<String, String> = serde_yaml::from_str(cases).expect("the cases");
    assert!(cases.len() > 25);
    let grammar = Grammar::new(format::plan().shape());
    for (text, written) in cases {
        let mut editor = Editor::new("child:\n  name:\n", &grammar);
        let path = "child.name".parse().expect("a path");
        editor.set(&path, &Value::Text(text)).expect("a place");
        assert_eq!(editor.text(), format!("child:\n  name: {written}\n"));
    }
}
