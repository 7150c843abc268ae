//! What a file's name says of it before anybody opens it.

use std::ffi::OsStr;
use std::path::Path;

use super::passed_over::Reason;
use crate::load::SCHOOL_FILE;

/// What a name promises.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum NameKind {
    /// A YAML file: what it holds decides.
    Yaml,
    /// The school's file.
    School,
    /// No plan's name, though it looks like one.
    LooksLike(Reason),
    /// A text: nobody would call a plan so on purpose, but an editor may have.
    Text,
    /// Something else altogether.
    Other,
}

impl NameKind {
    /// What the name of this file promises.
    pub fn of(path: &Path) -> NameKind {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let small = name.to_lowercase();
        if name == SCHOOL_FILE {
            return NameKind::School;
        }
        let lock = small.starts_with("~$") || small.starts_with("._");
        if lock || small.starts_with(".~lock.") || is_swap(&small) {
            return match meant(&small) {
                Some(_) => NameKind::LooksLike(Reason::Notes),
                None => NameKind::Other,
            };
        }
        if small.starts_with('.') {
            return match meant(&small) {
                Some(_) => NameKind::LooksLike(Reason::Hidden),
                None => NameKind::Other,
            };
        }
        if small == "school.yml" || small == SCHOOL_FILE {
            return NameKind::LooksLike(Reason::SchoolsName);
        }
        if is_yaml(&small) {
            return NameKind::Yaml;
        }
        let Some(stem) = meant(&small) else {
            let texts = [".txt", ".json", ".text", ".md"];
            let text = texts.iter().any(|ending| small.ends_with(ending));
            return if text || !small.contains('.') {
                NameKind::Text
            } else {
                NameKind::Other
            };
        };
        // Letters that are longer in small are before the ending in any case.
        let stem = name.get(..stem).unwrap_or_default();
        let stem = stem.trim_matches(['#', '~', ' ', '.']);
        NameKind::LooksLike(if is_spare(&small) {
            Reason::Spare {
                name: format!("{stem}.yaml"),
            }
        } else {
            NameKind::ending(path, stem)
        })
    }

    /// A plan under this file's name that ends as it should.
    pub fn ending(path: &Path, stem: &str) -> Reason {
        let name = format!("{stem}.yaml");
        let taken = path.with_file_name(&name).exists();
        Reason::Ending { name, taken }
    }
}

/// Whether a path's name ends as a plan's does.
pub(super) fn is_yaml_file(path: &Path) -> bool {
    let name = path.file_name().map(OsStr::to_string_lossy);
    name.is_some_and(|name| is_yaml(&name.to_lowercase()))
}

fn is_yaml(name: &str) -> bool {
    name.ends_with(".yaml") || name.ends_with(".yml")
}

/// Where the name before an ending such as `.yaml` ends, if the name has one anywhere, or one with a typo in it at its end.
fn meant(name: &str) -> Option<usize> {
    let found = [".yaml", ".yml"].iter().filter_map(|ending| {
        let at = name.rfind(ending)?;
        let after = name.get(at + ending.len()..)?;
        let is_whole = !after.starts_with(char::is_alphabetic);
        is_whole.then_some(at)
    });
    found.max().or_else(|| {
        let (stem, ending) = name.rsplit_once('.')?;
        let is_typo =
            ending.starts_with(['y', 'a']) && strsim::damerau_levenshtein(ending, "yaml") == 1;
        is_typo.then_some(stem.len())
    })
}

/// Whether an editor or a person keeps the file as it was before.
fn is_spare(name: &str) -> bool {
    const ENDINGS: &[&str] = &[
        "~", "#", ".bak", ".backup", ".old", ".orig", ".save", ".tmp", ".part", ".rej",
    ];
    ENDINGS.iter().any(|ending| name.ends_with(ending))
}

/// Whether an editor writes what is typed into it as long as the file is open.
fn is_swap(name: &str) -> bool {
    [".swp", ".swo", ".swx"]
        .iter()
        .any(|ending| name.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_what_a_file_may_be() {
        let ending = |name: &str| {
            let name = name.to_owned();
            NameKind::LooksLike(Reason::Ending { name, taken: false })
        };
        let spare = |name: &str| {
            let name = name.to_owned();
            NameKind::LooksLike(Reason::Spare { name })
        };
        let (looks_like, plan) = (NameKind::LooksLike, "KF-001.yaml");
        let cases = [
            (
                "KF-001.yaml, KF-001.YML, Copy of KF-001.yaml, KF-001 (1).yml",
                NameKind::Yaml,
            ),
            ("school.yaml", NameKind::School),
            (
                "School.yaml, school.yml, SCHOOL.YML",
                looks_like(Reason::SchoolsName),
            ),
            (
                "~$KF-001.yaml, ._KF-001.yaml, .KF-001.yaml.swp, .~lock.KF-001.yaml#",
                looks_like(Reason::Notes),
            ),
            (".KF-001.yaml", looks_like(Reason::Hidden)),
            (
                "photo.jpg, letter.docx, ~$letter.docx, .DS_Store, map.xml",
                NameKind::Other,
            ),
            ("KF-001.txt, KF-001.json, README", NameKind::Text),
            (
                "KF-001.yaml.txt, KF-001.yml.TXT, KF-001.ymal, KF-001.yam, KF-001.yaml., KF-001.yaml (1), KF-001.yaml.docx",
                ending(plan),
            ),
            (
                "KF-001.yaml~, KF-001.yaml.bak, #KF-001.yaml#, KF-001.yml.orig",
                spare(plan),
            ),
        ];
        for (names, kind) in cases {
            for name in names.split(", ") {
                let found = NameKind::of(&Path::new("nowhere").join(name));
                assert_eq!(found, kind, "{name}");
            }
        }
    }
}
