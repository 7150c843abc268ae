//! `export`: the copies of every plan of a folder, at a term's end.

use std::ffi::{OsStr, OsString};
use std::io;
use std::path::Path;
use std::process::Command;

use crate::Reader;
use crate::diagnostic::Severity;
use crate::export::{
    self, Event, ExportError, Inventory, Layout, Options, Outcome, OutputFolder, PackOptions,
    RunOptions,
};
use crate::press::{self, Password, Press};
use crate::report::{Format, Style, render};

use super::args::{self, Export, General};
use super::interrupt::Unfinished;
use super::outcome::{how_many_are_protected, in_a_sentence, what_there_is, what_would_be_done};
use super::output::FileTrouble;
use super::password::NOT_ARCHIVAL;
use super::progress::Progress;
use super::worker::{PATIENCE, ProcessWorker};
use super::{Ended, Misuse, Trouble, plans, say, say_whole};

/// Makes the export, or joins the parts of one.
pub fn run(asked: &Export, general: &General) -> Result<Ended, Trouble> {
    if let Some(out) = &asked.join {
        return join(asked, out);
    }
    let (Some(folder), Some(out)) = (&asked.folder, &asked.output) else {
        say("Say which folder has the plans, and with -o where the copies are to go.");
        return Ok(Ended::Misused);
    };
    plans::require_folder(folder)?;
    let fonts = asked.appearance.fonts()?;
    let template = asked.appearance.template()?;
    let checks = asked.appearance.checks(general, &template, &fonts);
    let mut readers: Vec<Reader> = asked.copy.iter().map(|copy| Reader::from(*copy)).collect();
    if readers.is_empty() {
        readers = Reader::ALL.to_vec();
    }
    let options = Options {
        folder: folder.clone(),
        out: out.clone(),
        layout: asked.layout.into(),
        readers,
        format: asked.format.map(Into::into),
        names: asked.names,
        shard: asked.shard,
        protect: asked.protect.password()?,
        made_with: press::digest(&template, &fonts),
    };
    let jobs = asked.jobs.unwrap_or_else(plans::cores);
    let inventory = Inventory::take(&options, &checks, jobs).map_err(in_words)?;
    tell(&inventory, asked);
    let before = ended(&inventory);
    let how = RunOptions {
        jobs,
        force: asked.force,
        prune: asked.prune,
        replace: asked.replace,
    };
    if asked.dry_run {
        let out = OutputFolder::look(out, asked.shard);
        let mut progress = Progress::new(out.folder().to_owned()).for_preview();
        let mut watch = |event: Event<'_>| progress.tell(event);
        let outlook = export::preview(inventory, &options, &out, how, asked.packs, &mut watch);
        let outlook = outlook.map_err(in_words)?;
        say(&what_would_be_done(&outlook));
        return Ok(after(before, &outlook));
    }
    let out = OutputFolder::open(out, asked.shard).map_err(in_words)?;
    let _unfinished = Unfinished::new(out.unfinished().to_owned());
    let password = options.protect.as_ref();
    let press = press_for_packs(asked, password)?;
    let packs = press.as_ref().map(|press| PackOptions {
        press,
        names: asked.names,
        password,
    });
    let command = worker_command(asked)?;
    let start = || -> Result<Box<dyn export::Worker + Send>, String> {
        let worker = ProcessWorker::new(&command, PATIENCE).map_err(|why| why.to_string())?;
        Ok(Box::new(worker))
    };
    let mut progress = Progress::new(out.folder().to_owned());
    let mut watch = |event: Event<'_>| progress.tell(event);
    let outcome = export::run(
        inventory,
        &options,
        &out,
        how,
        &start,
        packs.as_ref(),
        &mut watch,
    );
    progress.end();
    let outcome = outcome.map_err(in_words)?;
    if let Some(trouble) = progress.trouble {
        return Err(trouble.into());
    }
    say(&in_a_sentence(&outcome));
    if password.is_some() {
        say(&how_many_are_protected(&outcome));
        say(NOT_ARCHIVAL);
    }
    Ok(after(before, &outcome))
}

/// How it ends where some copies could not be made.
fn after(before: Ended, outcome: &Outcome) -> Ended {
    match before {
        Ended::Well if outcome.failed > 0 => Ended::WithErrors,
        before => before,
    }
}

