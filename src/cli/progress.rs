//! What a person sees of an export while it is at work.

use std::io;
use std::path::PathBuf;

use crate::export::{Entry, Event, InTheWay, NotMade};
use indicatif::{ProgressBar, ProgressStyle};

use super::{interrupt, print, say};

/// How far the work is: a bar on a terminal, a line now and then elsewhere. What was written is printed.
pub struct Progress {
    folder: PathBuf,
    bar: ProgressBar,
    /// Whether nothing of what is reported is done.
    is_preview: bool,
    /// Why the list of what was written could not be printed.
    pub trouble: Option<io::Error>,
}

impl Progress {
    /// For an export into this folder.
    pub fn new(folder: PathBuf) -> Progress {
        Progress {
            folder,
            bar: ProgressBar::hidden(),
            is_preview: false,
            trouble: None,
        }
    }

    /// For what an export would do.
    pub fn for_preview(mut self) -> Progress {
        self.is_preview = true;
        self
    }

    /// Tells the person what has happened.
    pub fn tell(&mut self, event: Event<'_>) {
        interrupt::stay_if_ending();
        match event {
            Event::Begins(plans) => self.begin(plans),
            Event::Plan(entries) => self.plan(entries),
            Event::InTheWay(InTheWay { plan, file, why }) => {
                let were = if self.is_preview { "would be" } else { "were" };
                let file = self.folder.join(file);
                say(&format!(
                    "No copies of {plan} {were} made, because `{}` {why}.",
                    file.display()
                ));
            }
            Event::Unasked(entry) => {
                let Some(why) = &entry.not_made else { return };
                let would = match why {
                    NotMade::Removed if self.is_preview => "would be ",
                    _ => "",
                };
                let file = self.folder.join(&entry.file);
                say(&format!("{}: {would}{why}.", file.display()));
            }
            Event::PackRemoved(pack) => say(&format!(
                "{}: removed, since a copy in it has changed: --packs makes it again.",
                self.folder.join(&pack.file).display()
            )),
            Event::Pack(pack) => self.print(&pack.file),
        }
    }

    fn begin(&mut self, plans: usize) {
        // Where there is no terminal the bar hides itself, and only counts.
        let bar = ProgressBar::new(u64::try_from(plans).unwrap_or(u64::MAX));
        let style = "{bar:30} {pos} of {len} plans, {per_sec}, {eta} left";
        let style = ProgressStyle::with_template(style);
        self.bar = bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    }

    fn plan(&mut self, entries: &[Entry]) {
        for entry in entries {
            match &entry.not_made {
                None => self.print(&entry.file),
                Some(why) => {
                    let file = self.folder.join(&entry.file);
                    let line = format!("{} was not made: {why}.", file.display());
                    self.bar.suspend(|| say(&line));
                }
            }
        }
        self.bar.inc(1);
        // About ten lines for the whole, however many plans there are.
        let (done, plans) = (self.bar.position(), self.bar.length().unwrap_or_default());
        let step = plans.div_ceil(10).max(10);
        if self.bar.is_hidden() && done.is_multiple_of(step) && done < plans {
            say(&format!("{done} of {plans} plans"));
        }
    }

    fn print(&mut self, file: &str) {
        let line = format!("{}\n", self.folder.join(file).display());
        let printed = self.bar.suspend(|| print(&line));
        if let Err(why) = printed {
            self.trouble.get_or_insert(why);
        }
    }

    /// Takes the bar away.
    pub fn end(&self) {
        self.bar.finish_and_clear();
    }
}
