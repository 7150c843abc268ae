//! A large export: many varied plans on one core and on all, repeated, and its memory.

use std::fs;
use std::hint::black_box;
use std::num::NonZeroUsize;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use sendplan::Checks;
use sendplan::copy::{ChildCopy, ParentCopy, StaffCopy};
use sendplan::folder::{self, Warnings};
use sendplan::plan::Format;
use sendplan::press::Press;
use sendplan::template::Template;

use crate::{Error, ratio, row, timed};

#[path = "../../examples/make_plans/mod.rs"]
mod make_plans;

/// How often the rates are measured. Each round runs forwards and backwards, so that a machine that slows down or
/// speeds up affects all alternatives alike; the median of the rounds counts.
const ROUNDS: usize = 3;
/// How often `check` is measured; the best counts, since other load can only slow it.
const CHECKS: usize = 3;
/// The number of plans that `check` reads, and that a second export finds unchanged.
const MANY: usize = 1000;

/// Measures an export of this many plans.
pub fn rows(plans: usize) -> Result<(), Error> {
    let folder = tempfile::tempdir()?;
    rates(plans.min(120), folder.path())?;

    let thousand = folder.path().join("thousand");
    make_plans::make(MANY, &thousand, 2, false)?;
    let out = folder.path().join("out");
    let cores = thread::available_parallelism()?;
    let (first, _) = export(&thousand, &out, cores, false)?;
    let (again, _) = export(&thousand, &out, cores, false)?;
    row(
        &format!("the same export again, {MANY} plans unchanged"),
        &format!("{:.2} s", again.as_secs_f64()),
        &format!(
            "{:.1} s for the first: {:.1} %",
            first.as_secs_f64(),
            ratio(again, first) * 100.0
        ),
    );
    let mut check = Duration::MAX;
    for _ in 0..CHECKS {
        let (time, checked) = timed(|| {
            Command::new(env!("CARGO_BIN_EXE_sendplan"))
                .args(["--today", "2026-11-24", "check", "--format", "json"])
                .arg(&thousand)
                .output()
        });
        assert!(checked?.status.success());
        check = check.min(time);
    }
    row(
        &format!("`check` of a folder of {MANY} plans"),
        &format!("{:.2} s", check.as_secs_f64()),
        "",
    );

    let mut peaks = Vec::new();
    for count in [plans.div_ceil(10), plans] {
        let place = folder.path().join(format!("memory-{count}"));
        make_plans::make(count, &place, 3, false)?;
        let peak = export(&place, &place.join("out"), cores, false)?.1;
        peaks.push((count, peak));
        fs::remove_dir_all(&place)?;
    }
    if let [(few, small), (many, large)] = peaks.as_slice() {
        row(
            &format!("peak memory of an export of {many} plans, all processes together"),
            &format!("{large} MB"),
            &format!("{small} MB for {few} plans"),
        );
    }
    Ok(())
}

/// Measures how many copies are made per second: by bare Typst, by one worker, by one per core, and by as many separate
/// exports in parallel, which is the most that the machine can do.
fn rates(plans: usize, folder: &Path) -> Result<(), Error> {
    let few = folder.join("few");
    make_plans::make(plans, &few, 1, false)?;
    let cores = thread::available_parallelism()?;
    let out = |name: &str| folder.join(name);
    let by = |jobs| export(&few, &out("one"), jobs, true).map(|(time, _)| time);
    let apart = || {
        let each = |number: usize| {
            export(&few, &out(&number.to_string()), NonZeroUsize::MIN, true)
                .map(drop)
                .map_err(|why| why.to_string())
        };
        let (time, ended) = timed(|| {
            thread::scope(|scope| {
                let all: Vec<_> = (0..cores.get())
                    .map(|number| scope.spawn(move || each(number)))
                    .collect();
                all.into_iter()
                    .filter_map(|one| one.join().ok())
                    .collect::<Result<Vec<()>, String>>()
            })
        });
        ended.map(|_| time)
    };
    let mut copies = 0;
    let mut rounds = Vec::new();
    for _ in 0..ROUNDS {
        let mut bare = || -> Result<Duration, Error> {
            let (time, made) = timed(|| bare_copies(&few));
            copies = made?;
            Ok(time)
        };
        let forth = (by(NonZeroUsize::MIN)?, bare()?, by(cores)?);
        let apart = apart()?;
        let back = (by(cores)?, bare()?, by(NonZeroUsize::MIN)?);
        rounds.push(Round {
            one: (forth.0 + back.2) / 2,
            bare: (forth.1 + back.1) / 2,
            all: (forth.2 + back.0) / 2,
            apart,
        });
    }
    let middle = |of: &dyn Fn(&Round) -> f64| {
        let mut values: Vec<f64> = rounds.iter().map(of).collect();
        values.sort_by(f64::total_cmp);
        let at = |index: usize| values.get(index).copied().unwrap_or_default();
        (at(values.len() / 2), at(0), at(values.len() - 1))
    };
    let rate = |time: &dyn Fn(&Round) -> Duration| {
        copies as f64 / middle(&|round| time(round).as_secs_f64()).0
    };
    let times = |(middle, least, most): (f64, f64, f64)| {
        format!("{middle:.2} ({least:.2} to {most:.2} in {ROUNDS} rounds)")
    };
    row(
        &format!("export of {plans} plans ({copies} copies), one worker"),
        &format!("{:.1} copies a second", rate(&|round| round.one)),
        &format!(
            "{:.1} of bare Typst on one thread: {}",
            rate(&|round| round.bare),
            times(middle(&|round| ratio(round.bare, round.one)))
        ),
    );
    row(
        &format!("the same, {cores} workers"),
        &format!("{:.1} copies a second", rate(&|round| round.all)),
        &format!(
            "times one worker: {}",
            times(middle(&|round| ratio(round.one, round.all)))
        ),
    );
    let exports = cores.get() as f64;
    row(
        &format!("{cores} exports at once, one worker each, that share nothing"),
        &format!(
            "{:.1} copies a second",
            exports * rate(&|round| round.apart)
        ),
        &format!(
            "times one export: {}",
            times(middle(&|round| exports * ratio(round.one, round.apart)))
        ),
    );
    Ok(())
}