/// What was found, before anything is written: each error with its place, then how much there is to do.
fn tell(inventory: &Inventory, asked: &Export) {
    let style = Style {
        colour: super::colours_on_error(),
        excerpt: !asked.no_excerpt,
    };
    plans::say_what_is_skipped(&inventory.plans, &inventory.passed_over);
    for one in &inventory.plans {
        if let Err(trouble) = &one.facts {
            say(&super::sentence(trouble));
        }
    }
    let found = inventory
        .plans
        .iter()
        .flat_map(|one| &one.report.diagnostics);
    let errors = found.filter(|found| found.severity == Severity::Error);
    let errors: Vec<_> = errors.cloned().collect();
    say_whole(&render(&errors, Format::Human, style));
    for (path, why) in &inventory.replaced {
        say(&format!("{}: {why}.", path.display()));
    }
    for (path, stem) in &inventory.unnamed {
        say(&format!(
            "{}: it has no reference yet, so its copies are called {stem}.",
            path.display()
        ));
    }
    say(&what_there_is(inventory));
}

/// How it ends if every copy can be made.
fn ended(inventory: &Inventory) -> Ended {
    if inventory.plans.iter().any(|one| one.facts.is_err()) {
        Ended::InTrouble
    } else if inventory.with_errors() > 0 {
        Ended::WithErrors
    } else {
        Ended::Well
    }
}

/// How a worker is started: this very program, with what it needs to know.
fn worker_command(asked: &Export) -> io::Result<impl Fn() -> Command + use<>> {
    let program = std::env::current_exe()?;
    let format = asked.format.map(|format| OsStr::new(format.name()));
    let values = [
        (
            "--template",
            asked.appearance.template.as_deref().map(Path::as_os_str),
        ),
        (
            "--fonts",
            asked.appearance.fonts.as_deref().map(Path::as_os_str),
        ),
        ("--format", format),
    ];
    let values = values
        .into_iter()
        .filter_map(|(name, value)| Some([OsStr::new(name), value?]));
    let mut arguments = vec![OsString::from("export-worker")];
    arguments.extend(values.flatten().map(OsStr::to_owned));
    if asked.protect.protect.is_some() {
        arguments.push("--protected".into());
    }
    Ok(move || {
        let mut command = Command::new(&program);
        // Each worker has one core: what Typst would do in parallel, the other workers do.
        command.args(&arguments).env("RAYON_NUM_THREADS", "1");
        command
    })
}

/// What sets the cover sheets, where packs are asked for.
fn press_for_packs(asked: &Export, password: Option<&Password>) -> Result<Option<Press>, Trouble> {
    if !asked.packs {
        return Ok(None);
    }
    let press = Press::with(&asked.appearance.template()?, asked.appearance.fonts()?)?;
    Ok(Some(press.archival(password.is_none())))
}

fn join(asked: &Export, folder: &Path) -> Result<Ended, Trouble> {
    if !asked.packs && asked.protect.protect.is_some() {
        // The copies lie there already, as the parts made them.
        let how = "--join makes no copies, so --protect is for its packs: write --packs with it, or --protect where the parts are made";
        return Err(Misuse::new(how).into());
    }
    let password = asked.protect.password()?;
    let press = press_for_packs(asked, password.as_ref())?;
    let packs = press.as_ref().map(|press| PackOptions {
        press,
        names: asked.names,
        password: password.as_ref(),
    });
    let out = OutputFolder::open(folder, None).map_err(in_words)?;
    let _unfinished = Unfinished::new(out.unfinished().to_owned());
    let manifest = export::join(&out, packs.as_ref()).map_err(in_words)?;
    let made = manifest.copies.iter().filter(|entry| entry.made.is_some());
    let missing = manifest
        .copies
        .iter()
        .filter(|entry| entry.not_made.is_some());
    let mut outcome = Outcome {
        unchanged: made.count(),
        failed: missing.count(),
        ..Outcome::default()
    };
    if let Some(options) = &packs {
        let mut progress = Progress::new(folder.to_owned());
        let mut watch = |event: Event<'_>| progress.tell(event);
        let made = export::packs(manifest, options, &out, &mut watch);
        outcome.packs = made.map_err(in_words)?;
    }
    say(&in_a_sentence(&outcome));
    Ok(after(Ended::Well, &outcome))
}

/// An error of the export with the system's part of it in plain words.
fn in_words(trouble: ExportError) -> Trouble {
    match trouble {
        ExportError::Reading(path, why) => FileTrouble::reading(&path, why).into(),
        ExportError::Writing(path, why) => FileTrouble::writing(&path, why).into(),
        other => other.into(),
    }
}

impl From<args::Layout> for Layout {
    fn from(layout: args::Layout) -> Layout {
        match layout {
            args::Layout::Class => Layout::Class,
            args::Layout::Flat => Layout::Flat,
            args::Layout::Copy => Layout::Copy,
        }
    }
}
