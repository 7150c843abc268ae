//! Rewords clap's usage errors in the style of the program's other messages.

use std::env;
use std::error::Error as _;
use std::path::Path;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Command, CommandFactory, Error};

use super::args::Arguments;
use super::new::as_typed;
use super::with_a_capital;

/// Returns a sentence for the user, and where to read more; `None` for rare errors, which are left to clap.
pub fn in_words(error: &Error) -> Option<String> {
    let mut root = Arguments::command();
    root.build();
    let typed: Vec<String> = env::args_os()
        .skip(1)
        .map(|word| word.to_string_lossy().into_owned())
        .collect();
    let below = typed
        .iter()
        .find_map(|word| root.find_subcommand(word))
        .filter(|below| !below.is_hide_set());
    let usage = Usage {
        error,
        typed: &typed,
        root: &root,
        command: below.unwrap_or(&root),
    };
    let sentence = match error.kind() {
        ErrorKind::InvalidSubcommand => usage.no_command()?,
        ErrorKind::UnknownArgument => usage.unknown()?,
        ErrorKind::InvalidValue => usage.no_such_value()?,
        ErrorKind::ValueValidation => {
            format!("{} cannot be used: {}", usage.as_typed()?, error.source()?)
        }
        ErrorKind::TooManyValues => {
            let option = usage.first(ContextKind::InvalidArg)?;
            format!("`{}` takes nothing after it", bare(option))
        }
        ErrorKind::MissingRequiredArgument => usage.missing()?,
        ErrorKind::ArgumentConflict => usage.conflict()?,
        _ => return None,
    };
    let end = if sentence.ends_with('?') { "" } else { "." };
    Some(format!(
        "{}{end}\n`{} --help` says what can be typed.",
        with_a_capital(&sentence),
        usage.name()
    ))
}

struct Usage<'a> {
    error: &'a Error,
    typed: &'a [String],
    root: &'a Command,
    /// The command that was typed, or the program itself.
    command: &'a Command,
}

