//! A checked plan as data: what its copies are made from, small enough to be kept for a whole school's plans and handed to
//! another process.

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

/// A plan that copies may be made of: only a check without errors gives one.
#[derive(Clone, Debug)]
pub(crate) struct CheckedPlan {
    path: PathBuf,
    /// What it, its `school.yaml` and its pictures were like when it was checked.
    pub digest: Digest,
    kept: Option<Printable>,
}

/// What the copies of a checked plan are made from.
#[derive(Clone, Debug)]
pub(crate) struct Printable {
    /// The plan with its school's details and its glossary, as JSON.
    pub content: Arc<str>,
    /// The child's photo, if it is there: pictures are too large to be kept.
    pub photo: Option<PathBuf>,
    /// The school's logo, if it is there.
    pub logo: Option<PathBuf>,
    /// A digest of the two.
    pub picture_digest: Digest,
}

/// What is printed beside the pictures.
#[derive(Deserialize, Serialize)]
struct Content<'a> {
    plan: Cow<'a, Plan>,
    glossary: Cow<'a, BTreeMap<String, String>>,
    calendar: Cow<'a, Calendar>,
}

impl CheckedPlan {
    /// Keeps what the copies are made from where there is room for so many bytes.
    pub fn of(checked: &Checked<'_>, has_room: impl FnOnce(usize) -> bool) -> CheckedPlan {
        let loaded = checked.loaded();
        let kept = Printable::of(loaded);
        CheckedPlan {
            path: loaded.path.clone(),
            digest: loaded.digest,
            // Read once more, a plan in its authority's words would be in the format's.
            kept: (has_room(kept.content.len()) || loaded.in_other_words).then_some(kept),
        }
    }

    /// What its copies are made from. Where that was not kept the plan is read once more: nothing where it has changed since.
    ///
    /// # Errors
    /// Where it cannot be read now.
    pub fn printable(&self, schools: &Schools) -> Result<Option<Printable>, LoadError> {
        if self.kept.is_some() {
            return Ok(self.kept.clone());
        }
        let loaded = load_with(&self.path, schools)?;
        // The same bytes would be found as sound once more.
        Ok((loaded.digest == self.digest).then(|| Printable::of(&loaded)))
    }
}

impl Printable {
    fn of(loaded: &Loaded) -> Printable {
        let path = |picture: &Option<PictureFile>| {
            let there = picture.as_ref().filter(|picture| picture.bytes.is_ok());
            there.map(|picture| picture.path.clone())
        };
        let content = Content {
            plan: Cow::Borrowed(&loaded.plan),
            glossary: Cow::Borrowed(&loaded.settings.glossary),
            calendar: Cow::Borrowed(&loaded.plan.calendar),
        };
        Printable {
            // A plan has no map whose keys are not texts, so this cannot fail; an empty text would be refused where it is read.
            content: serde_json::to_string(&content).unwrap_or_default().into(),
            photo: path(&loaded.photo),
            logo: path(&loaded.logo),
            picture_digest: loaded.picture_digest,
        }
    }
}

/// The plan and the glossary from a [`Printable`]'s content.
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
    fn a_plan_comes_out_as_it_went_in() {
        let examples = std::fs::read_dir("examples/plans").expect("the examples");
        let mut sound = 0;
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
            sound += 1;
        }
        assert!(sound > 3, "{sound} examples");
        assert!(read_content("").is_err());
    }
}
