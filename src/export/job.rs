//! A plan with copies to make, and how what its copies are made from gets to a worker.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::manifest::{Entry, MadeFile};
use super::not_made::NotMade;
use super::request::{Picture, Request};
use crate::copy::Identity;
use crate::digest::{Digest, Digester};
use crate::load::{Disk, Files, LARGEST_PICTURE, Schools};
use crate::make::Wanted;
use crate::printable::CheckedPlan;

/// A plan with copies to make.
pub(super) struct Job {
    pub plan: CheckedPlan,
    /// Whose its copies are.
    pub child: Identity,
    /// The copies.
    pub copies: Vec<CopyJob>,
}

/// A copy to make.
pub(super) struct CopyJob {
    pub wanted: Wanted,
    /// What the manifest says of it until it is made.
    pub entry: Entry,
    /// What is in its file until then.
    pub there: Option<MadeFile>,
    /// A digest of everything it is made from.
    pub made_from: Digest,
}

impl CopyJob {
    /// Its entry where it could not be made.
    pub fn not_made(self, why: NotMade) -> Entry {
        let not_made = Some(why);
        Entry {
            not_made,
            ..self.entry
        }
        .found(self.there)
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
            // It could be read when it was checked. The error would name its file, and with it perhaps the child.
            .map_err(|_| NotMade::PlanChanged)?
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
    let bytes = Disk.read(path, LARGEST_PICTURE).ok()?;
    Some(Picture {
        name: path.display().to_string(),
        bytes: bytes.into(),
    })
}
