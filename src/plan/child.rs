//! The child, in their own words where possible, and what the family hopes for.

use std::collections::BTreeSet;
use std::ops::Range;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Adulthoods, Colour, NeedCode, Placement, Pronouns, YearGroup};

/// A picture file in the plan's folder or below it, and what it shows in words.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Photo {
    /// The picture file (JPEG, PNG, WebP or SVG), relative to the folder of the file that names it.
    #[schemars(extend("x-copies" = "", "x-next" = "carried"))]
    #[schemars(example = &"amina.jpg")]
    pub file: Option<String>,
    /// What the picture shows, for those who cannot see it.
    #[schemars(extend("x-copies" = "PCS", "x-next" = "carried", "x-label" = "What the picture shows"))]
    #[schemars(example = &"Amina smiling in the playground")]
    pub alt: Option<String>,
}

/// Who the child is.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Child {
    /// The child's full name.
    #[schemars(extend("x-copies" = "PCS", "x-next" = "carried"))]
    #[schemars(example = &"Amina Yusuf")]
    pub name: Option<String>,
    /// The name the child goes by; the first word of `name` if left out.
    #[schemars(extend("x-copies" = "PCS", "x-next" = "carried"))]
    #[schemars(example = &"Amina")]
    pub known_as: Option<String>,
    /// The child's pronouns; `they/them` if left out.
    #[schemars(extend("x-copies" = "", "x-next" = "carried"))]
    #[schemars(example = &"she/her")]
    pub pronouns: Option<Pronouns>,
    /// The day the child was born.
    #[schemars(extend("x-copies" = "PS", "x-next" = "carried"))]
    #[schemars(example = &"2018-03-14")]
    pub date_of_birth: Option<NaiveDate>,
    /// The year group.
    #[schemars(extend("x-copies" = "PCS", "x-next" = "begun"))]
    #[schemars(extend("x-note" = "Nursery, Reception, Year 1 and so on"), example = &"Year 4")]
    pub year_group: Option<YearGroup>,
    /// The class or tutor group.
    #[schemars(extend("x-copies" = "PCS", "x-next" = "carried in the year"))]
    #[schemars(example = &"Kingfisher")]
    pub class: Option<String>,
    /// Who the child, the parents and other staff ask first.
    #[schemars(extend("x-copies" = "PCS", "x-next" = "carried in the year"))]
    #[schemars(extend("x-note" = "who the child asks first: {}"), example = &"Ms Patel")]
    pub key_person: Option<String>,
    /// How the child communicates, and how to communicate with them.
    #[schemars(extend("x-copies" = "PCS", "x-next" = "carried"))]
    #[schemars(example = &"Short sentences with pictures; give her time.")]
    pub communication: Option<String>,
    /// The language spoken at home.
    #[schemars(extend("x-copies" = "PS", "x-next" = "carried"))]
    #[schemars(example = &"Somali")]
    pub home_language: Option<String>,
    /// Whether the family would like an interpreter at meetings.
    #[schemars(extend("x-copies" = "PS", "x-next" = "carried"))]
    #[schemars(extend("x-new" = "offered", "x-note" = "where the family needs one"), example = true)]
    pub interpreter: Option<bool>,
    /// The unique pupil number; its check letter is verified.
    #[schemars(extend("x-copies" = "S", "x-next" = "carried", "x-label" = "UPN"))]
    #[schemars(extend("x-new" = "offered"), example = &"Y206999925001")]
    pub upn: Option<String>,
    /// K (SEN support) or E (EHC plan); printed in full.
    #[schemars(extend("x-copies" = "PS", "x-next" = "carried"))]
    #[schemars(extend("x-new" = "given", "x-note" = "K is SEN support, E is an EHC plan"), example = &"K")]
    pub provision: Option<Placement>,
    /// School census codes for the type of need; printed in full.
    #[schemars(extend("x-copies" = "PS"))]
    #[schemars(extend("x-new" = "offered", "x-note" = "census codes, if you know them"))]
    pub need: NeedCodes,
    /// A photo of the child.
    #[schemars(extend("x-copies" = "PCS"))]
    #[schemars(extend("x-new" = "offered", "x-note" = "a picture in this folder"))]
    pub photo: Option<Photo>,
}