impl Usage<'_> {
    /// `sendplan check`
    fn name(&self) -> &str {
        let name = self.command.get_bin_name();
        name.unwrap_or(self.command.get_name())
    }

    fn context(&self, kind: ContextKind) -> Vec<&str> {
        match self.error.get(kind) {
            Some(ContextValue::String(text)) => vec![text],
            Some(ContextValue::Strings(texts)) => texts.iter().map(String::as_str).collect(),
            _ => Vec::new(),
        }
    }

    fn first(&self, kind: ContextKind) -> Option<&str> {
        self.context(kind).first().copied()
    }

    /// Whether the command has an option, such as `--format`.
    fn has(&self, option: &str) -> bool {
        let mut args = self.command.get_arguments();
        args.any(|arg| arg.get_long().is_some() && arg.get_long() == option.strip_prefix("--"))
    }

    /// A word in place of a command: usually a plan, or a misspelt command.
    fn no_command(&self) -> Option<String> {
        let typed = self.first(ContextKind::InvalidSubcommand)?;
        let path = Path::new(typed);
        let ending = path.extension().unwrap_or_default().to_ascii_lowercase();
        if path.exists() || ending == "yaml" || ending == "yml" {
            return Some(format!(
                "say what to do with it: write `sendplan check {}`",
                as_typed(path)
            ));
        }
        let shown = self
            .root
            .get_subcommands()
            .filter(|command| !command.is_hide_set());
        let likeness = |name: &&str| strsim::jaro_winkler(name, typed);
        let nearest = shown
            .map(Command::get_name)
            .max_by(|a, b| likeness(a).total_cmp(&likeness(b)));
        let near = nearest.filter(|near| is_like(near, typed));
        let near = near.map_or(String::new(), |near| format!(": did you mean `{near}`?"));
        Some(format!("there is no command `{typed}`{near}"))
    }

    /// An unknown option, or an extra argument.
    fn unknown(&self) -> Option<String> {
        let option = self.first(ContextKind::InvalidArg)?;
        let name = self.name();
        if !option.starts_with('-') {
            return Some(format!("`{option}` is one too many for `{name}`"));
        }
        if self.has(option) {
            return Some(format!("write `{option}` after `{name}`"));
        }
        // For `-format`, clap reports `-f`.
        let is_it = |word: &&String| !word.starts_with("--") && word.starts_with(option);
        let whole = self.typed.iter().find(is_it);
        let whole = whole.map_or(option, |word| word.split('=').next().unwrap_or(word));
        let longer = format!("-{whole}");
        let near = self.first(ContextKind::SuggestedArg);
        let near = self.has(&longer).then_some(longer.as_str()).or(near);
        let near = near.map_or(String::new(), |near| format!(": did you mean `{near}`?"));
        Some(format!("`{name}` has no option `{whole}`{near}"))
    }

    /// Returns the option with its value, or only the value of a positional argument.
    fn as_typed(&self) -> Option<String> {
        let value = self.first(ContextKind::InvalidValue)?;
        let option = bare(self.first(ContextKind::InvalidArg)?);
        Some(match option.starts_with('-') {
            true => format!("`{option} {value}`"),
            false => format!("`{value}`"),
        })
    }

    fn no_such_value(&self) -> Option<String> {
        let option = self.first(ContextKind::InvalidArg)?;
        let values = self.context(ContextKind::ValidValue);
        let values: Vec<String> = values.iter().map(|value| format!("`{value}`")).collect();
        let values = match values.as_slice() {
            [] => plain(option.trim_start_matches(bare(option))),
            [only] => only.clone(),
            [first @ .., last] => format!("{} or {last}", first.join(", ")),
        };
        let typed = self.first(ContextKind::InvalidValue)?;
        if typed.is_empty() {
            return Some(match option.starts_with('-') {
                true => format!("write something after `{}`: {values}", bare(option)),
                false => format!("{} is empty: write something there", plain(option)),
            });
        }
        let near = self.first(ContextKind::SuggestedValue);
        let what = match near.filter(|near| is_like(near, typed)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("write {values}"),
        };
        Some(format!("{} cannot be used: {what}", self.as_typed()?))
    }

    fn missing(&self) -> Option<String> {
        let describe = |missing: &&str| {
            let mut args = self.command.get_arguments();
            let help = args
                .find(|arg| plain(&arg.to_string()) == plain(missing))?
                .get_help()?
                .to_string();
            // Only the first clause of the help text is needed.
            let ends = [". ", ": ", "; "].iter().filter_map(|end| help.find(end));
            let help = help.get(..ends.min().unwrap_or(help.len()))?.to_lowercase();
            Some(format!("{}: {help}", plain(missing)))
        };
        let missing = self.context(ContextKind::InvalidArg);
        let missing: Vec<String> = missing
            .iter()
            .map(|missing| describe(missing).unwrap_or_else(|| plain(missing)))
            .collect();
        Some(format!(
            "`{}` needs {}",
            self.name(),
            missing.join("; and ")
        ))
    }

    fn conflict(&self) -> Option<String> {
        let option = self.first(ContextKind::InvalidArg)?;
        let other = self.first(ContextKind::PriorArg)?;
        Some(if option == other {
            format!("`{}` can be given only once", bare(option))
        } else {
            format!(
                "`{}` and `{}` cannot be used together",
                bare(option),
                bare(other)
            )
        })
    }
}

/// Whether a word is probably a misspelling of another.
fn is_like(word: &str, typed: &str) -> bool {
    strsim::jaro_winkler(word, typed) > 0.8
}

/// Strips the value from an option such as `--days <N>`.
fn bare(option: &str) -> &str {
    let name = option.split([' ', '=']).next().unwrap_or_default();
    if name.starts_with('-') {
        name.trim_end_matches('[')
    } else {
        option
    }
}

/// Returns a placeholder such as `<RULE|--all>` as plain words.
fn plain(name: &str) -> String {
    let name = name.replace(['<', '>', '[', ']'], "").replace("...", "");
    name.trim().replace('|', " or ")
}
