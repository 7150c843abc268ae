//! What is asked of an export, and where each of its copies goes.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::manifest::Entry;
use super::not_made::NotMade;
use super::shard::Shard;
use crate::digest::{Digest, Digester};
use crate::folder::Facts;
use crate::make::{Reader, Wanted, no_reference, safe};
use crate::plan::Format;
use crate::press::Password;

/// What is asked of an export.
#[derive(Clone, Debug)]
pub struct Options {
    /// The folder with the plans.
    pub folder: PathBuf,
    /// The folder for the copies; plans in it are left out.
    pub out: PathBuf,
    /// How the copies are laid out in it.
    pub layout: Layout,
    /// Whose copies.
    pub readers: Vec<Reader>,
    /// How every copy is set, whatever the plan says.
    pub format: Option<Format>,
    /// Whether the children's names may stand in the manifest.
    pub names: bool,
    /// The part of the plans to take, where several machines share the work.
    pub shard: Option<Shard>,
    /// The password that the copies are to open with, where they are to be protected. The press that makes them is not
    /// [archival](crate::press::Press::archival) then.
    pub protect: Option<Password>,
    /// A digest of the template, the fonts and the program, from [`crate::press::digest`].
    pub made_with: Digest,
}

/// How copies are laid out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Layout {
    /// A folder for each class, in it one for each plan.
    #[default]
    Class,
    /// All in one folder.
    Flat,
    /// A folder for the parents' copies, one for the children's, one for the staff's.
    Copy,
}

impl Options {
    /// What a plan's copies are called after: its reference or, where it has none, something that tells nobody's name.
    pub(super) fn stem(&self, facts: &Facts, path: &Path) -> String {
        if facts.id.is_some() {
            return facts.stem.clone();
        }
        let own = path.strip_prefix(&self.folder).unwrap_or(path);
        let parts: Vec<_> = own.iter().map(|part| part.to_string_lossy()).collect();
        no_reference(&parts.join("/"))
    }

    /// The entry of a copy that is still to be made.
    pub(super) fn entry(&self, facts: &Facts, stem: &str, copy: &Wanted, place: usize) -> Entry {
        let class = facts.group();
        let of_plan = copy.file_name.strip_prefix(&facts.stem);
        let name = of_plan.map_or(copy.file_name.clone(), |rest| format!("{stem}{rest}"));
        let file = match self.layout {
            Layout::Flat => name,
            Layout::Class => format!("{}/{stem}/{name}", folder_for(&class)),
            Layout::Copy => format!("{}/{name}", folder_of(copy.reader)),
        };
        Entry {
            plan: stem.to_owned(),
            child: facts.child.clone().filter(|_| self.names),
            class,
            place,
            year: facts.year_group,
            status: facts.status,
            cycle: facts.cycle,
            start: facts.start,
            review: facts.review,
            copy: copy.reader,
            recipient: (copy.reader == Reader::Parent).then_some(copy.recipient + 1),
            file,
            made: None,
            before: None,
            not_made: Some(NotMade::Pending),
        }
    }

    /// A digest of everything that one copy of a plan is made from.
    pub(super) fn made_from(&self, plan: Digest, copy: &Wanted) -> Digest {
        let mut digest = Digester::default();
        digest.add(self.made_with.to_string());
        digest.add(plan.to_string());
        digest.add(format!("{:?}", self.format));
        digest.add(copy.reader.name());
        digest.add(copy.recipient.to_string());
        digest.finish()
    }
}

/// The folder for a class. Without dots it is never called like a file of the export's own.
fn folder_for(class: &str) -> String {
    safe(class).replace('.', "-")
}

/// The folder of one kind of copy, and the word for it in the name of a pack.
pub(super) fn folder_of(reader: Reader) -> &'static str {
    match reader {
        Reader::Parent => "parents",
        Reader::Child => "children",
        Reader::Wall => "walls",
        Reader::Staff => "staff",
        Reader::Review => "reviews",
    }
}
