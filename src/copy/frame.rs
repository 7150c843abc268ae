//! What every copy has: its name, the plan's dates, the school and the child as all three readers know them.

use std::sync::Arc;

use chrono::NaiveDate;
use serde::{Serialize, Serializer};

use super::Identity;
use super::words::{printed_in_full, term_in_words};
use crate::picture::Prepared;
use crate::plan::{Format, Kind, Photo, Plan};
use crate::template::Template;

/// What every copy has. All of it may be seen by all three readers but `reference`, which the child's copy leaves out.
#[derive(Clone, Debug, Serialize)]
pub struct Frame {
    /// The document's title, such as "SEND Support Plan, parent copy": never a name.
    pub title: String,
    /// Whose copy it is, for whoever is about to replace its file.
    pub keywords: Identity,
    /// What the footer calls this copy, such as "Parent copy", or "Your copy" where the young person reads it.
    pub copy: String,
    /// How the copy is set: `standard`, `large print` or `dyslexia friendly`.
    #[serde(serialize_with = "as_word")]
    pub format: Format,
    /// Whether DRAFT is printed on every page.
    pub draft: bool,
    /// The plan's reference; never on the child's copy.
    pub reference: Option<String>,
    /// The term in words, such as "Autumn term 2026".
    pub term: Option<String>,
    /// The plan's first day in full, such as "Monday 7 September 2026".
    pub start: Option<String>,
    /// The day of the review in full.
    pub review: Option<String>,
    /// The school's name.
    pub school: Option<String>,
    /// What the copies call the place: `nursery`, `school` or `college`.
    pub kind: &'static str,
    /// The school's logo.
    pub logo: Option<Picture>,
    /// The SENCO's name.
    pub senco: Option<String>,
    /// The child's full name.
    pub name: Option<String>,
    /// The name the child goes by.
    pub known_as: Option<String>,
    /// A photo of the child.
    pub photo: Option<Picture>,
    /// The year group, such as "Year 4".
    pub year_group: Option<String>,
    /// Years counted from Reception (0), for a layout that suits the child's age.
    pub year: Option<i8>,
    /// The class or tutor group.
    pub class: Option<String>,
    /// Who is asked first.
    pub key_person: Option<String>,
    /// The day the plan's time stamps carry, so that the same plan gives the same bytes: its first day or, in a draft
    /// that has no days yet, the first day of computers' calendars.
    #[serde(skip)]
    pub stamp: NaiveDate,
}

impl Frame {
    /// The frame of one copy of a plan; `copy` is its key in the template's words.
    pub(super) fn of(
        plan: &Plan,
        copy: &str,
        format: Format,
        pictures: &Pictures,
        template: &Template,
    ) -> Self {
        let (details, child, school) = (&plan.plan, &plan.child, &plan.school);
        let words = template.words();
        let copy = words.say(&format!("all.copies.{copy}")).to_owned();
        let title = words.fill("all.title", &[("copy", &copy.to_lowercase())]);
        let kind = school.kind.unwrap_or(Kind::School).word();
        let of_whom = child.known_as().unwrap_or("the child");
        let picture = |name: &'static str,
                       photo: &Option<Photo>,
                       data: &Option<Arc<Prepared>>,
                       otherwise: String| {
            let (photo, data) = (photo.as_ref()?, data.as_ref()?);
            let alt = photo.alt.clone().filter(|alt| !alt.trim().is_empty());
            Some(Picture {
                path: format!("/picture/{name}.{}", data.extension()),
                // A page without words for its pictures is not accessible, and is not made.
                alt: alt.unwrap_or(otherwise),
                ratio: data.width() / data.height(),
                data: Arc::clone(data),
            })
        };
        let logo_words = format!("The {kind}\u{2019}s logo");
        let photo_words = format!("A photo of {of_whom}");
        Frame {
            title,
            keywords: Identity::of(plan),
            copy,
            format,
            draft: plan.is_draft(),
            reference: details.id.clone(),
            term: details.term.as_ref().map(|term| term_in_words(term, words)),
            start: details.start.map(printed_in_full),
            review: details.review.map(printed_in_full),
            school: school.name.clone(),
            kind,
            logo: picture("logo", &school.logo, &pictures.logo, logo_words),
            senco: school.senco.name.clone(),
            name: child.name.clone(),
            known_as: child.known_as().map(str::to_owned),
            photo: picture("photo", &child.photo, &pictures.photo, photo_words),
            year_group: child.year_group.map(|year| year.to_string()),
            year: child.year_group.map(|year| year.number()),
            class: child.class.clone(),
            key_person: child.key_person.clone(),
            stamp: details.start.or(details.review).unwrap_or_default(),
        }
    }

    /// The pictures that the layout may show.
    pub(super) fn pictures(&self) -> impl Iterator<Item = &Picture> {
        self.logo.iter().chain(self.photo.iter())
    }
}

pub(super) fn as_word<S: Serializer>(format: &Format, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(format.word())
}

/// A picture as a copy's layout sees it: where to read it and what it shows.
#[derive(Clone, Debug, Serialize)]
pub struct Picture {
    /// The path under which the layout reads the picture.
    pub path: String,
    /// What it shows, in words.
    pub alt: String,
    /// How many times as wide as high it is: for a photo, five to six.
    pub ratio: f32,
    /// The picture itself, ready for print and free of metadata.
    #[serde(skip)]
    pub data: Arc<Prepared>,
}

/// A plan's pictures, ready for print.
#[derive(Clone, Debug, Default)]
pub struct Pictures {
    /// The child's photo.
    pub photo: Option<Arc<Prepared>>,
    /// The school's logo.
    pub logo: Option<Arc<Prepared>>,
}
