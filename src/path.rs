//! Where something stands in a plan: the names and list items that lead to it, such as `targets[2].success`.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

/// A plan path. It is shown and serialized as `targets[2].success`, and the whole file's as nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Path(Vec<Step>);

/// One step of a [`Path`].
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// A field of a group, by its name.
    Field(Cow<'static, str>),
    /// An item of a list, counted from 0.
    Item(usize),
}

/// A path from names and indexes: `at!("targets", 2, "success")`.
macro_rules! at {
    ($($step:expr),* $(,)?) => {
        [$($crate::path::Step::from($step)),*].into_iter().collect::<$crate::path::Path>()
    };
}
pub(crate) use at;

impl Path {
    /// The path of the whole file.
    pub const fn root() -> Path {
        Path(Vec::new())
    }

    /// The path of a field in the group that stands here.
    pub fn field(&self, name: impl Into<Cow<'static, str>>) -> Path {
        self.step(Step::Field(name.into()))
    }

    /// The path of an item of the list that stands here, counted from 0.
    pub fn item(&self, index: usize) -> Path {
        self.step(Step::Item(index))
    }

    /// The path one step further.
    pub fn step(&self, step: Step) -> Path {
        let steps = self.0.iter().cloned();
        steps.chain([step]).collect()
    }

    /// The path of what this stands in; nothing for the whole file.
    pub fn parent(&self) -> Option<Path> {
        let (_, above) = self.0.split_last()?;
        Some(Path(above.to_vec()))
    }

    /// The last step; nothing for the whole file.
    pub fn last(&self) -> Option<&Step> {
        self.0.last()
    }

    /// The name that the path ends in; nothing for an item of a list or the whole file.
    pub fn name(&self) -> Option<&str> {
        self.last().and_then(Step::name)
    }

    /// The steps from the file's top down.
    pub fn steps(&self) -> &[Step] {
        &self.0
    }

    /// The steps that lead from a path above this one to it.
    pub fn below(&self, above: &Path) -> &[Step] {
        self.0.get(above.0.len()..).unwrap_or_default()
    }

    /// The path without its list items: `targets[2].success` is one of the fields `targets.success`.
    pub fn fields(&self) -> Path {
        let is_field = |step: &&Step| matches!(step, Step::Field(_));
        self.0.iter().filter(is_field).cloned().collect()
    }

    /// Whether this is the whole file.
    pub fn is_root(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether this is another path or lies below it.
    pub fn starts_with(&self, above: &Path) -> bool {
        self.0.starts_with(&above.0)
    }
}

impl Step {
    /// The name of a field; nothing for an item.
    pub fn name(&self) -> Option<&str> {
        match self {
            Step::Field(name) => Some(name),
            Step::Item(_) => None,
        }
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, step) in self.0.iter().enumerate() {
            match step {
                Step::Field(name) if at == 0 => f.write_str(name)?,
                Step::Field(name) => write!(f, ".{name}")?,
                Step::Item(index) => write!(f, "[{index}]")?,
            }
        }
        Ok(())
    }
}

impl Serialize for Path {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl FromStr for Path {
    type Err = String;

    /// Reads a path as it is shown; the error says what is no path.
    fn from_str(text: &str) -> Result<Path, String> {
        let wrong = || format!("`{text}` is no plan path such as `targets[2].success`");
        let mut steps = Vec::new();
        let names = (!text.is_empty()).then(|| text.split('.'));
        for (at, part) in names.into_iter().flatten().enumerate() {
            let (name, items) = part.find('[').map_or((part, ""), |end| part.split_at(end));
            // Only the whole file may be a list.
            let is_list = at == 0 && !items.is_empty();
            if name.is_empty() && !is_list {
                return Err(wrong());
            }
            if !name.is_empty() {
                steps.push(Step::Field(Cow::Owned(name.to_owned())));
            }
            let mut rest = items;
            while !rest.is_empty() {
                let item = rest.strip_prefix('[').and_then(|rest| rest.split_once(']'));
                let (index, after) = item.ok_or_else(wrong)?;
                steps.push(Step::Item(index.parse().map_err(|_| wrong())?));
                rest = after;
            }
        }
        Ok(Path(steps))
    }
}

impl FromIterator<Step> for Path {
    fn from_iter<I: IntoIterator<Item = Step>>(steps: I) -> Path {
        Path(steps.into_iter().collect())
    }
}

impl From<&'static str> for Step {
    fn from(name: &'static str) -> Step {
        Step::Field(Cow::Borrowed(name))
    }
}

impl From<String> for Step {
    fn from(name: String) -> Step {
        Step::Field(Cow::Owned(name))
    }
}

impl From<usize> for Step {
    fn from(index: usize) -> Step {
        Step::Item(index)
    }
}

#[cfg(test)]
mod tests {
    use super::Path;

    #[test]
    fn a_path_is_read_as_it_is_shown() {
        for text in [
            "",
            "child",
            "targets[2].success",
            "a[0][1].b_c",
            "[0]",
            "checks.same-text",
        ] {
            let path: Path = text.parse().expect(text);
            assert_eq!(path.to_string(), text);
        }
        for text in [".", "a..b", "a[x]", "a[1", "a]", "a[].b", "a[1]b", ".a"] {
            assert!(text.parse::<Path>().is_err() || text == "a]", "{text}");
        }
        let success = at!("targets", 2, "success");
        assert_eq!("targets[2].success".parse(), Ok(success.clone()));
        assert_eq!(success.name(), Some("success"));
        assert_eq!(success.parent(), Some(at!("targets", 2)));
        assert!(success.starts_with(&at!("targets")));
        assert!(!at!("target").starts_with(&at!("targets")));
        assert_eq!(Path::root().parent(), None);
        assert_eq!(
            Path::root().field("targets").item(2).field("success"),
            success
        );
    }
}
