//! Learns how much each word tells of harm, from labelled lines: `cargo run --example weigh_words`.
//!
//! `tests/cases/language/disclosure/learnt.tsv` has lines that people labelled; the texts of the example plans and of the
//! targets in `tests/cases/language` are innocent. `kept.tsv` is never learnt from: a test measures the weights on it.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fs;
use std::path::Path;

use sendplan::check::language::features_of;
use serde_yaml::Value;

const LINES: &str = "tests/cases/language/disclosure/learnt.tsv";
const WEIGHTS: &str = "src/check/language/harm-weights.tsv";
/// Folders of YAML files whose texts are innocent.
const INNOCENT: [&str; 2] = ["examples/plans", "tests/cases/language"];
/// How often a feature must occur to be weighed, and the least weight that is kept, in hundredths.
const OCCURS: usize = 2;
const LEAST: f64 = 5.0;
/// How many times all lines are gone through, and how far a step goes.
const ROUNDS: usize = 150;
const STEP: f64 = 0.5;
/// How strongly weights are held near 0, so that no rare word decides by itself.
const HOLD: f64 = 1.0;

fn main() -> Result<(), Box<dyn Error>> {
    let mut lines: Vec<(BTreeSet<String>, bool)> = Vec::new();
    for line in fs::read_to_string(LINES)?.lines().skip(1) {
        let (label, text) = line.split_once('\t').ok_or("a line without a label")?;
        learn_from(text, label.starts_with("yes"), &mut lines);
    }
    let mut innocent = BTreeSet::new();
    for folder in INNOCENT {
        texts_below(Path::new(folder), &mut innocent)?;
    }
    for text in &innocent {
        learn_from(text, false, &mut lines);
    }

    let mut occurs: BTreeMap<&str, usize> = BTreeMap::new();
    for feature in lines.iter().flat_map(|(features, _)| features) {
        *occurs.entry(feature).or_default() += 1;
    }
    occurs.retain(|_, times| *times >= OCCURS);
    // The empty feature is there in every line.
    let names: Vec<&str> = [""].into_iter().chain(occurs.keys().copied()).collect();
    let number = |name: &String| names.binary_search(&name.as_str()).ok();
    let lines: Vec<(Vec<usize>, bool)> = lines
        .iter()
        .map(|(features, harm)| {
            let known = features.iter().filter_map(number);
            ([0].into_iter().chain(known).collect(), *harm)
        })
        .collect();
    let weights = learn(&lines, names.len());

    let mut file = String::new();
    for (index, (name, weight)) in names.iter().zip(&weights).enumerate() {
        let hundredths = weight * 100.0;
        if index == 0 || hundredths.abs() >= LEAST {
            file.push_str(&format!("{}\t{name}\n", hundredths.round()));
        }
    }
    fs::write(WEIGHTS, &file)?;
    println!("{} lines, {} weights", lines.len(), file.lines().count());
    Ok(())
}

/// What is innocent is so in all that is weighed of it; harm may be told in all of a line together.
fn learn_from(text: &str, harm: bool, lines: &mut Vec<(BTreeSet<String>, bool)>) {
    let windows = features_of(text);
    match harm {
        true => lines.extend(
            windows
                .into_iter()
                .max_by_key(BTreeSet::len)
                .map(|all| (all, true)),
        ),
        false => lines.extend(windows.into_iter().map(|one| (one, false))),
    }
}

/// Logistic regression by gradient descent, each weight with a step of its own (AdaGrad).
fn learn(lines: &[(Vec<usize>, bool)], count: usize) -> Vec<f64> {
    let (mut weights, mut squares) = (vec![0.0; count], vec![1e-8; count]);
    for _ in 0..ROUNDS {
        let mut gradient: Vec<f64> = weights.iter().map(|weight| HOLD * weight).collect();
        gradient[0] = 0.0;
        for (features, harm) in lines {
            let sum: f64 = features.iter().map(|feature| weights[*feature]).sum();
            let off = 1.0 / (1.0 + (-sum).exp()) - f64::from(u8::from(*harm));
            for feature in features {
                gradient[*feature] += off;
            }
        }
        for ((weight, square), slope) in weights.iter_mut().zip(&mut squares).zip(gradient) {
            *square += slope * slope;
            *weight -= STEP * slope / square.sqrt();
        }
    }
    weights
}

/// Every text of four words or more in the YAML files below a folder, but for those about harm.
fn texts_below(folder: &Path, into: &mut BTreeSet<String>) -> Result<(), Box<dyn Error>> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() && !path.ends_with("disclosure") {
            texts_below(&path, into)?;
        } else if path.extension().is_some_and(|ending| ending == "yaml") {
            texts_in(&serde_yaml::from_str(&fs::read_to_string(&path)?)?, into);
        }
    }
    Ok(())
}

fn texts_in(value: &Value, into: &mut BTreeSet<String>) {
    match value {
        Value::String(text) if text.split_whitespace().count() > 3 => {
            into.insert(text.clone());
        }
        Value::Sequence(items) => items.iter().for_each(|item| texts_in(item, into)),
        Value::Mapping(map) => map.values().for_each(|value| texts_in(value, into)),
        _ => {}
    }
}