/// The times of one round.
struct Round {
    one: Duration,
    bare: Duration,
    all: Duration,
    apart: Duration,
}

/// Runs bare Typst on every copy of a folder's plans, in sequence on this thread. Reading and checking the plans is
/// included, as it is in an export.
fn bare_copies(folder: &Path) -> Result<usize, Error> {
    let press = Press::new()?;
    let mut made = 0;
    let checks = Checks::default();
    let folder = [folder.to_owned()];
    let read = folder::read(&folder, None, &checks, NonZeroUsize::MIN, Warnings::Counted)?;
    for one in read.plans {
        let loaded = sendplan::load(&one.path)?;
        black_box(sendplan::Report::of(&loaded, &Checks::default()).errors());
        let pictures = sendplan::pictures(&loaded)?;
        let (plan, glossary) = (&loaded.plan, loaded.glossary());
        for recipient in 0..plan.recipients.len() {
            let copy = ParentCopy::of(
                plan,
                recipient,
                None,
                &pictures,
                &glossary,
                Template::islington(),
            );
            black_box(press.bare(&copy)?);
            made += 1;
        }
        black_box(press.bare(&ChildCopy::of(
            plan,
            Format::Standard,
            &pictures,
            Template::islington(),
        ))?);
        black_box(press.bare(&StaffCopy::of(
            plan,
            Format::Standard,
            &pictures,
            Template::islington(),
        ))?);
        made += 2;
    }
    Ok(made)
}

/// Runs an export, and returns its time and the peak memory of it and its workers together, in MB.
fn export(
    plans: &Path,
    out: &Path,
    jobs: NonZeroUsize,
    force: bool,
) -> Result<(Duration, u64), Error> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sendplan"));
    command
        .args(["--today", "2026-11-24", "export"])
        .arg(plans)
        .arg("-o")
        .arg(out);
    command.args(["--jobs", &jobs.to_string()]);
    command.args(force.then_some("--force"));
    let (time, peak) = timed(|| -> Result<u64, Error> {
        let mut child = command
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        let mut peak = 0;
        loop {
            if let Some(ended) = child.try_wait()? {
                assert!(ended.success(), "{command:?}");
                return Ok(peak);
            }
            peak = peak.max(memory(&child));
            thread::sleep(Duration::from_millis(50));
        }
    });
    Ok((time, peak? / 1024))
}

/// Returns the current memory of a process and its children, in KiB; shared pages, such as the program itself, count
/// once. Linux only, 0 elsewhere.
fn memory(child: &Child) -> u64 {
    let own = child.id();
    // Each worker is the child of the thread that started it.
    let threads = fs::read_dir(format!("/proc/{own}/task"));
    let threads = threads.into_iter().flatten().flatten();
    let children =
        threads.filter_map(|thread| fs::read_to_string(thread.path().join("children")).ok());
    let children: String = children.collect();
    let processes = children.split_whitespace().map(str::to_owned);
    let held = |process: String| {
        let held = fs::read_to_string(format!("/proc/{process}/smaps_rollup")).ok()?;
        let line = held.lines().find_map(|line| line.strip_prefix("Pss:"))?;
        line.split_whitespace().next()?.parse::<u64>().ok()
    };
    processes.chain([own.to_string()]).filter_map(held).sum()
}
