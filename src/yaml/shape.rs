//! The outline of a format that the parser needs: which keys go where.

use std::collections::HashSet;

/// The kind of value that is expected.
#[derive(Debug)]
pub enum Shape {
    /// A map with these keys.
    Group(Vec<(String, Shape)>),
    /// A map with any keys.
    Names(Box<Shape>),
    /// A list.
    List(Box<Shape>),
    /// A text, or a list of texts.
    Texts,
    /// A free text.
    Text,
    /// A date, a number, or one of a fixed set of words.
    Word,
}

/// The shape of a whole file, with all its keys.
#[derive(Debug)]
pub struct Grammar {
    /// The shape of the root.
    pub shape: Shape,
    /// Every key that is known anywhere.
    pub names: HashSet<String>,
}

impl Grammar {
    /// Creates a grammar and collects its keys.
    pub fn new(shape: Shape) -> Grammar {
        let mut names = HashSet::new();
        shape.collect(&mut names);
        Grammar { shape, names }
    }

    /// Whether a key is known anywhere.
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

    /// Returns a key's index and shape in a group. Keys of [`Shape::Names`] have no index.
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

    /// Iterates over a group's fields: index, key and shape.
    pub fn fields(&self) -> impl Iterator<Item = (usize, &str, &Shape)> {
        let fields = match self {
            Shape::Group(fields) => fields.as_slice(),
            _ => &[],
        };
        let numbered = fields.iter().enumerate();
        numbered.map(|(at, (name, shape))| (at, name.as_str(), shape))
    }

    /// Returns the shape of a list's items.
    pub fn item(&self) -> Option<&Shape> {
        match self {
            Shape::List(item) => Some(item),
            Shape::Texts => Some(&Shape::Text),
            _ => None,
        }
    }

    /// Whether it is a map.
    pub fn is_group(&self) -> bool {
        matches!(self, Shape::Group(_) | Shape::Names(_))
    }

    /// Whether a list is allowed here.
    pub fn is_list(&self) -> bool {
        self.item().is_some()
    }
}
