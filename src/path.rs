//! Paths to values in a plan, through fields and list items, such as `targets[2].success`.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

/// A plan path. It is displayed and serialized as `targets[2].success`; the root is the empty string.
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

/// Builds a path from names and indices: `at!("targets", 2, "success")`.
macro_rules! at {
    ($($step:expr),* $(,)?) => {
        [$($crate::path::Step::from($step)),*].into_iter().collect::<$crate::path::Path>()
    };
}
pub(crate) use at;

impl Path {
    /// Returns the path of the whole file.
    pub const fn root() -> Path {
        Path(Vec::new())
    }

    /// Returns the path of a field in the group at this path.
    pub fn field(&self, name: impl Into<Cow<'static, str>>) -> Path {
        self.step(Step::Field(name.into()))
    }

    /// Returns the path of an item of the list at this path, counted from 0.
    pub fn item(&self, index: usize) -> Path {
        self.step(Step::Item(index))
    }

    /// Returns the path one step down.
    pub fn step(&self, step: Step) -> Path {
        let steps = self.0.iter().cloned();
        steps.chain([step]).collect()
    }

    /// Returns the parent's path; `None` for the root.
    pub fn parent(&self) -> Option<Path> {
        let (_, above) = self.0.split_last()?;
        Some(Path(above.to_vec()))
    }

    /// Returns the last step; `None` for the root.
    pub fn last(&self) -> Option<&Step> {
        self.0.last()
    }

    /// Returns the field name at the end; `None` for a list item or the root.
    pub fn name(&self) -> Option<&str> {
        self.last().and_then(Step::name)
    }

    /// Returns the steps from the root down.
    pub fn steps(&self) -> &[Step] {
        &self.0
    }

    /// Returns the steps from a parent path to this one.
    pub fn below(&self, above: &Path) -> &[Step] {
        self.0.get(above.0.len()..).unwrap_or_default()
    }

    /// Returns the path without list items: `targets[2].success` becomes `targets.success`.
    pub fn fields(&self) -> Path {
        let is_field = |step: &&Step| matches!(step, Step::Field(_));
        self.0.iter().filter(is_field).cloned().collect()
    }

    /// Whether this is the whole file.
    pub fn is_root(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether this path is `above` or below it.
    pub fn starts_with(&self, above: &Path) -> bool {
        self.0.starts_with(&above.0)
    }
}

impl Step {
    /// Returns the name of a field; `None` for an item.
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

    /// Parses a path in its display form; the error names the invalid path.
    fn from_str(text: &str) -> Result<Path, String> {
        let wrong = || format!("`{text}` is not a plan path such as `targets[2].success`");
        let mut steps = Vec::new();
        let names = (!text.is_empty()).then(|| text.split('.'));
        for (at, part) in names.into_iter().flatten().enumerate() {
            let (name, items) = part.find('[').map_or((part, ""), |end| part.split_at(end));
            // Only the root may be a list without a name.
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
    fn a_path_parses_as_it_is_displayed() {
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
