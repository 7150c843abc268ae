//! What is kept of a plan until it has been compared with the other plans of its folder.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use crate::check::{Mentions, severity_of};
use crate::diagnostic::{File, Rule, Severity};
use crate::format::{self, at};
use crate::load::{Loaded, Schools, load_text};

/// The fewest words that are thought to be about one child: "Visual timetable" suits many.
const FEWEST_WORDS: usize = 4;

/// What the rules across plans need of one.
#[derive(Debug)]
pub(super) struct Compared {
    /// The words in which it may name another child.
    pub mentions: Mentions,
    /// Its file, if there was room for the text.
    pub file: Option<Arc<File>>,
    /// How seriously its school takes texts that were copied from plan to plan.
    pub same_text: Severity,
    /// How seriously it takes a reference that is used twice.
    pub duplicate_id: Severity,
    /// Where its reference stands.
    pub id_at: Range<usize>,
    /// The targets and strategies without the child's name.
    pub texts: Vec<Text>,
}

/// Nothing of the plan.
impl Default for Compared {
    fn default() -> Compared {
        Compared {
            mentions: Mentions::default(),
            file: None,
            same_text: Severity::Off,
            duplicate_id: Severity::Off,
            id_at: 0..0,
            texts: Vec::new(),
        }
    }
}

/// A text as it is told from others.
#[derive(Clone, Debug)]
pub(super) struct Text {
    pub hash: u64,
    pub path: format::Path,
    pub at: Range<usize>,
}

impl Compared {
    pub fn of(loaded: &Loaded, mentions: Mentions, file: Option<Arc<File>>) -> Compared {
        Compared {
            mentions,
            file,
            same_text: severity_of(Rule::SameText, loaded),
            duplicate_id: severity_of(Rule::DuplicateId, loaded),
            id_at: loaded.value(&at!("plan", "id")).bytes,
            texts: texts(loaded),
        }
    }

    /// The plan's file: as it was read or, where there was no room for its text, as it is now.
    pub fn file(&self, path: &Path) -> Arc<File> {
        self.file.clone().unwrap_or_else(|| {
            let again = load_text(path, &Schools::default());
            let file = again.map(|loaded| Arc::clone(loaded.source.file()));
            file.unwrap_or_else(|_| Arc::new(File::new(path.display().to_string(), "")))
        })
    }
}

/// The targets and strategies of a plan, each as a hash. The child's name is left out, so that a text copied from plan to
/// plan is found though the name was changed.
fn texts(loaded: &Loaded) -> Vec<Text> {
    let plan = &loaded.plan;
    let names = [plan.child.name.as_deref(), plan.child.known_as()];
    let names: Vec<&str> = names.into_iter().flatten().collect();
    let texts = plan.targets.iter().enumerate().flat_map(|(index, target)| {
        let strategies = target.strategies.iter().enumerate();
        let strategies = strategies
            .map(move |(number, text)| (text, at!("targets", index, "strategies", number)));
        let target = target.target.iter();
        let target = target.map(move |text| (text, at!("targets", index, "target")));
        target.chain(strategies)
    });
    let told_apart = texts.filter_map(|(text, path)| {
        let mut words = text.clone();
        for name in names.iter().filter(|name| !name.is_empty()) {
            words = words.replace(name, "~");
        }
        let words: Vec<String> = words.split_whitespace().map(str::to_lowercase).collect();
        // The hasher's keys are fixed, so the same words give the same number in every run.
        let mut hasher = DefaultHasher::new();
        words.hash(&mut hasher);
        (words.len() >= FEWEST_WORDS).then(|| Text {
            hash: hasher.finish(),
            at: loaded.value(&path).bytes,
            path,
        })
    });
    told_apart.collect()
}
