//! Which letters can be printed, known without loading a font.

use std::sync::LazyLock;

/// Ranges of code points, first and last, in ascending order.
static RANGES: LazyLock<Vec<(u32, u32)>> = LazyLock::new(|| {
    let lines = include_str!("../../fonts/coverage.txt").lines();
    let range = |line: &str| {
        let (first, last) = line.split_once('-')?;
        let code = |text| u32::from_str_radix(text, 16).ok();
        Some((code(first)?, code(last)?))
    };
    lines
        .filter(|line| !line.starts_with('#'))
        .filter_map(range)
        .collect()
});

/// Whether an embedded font has the letter. Line breaks and tabs need none.
pub fn printable(letter: char) -> bool {
    let code = u32::from(letter);
    matches!(letter, '\n' | '\r' | '\t')
        || RANGES
            .binary_search_by(|(first, last)| {
                if code < *first {
                    std::cmp::Ordering::Greater
                } else if code > *last {
                    std::cmp::Ordering::Less
                } else {
                    std::cmp::Ordering::Equal
                }
            })
            .is_ok()
}
