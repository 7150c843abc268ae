//! Prints the reference of the plan format for README.md, made from the tree of fields and the template.
//!
//! `cargo run --example format_reference`

use sendplan::format::{self, Path};
use sendplan::template::Template;

fn main() {
    print!("{}", reference());
}

/// A table for each part of a plan: its keys, what belongs there, and who sees it.
pub fn reference() -> String {
    let template = Template::islington();
    let mut text =
        String::from("| key | what belongs there | needed | seen by |\n|---|---|---|---|\n");
    format::plan().walk(&Path::root(), &mut |path, field| {
        let words = match field.kind.words() {
            [] => String::new(),
            words => format!(" One of: {}.", words.join(", ")),
        };
        let needed = if template.needed(path).is_some() {
            "yes"
        } else {
            ""
        };
        let readers: Vec<&str> = field.readers.chars().map(reader).collect();
        text.push_str(&format!(
            "| `{path}` | {}{words} | {needed} | {} |\n",
            field.help,
            readers.join(", ")
        ));
    });
    text
}

fn reader(letter: char) -> &'static str {
    match letter {
        'P' => "parent",
        'C' => "child",
        _ => "staff",
    }
}
