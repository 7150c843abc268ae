//! The parts of an export that several machines share: which plans are whose.

use std::num::NonZeroU64;
use std::str::FromStr;

use crate::digest::Digest;

/// The I-th of N parts: `2/3`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shard {
    number: u64,
    of: NonZeroU64,
}

impl Shard {
    /// Whether a plan belongs to this part: by a hash of its reference, so that it is the same part in every run.
    pub fn has(self, plan: &str) -> bool {
        Digest::of(plan.to_lowercase().as_bytes()).number() % self.of == self.number - 1
    }

    /// "2-of-3", for the names of files.
    pub fn name(self) -> String {
        format!("{}-of-{}", self.number, self.of)
    }
}

impl FromStr for Shard {
    type Err = String;

    fn from_str(text: &str) -> Result<Shard, String> {
        let wrong = || "write which part of how many, such as 2/3".to_owned();
        let (number, of) = text.split_once('/').ok_or_else(wrong)?;
        let number: u64 = number.trim().parse().map_err(|_| wrong())?;
        let of: NonZeroU64 = of.trim().parse().map_err(|_| wrong())?;
        if (1..=of.get()).contains(&number) {
            Ok(Shard { number, of })
        } else {
            Err(wrong())
        }
    }
}
