//! The names of other children, looked for in a plan's shared texts.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

/// Names of children, found fast however many there are. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Names(Arc<HashMap<String, Vec<String>>>);

impl Names {
    /// These names; the same name twice counts once.
    pub fn of(names: impl IntoIterator<Item = String>) -> Names {
        let mut by_first: HashMap<String, Vec<String>> = HashMap::new();
        for name in names {
            let name = name.trim().to_owned();
            let Some((_, first)) = words(&name).next() else {
                continue;
            };
            let same_first = by_first.entry(first.to_owned()).or_default();
            if !same_first.contains(&name) {
                same_first.push(name);
            }
        }
        Names(Arc::new(by_first))
    }

    /// Where the names of other children than `own` stand in a text, with no letter on either side.
    pub(super) fn others_in<'a>(
        &'a self,
        text: &'a str,
        own: Option<&'a str>,
    ) -> impl Iterator<Item = Range<usize>> + 'a {
        let known = if self.0.is_empty() { "" } else { text };
        words(known).filter_map(move |(at, word)| {
            let names = self.0.get(word)?;
            let stands = |name: &&String| {
                let rest = text.get(at..).unwrap_or_default();
                rest.strip_prefix(name.as_str())
                    .is_some_and(|after| !after.starts_with(char::is_alphanumeric))
            };
            let other = names.iter().filter(|name| Some(name.as_str()) != own);
            let name = other.filter(stands).max_by_key(|name| name.len())?;
            Some(at..at + name.len())
        })
    }
}

/// The words of a text, and where each begins.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split(|letter: char| !letter.is_alphanumeric())
        .map(move |word| {
            let here = at;
            at += word.len();
            at += text
                .get(at..)
                .and_then(|rest| rest.chars().next())
                .map_or(0, char::len_utf8);
            (here, word)
        })
        .filter(|(_, word)| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::Names;

    #[test]
    fn whole_names_of_others_are_found_and_nothing_else() {
        let names =
            Names::of(["Jade Okonkwo", "Li", "Zoë O’Neill", "Amina Yusuf"].map(String::from));
        let found = |text: &str| -> Vec<String> {
            let at = names.others_in(text, Some("Amina Yusuf"));
            at.map(|at| text[at].to_owned()).collect()
        };
        assert_eq!(
            found("Works with Jade Okonkwo, and Li."),
            ["Jade Okonkwo", "Li"]
        );
        assert_eq!(found("Sits by Zoë O’Neill"), ["Zoë O’Neill"]);
        assert!(found("Jade works; Life is good; Jade Okonkwos; Amina Yusuf").is_empty());
    }
}
