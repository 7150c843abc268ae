//! The copy for the wall: what a child may want everybody to see, and nothing else.

use chrono::NaiveDate;
use serde::Serialize;

use super::child::in_my_words;
use super::{Frame, Identity, Picture, Pictures, Printed};
use crate::plan::{Colour, Format, Plan};
use crate::template::Template;

/// What hangs on the wall: the name the child goes by, the photo, what people like about them, what they are good at, like and
/// are helped by, and their "I can" lines.
///
/// Everybody reads a wall, so its title and its keywords say no more: no reference, and a hash of that name alone.
#[derive(Clone, Debug, Serialize)]
pub struct WallCopy {
    title: String,
    keywords: Identity,
    #[serde(serialize_with = "super::frame::as_word")]
    format: Format,
    /// Whether it is set as the child's copy is from Year 7.
    plainer: bool,
    colour: Option<Colour>,
    known_as: Option<String>,
    photo: Option<Picture>,
    people_like: Vec<String>,
    good_at: Vec<String>,
    likes: Vec<String>,
    helps_me: Vec<String>,
    i_can: Vec<String>,
    #[serde(skip)]
    stamp: NaiveDate,
}

impl WallCopy {
    /// The copy for the wall of a plan.
    pub fn of(plan: &Plan, format: Format, pictures: &Pictures, template: &Template) -> WallCopy {
        let me = &plan.about_me;
        let frame = Frame::of(plan, "child", format, pictures, template);
        let lines = plan.targets.iter();
        WallCopy {
            keywords: frame.keywords.for_the_wall(),
            title: template.words().say("all.wall_title").to_owned(),
            format,
            plainer: frame.year.is_some_and(|year| year >= 7),
            colour: me.colour,
            known_as: frame.known_as,
            photo: frame.photo,
            people_like: me.people_like.clone(),
            good_at: me.good_at.clone(),
            likes: me.likes.clone(),
            helps_me: me.helps_me.clone(),
            i_can: lines
                .filter_map(|target| in_my_words(&target.i_can, &target.target))
                .collect(),
            stamp: frame.stamp,
        }
    }
}

impl Printed for WallCopy {
    const LAYOUT: &'static str = "wall";

    fn title(&self) -> &str {
        &self.title
    }

    fn stamp(&self) -> NaiveDate {
        self.stamp
    }

    fn pictures(&self) -> Vec<&Picture> {
        self.photo.iter().collect()
    }
}
