//! The tree of fields of the plan format and of `school.yaml`, built once from the types and used by everything else.

use super::dates::DateKind;
use crate::path::{Path, Step};
use crate::yaml::Shape;

/// One field of a group: its name, its type, who sees it, and what it is for.
#[derive(Debug)]
pub struct Field {
    /// Its name in the file, such as `date_of_birth`.
    pub name: String,
    /// Its label on a form: "Date of birth".
    pub label: String,
    /// Its type.
    pub kind: Kind,
    /// The copies that may show it: any of `P`, `C` and `S`. Empty for a setting that no copy shows.
    pub readers: String,
    /// What it is for, in one sentence.
    pub help: String,
    /// An example of its value; for a list, of one item.
    pub example: Option<String>,
    /// The note beside it in a new file, with `{}` for the example; `None` if the example is enough.
    pub note: Option<String>,
    /// How a new file shows it.
    pub new: New,
    /// What `next` does with it; `None` if its own fields say so, or it has not been decided.
    pub next: Option<Next>,
}

/// What happens to a field's value in the next cycle's plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// It is copied unchanged.
    Carried,
    /// It is copied within a school year, and asked again in a new one, as it may name people whom the child has left.
    CarriedInTheYear,
    /// It is asked again, with the old value in a note, so that old words are not signed as new by mistake.
    Asked,
    /// It is computed from the last plan and its review.
    Begun,
    /// It only concerned the last plan.
    LeftOut,
}

/// How a new file shows a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum New {
    /// Empty, to be filled in.
    Asked,
    /// With its example as the value, which suits most plans.
    Given,
    /// Commented out, with its example as the value, as not every plan needs it.
    Offered,
    /// Not at all, or only mentioned in a comment on other fields.
    LeftOut,
}

/// The type of a field or an item.
#[derive(Debug)]
pub enum Kind {
    /// A group of fields.
    Group(Vec<Field>),
    /// Any keys, all with values of one type.
    Names(Box<Kind>),
    /// A list of items of one type.
    List(Box<Kind>),
    /// One text.
    Text,
    /// One text, or a list of texts.
    Texts,
    /// One of a fixed set of words.
    Choice(Vec<String>),
    /// A day, a month, a time or a term.
    Date(DateKind),
    /// A number.
    Number(Bounds),
    /// True or false.
    YesNo,
}

/// The range of numbers that a field takes.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// Whether it must be a whole number.
    pub whole: bool,
    /// The inclusive minimum.
    pub least: Option<f64>,
    /// The exclusive minimum.
    pub above: Option<f64>,
}

impl Field {
    /// Creates a field that no copy shows and no form asks for.
    pub(crate) fn bare(name: &str, kind: Kind) -> Field {
        Field {
            name: name.to_owned(),
            label: String::new(),
            kind,
            readers: String::new(),
            help: String::new(),
            example: None,
            note: None,
            new: New::LeftOut,
            next: None,
        }
    }
}

impl Kind {
    /// Returns the fields of a group.
    pub fn fields(&self) -> Option<&[Field]> {
        match self {
            Kind::Group(fields) => Some(fields),
            _ => None,
        }
    }

    /// Returns a field of a group by name.
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields()?.iter().find(|field| field.name == name)
    }

    /// Returns the type of the value with this key.
    pub fn below(&self, name: &str) -> Option<&Kind> {
        match self {
            Kind::Group(_) => self.field(name).map(|field| &field.kind),
            Kind::Names(kind) => Some(kind),
            _ => None,
        }
    }

    /// Returns the type of a list's items.
    pub fn item(&self) -> Option<&Kind> {
        match self {
            Kind::List(item) => Some(item),
            Kind::Texts => Some(&Kind::Text),
            _ => None,
        }
    }

    /// Whether it is free text, or a list of free texts.
    pub fn is_text(&self) -> bool {
        match self {
            Kind::Text | Kind::Texts => true,
            Kind::List(item) => item.is_text(),
            _ => false,
        }
    }

    /// Returns the words to choose from.
    pub fn words(&self) -> &[String] {
        match self {
            Kind::Choice(words) => words,
            _ => &[],
        }
    }

    /// Returns the type of the value at a path.
    pub fn at(&self, path: &Path) -> Option<&Kind> {
        path.steps().iter().try_fold(self, |kind, step| match step {
            Step::Field(name) => kind.below(name),
            Step::Item(_) => kind.item(),
        })
    }

    /// Returns the outline that the YAML parser needs.
    pub fn shape(&self) -> Shape {
        match self {
            Kind::Group(fields) => {
                let fields = fields
                    .iter()
                    .map(|field| (field.name.clone(), field.kind.shape()));
                Shape::Group(fields.collect())
            }
            Kind::Names(below) => Shape::Names(Box::new(below.shape())),
            Kind::List(item) => Shape::List(Box::new(item.shape())),
            Kind::Texts => Shape::Texts,
            Kind::Text => Shape::Text,
            Kind::Choice(_) | Kind::Date(_) | Kind::Number(_) | Kind::YesNo => Shape::Word,
        }
    }

    /// Visits every field below, in the format's order, with its path.
    pub fn walk<'a>(&'a self, path: &Path, visit: &mut impl FnMut(&Path, &'a Field)) {
        match self {
            Kind::Group(fields) => {
                for field in fields {
                    let path = path.clone().field(field.name.clone());
                    visit(&path, field);
                    field.kind.walk(&path, visit);
                }
            }
            Kind::List(item) => item.walk(path, visit),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::format::plan;
    use crate::path::at;

    #[test]
    fn a_field_has_a_readable_label() {
        let label = |group: &str, name: &str| {
            let group = plan().at(&at!(group.to_owned()));
            group
                .and_then(|group| group.field(name))
                .map(|field| field.label.as_str())
        };
        assert_eq!(label("child", "date_of_birth"), Some("Date of birth"));
        assert_eq!(label("child", "upn"), Some("UPN"));
        assert_eq!(label("plan", "id"), Some("Reference"));
    }
}
