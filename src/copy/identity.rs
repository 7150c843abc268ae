//! Whose copy a file is: what a PDF says of it without saying more than its pages do.

use chrono::NaiveDate;
use serde::Serialize;

use crate::digest::Digest;
use crate::plan::Plan;

/// Whose copy a file is, and of which cycle: a copy's keywords, so that no copy takes another child's place.
///
/// The child stands there as a hash of the full name. Names can be guessed from a hash, and every copy prints this one: it
/// tells nobody anything that the page does not. The wall copy prints the name the child goes by alone, and has its hash.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(into = "Vec<String>")]
pub struct Identity {
    /// Twelve figures of the hash; nothing in a draft that has no name yet.
    child: Option<String>,
    /// The same of the name that the child goes by.
    called: Option<String>,
    /// Which of the child's plans, but in what the child is given; nothing in a draft that does not say.
    cycle: Option<u32>,
    /// The plan's first day, which every copy's time stamps carry.
    begins: Option<NaiveDate>,
}

const CHILD: &str = "child ";
const CALLED: &str = "called ";
const CYCLE: &str = "cycle ";

impl Identity {
    /// Whose the copies of a plan are.
    pub fn of(plan: &Plan) -> Identity {
        Identity {
            child: plan.child.name.as_deref().and_then(hash),
            called: plan.known_as().and_then(hash),
            cycle: plan.plan.cycle,
            begins: plan.plan.start,
        }
    }

    /// The same for what the child is given: the cycle is the school's business.
    pub(super) fn for_the_child(self) -> Identity {
        Identity {
            cycle: None,
            ..self
        }
    }

    /// The same for the wall, which shows nothing but the name that the child goes by.
    pub(super) fn for_the_wall(self) -> Identity {
        Identity {
            child: None,
            cycle: None,
            ..self
        }
    }

    /// What a document's keywords say, and the day of its time stamps.
    pub(crate) fn from_keywords(keywords: &str, begins: Option<NaiveDate>) -> Identity {
        let mut identity = Identity {
            begins,
            ..Identity::default()
        };
        for keyword in keywords.split(',').map(str::trim) {
            if let Some(child) = keyword.strip_prefix(CHILD) {
                identity.child = Some(child.to_owned());
            } else if let Some(called) = keyword.strip_prefix(CALLED) {
                identity.called = Some(called.to_owned());
            } else if let Some(cycle) = keyword.strip_prefix(CYCLE) {
                identity.cycle = cycle.parse().ok();
            }
        }
        identity
    }

    /// Whether a copy with this identity may lie where one of another plan does: that one is of nobody yet, or of the same
    /// child.
    pub(crate) fn is_of_the_child_of(&self, there: &Identity) -> bool {
        match (&there.child, &there.called) {
            (Some(_), _) => there.child == self.child,
            (None, Some(_)) => there.called == self.called,
            (None, None) => true,
        }
    }

    /// Whether both say which child they are of, and it is the same.
    pub(crate) fn is_named_as(&self, other: &Identity) -> bool {
        self.child.is_some() && self.child == other.child
    }

    /// Whether the copy that is there belongs to a later plan of the child: by the cycle or, where one does not tell it, by
    /// the day on which the plan begins.
    pub(crate) fn is_before(&self, there: &Identity) -> bool {
        match (self.cycle, there.cycle) {
            (Some(own), Some(there)) => own < there,
            _ => self.begins < there.begins,
        }
    }
}

impl From<Identity> for Vec<String> {
    fn from(identity: Identity) -> Vec<String> {
        let child = identity.child.map(|child| format!("{CHILD}{child}"));
        let child = child.or(identity.called.map(|called| format!("{CALLED}{called}")));
        let cycle = identity.cycle.map(|cycle| format!("{CYCLE}{cycle}"));
        child.into_iter().chain(cycle).collect()
    }
}

/// Twelve figures of the hash of a name, however it is spaced and whatever its capitals.
fn hash(name: &str) -> Option<String> {
    let name: Vec<String> = name.split_whitespace().map(str::to_lowercase).collect();
    let digest = Digest::of(name.join(" ").as_bytes()).to_string();
    (!name.is_empty()).then(|| digest.chars().take(12).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn identity(name: &str, cycle: Option<u32>) -> Identity {
        let mut plan = Plan::default();
        plan.child.name = Some(name.to_owned());
        plan.plan.cycle = cycle;
        Identity::of(&plan)
    }

    #[test]
    fn a_copy_is_known_by_its_keywords() {
        let ada = identity("Ada Quartz", Some(2));
        let keywords = Vec::from(ada.clone());
        assert_eq!(keywords.len(), 2);
        assert!(!keywords.concat().contains("Ada"));
        let read = Identity::from_keywords(&keywords.join(", "), None);
        assert!(read.is_named_as(&ada) && read.cycle == ada.cycle);
        assert_eq!(identity(" ada  QUARTZ", Some(2)), ada);
        assert_eq!(
            Identity::from_keywords("what, ever", None),
            Identity::default()
        );
    }

    #[test]
    fn the_wall_copy_is_known_by_the_name_that_it_prints() {
        let wall = |name| Vec::from(identity(name, Some(2)).for_the_wall()).join(", ");
        let ada = identity("Ada Quartz", Some(2));
        let there = Identity::from_keywords(&wall("Ada Quartz"), None);
        assert_eq!(
            wall("Ada Quartz"),
            wall("Ada Onyx"),
            "the family name is not there"
        );
        assert!(ada.is_of_the_child_of(&there));
        assert!(!identity("Ben Quartz", None).is_of_the_child_of(&there));
    }

    #[test]
    fn only_the_childs_own_and_earlier_copies_are_replaced() {
        let ada = identity("Ada Quartz", Some(2));
        assert!(ada.is_of_the_child_of(&identity("Ada Quartz", Some(1))));
        assert!(
            ada.is_of_the_child_of(&identity("", None)),
            "begun without a name"
        );
        assert!(!ada.is_of_the_child_of(&identity("Ben Onyx", Some(2))));
        assert!(!identity("", None).is_of_the_child_of(&ada));
        assert!(ada.is_before(&identity("Ada Quartz", Some(3))));
        assert!(!ada.is_before(&identity("Ada Quartz", None)));
    }
}