impl Child {
    /// Returns the name the child goes by: `known_as`, or the first word of `name`; for "Hart, Milo", the first after
    /// the comma.
    pub fn known_as(&self) -> Option<&str> {
        let first = || {
            let name = self.name.as_deref()?;
            let given = name.split_once(',').map(|(_, given)| given);
            let given = given.filter(|given| !given.trim().is_empty());
            given.unwrap_or(name).split_whitespace().next()
        };
        let known = self.known_as.as_deref().map(str::trim);
        known.filter(|name| !name.is_empty()).or_else(first)
    }

    /// Returns the byte range in a plan's reference that reveals the child's name: a name of three or more letters (two
    /// may be anyone's initials), or all of it if it contains the full name without spaces.
    pub fn named_in(&self, reference: &str) -> Option<Range<usize>> {
        let letters = |text: &str| -> String {
            let letters = text.chars().filter(|letter| letter.is_alphabetic());
            letters.flat_map(char::to_lowercase).collect()
        };
        let parts = |text: &str| -> Vec<(usize, String)> {
            let mut at = 0;
            let parts = text.split_inclusive(|ch: char| !ch.is_alphabetic());
            let numbered = parts.map(|part| {
                let here = at;
                at += part.len();
                (here, letters(part))
            });
            numbered
                .filter(|(_, part)| part.chars().count() > 2)
                .collect()
        };
        let names = [&self.name, &self.known_as].into_iter().flatten();
        let names: BTreeSet<String> = names
            .flat_map(|name| parts(name))
            .map(|(_, name)| name)
            .collect();
        for (at, part) in parts(reference) {
            if names.contains(&part) {
                let length = reference.get(at..)?.find(|ch: char| !ch.is_alphabetic());
                return Some(at..length.map_or(reference.len(), |length| at + length));
            }
        }
        let full = letters(self.name.as_deref().unwrap_or_default());
        let spelt_out = full.chars().count() > 3 && letters(reference).contains(&full);
        spelt_out.then_some(0..reference.len())
    }

    /// Returns the child's pronouns, by default they/them.
    pub fn pronouns(&self) -> Pronouns {
        self.pronouns.unwrap_or(Pronouns::They)
    }
}

/// School census codes for the type of need.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct NeedCodes {
    /// The primary type of need.
    #[schemars(extend("x-copies" = "PS", "x-next" = "carried"))]
    #[schemars(example = &"SLCN")]
    pub primary: Option<NeedCode>,
    /// The secondary type of need.
    #[schemars(extend("x-copies" = "PS", "x-next" = "carried"))]
    #[schemars(example = &"SPLD")]
    pub secondary: Option<NeedCode>,
}

