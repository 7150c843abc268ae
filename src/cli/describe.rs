//! `explain`, `schema`, `completions` and `man`: the program's own documentation.

use std::io;
use std::str::FromStr;

use crate::diagnostic::Rule;
use clap::CommandFactory;

use super::args::{Arguments, Completions, Explain, Schema, SchemaOf};
use super::{Ended, Trouble, print, say};

/// Prints what one rule, or every rule, means and where it comes from.
pub fn explain(args: &Explain) -> Result<Ended, Trouble> {
    let name = args.rule.as_deref().unwrap_or_default();
    if args.all {
        let all: Vec<String> = Rule::ALL.iter().map(|rule| explained(*rule)).collect();
        print(&all.join("\n"))?;
        return Ok(Ended::Well);
    }
    match Rule::from_str(name) {
        Ok(rule) => {
            print(&explained(rule))?;
            Ok(Ended::Well)
        }
        Err(_) => {
            let nearest = Rule::nearest(name).map_or_else(
                || "`sendplan explain --all` lists the rules.".to_owned(),
                |rule| format!("did you mean `{rule}`?"),
            );
            say(&format!("There is no rule called `{name}`; {nearest}"));
            Ok(Ended::Misused)
        }
    }
}

fn explained(rule: Rule) -> String {
    crate::check::explain(rule).to_string()
}

/// Prints a JSON Schema.
pub fn schema(args: &Schema) -> Result<Ended, Trouble> {
    let schema = match args.which {
        SchemaOf::Plan => crate::format::plan_schema(),
        SchemaOf::School => crate::format::school_schema(),
    };
    print(&format!("{}\n", serde_json::to_string_pretty(&schema)?))?;
    Ok(Ended::Well)
}

/// Prints completions for a shell.
pub fn completions(args: &Completions) -> Result<Ended, Trouble> {
    let mut script = Vec::new();
    clap_complete::generate(
        args.shell,
        &mut Arguments::command(),
        "sendplan",
        &mut script,
    );
    print(&String::from_utf8_lossy(&script))?;
    Ok(Ended::Well)
}

/// Prints the manual page, with the pages of the commands after it.
pub fn man() -> Result<Ended, Trouble> {
    let mut page = Vec::new();
    let command = Arguments::command();
    clap_mangen::Man::new(command.clone()).render(&mut page)?;
    for below in command
        .get_subcommands()
        .filter(|below| !below.is_hide_set())
    {
        let name = format!("sendplan-{}", below.get_name());
        clap_mangen::Man::new(below.clone().display_name(name)).render(&mut page)?;
    }
    io::Write::write_all(&mut io::stdout().lock(), &page)?;
    Ok(Ended::Well)
}
