//! The tree of fields: what the plan format and `school.yaml` are, made from the types once and read by everything else.

use super::dates::DateKind;
use crate::path::{Path, Step};
use crate::yaml::Shape;

/// One field of a group: its name, what it takes, who sees it, and what it is for.
#[derive(Debug)]
pub struct Field {
    /// Its name in the file, such as `date_of_birth`.
    pub name: String,
    /// Its name in plain words, for a form: "Date of birth".
    pub label: String,
    /// What it takes.
    pub kind: Kind,
    /// The copies that may show it: any of `P`, `C` and `S`. None for a setting, which no copy shows.
    pub readers: String,
    /// What it is for, in a sentence.
    pub help: String,
    /// What may stand there, to show how: of a list, what one item may be.
    pub example: Option<String>,
    /// What a note beside it says in a file to fill in, with `{}` for the example; nothing where the example is enough.
    pub note: Option<String>,
    /// How a file to fill in shows it.
    pub new: New,
    /// What `next` does with it: nothing where its own fields say so, or where nobody has decided.
    pub next: Option<Next>,
}

/// What becomes of a field's value in the next cycle's plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// It goes on as it stands.
    Carried,
    /// It goes on within a school year, and is asked again in a new one: it may name people whom the child has left.
    CarriedInTheYear,
    /// It is asked again, with last time's words in a note, so that nobody signs old words as new by oversight.
    Asked,
    /// It is worked out from the last plan and its review.
    Begun,
    /// It was about the last plan alone.
    LeftOut,
}

/// How a file to fill in shows a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum New {
    /// With nothing after its name, to be written there.
    Asked,
    /// With its example for a value, which is right for most.
    Given,
    /// Behind a `#`, with its example for a value: not every plan needs it.
    Offered,
    /// Not at all, or only in a comment on others.
    LeftOut,
}

/// What a field or an item takes.
#[derive(Debug)]
pub enum Kind {
    /// Fields of its own.
    Group(Vec<Field>),
    /// Any names, each with such a value.
    Names(Box<Kind>),
    /// A list of such items.
    List(Box<Kind>),
    /// One text.
    Text,
    /// One text, or a list of texts.
    Texts,
    /// One of these words.
    Choice(Vec<String>),
    /// A day, a month, a time or a term.
    Date(DateKind),
    /// A number.
    Number(Bounds),
    /// True or false.
    YesNo,
}

/// The numbers that a field takes.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// Whether it takes whole numbers alone.
    pub whole: bool,
    /// The least that it takes.
    pub least: Option<f64>,
    /// What it must be more than.
    pub above: Option<f64>,
}

impl Field {
    /// A field of a file that no copy shows and no form asks for.
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
    /// The fields of a group.
    pub fn fields(&self) -> Option<&[Field]> {
        match self {
            Kind::Group(fields) => Some(fields),
            _ => None,
        }
    }

    /// A field of a group.
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields()?.iter().find(|field| field.name == name)
    }

    /// What a value of this name takes: a group's field, or any name's value.
    pub fn below(&self, name: &str) -> Option<&Kind> {
        match self {
            Kind::Group(_) => self.field(name).map(|field| &field.kind),
            Kind::Names(kind) => Some(kind),
            _ => None,
        }
    }

    /// What the items of a list take.
    pub fn item(&self) -> Option<&Kind> {
        match self {
            Kind::List(item) => Some(item),
            Kind::Texts => Some(&Kind::Text),
            _ => None,
        }
    }

    /// Whether it takes a free text, or a list of them.
    pub fn is_text(&self) -> bool {
        match self {
            Kind::Text | Kind::Texts => true,
            Kind::List(item) => item.is_text(),
            _ => false,
        }
    }

    /// The words that it chooses from.
    pub fn words(&self) -> &[String] {
        match self {
            Kind::Choice(words) => words,
            _ => &[],
        }
    }

    /// What a value at a path takes.
    pub fn at(&self, path: &Path) -> Option<&Kind> {
        path.steps().iter().try_fold(self, |kind, step| match step {
            Step::Field(name) => kind.below(name),
            Step::Item(_) => kind.item(),
        })
    }

    /// What a reader must know of it: where each name has its place.
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

    /// Every field below, in the format's order, each with the names that lead to it.
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
    fn a_field_has_a_label_for_people() {
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
