//! `render`: the copies of plans as PDF files.

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

/// Makes the copies once, or again and again where `--watch` asks for it.
pub fn run(asked: &Render, general: &General) -> Result<Ended, Trouble> {
    let job = match Job::new(asked, general)? {
        Ok(job) => job,
        Err(misuse) => {
            say(&misuse);
            return Ok(Ended::Misused);
        }
    };
    if job.password.is_some() {
        say(NOT_ARCHIVAL);
    }
    if asked.watch {
        return watch::run(&asked.plans, || job.run());
    }
    job.run()
}

/// What was asked for, ready to be done.
struct Job<'a> {
    asked: &'a Render,
    checks: Checks,
    readers: Vec<Reader>,
    pages: Vec<ReviewPage>,
    to: Destination,
    password: Option<Password>,
    press: Press,
}

/// What is known of the other plans of the same command.
struct Run {
    /// The copies that were written, and of which plan each is.
    written: BTreeMap<PathBuf, PathBuf>,
    /// The plans that share their reference with another cycle of the same child: their copies carry the cycle in their names.
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
    /// The job, or a sentence that says how the command was used wrongly.
    fn new(asked: &'a Render, general: &General) -> Result<Result<Job<'a>, String>, Trouble> {
        let mut readers: Vec<Reader> = asked.copy.iter().map(|copy| Reader::from(*copy)).collect();
        readers.extend(asked.wall.then_some(Reader::Wall));
        readers.sort_unstable();
        readers.dedup();
        if readers.is_empty() {
            readers = Reader::ALL.to_vec();
        }
        let mut pages: Vec<ReviewPage> = asked.page.iter().map(|page| (*page).into()).collect();
        pages.sort_unstable();
        pages.dedup();
        if !pages.is_empty() && !readers.contains(&Reader::Review) {
            let help = "`--page` is for the review form: write `--copy review` with it.";
            return Ok(Err(help.to_owned()));
        }
        let files = readers.len() + pages.len().saturating_sub(1);
        let to = Destination::of(asked.output.as_deref());
        if to.is_single() && (asked.plans.len() > 1 || files > 1) {
            let help = "Several copies cannot go into one file: name a folder, or one plan and one --copy.";
            return Ok(Err(help.to_owned()));
        }
        let (template, fonts) = (asked.appearance.template()?, asked.appearance.fonts()?);
        let checks = Checks {
            other_children: folder::children(&asked.plans),
            ..asked.appearance.checks(general, &template, &fonts)
        };
        let password = asked.protect.password()?;
        let press = Press::with(&template, fonts)?.archival(password.is_none());
        Ok(Ok(Job {
            asked,
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
            cycles: cycles(&self.asked.plans),
        };
        for path in &self.asked.plans {
            ended = ended.max(self.plan(path, &mut run)?);
        }
        Ok(ended)
    }

    /// Makes one plan's copies. A plan that cannot be read or has errors does not keep the others from being made.
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
        check::say_errors(&loaded, report, self.asked.no_excerpt);
        let Ok(checked) = checked else {
            say(&format!(
                "No copies were made of {}: mend what is marked as an error first.",
                path.display()
            ));
            return Ok(Ended::WithErrors);
        };
        if loaded.plan.is_reviewed() && self.readers.contains(&Reader::Review) {
            say(&format!(
                "The review of {} has been held; its review form is blank all the same.",
                path.display()
            ));
        }
        let format = self.asked.format.map(Into::into);
        let made = match crate::copies_of(&checked, self.wanted(&loaded, run), format, &self.press)
        {
            Ok(made) => made,
            Err(why) => {
                say(&format!(
                    "No copies were made of {}: {why}.",
                    path.display()
                ));
                return Ok(Ended::WithErrors);
            }
        };
        self.write(&loaded, self.protected(made)?, run)
    }

    /// The same copies, protected where that is asked for.
    fn protected(&self, made: Vec<Made>) -> Result<Vec<Made>, ProtectError> {
        let Some(password) = &self.password else {
            return Ok(made);
        };
        let protect = |copy: Made| {
            let pdf = press::protect(copy.pdf, password)?;
            Ok(Made { pdf, ..copy })
        };
        made.into_iter().map(protect).collect()
    }

    /// The files to make of one plan: in the place of the whole review form its pages, where pages are asked for.
    fn wanted(&self, loaded: &Loaded, run: &Run) -> Vec<Wanted> {
        let mut wanted = crate::wanted(loaded, &self.readers);
        if !self.pages.is_empty() {
            wanted.retain(|one| one.reader != Reader::Review);
            wanted.extend(crate::review_pages(loaded, &self.pages));
        }
        if run.cycles.contains(&loaded.path) {
            wanted = make::with_cycle(wanted, loaded);
        }
        wanted
    }

    fn write(&self, loaded: &Loaded, made: Vec<Made>, run: &mut Run) -> Result<Ended, Trouble> {
        for copy in &made {
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
            Destination::File(file) => return self.one_file(file, loaded, made),
            Destination::StandardOutput => {
                let [copy] = made.as_slice() else {
                    return Ok(self.too_many());
                };
                let mut out = io::stdout().lock();
                out.write_all(&copy.pdf.bytes)?;
                out.flush()?;
                return Ok(Ended::Well);
            }
        };
        // One child's copies must not take the place of another's, and none is written before that is known.
        let mut others = made.iter().filter_map(|copy| {
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
        let paths = made.iter().map(|copy| folder.join(&copy.file_name));
        if let Some(kept) = self.kept(paths, loaded) {
            return Ok(kept);
        }
        for copy in &made {
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
        mut made: Vec<Made>,
    ) -> Result<Ended, Trouble> {
        let [copy] = made.as_mut_slice() else {
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

    /// A leaf of two sides; two leaves where the letters or the lines are set larger.
    fn most_child_pages(&self) -> usize {
        match self.asked.format {
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
