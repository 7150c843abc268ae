//! Reads a plan or a school's settings from a file's bytes, with every problem of the file's form.

use std::sync::{Arc, LazyLock};

use serde::de::DeserializeOwned;
use serde_yaml::{Mapping, Value};

use super::field::Kind;
use super::source::Source;
use super::validate;
use super::{control_chars, decode};
use super::{schema, terms};
use crate::diagnostic::message::value;
use crate::diagnostic::{Diagnostic, File, Message, Place, Rule, message, words};
use crate::glossary::is_abbreviation;
use crate::path::{Path, at};
use crate::plan::{Plan, SchoolFile, VERSION};
use crate::yaml::{self, Grammar, Mistake, Node, TooMuch};

static PLAN: LazyLock<Grammar> = LazyLock::new(|| Grammar::new(schema::plan().shape()));
static SCHOOL: LazyLock<Grammar> = LazyLock::new(|| Grammar::new(schema::school().shape()));

/// Reads a plan from a file's bytes. Returns what could be read, its source positions, and every problem of its form.
pub fn read_plan(name: &str, bytes: &[u8]) -> (Plan, Source, Vec<Diagnostic>) {
    let (plan, source, mut found): (Plan, _, _) = read(name, bytes, schema::plan(), &PLAN);
    if is_school_file(source.root()) {
        let (_, source, mut found) = read_school(name, bytes);
        let message = "this is the school's file, not a plan";
        let problem = Diagnostic::new(Rule::WrongType, source.place(0..0), Path::root(), message);
        found.push(
            problem.help("check the plans beside it: it is read, and checked, with each of them"),
        );
        return (plan, source, found);
    }
    found.extend(unsupported(plan.version, &source));
    (plan, source, found)
}

/// Reads a `school.yaml`, like [`read_plan`].
pub fn read_school(name: &str, bytes: &[u8]) -> (SchoolFile, Source, Vec<Diagnostic>) {
    let (school, source, mut found): (SchoolFile, _, _) =
        read(name, bytes, schema::school(), &SCHOOL);
    found.extend(unsupported(school.version, &source));
    found.extend(terms::check(&school.terms, &source));
    for (name, wanted) in &school.checks {
        let path = at!("checks", name.clone());
        let shown = value(name);
        let (rule, place, message, help) = match name.parse::<Rule>() {
            Ok(rule) if rule.is_fixed() && rule.severity() != *wanted => (
                Rule::UnknownValue,
                source.value(&path),
                message!(
                    "the check `{}` cannot be changed: without it no copy could be made",
                    shown
                ),
                Message::from("delete this line"),
            ),
            Ok(_) => continue,
            Err(_) => (
                Rule::UnknownField,
                source.key(&path),
                message!("there is no check called `{}`", shown),
                match Rule::nearest(name) {
                    Some(near) => message!("did you mean `{}`?", words(near.name())),
                    None => "`sendplan explain --all` lists the rules".into(),
                },
            ),
        };
        found.push(Diagnostic::new(rule, place, path, message).help(help));
    }
    for short in school
        .glossary
        .keys()
        .filter(|short| !is_abbreviation(short))
    {
        let path = at!("glossary", short.clone());
        let message = message!("“{}” in the glossary is not an abbreviation", value(short));
        let help = "write a word with a letter or a digit in it before the colon, such as `LSB: Learning Support Base`, or remove the line";
        let problem = Diagnostic::new(Rule::UnknownField, source.key(&path), path, message);
        found.push(problem.help(help));
    }
    (school, source, found)
}

/// Reports a file written for another version of the format.
fn unsupported(version: Option<u64>, source: &Source) -> Option<Diagnostic> {
    let version = version.filter(|version| *version != VERSION)?;
    let message = message!(
        "this file is written for version {} of the format, and this program reads version {}",
        value(version),
        words(VERSION.to_string())
    );
    let path = at!("version");
    let help = message!(
        "write `version: {}`, or use a newer sendplan",
        words(VERSION.to_string())
    );
    Some(Diagnostic::new(Rule::UnsupportedVersion, source.value(&path), path, message).help(help))
}

