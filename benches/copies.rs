//! Compares the cost of a copy with bare Typst on the same inputs: `cargo bench`.
//!
//! Each pair is measured in one run. Typst's cache is cleared before each compile, as it is between plans.

use std::hint::black_box;
use std::path::Path;
use std::process::Command;

use criterion::{Criterion, criterion_group, criterion_main};
use sendplan::copy::{ChildCopy, ParentCopy, Pictures, StaffCopy};
use sendplan::plan::Format;
use sendplan::press::Press;
use sendplan::template::Template;
use sendplan::{Checks, Loaded};

fn loaded() -> Loaded {
    sendplan::load(Path::new("examples/plans/KF-042.yaml")).expect("the example")
}

fn copies(criterion: &mut Criterion) {
    let loaded = loaded();
    let pictures = sendplan::pictures(&loaded).unwrap_or_else(|_| Pictures::default());
    let glossary = loaded.glossary();
    let press = Press::new().expect("the embedded template");
    let plan = &loaded.plan;
    let fresh = || typst::comemo::evict(0);

    let mut parent = criterion.benchmark_group("parent");
    let copy = ParentCopy::of(plan, 1, None, &pictures, &glossary, Template::islington());
    parent.bench_function("bare typst", |bencher| {
        bencher.iter_batched(
            fresh,
            |()| black_box(press.bare(&copy)),
            criterion::BatchSize::PerIteration,
        )
    });
    parent.bench_function("sendplan", |bencher| {
        let make = |()| {
            let copy = ParentCopy::of(plan, 1, None, &pictures, &glossary, Template::islington());
            black_box(press.pdf(&copy))
        };
        bencher.iter_batched(fresh, make, criterion::BatchSize::PerIteration)
    });
    parent.finish();

    let mut child = criterion.benchmark_group("child");
    let copy = ChildCopy::of(plan, Format::Standard, &pictures, Template::islington());
    child.bench_function("bare typst", |bencher| {
        bencher.iter_batched(
            fresh,
            |()| black_box(press.bare(&copy)),
            criterion::BatchSize::PerIteration,
        )
    });
    child.bench_function("sendplan", |bencher| {
        let make = |()| {
            black_box(press.pdf(&ChildCopy::of(
                plan,
                Format::Standard,
                &pictures,
                Template::islington(),
            )))
        };
        bencher.iter_batched(fresh, make, criterion::BatchSize::PerIteration)
    });
    child.finish();

    let mut staff = criterion.benchmark_group("staff");
    let copy = StaffCopy::of(plan, Format::Standard, &pictures, Template::islington());
    staff.bench_function("bare typst", |bencher| {
        bencher.iter_batched(
            fresh,
            |()| black_box(press.bare(&copy)),
            criterion::BatchSize::PerIteration,
        )
    });
    staff.bench_function("sendplan", |bencher| {
        let make = |()| {
            black_box(press.pdf(&StaffCopy::of(
                plan,
                Format::Standard,
                &pictures,
                Template::islington(),
            )))
        };
        bencher.iter_batched(fresh, make, criterion::BatchSize::PerIteration)
    });
    staff.finish();
}

/// Measures the whole command, compared with bare compiles of the same copies in sequence.
fn command(criterion: &mut Criterion) {
    let loaded = loaded();
    let pictures = sendplan::pictures(&loaded).unwrap_or_else(|_| Pictures::default());
    let glossary = loaded.glossary();
    let press = Press::new().expect("the embedded template");
    let plan = &loaded.plan;
    let folder = tempfile::tempdir().expect("a folder");
    let mut group = criterion.benchmark_group("all copies of the Year 4 example");
    let first = ParentCopy::of(plan, 0, None, &pictures, &glossary, Template::islington());
    let second = ParentCopy::of(plan, 1, None, &pictures, &glossary, Template::islington());
    let child = ChildCopy::of(plan, Format::Standard, &pictures, Template::islington());
    let staff = StaffCopy::of(plan, Format::Standard, &pictures, Template::islington());
    group.bench_function("bare typst, one after another", |bencher| {
        let all = |()| {
            let parents = (press.bare(&first), press.bare(&second));
            black_box((parents, press.bare(&child), press.bare(&staff)))
        };
        let fresh = || typst::comemo::evict(0);
        bencher.iter_batched(fresh, all, criterion::BatchSize::PerIteration)
    });
    group.bench_function("sendplan render", |bencher| {
        bencher.iter(|| {
            let mut command = Command::new(env!("CARGO_BIN_EXE_sendplan"));
            command
                .args(["render", "examples/plans/KF-042.yaml", "-o"])
                .arg(folder.path());
            let output = command.output().expect("the command runs");
            assert!(output.status.success());
        });
    });
    group.finish();
    criterion.bench_function("sendplan check", |bencher| {
        bencher.iter(|| {
            let mut command = Command::new(env!("CARGO_BIN_EXE_sendplan"));
            let output = command
                .args(["check", "examples/plans/KF-042.yaml"])
                .output();
            assert!(output.expect("the command runs").status.success());
        });
    });
}

fn check(criterion: &mut Criterion) {
    criterion.bench_function("load and check", |bencher| {
        bencher.iter(|| {
            let loaded = loaded();
            black_box(sendplan::Report::of(&loaded, &Checks::default()).errors())
        });
    });
}

criterion_group! { name = benches; config = Criterion::default().sample_size(30); targets = copies, command, check }
criterion_main!(benches);
