//! A checked plan as serializable data for its copies, small enough to keep for a whole school and to send to another
//! process.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::check::Checked;
use crate::digest::Digest;
use crate::glossary::Glossary;
use crate::load::{LoadError, Loaded, PictureFile, Schools, load_with};
use crate::plan::{Calendar, Plan};

/// A plan that copies may be made of, which only a check without errors can make.
#[derive(Clone, Debug)]
pub(crate) struct CheckedPlan {
    path: PathBuf,
    /// The digest of the plan, its `school.yaml` and its pictures when it was checked.
    pub digest: Digest,
    kept: Option<Printable>,
}

/// Everything that a plan's copies are made from.
#[derive(Clone, Debug)]
pub(crate) struct Printable {
    /// The plan with its school's details and its glossary, as JSON.
    pub content: Arc<str>,
    /// The child's photo, if it exists; pictures are too large to keep.
    pub photo: Option<PathBuf>,
    /// The school's logo, if it exists.
    pub logo: Option<PathBuf>,
    /// A digest of both pictures.
    pub picture_digest: Digest,
}

/// Everything printed, except pictures.
#[derive(Deserialize, Serialize)]
struct Content<'a> {
    plan: Cow<'a, Plan>,
    glossary: Cow<'a, BTreeMap<String, String>>,
    #[serde(default)]
    calendar: Cow<'a, Calendar>,
}

impl CheckedPlan {
    /// Keeps the data for the copies if there is room for that many bytes.
    pub fn of(checked: &Checked<'_>, has_room: impl FnOnce(usize) -> bool) -> CheckedPlan {
        let loaded = checked.loaded();
        let kept = Printable::of(loaded);
        CheckedPlan {
            path: loaded.path.clone(),
            digest: loaded.digest,
            // A plan with an authority's own words would be read differently the second time, so it is always kept.
            kept: (has_room(kept.content.len()) || loaded.in_other_words).then_some(kept),
        }
    }

    /// Returns the data for its copies. If that was not kept, the plan is read again; `None` if it has changed since.
    ///
    /// # Errors
    /// If it cannot be read again.
    pub fn printable(&self, schools: &Schools) -> Result<Option<Printable>, LoadError> {
        if self.kept.is_some() {
            return Ok(self.kept.clone());
        }
        let loaded = load_with(&self.path, schools)?;
        // The same bytes would pass the check again.
        Ok((loaded.digest == self.digest).then(|| Printable::of(&loaded)))
    }
}

impl Printable {
    fn of(loaded: &Loaded) -> Printable {
        let path = |picture: &Option<PictureFile>| {
            let readable = picture.as_ref().filter(|picture| picture.bytes.is_ok());
            readable.map(|picture| picture.path.clone())
        };
        let content = Content {
            plan: Cow::Borrowed(&loaded.plan),
            glossary: Cow::Borrowed(&loaded.settings.glossary),
            calendar: Cow::Borrowed(&loaded.plan.calendar),
        };
        Printable {
            // Serialization cannot fail, as all map keys are strings; the reader would reject an empty text.
            content: serde_json::to_string(&content).unwrap_or_default().into(),
            photo: path(&loaded.photo),
            logo: path(&loaded.logo),
            picture_digest: loaded.picture_digest,
        }
    }
}

/// Parses the plan and the glossary from a [`Printable`]'s content.
pub(crate) fn read_content(content: &str) -> serde_json::Result<(Plan, Glossary)> {
    let content: Content<'_> = serde_json::from_str(content)?;
    let plan = Plan {
        calendar: content.calendar.into_owned(),
        ..content.plan.into_owned()
    };
    Ok((plan, Glossary::with(&content.glossary)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::{Checks, check};
    use crate::load::load;

    #[test]
    fn a_plan_survives_serialization() {
        let examples = std::fs::read_dir("examples/plans").expect("the examples");
        let mut valid = 0;
        for path in examples.map(|entry| entry.expect("an entry").path()) {
            let Ok(loaded) = load(&path) else { continue };
            let Ok(checked) = check(&loaded, &Checks::default()) else {
                continue;
            };
            let (plan, glossary) = read_content(
                &CheckedPlan::of(&checked, |_| true)
                    .kept
                    .expect("room")
                    .content,
            )
            .expect("a plan");
            assert_eq!(plan, loaded.plan, "{}", path.display());
            assert_eq!(format!("{glossary:?}"), format!("{:?}", loaded.glossary()));
            valid += 1;
        }
        assert!(valid > 3, "{valid} examples");
        assert!(read_content("").is_err());
    }
}