/// Whether this is a `school.yaml`: all its keys are ones that a school file has.
fn is_school_file(root: &Node) -> bool {
    let yaml::Kind::Map(entries) = &root.kind else {
        return false;
    };
    let mut names = entries.iter().map(|entry| entry.key.as_str());
    names
        .clone()
        .all(|name| schema::school().field(name).is_some())
        && names.any(|name| name != "version")
}

/// Reads a file of some format. Returns what could be read, its source positions, and every problem of its form.
pub(crate) fn read<T: DeserializeOwned + Default>(
    name: &str,
    bytes: &[u8],
    format: &'static Kind,
    grammar: &'static Grammar,
) -> (T, Source, Vec<Diagnostic>) {
    let mark = if bytes.starts_with(b"\xEF\xBB\xBF") {
        3
    } else {
        0
    };
    let (text, trouble) = match decode::text(bytes) {
        Ok(text) => (text, None),
        Err(trouble) => (String::new(), Some(trouble)),
    };
    let file = Arc::new(File::new(name, text).behind(mark));
    let whole = Place::new(&file, 0..0);
    if let Some(trouble) = trouble {
        let found = Diagnostic::new(trouble.rule, whole, Path::root(), trouble.message);
        return (
            T::default(),
            Source::new(file, Node::default()),
            vec![found.help(trouble.help)],
        );
    }
    let tree = yaml::read(&file.text, grammar);
    let mut found = control_chars::found(&file);
    let to_diagnostic = |mistake| diagnostic(mistake, &file);
    let mut mistakes: Vec<Diagnostic> = tree.mistakes.iter().map(to_diagnostic).collect();
    if let Some(too_much) = &tree.too_much {
        found.extend(mistakes);
        found.push(limit_exceeded(too_much, &file));
        return (T::default(), Source::new(file, Node::default()), found);
    }
    let (read, shape) = validate::validate(&tree.root, format, &file);
    for other in shape {
        // A problem on a line with a YAML mistake is probably its consequence: only the mistake is reported, with the
        // problem's path, so that the value does not count as missing.
        let line = other.place.start().0.saturating_sub(1);
        let mut mistake_diagnostic = mistakes.iter_mut().zip(&tree.mistakes);
        let mistake_diagnostic = mistake_diagnostic.find(|(mistake_diagnostic, mistake)| {
            mistake_diagnostic.path.is_root()
                && !mistake.only_indent
                && mistake.lines.contains(&line)
        });
        match mistake_diagnostic {
            Some((mistake_diagnostic, _)) => mistake_diagnostic.path = other.path,
            None => found.push(other),
        }
    }
    found.extend(mistakes);
    let value = if read.is_null() {
        Value::Mapping(Mapping::new())
    } else {
        read
    };
    // The value was made to fit the types, so this should not fail; if it does, report it.
    let parsed = serde_yaml::from_value(value).unwrap_or_else(|why| {
        let message = message!(
            "the file could not be read: {}",
            crate::diagnostic::message::value(why)
        );
        found.push(Diagnostic::new(
            Rule::WrongType,
            whole,
            Path::root(),
            message,
        ));
        T::default()
    });
    found.sort_by_key(|found| found.place.bytes.start);
    (parsed, Source::new(file, tree.root), found)
}

fn diagnostic(mistake: &Mistake, file: &Arc<File>) -> Diagnostic {
    let place = Place::new(file, mistake.place.clone());
    let path = match &mistake.missing {
        Some(path) => path.clone(),
        None => Path::root(),
    };
    let found = Diagnostic::new(Rule::YamlSyntax, place, path, mistake.message.clone());
    let found = found.help(mistake.help.clone());
    if mistake.sure {
        found.fix(mistake.fix.clone())
    } else {
        found
    }
}

fn limit_exceeded(too_much: &TooMuch, file: &Arc<File>) -> Diagnostic {
    let (bytes, message, help) = match too_much {
        TooMuch::Values(at) => (
            *at..*at,
            "the file has more than 5,000 names and values, which no plan needs",
            "check that this is the plan and not another document",
        ),
        TooMuch::Depth(bytes) => (
            bytes.clone(),
            "the file is nested more than 32 levels deep",
            "check the spaces at the beginning of the lines: a plan needs six levels",
        ),
    };
    let place = Place::new(file, bytes);
    Diagnostic::new(Rule::TooLarge, place, Path::root(), message).help(help)
}
