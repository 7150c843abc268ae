//! The copies of an export as a table for the office's spreadsheet.

use std::io::{self, Write};

use super::manifest::Entry;
use crate::report::cell;

/// A column's heading, and what it says of a copy.
type Column = (&'static str, fn(&Entry) -> String);

/// The columns of the table.
const COLUMNS: &[Column] = &[
    ("plan", |entry| entry.plan.clone()),
    ("child", |entry| or_empty(entry.child.as_ref())),
    ("class", |entry| entry.class.clone()),
    ("year", |entry| or_empty(entry.year)),
    ("status", |entry| {
        or_empty(entry.status.map(|status| status.word()))
    }),
    ("cycle", |entry| or_empty(entry.cycle)),
    ("start", |entry| or_empty(entry.start)),
    ("review", |entry| or_empty(entry.review)),
    ("copy", |entry| entry.copy.name().to_owned()),
    ("recipient", |entry| or_empty(entry.recipient)),
    ("file", |entry| entry.file.clone()),
    ("pages", |entry| {
        or_empty(entry.made.as_ref().map(|made| made.pages))
    }),
    ("bytes", |entry| {
        or_empty(entry.made.as_ref().map(|made| made.bytes))
    }),
    ("sha256", |entry| {
        or_empty(entry.made.as_ref().map(|made| made.sha256))
    }),
    ("made_from", |entry| {
        or_empty(entry.made.as_ref().map(|made| made.made_from))
    }),
    ("not_made", |entry| or_empty(entry.not_made.as_ref())),
    ("protected", |entry| {
        or_empty(entry.is_protected().then_some("yes"))
    }),
];

/// The columns that are left out where they say nothing of any copy.
const OPTIONAL: [&str; 2] = ["child", "protected"];

fn or_empty(value: Option<impl ToString>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

/// Writes the table. A spreadsheet takes a text without the mark of UTF-8 for one in the letters of its own country.
pub(super) fn write(copies: &[&Entry], mut to: impl Write) -> io::Result<()> {
    to.write_all("\u{feff}".as_bytes())?;
    let mut table = csv::Writer::from_writer(to);
    let says_something = |(name, of): &&(&str, fn(&Entry) -> String)| {
        !OPTIONAL.contains(name) || copies.iter().any(|entry| !of(entry).is_empty())
    };
    let columns: Vec<_> = COLUMNS.iter().filter(says_something).collect();
    let heads = columns.iter().map(|(name, _)| name);
    table.write_record(heads).map_err(of_the_writer)?;
    for entry in copies {
        let cells = columns.iter().map(|(_, of)| cell(&of(entry)));
        table.write_record(cells).map_err(of_the_writer)?;
    }
    table.flush()
}

/// The error of what is written to: a full disk is to be reported as one.
fn of_the_writer(trouble: csv::Error) -> io::Error {
    match trouble.into_kind() {
        csv::ErrorKind::Io(why) => why,
        other => io::Error::other(format!("{other:?}")),
    }
}
