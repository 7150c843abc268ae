//! The fixed sets of words in a plan, each spelt as a teacher types it.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

/// Declares an enum whose values are the words typed in a plan.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum $name {
            $($(#[$vdoc])* #[serde(rename = $word)] $variant,)+
        }

        impl $name {
            /// Every value, in the order shown to users.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// Returns the value as it is typed in a plan.
            pub fn word(self) -> &'static str {
                match self { $($name::$variant => $word),+ }
            }
        }

        impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({ "type": "string", "enum": [$($word),+] })
            }
        }
    };
}

words! {
    /// The stage that a plan has reached.
    Status {
        /// Being written: may be incomplete, and its copies say DRAFT.
        Draft = "draft",
        /// Agreed with the family.
        Agreed = "agreed",
        /// Reviewed at the review meeting.
        Reviewed = "reviewed",
    }
}

words! {
    /// A school term of the English year.
    Season {
        /// September to December.
        Autumn = "autumn",
        /// January to Easter.
        Spring = "spring",
        /// Easter to July.
        Summer = "summer",
    }
}

words! {
    /// The kind of school, as the copies call it.
    Kind {
        /// A nursery or pre-school.
        Nursery = "nursery",
        /// A school.
        School = "school",
        /// A college.
        College = "college",
    }
}

words! {
    /// The child's pronouns.
    Pronouns {
        /// She, her.
        She = "she/her",
        /// He, him.
        He = "he/him",
        /// They, them; the default.
        They = "they/them",
    }
}

words! {
    /// The colours to choose from for a young person's page: each prints well, and is dark enough for white letters.
    Colour {
        /// Blue.
        Blue = "blue",
        /// Green.
        Green = "green",
        /// Plum.
        Plum = "plum",
        /// Red.
        Red = "red",
        /// Teal: also where the plan does not say.
        Teal = "teal",
        /// Grey.
        Grey = "grey",
    }
}

words! {
    /// SEN support or an EHC plan (school census codes).
    Placement {
        /// SEN support.
        SenSupport = "K",
        /// An education, health and care plan.
        EhcPlan = "E",
    }
}

words! {
    /// A primary or secondary type of need (school census codes, Common Basic Data Set 2026).
    NeedCode {
        /// Specific learning difficulty.
        Spld = "SPLD",
        /// Moderate learning difficulty.
        Mld = "MLD",
        /// Severe learning difficulty.
        Sld = "SLD",
        /// Profound and multiple learning difficulty.
        Pmld = "PMLD",
        /// Social, emotional and mental health.
        Semh = "SEMH",
        /// Speech, language and communication needs.
        Slcn = "SLCN",
        /// Hearing impairment.
        Hi = "HI",
        /// Vision impairment.
        Vi = "VI",
        /// Multi-sensory impairment.
        Msi = "MSI",
        /// Physical disability.
        Pd = "PD",
        /// Autistic spectrum disorder.
        Asd = "ASD",
        /// Down syndrome.
        Ds = "DS",
        /// Another difficulty or disability.
        Oth = "OTH",
        /// SEN support, with no specialist assessment of the type of need yet.
        Nsa = "NSA",
    }
}

words! {
    /// The Code of Practice's four broad areas of need (6.28 to 6.35).
    Area {
        /// Communication and interaction.
        Communication = "communication and interaction",
        /// Cognition and learning.
        Cognition = "cognition and learning",
        /// Social, emotional and mental health.
        Social = "social, emotional and mental health",
        /// Sensory and/or physical.
        Sensory = "sensory and/or physical",
    }
}

words! {
    /// The four themes of preparing for adulthood.
    Adulthoods {
        /// Employment.
        Employment = "employment",
        /// Independent living.
        Living = "independent living",
        /// Friends, relationships and community.
        Friends = "friends and community",
        /// Good health.
        Health = "good health",
    }
}

words! {
    /// Whose hope an outcome serves.
    Hope {
        /// The child's.
        Child = "child",
        /// The parents'.
        Parents = "parents",
    }
}

words! {
    /// Who chose a target.
    SetBy {
        /// The child chose it.
        By = "by the child",
        /// Child and adults chose it together.
        With = "with the child",
        /// Adults chose it.
        For = "for the child",
    }
}

words! {
    /// How a target went.
    Results {
        /// Met.
        Achieved = "achieved",
        /// Met in part.
        Partly = "partly achieved",
        /// Not met yet.
        Not = "not achieved",
        /// Not assessed.
        NotAssessed = "not assessed",
    }
}

words! {
    /// What happens to a target after its review.
    Next {
        /// It continues unchanged.
        Continue = "continue",
        /// It continues in a changed form.
        Change = "change",
        /// It is closed.
        Close = "close",
    }
}

words! {
    /// What a review meeting decided.
    Decision {
        /// SEN support continues.
        Continue = "continue SEN support",
        /// SEN support ends.
        End = "end SEN support",
        /// More advice is sought.
        Advice = "seek more advice",
        /// An education, health and care needs assessment is requested.
        Assessment = "request an EHC assessment",
    }
}

words! {
    /// The print format of a parent's copy.
    Format {
        /// 12 pt.
        Standard = "standard",
        /// A separate layout in 18 pt.
        LargePrint = "large print",
        /// A wide-set face, 14 pt, 1.5 line spacing.
        DyslexiaFriendly = "dyslexia friendly",
    }
}

/// A year group, counted so that Reception is 0, Nursery -1 and Pre-school -2.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct YearGroup(i8);

impl YearGroup {
    /// The youngest and the oldest year group.
    const RANGE: std::ops::RangeInclusive<i8> = -2..=14;

    /// Every year group, youngest first.
    pub fn all() -> impl Iterator<Item = YearGroup> {
        Self::RANGE.map(YearGroup)
    }

    /// Returns the year, counted from Reception (0): from -2 for Pre-school to 14.
    pub fn number(self) -> i8 {
        self.0
    }

    /// Returns the age, in years, that a child in this year group reaches during the school year (September to August).
    pub fn age_reached(self) -> i32 {
        i32::from(self.0) + 5
    }
}

impl std::fmt::Display for YearGroup {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.0 {
            -2 => f.write_str("Pre-school"),
            -1 => f.write_str("Nursery"),
            0 => f.write_str("Reception"),
            year => write!(f, "Year {year}"),
        }
    }
}

impl From<YearGroup> for String {
    fn from(year: YearGroup) -> String {
        year.to_string()
    }
}

impl TryFrom<String> for YearGroup {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        YearGroup::all()
            .find(|year| year.to_string() == text)
            .ok_or_else(|| format!("`{text}` is not a year group"))
    }
}

impl JsonSchema for YearGroup {
    fn schema_name() -> Cow<'static, str> {
        "YearGroup".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let all: Vec<String> = YearGroup::all().map(String::from).collect();
        json_schema!({ "type": "string", "enum": all })
    }
}
