//! The parts of an export that several machines share: which plans are whose.

use std::fmt;
use std::num::NonZeroU64;
use std::str::FromStr;

use crate::digest::Digest;

/// The I-th of N parts: `2/3`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Shard {
    of: NonZeroU64,
    number: u64,
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

    /// The part of this [name](Shard::name).
    pub(super) fn named(name: &str) -> Option<Shard> {
        let (number, of) = name.split_once("-of-")?;
        Shard::new(number, of)
    }

    /// All the parts that the plans are divided into.
    pub(super) fn all(self) -> impl Iterator<Item = Shard> {
        let of = self.of;
        (1..=of.get()).map(move |number| Shard { of, number })
    }

    fn new(number: &str, of: &str) -> Option<Shard> {
        let (number, of): (u64, NonZeroU64) = (number.parse().ok()?, of.parse().ok()?);
        let is_part = (1..=of.get()).contains(&number);
        is_part.then_some(Shard { of, number })
    }
}

/// "2/3".
impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.number, self.of)
    }
}

impl FromStr for Shard {
    type Err = String;

    fn from_str(text: &str) -> Result<Shard, String> {
        let numbers = text.split_once('/');
        let shard = numbers.and_then(|(number, of)| Shard::new(number.trim(), of.trim()));
        shard.ok_or_else(|| "write which part of how many, such as 2/3".to_owned())
    }
}
