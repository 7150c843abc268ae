//! Which plans may name another child: told from their words, before all children's names are known.
//!
//! The plans of a folder are checked as they are read, and the last of them may name a child that the first speaks of. The
//! words of each are kept as numbers, and only a plan that has a child's name among them is searched for it.

use std::collections::{BTreeSet, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};

use super::names::{Names, as_spoken, words};
use crate::plan::Plan;

/// The words of a plan's shared texts, in little room.
#[derive(Clone, Debug, Default)]
pub(crate) struct Mentions {
    words: Numbers,
    /// Those that are names of the child's own or of the plan's adults.
    known: Numbers,
    /// The child's own name, which names nobody else.
    own: Option<String>,
}

impl Mentions {
    /// The words of these texts, among which the `known` ones name nobody else on their own.
    pub(super) fn of<'t>(
        plan: &Plan,
        texts: impl Iterator<Item = &'t str>,
        known: &BTreeSet<&str>,
    ) -> Mentions {
        let all = texts.flat_map(words);
        Mentions {
            words: Numbers::of(all.map(|(_, word)| word)),
            known: Numbers::of(known.iter().copied()),
            own: plan.child.name.as_deref().map(as_spoken),
        }
    }
}

/// Children's names by the numbers of their words.
pub(crate) struct Index<'a>(HashMap<u32, Vec<(&'a str, Vec<u32>)>>);

impl<'a> Index<'a> {
    pub fn of(names: &'a Names) -> Index<'a> {
        let mut index: HashMap<u32, Vec<(&str, Vec<u32>)>> = HashMap::new();
        for (first, names) in names.by_first() {
            let numbered = names.iter().map(|name| {
                let all = words(name).map(|(_, word)| number(word));
                (name.as_str(), all.collect())
            });
            index.entry(number(first)).or_default().extend(numbered);
        }
        Index(index)
    }

    /// Whether another child may be named in a plan of these words. A plan of which this is not so names none.
    pub fn may_be_in(&self, mentions: &Mentions) -> bool {
        mentions.words.0.iter().any(|word| {
            let named = self.0.get(word).into_iter().flatten();
            let mut others = named.filter(|(name, _)| Some(*name) != mentions.own.as_deref());
            let alone = !mentions.known.has(*word);
            others.any(|(_, whole)| alone || whole.iter().all(|word| mentions.words.has(*word)))
        })
    }
}

/// Words as numbers, in order.
#[derive(Clone, Debug, Default)]
struct Numbers(Box<[u32]>);

impl Numbers {
    fn of<'t>(words: impl Iterator<Item = &'t str>) -> Numbers {
        let mut numbers: Vec<u32> = words.map(number).collect();
        numbers.sort_unstable();
        numbers.dedup();
        Numbers(numbers.into())
    }

    fn has(&self, number: u32) -> bool {
        self.0.binary_search(&number).is_ok()
    }
}

fn number(word: &str) -> u32 {
    let mut hasher = DefaultHasher::new();
    word.hash(&mut hasher);
    // A half tells words apart well enough: one in millions is taken for a name and then searched for.
    (hasher.finish() >> 32) as u32
}
