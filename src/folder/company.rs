//! The plans that share a text: whose they are, counted once, so that a thousand of them take no longer each than ten.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::Facts;

/// A child as two plans are told apart by it: the name and the reference. A next plan has one of them at least.
type Whose<'a> = (&'a str, &'a str);

/// The plans that have one text, by what their files are named after.
pub(super) struct Company<'a> {
    /// Whose plan each is: nearly always one child's.
    plans: BTreeMap<&'a str, BTreeSet<Whose<'a>>>,
    /// Those that are several children's, which are few.
    mixed: Vec<&'a str>,
    /// How many of the others have a name, a reference, and both.
    names: HashMap<&'a str, usize>,
    ids: HashMap<&'a str, usize>,
    both: HashMap<Whose<'a>, usize>,
}

impl<'a> Company<'a> {
    pub fn of(facts: impl Iterator<Item = &'a Facts>) -> Company<'a> {
        let mut plans: BTreeMap<&str, BTreeSet<Whose<'_>>> = BTreeMap::new();
        for facts in facts {
            plans.entry(&facts.stem).or_default().insert(whose(facts));
        }
        let mut company = Company {
            plans,
            mixed: Vec::new(),
            names: HashMap::new(),
            ids: HashMap::new(),
            both: HashMap::new(),
        };
        for (stem, children) in &company.plans {
            match children.first().filter(|_| children.len() == 1) {
                Some((name, id)) => {
                    *company.names.entry(name).or_default() += 1;
                    *company.ids.entry(id).or_default() += 1;
                    *company.both.entry((name, id)).or_default() += 1;
                }
                None => company.mixed.push(stem),
            }
        }
        company
    }

    /// The plans of other children than this one: the first of them, `most` at the most, and how many there are.
    pub fn others(&self, facts: &Facts, most: usize) -> (Vec<&'a str>, usize) {
        let (name, id) = whose(facts);
        let is_other = |children: &BTreeSet<Whose<'_>>| {
            let differs = |other: &Whose<'_>| other.0 != name && other.1 != id;
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

fn whose(facts: &Facts) -> Whose<'_> {
    let name = facts.child.as_deref().unwrap_or_default();
    (name, facts.id.as_deref().unwrap_or_default())
}
