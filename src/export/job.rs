//! A plan with copies to make, and how what its copies are made from gets to a worker.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::manifest::{Entry, MadeFile};
use super::not_made::NotMade;
use super::request::{Picture, Request};
use crate::digest::{Digest, Digester};
use crate::load::Schools;
use crate::make::Wanted;
use crate::printable::CheckedPlan;

/// The most of a picture that is read: what is larger was refused when its plan was checked.
const MOST_BYTES: u64 = 20 << 20;

/// A plan with copies to make.
pub(super) struct Job {
    pub plan: CheckedPlan,
    /// The copies.
    pub copies: Vec<CopyJob>,
}

/// A copy to make.
pub(super) struct CopyJob {
    pub wanted: Wanted,
    /// What the manifest says of it until it is made.
    pub entry: Entry,
    /// What is in its file until then.
    pub before: Option<MadeFile>,
    /// A digest of everything it is made from.
    pub made_from: Digest,
}

impl CopyJob {
    /// Its entry where it could not be made.
    pub fn not_made(self, why: NotMade) -> Entry {
        Entry {
            made: self.before,
            not_made: Some(why),
            ..self.entry
        }
    }
}

/// What jobs have in sources while requests are made of them.
#[derive(Default)]
pub(super) struct Sources {
    schools: Schools,
    /// The logo of the last plan, which is the next one's too in nearly every school.
    logo: Mutex<Option<(PathBuf, Picture)>>,
}

impl Job {
    /// What a worker is asked for. The plan is as it was checked; pictures are read from the disk, since a school's photos would
    /// fill the memory, and must be as they were.
    ///
    /// # Errors
    /// Where something has changed, or cannot be read any more.
    pub fn request(&self, sources: &Sources) -> Result<Request, NotMade> {
        let printable = self
            .plan
            .printable(&sources.schools)
            .map_err(|why| NotMade::Failed(why.to_string()))?
            .ok_or(NotMade::PlanChanged)?;
        let photo = printable.photo.as_deref().and_then(read_picture);
        let logo = printable.logo.and_then(|path| sources.logo(path));
        let mut digest = Digester::default();
        for picture in [&photo, &logo] {
            digest.add(picture.as_ref().map_or(&[][..], |picture| &picture.bytes));
        }
        if digest.finish() != printable.picture_digest {
            return Err(NotMade::PictureChanged);
        }
        let wanted = self.copies.iter().map(|copy| copy.wanted.clone());
        Ok(Request {
            content: printable.content,
            photo,
            logo,
            wanted: wanted.collect(),
        })
    }
}

impl Sources {
    fn logo(&self, path: PathBuf) -> Option<Picture> {
        // Nothing is put in by halves, should a thread panic.
        let mut last = self.logo.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((known, logo)) = last.as_ref()
            && *known == path
        {
            return Some(logo.clone());
        }
        let logo = read_picture(&path)?;
        *last = Some((path, logo.clone()));
        Some(logo)
    }
}

/// A picture as it is now; nothing where it is not there any more.
fn read_picture(path: &Path) -> Option<Picture> {
    // A pipe may never end.
    fs::metadata(path).ok().filter(fs::Metadata::is_file)?;
    let mut bytes = Vec::new();
    File::open(path)
        .ok()?
        .take(MOST_BYTES)
        .read_to_end(&mut bytes)
        .ok()?;
    Some(Picture {
        name: path.display().to_string(),
        bytes: bytes.into(),
    })
}
