//! A text read as it is meant: its slips mended in memory, and held against the schema.

use std::sync::Arc;

use schemars::Schema;
use serde_yaml::Value;

use super::mend::Mended;
use super::slip::Slip;
use super::tree::{self, Node};
use super::{shape, signs, steps};
use crate::diagnostic::{Diagnostic, File};

/// What came of a text.
pub(super) struct Reading {
    /// Its values, with their places in the text as it was typed; none where reading had to stop.
    pub tree: Option<Node>,
    /// A value that fits the schema.
    pub value: Value,
    /// What is wrong with its form.
    pub found: Vec<Diagnostic>,
}

impl Reading {
    /// Reads a text. Where that finds fault with it, lines are also tried where the schema has a place for their names: one
    /// line out of step can make all below it look wrong, and the reading that says less is the likelier one.
    pub fn of(file: &Arc<File>, schema: &Schema) -> Reading {
        let plain = Reading::with(file, schema, |_| Vec::new());
        if plain.found.is_empty() {
            return plain;
        }
        let stepped = Reading::with(file, schema, |file| steps::slips(file, schema));
        let better = stepped.tree.is_some()
            && (plain.tree.is_none() || stepped.found.len() <= plain.found.len());
        if better { stepped } else { plain }
    }

    fn with(
        file: &Arc<File>,
        schema: &Schema,
        guessed: impl Fn(&Arc<File>) -> Vec<Slip>,
    ) -> Reading {
        let mut mended = Mended::new(file);
        mended.mend(signs::slips(file));
        let guesses = guessed(mended.file());
        mended.mend(guesses);
        let parsed = loop {
            let parsed = tree::parse(mended.file());
            if parsed.root.is_some() || !mended.mend(parsed.slips) {
                break (parsed.root, parsed.found);
            }
        };
        let (tree, others) = parsed;
        let mut found = mended.found.clone();
        found.extend(others.into_iter().map(|other| mended.as_typed(other)));
        let Some(tree) = tree else {
            return Reading {
                tree,
                value: Value::Null,
                found,
            };
        };
        let tree = if mended.found.is_empty() {
            tree
        } else {
            tree.moved(&|bytes| mended.typed(bytes))
        };
        let (value, shape) = shape::hold(&tree, schema, file);
        for other in shape {
            if !mended.touched(other.place.bytes.start) {
                found.push(other);
                continue;
            }
            // What a slip left on its line was said already: the slip stands for the value, which is not missing.
            let line = other.place.start().0;
            let slip = found
                .iter_mut()
                .find(|slip| slip.path.is_root() && slip.place.start().0 == line);
            if let Some(slip) = slip {
                slip.path = other.path;
            }
        }
        Reading {
            tree: Some(tree),
            value,
            found,
        }
    }
}
