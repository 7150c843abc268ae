//! `render`: makes the copies of plans as PDF files.

mod places;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::mem;
use std::path::{Path, PathBuf};

use crate::press::{self, Password, Press, ProtectError};
use crate::{Checked, Checks, Loaded, Made, Reader, ReviewPage, Wanted, folder, make};

use super::args::{self, General, Render};
use super::output;
use super::password::NOT_ARCHIVAL;
use super::{Ended, Trouble, check, print_path, say, watch};
use places::{cycles, one_place};

/// Makes the copies once, or repeatedly with `--watch`.
pub fn run(args: &Render, general: &General) -> Result<Ended, Trouble> {
    let job = match Job::new(args, general)? {
        Ok(job) => job,
        Err(misuse) => {
            say(&misuse);
            return Ok(Ended::Misused);
        }
    };
    if job.password.is_some() {
        say(NOT_ARCHIVAL);
    }
    if args.watch {
        return watch::run(&args.plans, || job.run());
    }
    job.run()
}

/// The validated arguments.
struct Job<'a> {
    args: &'a Render,
    checks: Checks,
    readers: Vec<Reader>,
    pages: Vec<ReviewPage>,
    to: Destination,
    password: Option<Password>,
    press: Press,
}

/// What is known about the other plans of this run.
struct Run {
    /// The copies that were written, each with its plan.
    written: BTreeMap<PathBuf, PathBuf>,
    /// Plans that share their reference with another cycle of the same child: their copies' names include the cycle.
    cycles: BTreeSet<PathBuf>,
}

/// Where the copies go.
enum Destination {
    /// The folder `copies` beside each plan.
    BesideThePlan,
    Folder(PathBuf),
    File(PathBuf),
    StandardOutput,
}

