//! The plans that share a text, counted by child once for all of them, so that a thousand plans take no longer each than
//! ten.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::facts::Facts;

/// A child as two plans are told apart by it: the name and the reference. A next plan has one of them at least.
type Child<'a> = (&'a str, &'a str);

/// The plans that have one text, by what their files are named after.
pub(super) struct Sharers<'a> {
    /// Whose plan each is: nearly always one child's.
    plans: BTreeMap<&'a str, BTreeSet<Child<'a>>>,
    /// Those that are several children's, which are few.
    mixed: Vec<&'a str>,
    /// How many of the others have a name, a reference, and both.
    names: HashMap<&'a str, usize>,
    ids: HashMap<&'a str, usize>,
    both: HashMap<Child<'a>, usize>,
}

impl<'a> Sharers<'a> {
    pub fn of(facts: impl Iterator<Item = &'a Facts>) -> Sharers<'a> {
        let mut plans: BTreeMap<&str, BTreeSet<Child<'_>>> = BTreeMap::new();
        for facts in facts {
            plans.entry(&facts.stem).or_default().insert(child(facts));
        }
        let mut sharers = Sharers {
            plans,
            mixed: Vec::new(),
            names: HashMap::new(),
            ids: HashMap::new(),
            both: HashMap::new(),
        };
        for (stem, children) in &sharers.plans {
            match children.first().filter(|_| children.len() == 1) {
                Some((name, id)) => {
                    *sharers.names.entry(name).or_default() += 1;
                    *sharers.ids.entry(id).or_default() += 1;
                    *sharers.both.entry((name, id)).or_default() += 1;
                }
                None => sharers.mixed.push(stem),
            }
        }
        sharers
    }

    /// The plans of other children than this one: the first of them, `most` at the most, and how many there are.
    pub fn others(&self, facts: &Facts, most: usize) -> (Vec<&'a str>, usize) {
        let (name, id) = child(facts);
        let is_other = |children: &BTreeSet<Child<'_>>| {
            let differs = |other: &Child<'_>| other.0 != name && other.1 != id;
            children.iter().any(differs)
        };
        let alike = |count: Option<&usize>| count.copied().unwrap_or_default();
        let of_one = self.plans.len() - self.mixed.len() + alike(self.both.get(&(name, id)));
        let own = alike(self.names.get(name)) + alike(self.ids.get(id));
        let of_several = self.mixed.iter().filter_map(|stem| self.plans.get(stem));
        let count = of_one.saturating_sub(own) + of_several.filter(|plan| is_other(plan)).count();
        let others = self.plans.iter().filter(|(_, plan)| is_other(plan));
        let first = others.take(count.min(most)).map(|(stem, _)| *stem);
        (first.collect(), count)
    }
}

fn child(facts: &Facts) -> Child<'_> {
    let name = facts.child.as_deref().unwrap_or_default();
    (name, facts.id.as_deref().unwrap_or_default())
}
