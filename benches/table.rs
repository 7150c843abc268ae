//! Makes the table in docs/performance.md: `cargo bench --bench table`, or with `-- 3000` for another number of plans.
//!
//! Alternatives are measured in one run, taking turns, and given as a ratio of medians, which depends less on the
//! machine. Tools that are not installed are reported as such.

mod table {
    pub mod others;
    pub mod single;
    pub mod term_end;
}

use std::time::{Duration, Instant};

type Error = Box<dyn std::error::Error>;

/// The default number of plans in the export.
const PLANS: usize = 300;

fn main() -> Result<(), Error> {
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

/// Returns the median of several durations.
fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

/// Returns the medians of two functions that take turns, so that other load on the machine affects both alike.
fn in_turns(
    rounds: usize,
    mut first: impl FnMut(),
    mut second: impl FnMut(),
) -> (Duration, Duration) {
    let (mut firsts, mut seconds) = (Vec::new(), Vec::new());
    for _ in 0..rounds {
        firsts.push(timed(&mut first).0);
        seconds.push(timed(&mut second).0);
    }
    (median(firsts), median(seconds))
}

fn ms(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1000.0)
}

fn ratio(time: Duration, of: Duration) -> f64 {
    time.as_secs_f64() / of.as_secs_f64()
}
