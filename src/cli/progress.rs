//! What a person sees of an export while it is at work.

use std::io::{self, IsTerminal};
use std::path::PathBuf;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use sendplan::export::{Entry, Event, NotMade};

use super::{interrupt, print, say};

/// How far the work is: a bar on a terminal, a line now and then elsewhere. What was written is printed.
pub struct Progress {
    folder: PathBuf,
    bar: ProgressBar,
    terminal: bool,
    done: usize,
    plans: usize,
    /// Whether nothing of what is told of is done.
    is_preview: bool,
    /// Why the list of what was written could not be printed.
    pub trouble: Option<io::Error>,
}

impl Progress {
    /// For an export into this folder.
    pub fn new(folder: PathBuf) -> Progress {
        let terminal = io::stderr().is_terminal();
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        Progress {
            folder,
            bar,
            terminal,
            done: 0,
            plans: 0,
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
        self.plans = plans;
        if self.terminal && plans > 0 {
            let style = ProgressStyle::with_template(
                "{bar:30} {pos} of {len} plans, {per_sec}, {eta} left",
            );
            self.bar = ProgressBar::with_draw_target(
                Some(u64::try_from(plans).unwrap_or(u64::MAX)),
                ProgressDrawTarget::stderr(),
            );
            self.bar
                .set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        }
    }

    fn plan(&mut self, entries: &[Entry]) {
        self.done += 1;
        for entry in entries {
            match &entry.not_made {
                None => self.print(&entry.file),
                Some(why) => {
                    let line = format!(
                        "{} was not made: {why}.",
                        self.folder.join(&entry.file).display()
                    );
                    self.bar.suspend(|| say(&line));
                }
            }
        }
        self.bar.inc(1);
        // About ten lines for the whole, however many plans there are.
        let step = self.plans.div_ceil(10).max(10);
        if !self.terminal && self.done.is_multiple_of(step) && self.done < self.plans {
            say(&format!("{} of {} plans", self.done, self.plans));
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
