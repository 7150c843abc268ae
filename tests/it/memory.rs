//! Files that are in no folder.

use std::collections::BTreeMap;
use std::path::PathBuf;

use sendplan::Loaded;

/// Files in memory by their paths.
pub type Files = BTreeMap<PathBuf, Vec<u8>>;

pub fn files<B: AsRef<[u8]>>(files: &[(&str, B)]) -> Files {
    let file = |(path, bytes): &(&str, B)| (PathBuf::from(path), bytes.as_ref().to_vec());
    files.iter().map(file).collect()
}

/// A plan by itself.
pub fn plan(bytes: impl AsRef<[u8]>) -> Loaded {
    sendplan::load_from(&files(&[("plan.yaml", bytes)]), "plan.yaml").expect("a plan")
}
