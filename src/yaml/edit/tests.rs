//! What an edit leaves of a file, as a person would have written it.

use super::{Editor, Refused, Value};
use crate::format;
use crate::yaml::Grammar;

fn edited(text: &str, edit: impl FnOnce(&mut Editor<'_>) -> Result<(), Refused>) -> String {
    let grammar = Grammar::new(format::plan().shape());
    let mut editor = Editor::new(text, &grammar);
    edit(&mut editor).expect("an edit");
    editor.text().to_owned()
}

fn set(text: &str, path: &str, value: Value) -> String {
    edited(text, |editor| {
        editor.set(&path.parse().expect("a path"), &value)
    })
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn word(text: &str) -> Value {
    Value::Word(text.to_owned())
}

#[test]
fn a_text_stays_in_the_style_of_the_one_before_it() {
    let cases = [
        (
            "child:\n  name: Amina   # so\n",
            "Amina Yusuf",
            "child:\n  name: Amina Yusuf   # so\n",
        ),
        (
            "child:\n  name: 'Amina' # so\n",
            "It's",
            "child:\n  name: 'It''s' # so\n",
        ),
        (
            "child:\n  name: \"A\\u00e9\"\n",
            "Zo\u{eb} \"Z\"",
            "child:\n  name: 'Zo\u{eb} \"Z\"'\n",
        ),
        (
            "child:\n  name: Amina\n",
            "Amina: Yusuf",
            "child:\n  name: \"Amina: Yusuf\"\n",
        ),
        (
            "child:\n  name: >  # so\n     Amina\n     Yusuf\n\n  class: b\n",
            "a\nb",
            "child:\n  name: >  # so\n     a\n\n     b\n\n  class: b\n",
        ),
        (
            "child:\n  name: |\n    a\n    b\n",
            "c: d",
            "child:\n  name: |\n    c: d\n",
        ),
        (
            "child:\r\n  name: |-\r\n    a\r\n",
            "b\nc",
            "child:\r\n  name: |-\r\n    b\r\n    c\r\n",
        ),
        (
            "child: {name: Amina, class: b}\n",
            "a, b",
            "child: {name: \"a, b\", class: b}\n",
        ),
        (
            "child:\n  name:                # Amina\n",
            "Zo",
            "child:\n  name: Zo             # Amina\n",
        ),
        ("child:\n  name: ~\n", "Zo", "child:\n  name: Zo\n"),
        (
            "child:\n  name: # Amina\n",
            "Zo",
            "child:\n  name: Zo  # Amina\n",
        ),
        (
            "child:\n  name: Amina  # so\n  class: b\n",
            "",
            "child:\n  name:  # so\n  class: b\n",
        ),
        ("child:\n  class: b", "Zo", "child:\n  name: Zo\n  class: b"),
        (
            "# a plan\n\nversion: 1\n\nhopes:\n  child: a\n",
            "Zo",
            "# a plan\n\nversion: 1\n\nchild:\n  name: Zo\n\nhopes:\n  child: a\n",
        ),
        ("child:\n\nhopes:\n", "Zo", "child:\n  name: Zo\n\nhopes:\n"),
        ("", "Zo", "child:\n  name: Zo\n"),
    ];
    for (before, new, after) in cases {
        assert_eq!(set(before, "child.name", text(new)), after, "{before}");
    }
}

#[test]
fn values_go_where_the_format_has_them() {
    let plan = "targets:\n  - target: a  # one\n    # how\n    success: b\n";
    assert_eq!(
        set(plan, "targets[0].baseline.text", text("c")),
        "targets:\n  - target: a  # one\n    baseline:\n      text: c\n    # how\n    success: b\n"
    );
    assert_eq!(
        set("targets:\n  - success: b\n", "targets[0].target", text("a")),
        "targets:\n  - target: a\n    success: b\n"
    );
    let list = Value::List(vec![text("a"), text("b: c")]);
    assert_eq!(
        set(
            "staff_notes:\n  - a\n  # of b\n  - b\n",
            "staff_notes",
            list.clone()
        ),
        "staff_notes:\n  - a\n  # of b\n  - \"b: c\"\n"
    );
    assert_eq!(
        set("staff_notes: [a, c, b]  # all\n", "staff_notes", list),
        "staff_notes: [a, \"b: c\"]  # all\n"
    );
    let date = word("2026-09-07");
    assert_eq!(
        set("plan:\n  id: 1\n", "plan.start", date),
        "plan:\n  id: 1\n  start: 2026-09-07\n"
    );
    let group = Value::Map(vec![
        ("target".to_owned(), text("a")),
        ("i_can".to_owned(), text("b")),
    ]);
    let added = |plan: &str, index| {
        edited(plan, |editor| {
            editor.add(&"targets".parse().expect("a path"), index, &group)
        })
    };
    assert_eq!(
        added("targets:\n", 0),
        "targets:\n  - target: a\n    i_can: b\n"
    );
    assert_eq!(
        added("targets:\n  - target: c\n\n  - target: d\nreview:\n", 2),
        "targets:\n  - target: c\n\n  - target: d\n\n  - target: a\n    i_can: b\nreview:\n"
    );
    assert_eq!(
        added("targets: [{target: c}]\n", 1),
        "targets:\n  - target: c\n  - target: a\n    i_can: b\n"
    );
}

#[test]
fn what_goes_takes_its_own_comments_along_and_no_others() {
    let removed = |plan: &str, path: &str| {
        edited(plan, |editor| editor.remove(&path.parse().expect("a path")))
    };
    let plan = "# a plan\n\nversion: 1\n\n# of the child\nchild:   # now\n  name: a\n  # class: b\n\n# of hopes\nhopes:\n  child: c\n";
    assert_eq!(
        removed(plan, "child"),
        "# a plan\n\nversion: 1\n\n# of hopes\nhopes:\n  child: c\n"
    );
    assert_eq!(removed(plan, "child.name"), plan.replace("  name: a\n", ""));
    assert_eq!(
        removed(plan, "hopes"),
        plan.replace("# of hopes\nhopes:\n  child: c\n", "")
    );
    let plan = "targets:\n  - target: a  # one\n    success: b\n  - target: c";
    assert_eq!(
        removed(plan, "targets[0].target"),
        "targets:\n  - success: b\n  - target: c"
    );
    assert_eq!(
        removed(plan, "targets[1]"),
        "targets:\n  - target: a  # one\n    success: b"
    );
    assert_eq!(
        removed("adjustments: [a, b, c]\n", "adjustments[1]"),
        "adjustments: [a, c]\n"
    );
    assert_eq!(
        removed("adjustments: [a, b, c]\n", "adjustments[2]"),
        "adjustments: [a, b]\n"
    );
}

#[test]
fn an_item_moves_with_its_comments() {
    let moved = |plan: &str, from, to| {
        edited(plan, |editor| {
            editor.move_item(&"staff_notes".parse().expect("a path"), from, to)
        })
    };
    let plan = "staff_notes:\n  - a\n\n  # of b\n  - b  # behind b\n\n  - |\n    c";
    assert_eq!(
        moved(plan, 2, 0),
        "staff_notes:\n  - |\n    c\n\n  - a\n\n  # of b\n  - b  # behind b"
    );
    assert_eq!(
        moved(plan, 0, 1),
        "staff_notes:\n  # of b\n  - b  # behind b\n\n  - a\n\n  - |\n    c"
    );
    assert_eq!(
        moved("staff_notes: [a, 'b', c]\n", 0, 2),
        "staff_notes: ['b', c, a]\n"
    );
}

#[test]
fn an_edit_that_has_no_place_changes_nothing() {
    let grammar = Grammar::new(format::plan().shape());
    let plan = "child:\n  name: a\nstaff_notes:\n  - b\n";
    let mut editor = Editor::new(plan, &grammar);
    let path = |path: &str| path.parse().expect("a path");
    assert_eq!(
        editor.set(&path("child.name.known_as"), &text("c")),
        Err(Refused::NoPlace)
    );
    assert_eq!(
        editor.set(&path("staff_notes[2]"), &text("c")),
        Err(Refused::NoPlace)
    );
    assert_eq!(editor.remove(&path("hopes")), Err(Refused::NoPlace));
    assert_eq!(
        editor.move_item(&path("staff_notes"), 0, 1),
        Err(Refused::NoPlace)
    );
    assert_eq!((editor.text(), editor.edits()), (plan, [].as_slice()));
    editor
        .set(&path("child.name"), &text("c"))
        .expect("a place");
    editor
        .set(&path("child.name"), &text("cd"))
        .expect("a place");
    assert_eq!(
        serde_json::json!(editor.edits()),
        serde_json::json!([{"start": 15, "end": 16, "text": "cd"}])
    );
}
