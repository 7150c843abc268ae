//! One plan: each copy compared with bare Typst on the same inputs, and the command as a teacher runs it.

use std::hint::black_box;
use std::path::Path;
use std::process::Command;

use sendplan::Checks;
use sendplan::copy::{ChildCopy, ParentCopy, PlanCopy, StaffCopy};
use sendplan::plan::Format;
use sendplan::press::Press;
use sendplan::template::Template;

use crate::{Error, in_turns, ms, ratio, row};

const PLAN: &str = "examples/plans/KF-042.yaml";
const ROUNDS: usize = 41;

/// Measures the copies of the Year 4 example.
pub fn rows() -> Result<(), Error> {
    let loaded = sendplan::load(Path::new(PLAN))?;
    let pictures = sendplan::pictures(&loaded)?;
    let glossary = loaded.glossary();
    let press = Press::new()?;
    let plan = &loaded.plan;
    let parents: Vec<ParentCopy> = (0..plan.recipients.len())
        .map(|recipient| {
            ParentCopy::of(
                plan,
                recipient,
                None,
                &pictures,
                &glossary,
                Template::islington(),
            )
        })
        .collect();
    let parent = |recipient| {
        ParentCopy::of(
            plan,
            recipient,
            None,
            &pictures,
            &glossary,
            Template::islington(),
        )
    };
    let child = || ChildCopy::of(plan, Format::Standard, &pictures, Template::islington());
    let staff = || StaffCopy::of(plan, Format::Standard, &pictures, Template::islington());
    compare("a parent’s copy, from a checked plan", &press, || {
        parent(1)
    });
    compare("the child’s copy", &press, child);
    compare("the staff copy", &press, staff);

    let folder = tempfile::tempdir()?;
    let render = || {
        run(Command::new(env!("CARGO_BIN_EXE_sendplan"))
            .args(["render", PLAN, "-o"])
            .arg(folder.path()));
    };
    let (all_child, all_staff) = (child(), staff());
    let bare = || {
        typst::comemo::evict(0);
        parents
            .iter()
            .for_each(|parent| drop(black_box(press.bare(parent))));
        drop(black_box((press.bare(&all_child), press.bare(&all_staff))));
    };
    let (bare, whole) = in_turns(ROUNDS, bare, render);
    row(
        "all four copies of the Year 4 example, the whole command",
        &ms(whole),
        &format!(
            "{} for four bare compiles, one after another: {:.2}",
            ms(bare),
            ratio(whole, bare)
        ),
    );
    let check = || run(Command::new(env!("CARGO_BIN_EXE_sendplan")).args(["check", PLAN]));
    let within = || {
        if let Ok(loaded) = sendplan::load(Path::new(PLAN)) {
            black_box(sendplan::Report::of(&loaded, &Checks::default()));
        }
    };
    let (check, within) = in_turns(ROUNDS, check, within);
    row(
        "`sendplan check`, a whole process",
        &ms(check),
        &format!("{} within a process", ms(within)),
    );
    Ok(())
}

fn compare<C: PlanCopy>(what: &str, press: &Press, of_plan: impl Fn() -> C) {
    let copy = of_plan();
    let bare = || {
        typst::comemo::evict(0);
        drop(black_box(press.bare(&copy)));
    };
    let ours = || {
        typst::comemo::evict(0);
        drop(black_box(press.pdf(&of_plan())));
    };
    let (bare, ours) = in_turns(ROUNDS, bare, ours);
    row(
        what,
        &ms(ours),
        &format!("{} for bare Typst: {:.2}", ms(bare), ratio(ours, bare)),
    );
}

fn run(command: &mut Command) {
    let output = command.output().expect("the command runs");
    assert!(output.status.success(), "{command:?}");
}
