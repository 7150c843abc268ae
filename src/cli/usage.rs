//! What was typed wrongly, in plain words: clap finds it, and here it is said as the rest of the program speaks.

use std::env;
use std::error::Error as _;
use std::path::Path;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Command, CommandFactory, Error};

use super::args::Arguments;
use super::new::as_typed;
use super::with_a_capital;

/// The sentence for the person, and where to read on; nothing of the few mistakes that only clap has words for.
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
    /// The command that was typed, or else the program.
    command: &'a Command,
}

impl Usage<'_> {
    /// `sendplan check`
    fn name(&self) -> &str {
        let own = self.command.get_bin_name();
        own.unwrap_or(self.command.get_name())
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
        let mut own = self.command.get_arguments();
        own.any(|own| own.get_long().is_some() && own.get_long() == option.strip_prefix("--"))
    }

    /// Something else stands where a command's name should be: most often a plan, or a name with a slip in it.
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
        let shown = self.root.get_subcommands().filter(|it| !it.is_hide_set());
        let likeness = |name: &&str| strsim::jaro_winkler(name, typed);
        let nearest = shown
            .map(Command::get_name)
            .max_by(|a, b| likeness(a).total_cmp(&likeness(b)));
        let near = nearest.filter(|near| is_like(near, typed));
        let near = near.map_or(String::new(), |near| format!(": did you mean `{near}`?"));
        Some(format!("there is no command `{typed}`{near}"))
    }

    /// An option that the command does not have, or one name more than it takes.
    fn unknown(&self) -> Option<String> {
        let option = self.first(ContextKind::InvalidArg)?;
        let name = self.name();
        if !option.starts_with('-') {
            return Some(format!("`{option}` is one too many for `{name}`"));
        }
        if self.has(option) {
            return Some(format!("write `{option}` after `{name}`"));
        }
        // Of `-format` clap has read `-f`.
        let is_it = |word: &&String| !word.starts_with("--") && word.starts_with(option);
        let whole = self.typed.iter().find(is_it);
        let whole = whole.map_or(option, |word| word.split('=').next().unwrap_or(word));
        let longer = format!("-{whole}");
        let near = self.first(ContextKind::SuggestedArg);
        let near = self.has(&longer).then_some(longer.as_str()).or(near);
        let near = near.map_or(String::new(), |near| format!(": did you mean `{near}`?"));
        Some(format!("`{name}` has no option `{whole}`{near}"))
    }

    /// The option with its value, or the value alone where it has no option.
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
            [one] => one.clone(),
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
        let said = |missing: &&str| {
            let mut own = self.command.get_arguments();
            let help = own
                .find(|own| plain(&own.to_string()) == plain(missing))?
                .get_help()?
                .to_string();
            // The rest is for those whom the beginning does not tell enough.
            let ends = [". ", ": ", "; "].iter().filter_map(|end| help.find(end));
            let help = help.get(..ends.min().unwrap_or(help.len()))?.to_lowercase();
            Some(format!("{}: {help}", plain(missing)))
        };
        let missing = self.context(ContextKind::InvalidArg);
        let missing: Vec<String> = missing
            .iter()
            .map(|missing| said(missing).unwrap_or_else(|| plain(missing)))
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

/// Whether a word is most likely a slip in the other.
fn is_like(word: &str, typed: &str) -> bool {
    strsim::jaro_winkler(word, typed) > 0.8
}

/// `--days <N>` without what stands after it.
fn bare(option: &str) -> &str {
    let name = option.split([' ', '=']).next().unwrap_or_default();
    if name.starts_with('-') {
        name.trim_end_matches('[')
    } else {
        option
    }
}

/// What a help text calls `<RULE|--all>`, without its signs.
fn plain(name: &str) -> String {
    let name = name.replace(['<', '>', '[', ']'], "").replace("...", "");
    name.trim().replace('|', " or ")
}
