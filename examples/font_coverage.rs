//! Prints `fonts/coverage.txt`: the characters that the embedded fonts have, for `check`, which loads no font.
//!
//! `cargo run --example font_coverage > fonts/coverage.txt`

use std::fmt::Write as _;

fn main() {
    print!("{}", coverage());
}

/// Returns the file's text: a heading, then ranges of code points in hexadecimal, one per line.
pub fn coverage() -> String {
    let mut text = String::from(
        "# The letters that every copy can print, as ranges of code points. Made from the fonts beside this file:\n\
         # cargo run --example font_coverage > fonts/coverage.txt\n",
    );
    let mut letters = sendplan::press::printable_letters().into_iter().peekable();
    while let Some(first) = letters.next() {
        let mut last = first;
        while letters.next_if_eq(&(last + 1)).is_some() {
            last += 1;
        }
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{first:04X}-{last:04X}");
    }
    text
}
