//! A print pack's cover sheet: what is inside, how much paper it takes, and a box for each copy that is handed over.

use chrono::NaiveDate;
use serde::Serialize;

use super::manifest::Entry;
use crate::copy::{Picture, Printed};
use crate::make::Reader;

/// Whether a plan has a copy of this kind for more than one recipient.
pub fn several(entries: &[&Entry], entry: &Entry) -> bool {
    let of_the_plan = entries.iter().filter(|other| other.plan == entry.plan);
    of_the_plan.count() > 1
}

/// A pack's cover sheet.
#[derive(Serialize)]
pub struct Cover {
    title: String,
    class: String,
    kind: &'static str,
    rows: Vec<Row>,
    /// Pages of the copies, without this sheet.
    pages: usize,
    /// Sheets of the whole pack.
    pub sheets: usize,
    #[serde(skip)]
    stamp: NaiveDate,
}

#[derive(Serialize)]
struct Row {
    plan: String,
    child: Option<String>,
    recipient: Option<usize>,
    pages: usize,
    sheets: usize,
}

impl Cover {
    /// The cover sheet of a pack with these copies.
    pub fn of(
        entries: &[&Entry],
        class: &str,
        reader: Reader,
        names: bool,
        stamp: Option<NaiveDate>,
    ) -> Cover {
        let kind = match reader {
            Reader::Parent => "parents’ copies",
            Reader::Child => "children’s copies",
            Reader::Wall => "copies for the wall",
            Reader::Staff => "staff copies",
            Reader::Review => "review forms",
        };
        let row = |entry: &&Entry| {
            let pages = entry.made.as_ref().map_or(0, |made| made.pages);
            Row {
                plan: entry.plan.clone(),
                child: entry.child.clone().filter(|_| names),
                recipient: entry.recipient.filter(|_| several(entries, entry)),
                pages,
                sheets: pages.div_ceil(2),
            }
        };
        let rows: Vec<Row> = entries.iter().map(row).collect();
        Cover {
            title: format!("Print pack, {class}, {kind}"),
            class: class.to_owned(),
            kind,
            pages: rows.iter().map(|row| row.pages).sum(),
            sheets: rows.iter().map(|row| row.sheets).sum::<usize>() + 1,
            rows,
            stamp: stamp.unwrap_or_default(),
        }
    }
}

impl Printed for Cover {
    const LAYOUT: &'static str = "pack";

    fn title(&self) -> &str {
        &self.title
    }

    fn stamp(&self) -> NaiveDate {
        self.stamp
    }

    fn pictures(&self) -> Vec<&Picture> {
        Vec::new()
    }
}
