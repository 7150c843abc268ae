//! A manifest on its way to a file: its entries stay where they are, since a trust of schools has ten thousand.

use std::io::{self, Write};

use serde::Serialize;

use super::manifest::{Entry, KIND, Manifest, Pack};
use crate::report::cell;

/// What a manifest is to say, in the order in which it says it.
#[derive(Serialize)]
pub(super) struct Written<'a> {
    kind: &'static str,
    version: &'a str,
    copies: Vec<&'a Entry>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    packs: Vec<&'a Pack>,
}

impl<'a> Written<'a> {
    /// A manifest of these copies and packs, written by this version.
    pub fn of(
        copies: impl IntoIterator<Item = &'a Entry>,
        packs: impl IntoIterator<Item = &'a Pack>,
    ) -> Written<'a> {
        let mut copies: Vec<&Entry> = copies.into_iter().collect();
        copies.sort_unstable_by(|a, b| a.key().cmp(&b.key()));
        let mut packs: Vec<&Pack> = packs.into_iter().collect();
        packs.sort_unstable_by(|a, b| a.file.cmp(&b.file));
        Written {
            kind: KIND,
            version: env!("CARGO_PKG_VERSION"),
            copies,
            packs,
        }
    }

    /// Writes it as the program reads it.
    pub fn json(&self, mut to: impl Write) -> io::Result<()> {
        serde_json::to_writer_pretty(&mut to, self)?;
        to.write_all(b"\n")
    }

    /// Writes its copies as a table for a spreadsheet, which takes a text without the mark of UTF-8 for one in the letters of
    /// its own country.
    pub fn csv(&self, mut to: impl Write) -> io::Result<()> {
        to.write_all("\u{feff}".as_bytes())?;
        let named = self.copies.iter().any(|entry| entry.child.is_some());
        let protected = self.copies.iter().any(|entry| entry.is_protected());
        let mut table = csv::Writer::from_writer(to);
        let mut heads = vec![
            "plan",
            "class",
            "year",
            "status",
            "cycle",
            "start",
            "review",
            "copy",
            "recipient",
            "file",
            "pages",
            "bytes",
            "sha256",
            "made_from",
            "not_made",
        ];
        heads.splice(1..1, named.then_some("child"));
        heads.extend(protected.then_some("protected"));
        table.write_record(&heads).map_err(of_the_writer)?;
        for entry in &self.copies {
            let made = entry.made.as_ref();
            let or_empty = |value: Option<String>| value.unwrap_or_default();
            let mut cells = vec![
                entry.plan.clone(),
                entry.class.clone(),
                or_empty(entry.year.map(|year| year.to_string())),
                or_empty(entry.status.map(|status| status.word().to_owned())),
                or_empty(entry.cycle.map(|cycle| cycle.to_string())),
                or_empty(entry.start.map(|day| day.to_string())),
                or_empty(entry.review.map(|day| day.to_string())),
                entry.copy.name().to_owned(),
                or_empty(entry.recipient.map(|number| number.to_string())),
                entry.file.clone(),
                or_empty(made.map(|made| made.pages.to_string())),
                or_empty(made.map(|made| made.bytes.to_string())),
                or_empty(made.map(|made| made.sha256.to_string())),
                or_empty(made.map(|made| made.made_from.to_string())),
                or_empty(entry.not_made.clone()),
            ];
            cells.splice(1..1, named.then(|| or_empty(entry.child.clone())));
            let yes = entry.is_protected().then(|| "yes".to_owned());
            cells.extend(protected.then(|| or_empty(yes)));
            let cells = cells.iter().map(|text| cell(text));
            table.write_record(cells).map_err(of_the_writer)?;
        }
        table.flush()
    }
}

impl<'a> From<&'a Manifest> for Written<'a> {
    fn from(manifest: &'a Manifest) -> Written<'a> {
        Written {
            version: &manifest.version,
            ..Written::of(&manifest.copies, &manifest.packs)
        }
    }
}

/// The error of what is written to: a full disk is to be told of as one.
fn of_the_writer(trouble: csv::Error) -> io::Error {
    match trouble.into_kind() {
        csv::ErrorKind::Io(why) => why,
        other => io::Error::other(format!("{other:?}")),
    }
}
