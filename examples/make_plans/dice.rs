//! Reproducible random numbers.

/// A random number generator that gives the same numbers for the same seed (SplitMix64).
pub struct Dice(pub u64);

impl Dice {
    pub fn throw(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        usize::try_from(mixed % below.max(1) as u64).unwrap_or_default()
    }

    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.throw(from.len())]
    }

    pub fn some(&mut self, from: &[&'static str], most: usize) -> Vec<&'static str> {
        let (start, count) = (self.throw(from.len()), 1 + self.throw(most));
        (0..count)
            .map(|step| from[(start + step) % from.len()])
            .collect()
    }
}