impl<'a> Job<'a> {
    /// Creates the job, or returns a sentence on how the command was used wrongly.
    fn new(args: &'a Render, general: &General) -> Result<Result<Job<'a>, String>, Trouble> {
        let mut readers: Vec<Reader> = args.copy.iter().map(|copy| Reader::from(*copy)).collect();
        readers.extend(args.wall.then_some(Reader::Wall));
        readers.sort_unstable();
        readers.dedup();
        if readers.is_empty() {
            readers = Reader::ALL.to_vec();
        }
        let mut pages: Vec<ReviewPage> = args.page.iter().map(|page| (*page).into()).collect();
        pages.sort_unstable();
        pages.dedup();
        if !pages.is_empty() && !readers.contains(&Reader::Review) {
            let help = "`--page` is for the review form: write `--copy review` with it.";
            return Ok(Err(help.to_owned()));
        }
        let files = readers.len() + pages.len().saturating_sub(1);
        let to = Destination::of(args.output.as_deref());
        if to.is_single() && (args.plans.len() > 1 || files > 1) {
            let help = "Several copies cannot go into one file: name a folder, or one plan and one --copy.";
            return Ok(Err(help.to_owned()));
        }
        let (template, fonts) = (args.appearance.template()?, args.appearance.fonts()?);
        let checks = Checks {
            other_children: folder::children(&args.plans),
            ..args.appearance.checks(general, &template, &fonts)
        };
        let password = args.protect.password()?;
        let press = Press::with(&template, fonts)?.archival(password.is_none());
        Ok(Ok(Job {
            args,
            checks,
            readers,
            pages,
            to,
            password,
            press,
        }))
    }

    fn run(&self) -> Result<Ended, Trouble> {
        let mut ended = Ended::Well;
        let mut run = Run {
            written: BTreeMap::new(),
            cycles: cycles(&self.args.plans),
        };
        for path in &self.args.plans {
            ended = ended.max(self.plan(path, &mut run)?);
        }
        Ok(ended)
    }

    /// Makes one plan's copies. A plan that cannot be read or has errors does not stop the others.
    fn plan(&self, path: &Path, run: &mut Run) -> Result<Ended, Trouble> {
        let loaded = match crate::load(path) {
            Ok(loaded) => loaded.in_words_of(self.press.template()),
            Err(trouble) => {
                say(&super::sentence(&trouble));
                return Ok(Ended::InTrouble);
            }
        };
        let checked = crate::check(&loaded, &self.checks);
        let report = checked
            .as_ref()
            .map_or_else(|report| report, Checked::report);
        check::say_errors(&loaded, report, self.args.no_excerpt);
        let Ok(checked) = checked else {
            say(&format!(
                "No copies were made of {}: fix what is marked as an error first.",
                path.display()
            ));
            return Ok(Ended::WithErrors);
        };
        if loaded.plan.is_reviewed() && self.readers.contains(&Reader::Review) {
            say(&format!(
                "The review of {} has been held; its review form is still blank.",
                path.display()
            ));
        }
        let format = self.args.format.map(Into::into);
        let copies =
            match crate::copies_of(&checked, self.wanted(&loaded, run), format, &self.press) {
                Ok(copies) => copies,
                Err(why) => {
                    say(&format!(
                        "No copies were made of {}: {why}.",
                        path.display()
                    ));
                    return Ok(Ended::WithErrors);
                }
            };
        self.write_copies(&loaded, self.protected(copies)?, run)
    }

    /// Protects the copies, if requested.
    fn protected(&self, copies: Vec<Made>) -> Result<Vec<Made>, ProtectError> {
        let Some(password) = &self.password else {
            return Ok(copies);
        };
        let protect = |copy: Made| {
            let pdf = press::protect(copy.pdf, password)?;
            Ok(Made { pdf, ..copy })
        };
        copies.into_iter().map(protect).collect()
    }

    /// Returns the copies to make of a plan: if pages are requested, they replace the whole review form.
    fn wanted(&self, loaded: &Loaded, run: &Run) -> Vec<Wanted> {
        let mut wanted = crate::wanted(loaded, &self.readers);
        if !self.pages.is_empty() {
            wanted.retain(|copy| copy.reader != Reader::Review);
            wanted.extend(crate::review_pages(loaded, &self.pages));
        }
        if run.cycles.contains(&loaded.path) {
            wanted = make::with_cycle(wanted, loaded);
        }
        wanted
    }

    fn write_copies(
        &self,
        loaded: &Loaded,
        copies: Vec<Made>,
        run: &mut Run,
    ) -> Result<Ended, Trouble> {
        for copy in &copies {
            if copy.reader == Reader::Child && copy.pdf.pages > self.most_child_pages() {
                say(&format!(
                    "{}: the child's copy has {} pages; `sendplan check` names the text to shorten.",
                    loaded.path.display(),
                    copy.pdf.pages
                ));
            }
        }
        let folder = match &self.to {
            Destination::BesideThePlan => {
                loaded.path.parent().unwrap_or(Path::new("")).join("copies")
            }
            Destination::Folder(folder) => folder.clone(),
            Destination::File(file) => return self.one_file(file, loaded, copies),
            Destination::StandardOutput => {
                let [copy] = copies.as_slice() else {
                    return Ok(self.too_many());
                };
                let mut out = io::stdout().lock();
                out.write_all(&copy.pdf.bytes)?;
                out.flush()?;
                return Ok(Ended::Well);
            }
        };
        // One child's copies must not replace another's, so nothing is written before this check.
        let mut others = copies.iter().filter_map(|copy| {
            let other = run.written.get(&one_place(&folder, copy))?;
            (*other != loaded.path).then_some(other)
        });
        if let Some(other) = others.next() {
            say(&format!(
                "The copies of {} would take the place of those of {}: give each plan a reference of its own.",
                loaded.path.display(),
                other.display()
            ));
            return Ok(Ended::WithErrors);
        }
        let left_over = self.left_over(&folder, loaded)?;
        let paths = copies.iter().map(|copy| folder.join(&copy.file_name));
        if let Some(kept) = self.kept(paths, loaded) {
            return Ok(kept);
        }
        for copy in &copies {
            let path = folder.join(&copy.file_name);
            output::write(&path, &copy.pdf.bytes)?;
            print_path(&path)?;
            run.written
                .insert(one_place(&folder, copy), loaded.path.clone());
        }
        self.tidy(&folder, left_over)
    }

    fn one_file(
        &self,
        file: &Path,
        loaded: &Loaded,
        mut copies: Vec<Made>,
    ) -> Result<Ended, Trouble> {
        let [copy] = copies.as_mut_slice() else {
            return Ok(self.too_many());
        };
        if let Some(kept) = self.kept([file.to_owned()].into_iter(), loaded) {
            return Ok(kept);
        }
        output::write(file, &mem::take(&mut copy.pdf.bytes))?;
        print_path(file)?;
        Ok(Ended::Well)
    }

    fn too_many(&self) -> Ended {
        say("This plan has several parent copies, one for each recipient: name a folder for them.");
        Ended::Misused
    }

    /// Two sides of one sheet; two sheets in the larger formats.
    fn most_child_pages(&self) -> usize {
        match self.args.format {
            None | Some(args::CopyFormat::Standard) => 2,
            Some(_) => 4,
        }
    }
}

impl Destination {
    fn of(output: Option<&Path>) -> Destination {
        match output {
            None => Destination::BesideThePlan,
            Some(path) if path == Path::new("-") => Destination::StandardOutput,
            Some(path) if output::ends_in(path, &["pdf"]) => Destination::File(path.to_owned()),
            Some(path) => Destination::Folder(path.to_owned()),
        }
    }

    fn is_single(&self) -> bool {
        matches!(self, Destination::File(_) | Destination::StandardOutput)
    }
}

impl From<args::Reader> for Reader {
    fn from(reader: args::Reader) -> Reader {
        match reader {
            args::Reader::Parent => Reader::Parent,
            args::Reader::Child => Reader::Child,
            args::Reader::Staff => Reader::Staff,
            args::Reader::Review => Reader::Review,
        }
    }
}

impl From<args::Page> for ReviewPage {
    fn from(page: args::Page) -> ReviewPage {
        match page {
            args::Page::Child => ReviewPage::Child,
            args::Page::Parents => ReviewPage::Parents,
            args::Page::Staff => ReviewPage::Staff,
        }
    }
}
