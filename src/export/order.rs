//! An order: the copies to make of one plan, and what was read of it, so that nobody has to open its file again.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::diagnostic::File;
use crate::digest::Digest;
use crate::folder::Facts;
use crate::load::{LoadError, Loaded, School, load, pictures_again};
use crate::make::Wanted;

/// The copies to make of one plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Order {
    /// The plan's file.
    pub path: PathBuf,
    /// What it and its pictures were like when it was checked.
    pub digest: Digest,
    /// The copies.
    pub wanted: Vec<Wanted>,
    /// What was read of it when it was checked, where there was room to keep that.
    read: Option<Read>,
}

/// What was read of a plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Read {
    #[serde(with = "text")]
    plan: Arc<File>,
    /// The `school.yaml`: what messages call it, and its text.
    school: Option<(PathBuf, String)>,
    /// A digest of the pictures, which are too large to be passed on.
    pictures: Digest,
}

impl Order {
    /// An order for copies of a plan that was checked when it had this digest. Whoever makes them reads it again.
    pub fn new(path: PathBuf, digest: Digest, wanted: Vec<Wanted>) -> Order {
        Order {
            path,
            digest,
            wanted,
            read: None,
        }
    }

    /// An order for copies of a plan that was checked, and that is made as it was then.
    pub(super) fn of(path: &Path, facts: &Facts, wanted: Vec<Wanted>) -> Order {
        Order {
            path: path.to_owned(),
            digest: facts.digest,
            wanted,
            read: Read::of(facts),
        }
    }

    /// The plan as it was when it was checked, with its pictures. Its school is the `last` plan's for nearly every order, and is
    /// not read again then.
    ///
    /// # Errors
    /// Where it has to be read once more, and cannot be.
    pub(super) fn load(&self, last: &mut Option<Arc<School>>) -> Result<Loaded, LoadError> {
        let Some(read) = &self.read else {
            return load(&self.path);
        };
        let is_last = |school: &&Arc<School>| {
            let known = (school.path.as_path(), &*school.bytes);
            let wanted = read.school.as_ref();
            wanted.is_some_and(|(path, text)| (path.as_path(), text.as_bytes()) == known)
        };
        if last.as_ref().filter(is_last).is_none() {
            let school = read.school.as_ref();
            *last = school
                .map(|(path, text)| Arc::new(School::of(path.clone(), text.as_bytes().into())));
        }
        Ok(pictures_again(&self.path, &read.plan.text, last.clone()))
    }

    /// Whether a plan that was loaded is what was checked.
    pub(super) fn is_of(&self, loaded: &Loaded) -> bool {
        match &self.read {
            Some(read) => read.pictures == loaded.of_pictures,
            None => self.digest == loaded.digest,
        }
    }
}

impl Read {
    /// Nothing where there was no room to keep the text, or where the school's file has a name that is no text.
    fn of(facts: &Facts) -> Option<Read> {
        let school = match &facts.school {
            Some(school) => {
                school.path.to_str()?;
                let text = String::from_utf8(school.bytes.to_vec()).ok()?;
                Some((school.path.clone(), text))
            }
            None => None,
        };
        Some(Read {
            plan: facts.text.clone()?,
            school,
            pictures: facts.of_pictures,
        })
    }
}

/// A file as its text alone: its name is the plan's path.
mod text {
    use std::sync::Arc;

    use serde::{Deserialize, Deserializer, Serializer};

    use crate::diagnostic::File;

    pub fn serialize<S: Serializer>(file: &Arc<File>, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&file.text)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Arc<File>, D::Error> {
        let text = String::deserialize(from)?;
        Ok(Arc::new(File::new("", text)))
    }
}