/// What the child says about themself.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct AboutMe {
    /// How and when the child's views were gathered.
    #[schemars(extend("x-copies" = "PS", "x-next" = "asked"))]
    #[schemars(extend("x-note" = "how you asked: {}"), example = &"Drawing and talking with Ms Patel on 3 September")]
    pub gathered: Option<String>,
    /// What people like and admire about me.
    #[schemars(extend("x-copies" = "PCS", "x-next" = "asked"))]
    #[schemars(example = vec!["I make my friends laugh"])]
    pub people_like: Vec<String>,
    /// What I am good at.
    #[schemars(extend("x-copies" = "PCS", "x-next" = "asked"))]
    #[schemars(example = vec!["Drawing animals"])]
    pub good_at: Vec<String>,
    /// What I like.
    #[schemars(extend("x-copies" = "PCS", "x-next" = "asked"))]
    #[schemars(example = vec!["Football at playtime"])]
    pub likes: Vec<String>,
    /// What I do not like. An agreed plan has at least one of `dislikes` and `worries`.
    #[schemars(extend("x-copies" = "PCS", "x-next" = "asked"))]
    #[schemars(example = vec!["When it gets very loud"])]
    pub dislikes: Vec<String>,
    /// What worries me. An agreed plan has at least one of `dislikes` and `worries`.
    #[schemars(extend("x-copies" = "PCS", "x-next" = "asked"))]
    #[schemars(example = vec!["Reading out loud to the whole class"])]
    pub worries: Vec<String>,
    /// What is important to me.
    #[schemars(extend("x-copies" = "PCS", "x-next" = "asked"))]
    #[schemars(example = vec!["Knowing what is next"])]
    pub important_to_me: Vec<String>,
    /// What helps me.
    #[schemars(extend("x-copies" = "PCS", "x-next" = "asked"))]
    #[schemars(example = vec!["Pictures with the words"])]
    pub helps_me: Vec<String>,
    /// What does not help me.
    #[schemars(extend("x-copies" = "PCS", "x-next" = "asked"))]
    #[schemars(example = vec!["Being asked a second question before I have answered the first"])]
    pub does_not_help: Vec<String>,
    /// What I think about school now.
    #[schemars(extend("x-copies" = "PCS", "x-next" = "asked"))]
    #[schemars(example = &"I like school best in the afternoon.")]
    pub says: Option<String>,
    /// The colour of my page, from Year 7.
    #[schemars(extend("x-copies" = "C", "x-next" = "carried"))]
    #[schemars(extend("x-new" = "offered", "x-note" = "from Year 7, the colour of the page"), example = &"blue")]
    pub colour: Option<Colour>,
}

/// What the child and the parents hope for.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Hopes {
    /// The child's hope, in the child's words.
    #[schemars(extend("x-copies" = "PCS", "x-next" = "carried"))]
    #[schemars(example = &"I want to be a vet and look after horses.")]
    pub child: Option<String>,
    /// The parents' hope.
    #[schemars(extend("x-copies" = "PS", "x-next" = "carried"))]
    #[schemars(example = &"That Amina feels brave enough to speak up in class.")]
    pub parents: Option<String>,
    /// The hope for adult life; required from Year 9.
    #[schemars(extend("x-copies" = "PS"))]
    #[schemars(extend("x-new" = "offered", "x-note" = "from Year 9"))]
    pub adulthood: Option<Adulthood>,
}

/// A hope for adult life.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Adulthood {
    /// Which part of adult life.
    #[schemars(extend("x-copies" = "PS", "x-next" = "carried"))]
    #[schemars(example = &"employment")]
    pub theme: Option<Adulthoods>,
    /// The hope in words.
    #[schemars(extend("x-copies" = "PS", "x-next" = "carried"))]
    #[schemars(example = &"To work with animals.")]
    pub text: Option<String>,
}

/// The structured conversation with the parents.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ParentViews {
    /// The day of the conversation.
    #[schemars(extend("x-copies" = "PS", "x-next" = "asked"))]
    #[schemars(example = &"2026-09-10")]
    pub date: Option<NaiveDate>,
    /// Who was there.
    #[schemars(extend("x-copies" = "PS", "x-next" = "asked"))]
    #[schemars(example = vec!["Mrs Hodan Yusuf"])]
    pub present: Vec<String>,
    /// What the parents say is going well.
    #[schemars(extend("x-copies" = "PS", "x-next" = "asked"))]
    #[schemars(example = &"She talks about school every evening.")]
    pub going_well: Option<String>,
    /// What worries the parents.
    #[schemars(extend("x-copies" = "PS", "x-next" = "asked"))]
    #[schemars(example = &"She comes home tired on the days she has to speak to the class.")]
    pub concerns: Option<String>,
    /// What was agreed to work on.
    #[schemars(extend("x-copies" = "PS", "x-next" = "asked"))]
    #[schemars(extend("x-note" = "what you agreed to work on: {}"), example = &"Asking for help.")]
    pub focus: Option<String>,
}
