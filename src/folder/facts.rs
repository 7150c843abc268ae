//! What is kept of a plan that was read: what it says of itself, and its text as long as there is room for it.

use std::ops::Range;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use chrono::NaiveDate;

use super::together::{self, Text};
use crate::check::severity_of;
use crate::diagnostic::{File, Rule, Severity};
use crate::digest::Digest;
use crate::format::at;
use crate::load::{Loaded, School, Schools, load_text};
use crate::make::{Reader, Wanted, wanted};
use crate::plan::{Decision, Status, YearGroup};

/// The most text that is kept, in bytes: some three thousand plans. What is wanted of those beyond is read again.
const ROOM: usize = 32 << 20;

/// Where texts are kept as long as there is room.
#[derive(Debug)]
pub(super) struct Room(AtomicUsize);

impl Default for Room {
    fn default() -> Room {
        Room(AtomicUsize::new(ROOM))
    }
}

impl Room {
    fn keep(&self, file: &Arc<File>) -> Option<Arc<File>> {
        let less = |left: usize| left.checked_sub(file.text.len());
        let kept = self
            .0
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, less);
        kept.ok().map(|_| Arc::clone(file))
    }
}

/// What a plan says of itself.
#[derive(Clone, Debug)]
pub struct Facts {
    /// What its files are named after: its reference or, where a draft has none, the name of its file if that tells no name.
    pub stem: String,
    /// The school's reference for it.
    pub id: Option<String>,
    /// Whether that has the child's name in it, which it ought not to.
    pub id_names_the_child: bool,
    /// The child's full name.
    pub child: Option<String>,
    /// The day the child was born.
    pub born: Option<NaiveDate>,
    /// The class.
    pub class: Option<String>,
    /// The year group.
    pub year_group: Option<YearGroup>,
    /// Which plan of the child's it is.
    pub cycle: Option<u32>,
    /// How far it is agreed.
    pub status: Option<Status>,
    /// The day it begins.
    pub start: Option<NaiveDate>,
    /// The day it is to be reviewed.
    pub review: Option<NaiveDate>,
    /// The day its review was held.
    pub held: Option<NaiveDate>,
    /// Whether its review decided to end SEN support, so that no further plan is expected.
    pub ended: bool,
    /// All its copies.
    pub copies: Vec<Wanted>,
    /// A digest of everything its copies are made from: the plan, its `school.yaml`, its pictures.
    pub digest: Digest,
    /// A digest of its pictures alone.
    pub(crate) of_pictures: Digest,
    /// Its file's text, if there was room for it.
    pub(crate) text: Option<Arc<File>>,
    /// The `school.yaml` that it was read with.
    pub(crate) school: Option<Arc<School>>,
    /// How seriously its school takes texts that were copied from plan to plan.
    pub(super) minds_copies: Severity,
    /// How seriously it takes a reference that is used twice.
    pub(super) minds_twice: Severity,
    /// Where its reference stands.
    pub(super) id_at: Range<usize>,
    /// The targets and strategies without the child's name.
    pub(super) texts: Vec<Text>,
}

impl Facts {
    pub(super) fn of(loaded: &Loaded, room: &Room) -> Facts {
        let plan = &loaded.plan;
        let trimmed = |text: &Option<String>| {
            let text = text.as_deref().map(str::trim);
            text.filter(|text| !text.is_empty()).map(str::to_owned)
        };
        Facts {
            stem: crate::make::stem(loaded),
            id: trimmed(&plan.plan.id),
            id_names_the_child: {
                let id = plan.plan.id.as_deref();
                id.is_some_and(|id| plan.child.named_in(id).is_some())
            },
            child: trimmed(&plan.child.name),
            born: plan.child.date_of_birth,
            class: trimmed(&plan.child.class),
            year_group: plan.child.year_group,
            cycle: plan.plan.cycle,
            status: plan.plan.status,
            start: plan.plan.start,
            review: plan.plan.review,
            held: plan.review.date,
            ended: plan.review.decision == Some(Decision::End),
            copies: wanted(loaded, Reader::EVERY),
            digest: loaded.digest,
            of_pictures: loaded.of_pictures,
            text: room.keep(loaded.source.file()),
            school: loaded.school_file.clone(),
            minds_copies: severity_of(Rule::SameText, loaded),
            minds_twice: severity_of(Rule::DuplicateId, loaded),
            id_at: loaded.value(&at!("plan", "id")).bytes,
            texts: together::texts(loaded),
        }
    }

    /// The plan's file: as it was read or, where there was no room for its text, as it is now.
    pub(super) fn file(&self, path: &Path) -> Arc<File> {
        self.text.clone().unwrap_or_else(|| {
            let again = load_text(path, &Schools::default());
            let file = again.map(|loaded| Arc::clone(loaded.source.file()));
            file.unwrap_or_else(|_| Arc::new(File::new(path.display().to_string(), "")))
        })
    }

    /// The class, or else the year group, or else "no class".
    pub fn group(&self) -> String {
        let year = || self.year_group.map(|year| year.to_string());
        let group = self.class.clone().or_else(year);
        group.unwrap_or_else(|| "no class".to_owned())
    }
}
