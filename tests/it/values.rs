//! What is said to write in place of a value that a field does not take: `tests/cases/values/values.yaml`.

use std::collections::BTreeMap;

use sendplan::format::{self, Path, read_plan};
use sendplan::yaml::Grammar;
use sendplan::yaml::edit::{Editor, Value};

#[test]
fn a_value_that_does_not_fit_is_told_with_what_to_write() {
    let cases = include_str!("../cases/values/values.yaml");
    let cases: BTreeMap<String, BTreeMap<String, String>> =
        serde_yaml::from_str(cases).expect("the cases");
    let grammar = Grammar::new(format::plan().shape());
    let mut told = 0;
    for (path, typed) in &cases {
        let path: Path = path.parse().expect("a path");
        for (typed, wanted) in typed {
            let mut editor = Editor::new("", &grammar);
            editor
                .set(&path, &Value::Text(typed.clone()))
                .expect("a value");
            let (_, _, found) = read_plan("plan.yaml", editor.text().as_bytes());
            let found = found.iter().find(|found| found.path == path);
            let help = found
                .and_then(|found| found.help.as_ref())
                .map(ToString::to_string);
            assert_eq!(help.as_ref(), Some(wanted), "{path}: {typed}");
            told += 1;
        }
    }
    assert!(told > 70, "{told}");
}
