//! Prints docs/format.md: the reference of the plan format, made from the tree of fields and the template.
//!
//! `cargo run --example format_reference > docs/format.md`

use sendplan::format::{self, Field, Path};
use sendplan::template::Template;

fn main() {
    print!("{}", reference());
}

const INTRODUCTION: &str = "\
# The plan format

Every key that a plan can have. *Needed* means needed before a plan is agreed; *seen by* names the copies that may show it. \
[`examples/plans`](../examples/plans) has plans to learn from, and `sendplan new` writes one to fill in.

Made by `cargo run --example format_reference > docs/format.md`; a test fails when it is out of date.

| key | what belongs there | needed | seen by |
|---|---|---|---|
";

const SCHOOL: &str = "
# The school's file

`school.yaml` in a plan's folder, or in one above it, holds what all plans below it share, so that each can leave it out. \
`sendplan new school.yaml` writes one to fill in.

| key | what belongs there |
|---|---|
";

const LIMITS: &str = "
# How much there may be

Far more than a plan needs; `check` tells of what is more. Within these limits the copies of a plan are made in less than 200 MB.

| what | at most |
|---|---|
";

/// Returns the introduction and a table of every key, with its description and who sees it; then the same for the
/// school's file, and the limits.
pub fn reference() -> String {
    let template = Template::islington();
    let mut text = INTRODUCTION.to_owned();
    format::plan().walk(&Path::root(), &mut |path, field| {
        let needed = if template.needed(path).is_some() {
            "yes"
        } else {
            ""
        };
        let readers: Vec<&str> = field.readers.chars().map(reader).collect();
        text.push_str(&format!(
            "| `{path}` | {} | {needed} | {} |\n",
            what(field),
            readers.join(", ")
        ));
    });
    text.push_str(SCHOOL);
    format::school().walk(&Path::root(), &mut |path, field| {
        text.push_str(&format!("| `{path}` | {} |\n", what(field)));
    });
    text.push_str(LIMITS);
    for limit in format::limits() {
        text.push_str(&format!("| {} | {} |\n", limit.what, limit.most));
    }
    text
}

fn what(field: &Field) -> String {
    match field.kind.words() {
        [] => field.help.clone(),
        words => format!("{} One of: {}.", field.help, words.join(", ")),
    }
}

fn reader(letter: char) -> &'static str {
    match letter {
        'P' => "parent",
        'C' => "child",
        _ => "staff",
    }
}
