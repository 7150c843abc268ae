//! What a format expects of a file, as far as a reader must know it: where each name has its place.

use std::collections::HashSet;

/// What may stand somewhere.
#[derive(Debug)]
pub enum Shape {
    /// These names, each with a value.
    Group(Vec<(String, Shape)>),
    /// Any names, each with such a value.
    Names(Box<Shape>),
    /// A list of such items.
    List(Box<Shape>),
    /// A text, or a list of texts.
    Texts,
    /// A text of a person's.
    Text,
    /// A date, a number or one of a few words.
    Word,
}

/// The shape of a whole file, and every name in it.
#[derive(Debug)]
pub struct Grammar {
    /// What the file holds.
    pub shape: Shape,
    /// Every name that has a place somewhere.
    pub names: HashSet<String>,
}

impl Grammar {
    /// A grammar with the names of its shape.
    pub fn new(shape: Shape) -> Grammar {
        let mut names = HashSet::new();
        shape.collect(&mut names);
        Grammar { shape, names }
    }

    /// Whether a name has a place somewhere.
    pub fn knows(&self, name: &str) -> bool {
        self.names.contains(name)
    }
}

impl Shape {
    fn collect(&self, names: &mut HashSet<String>) {
        match self {
            Shape::Group(fields) => {
                for (name, below) in fields {
                    names.insert(name.clone());
                    below.collect(names);
                }
            }
            Shape::Names(below) | Shape::List(below) => below.collect(names),
            Shape::Texts | Shape::Text | Shape::Word => {}
        }
    }

    /// A name's number in a group, and what it holds. Any name of [`Shape::Names`] has no number.
    pub fn field(&self, name: &str) -> Option<(Option<usize>, &Shape)> {
        match self {
            Shape::Group(fields) => {
                let at = fields.iter().position(|(known, _)| known == name)?;
                fields.get(at).map(|(_, shape)| (Some(at), shape))
            }
            Shape::Names(below) => Some((None, below)),
            _ => None,
        }
    }

    /// The fields of a group, with their numbers.
    pub fn fields(&self) -> impl Iterator<Item = (usize, &str, &Shape)> {
        let fields = match self {
            Shape::Group(fields) => fields.as_slice(),
            _ => &[],
        };
        let numbered = fields.iter().enumerate();
        numbered.map(|(at, (name, shape))| (at, name.as_str(), shape))
    }

    /// What the items of a list are.
    pub fn item(&self) -> Option<&Shape> {
        match self {
            Shape::List(item) => Some(item),
            Shape::Texts => Some(&Shape::Text),
            _ => None,
        }
    }

    /// Whether it has names of its own.
    pub fn is_group(&self) -> bool {
        matches!(self, Shape::Group(_) | Shape::Names(_))
    }

    /// Whether a list may stand here.
    pub fn is_list(&self) -> bool {
        self.item().is_some()
    }
}
