//! `export`: the copies of every plan of a folder, at a term's end.

use std::io;
use std::path::Path;
use std::process::Command;

use crate::Reader;
use crate::diagnostic::Severity;
use crate::export::{self, ExportError, How, Layout, Options, Out, Outcome, Packing, Survey};
use crate::press::{self, Press};
use crate::report::{Format, Style, render};

use super::args::{self, Export, General};
use super::interrupt::Unfinished;
use super::outcome::{count, how_many_are_protected, in_a_sentence, what_would_be_done};
use super::output::FileTrouble;
use super::password::NOT_ARCHIVAL;
use super::progress::Progress;
use super::worker::Process;
use super::{Ended, Misuse, Trouble, check, plans, say, say_whole};

/// Makes the export, or joins the parts of one.
pub fn run(asked: &Export, general: &General) -> Result<Ended, Trouble> {
    if let Some(out) = &asked.join {
        return join(asked, out);
    }
    let (Some(folder), Some(out)) = (&asked.folder, &asked.output) else {
        say("Say which folder has the plans, and with -o where the copies are to go.");
        return Ok(Ended::Misused);
    };
    plans::is_no_file(folder)?;
    let fonts = asked.with.fonts()?;
    let template = asked.with.template()?;
    let checks = asked.with.checks(general, &template, &fonts)?;
    let mut readers: Vec<Reader> = asked.copy.iter().map(|copy| Reader::from(*copy)).collect();
    if readers.is_empty() {
        readers = Reader::ALL.to_vec();
    }
    asked.with.has_layouts(&template, &readers)?;
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
    let jobs = asked.jobs.unwrap_or_else(check::cores);
    let survey = export::survey(&options, &checks, jobs).map_err(in_words)?;
    tell(&survey, asked);
    let before = ended(&survey);
    let how = How {
        jobs,
        force: asked.force,
        prune: asked.prune,
    };
    if asked.dry_run {
        let out = Out::look(out, asked.shard);
        let mut progress = Progress::new(out.folder().to_owned()).only_to_come();
        let outlook = export::preview(survey, &options, &out, how, asked.packs, &mut |event| {
            progress.tell(event);
        });
        say(&what_would_be_done(&outlook.map_err(in_words)?));
        return Ok(before);
    }
    let out = Out::open(out, asked.shard).map_err(in_words)?;
    let _unfinished = unfinished(out.folder(), asked.shard);
    let password = options.protect.as_ref();
    let press = if asked.packs {
        Some(Press::with(&template, fonts)?.archival(password.is_none()))
    } else {
        None
    };
    let packing = press.as_ref().map(|press| Packing {
        press,
        names: asked.names,
        password,
    });
    let hire = || -> Result<Box<dyn export::Maker + Send>, String> {
        let start = command(asked, general).map_err(|why| why.to_string())?;
        let process = Process::start(start).map_err(|why| why.to_string())?;
        Ok(Box::new(process))
    };
    let mut progress = Progress::new(out.folder().to_owned());
    let outcome = export::run(
        survey,
        &options,
        &out,
        how,
        &hire,
        packing.as_ref(),
        &mut |event| progress.tell(event),
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
    Ok(match before {
        Ended::Well if outcome.failed > 0 => Ended::WithErrors,
        before => before,
    })
}

/// What was found, before anything is written: each error with its place, then how much there is to do.
fn tell(survey: &Survey, asked: &Export) {
    let style = Style {
        colour: super::colours_on_error(),
        excerpt: !asked.no_excerpt,
    };
    plans::say_what_is_passed_over(&survey.seen, &survey.passed_over);
    for one in &survey.seen {
        if let Err(trouble) = &one.facts {
            say(&super::sentence(trouble));
        }
    }
    let reports = survey.seen.iter().flat_map(|one| &one.report.diagnostics);
    let errors: Vec<_> = reports
        .filter(|found| found.severity == Severity::Error)
        .cloned()
        .collect();
    say_whole(&render(&errors, Format::Human, style));
    for (path, why) in &survey.replaced {
        say(&format!("{}: {why}.", path.display()));
    }
    for (path, stem) in &survey.unnamed {
        say(&format!(
            "{}: it has no reference yet, so its copies are called {stem}.",
            path.display()
        ));
    }
    let thoughts: usize = survey
        .seen
        .iter()
        .map(|one| one.report.warnings() + one.counted)
        .sum();
    let found = count(survey.seen.len(), "plan", "plans");
    let copies = count(survey.copies(), "copy", "copies");
    let mut line = format!("{found}, {copies}");
    match survey.drafts() {
        0 => {}
        1 => line.push_str("; 1 plan is a draft, and its copies say so"),
        many => line.push_str(&format!(
            "; {many} plans are drafts, and their copies say so"
        )),
    }
    match survey.with_errors() {
        0 => {}
        1 => line.push_str("; 1 plan is left out until it is mended"),
        many => line.push_str(&format!(
            "; {many} plans are left out until they are mended"
        )),
    }
    if thoughts > 0 {
        let things = count(thoughts, "thing", "things");
        line.push_str(&format!(
            "; {things} to think about, which `sendplan check` lists"
        ));
    }
    say(&format!("{line}."));
}

/// How it ends if every copy can be made.
fn ended(survey: &Survey) -> Ended {
    if survey.seen.iter().any(|one| one.facts.is_err()) {
        Ended::InTrouble
    } else if survey.with_errors() > 0 {
        Ended::WithErrors
    } else {
        Ended::Well
    }
}

/// How a worker is started: this very program, with what it needs to know.
fn command(asked: &Export, general: &General) -> io::Result<impl Fn() -> Command + use<>> {
    let program = std::env::current_exe()?;
    let mut arguments: Vec<std::ffi::OsString> = vec![
        "export-worker".into(),
        "--today".into(),
        general.today().to_string().into(),
    ];
    let mut add = |name: &str, value: Option<&Path>| {
        if let Some(value) = value {
            arguments.extend([name.into(), value.into()]);
        }
    };
    add("--template", asked.with.template.as_deref());
    add("--fonts", asked.with.fonts.as_deref());
    add(
        "--format",
        asked.format.map(args::CopyFormat::name).map(Path::new),
    );
    let checked = asked.with.safeguarding_checked.as_deref().map(Path::new);
    add("--safeguarding-checked", checked);
    if asked.protect.protect.is_some() {
        arguments.push("--protected".into());
    }
    Ok(move || {
        let mut command = Command::new(&program);
        // Each worker has one core: what Typst would do side by side, the other workers do.
        command.args(&arguments).env("RAYON_NUM_THREADS", "1");
        command
    })
}

fn join(asked: &Export, folder: &Path) -> Result<Ended, Trouble> {
    if !asked.packs && asked.protect.protect.is_some() {
        // The copies lie there already, as the parts made them.
        let how = "--join makes no copies, so --protect is for its packs: write --packs with it, or --protect where the parts are made";
        return Err(Misuse::new(how).into());
    }
    let password = asked.protect.password()?;
    let press = if asked.packs {
        let press = Press::with(&asked.with.template()?, asked.with.fonts()?)?;
        Some(press.archival(password.is_none()))
    } else {
        None
    };
    let packing = press.as_ref().map(|press| Packing {
        press,
        names: asked.names,
        password: password.as_ref(),
    });
    let out = Out::open(folder, None).map_err(in_words)?;
    let _unfinished = unfinished(folder, None);
    let manifest = export::join(&out, packing.as_ref()).map_err(in_words)?;
    let made = manifest
        .copies
        .iter()
        .filter(|entry| entry.made.is_some())
        .count();
    let missing = manifest
        .copies
        .iter()
        .filter(|entry| entry.not_made.is_some())
        .count();
    let packs = match &packing {
        Some(packing) => {
            let mut progress = Progress::new(folder.to_owned());
            export::packs(manifest, packing, &out, &mut |event| progress.tell(event))
                .map_err(in_words)?
        }
        None => 0,
    };
    say(&in_a_sentence(&Outcome {
        unchanged: made,
        failed: missing,
        packs,
        ..Outcome::default()
    }));
    Ok(if missing > 0 {
        Ended::WithErrors
    } else {
        Ended::Well
    })
}

/// Where an export that is open keeps what it has not finished, to be removed where it is interrupted.
fn unfinished(out: &Path, shard: Option<export::Shard>) -> Unfinished {
    let parts = match shard {
        None => "parts".to_owned(),
        Some(shard) => format!("parts-{}", shard.name()),
    };
    Unfinished::new(out.join(".sendplan").join(parts))
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
