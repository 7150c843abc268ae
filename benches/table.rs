//! The table in docs/performance.md: `cargo bench --bench table`, or `-- 3000` behind it for another number of plans.
//!
//! Whatever is compared is measured in one run, turn by turn, and given as a ratio of medians, since another machine has
//! other milliseconds. Tools that are not installed are left out by name.

mod table {
    pub mod others;
    pub mod single;
    pub mod term_end;
}

use std::time::{Duration, Instant};

type Failed = Box<dyn std::error::Error>;

/// How many plans a term's end has where no number is given.
const PLANS: usize = 300;

fn main() -> Result<(), Failed> {
    // Cargo adds options of its own.
    let plans = std::env::args().skip(1).find_map(|word| word.parse().ok());
    println!("| measured | result | against |\n|---|---|---|");
    table::single::rows()?;
    table::term_end::rows(plans.unwrap_or(PLANS))?;
    table::others::rows()
}

fn row(what: &str, result: &str, against: &str) {
    println!("| {what} | {result} | {against} |");
}

fn timed<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let begun = Instant::now();
    let done = work();
    (begun.elapsed(), done)
}

/// The median of several durations.
fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

/// The medians of two works that take turns, so that whatever else the machine does meets both alike.
fn in_turns(rounds: usize, mut one: impl FnMut(), mut other: impl FnMut()) -> (Duration, Duration) {
    let (mut ones, mut others) = (Vec::new(), Vec::new());
    for _ in 0..rounds {
        ones.push(timed(&mut one).0);
        others.push(timed(&mut other).0);
    }
    (median(ones), median(others))
}

fn ms(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1000.0)
}

fn ratio(time: Duration, of: Duration) -> f64 {
    time.as_secs_f64() / of.as_secs_f64()
}
