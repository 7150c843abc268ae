//! Which files of a folder tree are plans, and whose.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::check::Names;
use crate::load::{LoadError, SCHOOL_FILE};
use crate::format::{LARGEST, decoded, read_plan};

/// Parts that a plan begins with a line each, and how many of them make a file one: `version` alone is in many files.
const PARTS: &[&str] = &["version:", "plan:", "child:", "targets:", "needs:"];
const ENOUGH: usize = 2;

/// The plans in a folder and the folders in it, in the order of their paths.
///
/// A plan is a YAML file other than `school.yaml` with two of a plan's parts at the beginning of a line, such as `version`
/// and `plan`, however it is saved: other YAML files are not taken for one, and a plan without its first line is not passed
/// over. A YAML file that cannot be opened may be a plan, so it is one, and checking it says so. Hidden folders and files
/// are left out, links to folders too, and the folder `without`, where copies are written.
///
/// # Errors
/// [`LoadError::Unreadable`] where a folder cannot be listed, with its name.
pub fn plans(folder: &Path, without: Option<&Path>) -> Result<Vec<PathBuf>, LoadError> {
    let without = without.and_then(|folder| fs::canonicalize(folder).ok());
    let mut plans = Vec::new();
    walk(folder, without.as_deref(), &mut plans)?;
    Ok(plans)
}

fn walk(folder: &Path, without: Option<&Path>, plans: &mut Vec<PathBuf>) -> Result<(), LoadError> {
    let unreadable = |why| LoadError::Unreadable(folder.to_owned(), why);
    let entries = fs::read_dir(folder).map_err(unreadable)?;
    let mut entries = entries.collect::<Result<Vec<_>, _>>().map_err(unreadable)?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        let path = entry.path();
        if entry.file_type().map_err(unreadable)?.is_dir() {
            let left_out = without.is_some() && fs::canonicalize(&path).ok().as_deref() == without;
            if !left_out {
                walk(&path, without, plans)?;
            }
        } else if is_plan(&path) {
            plans.push(path);
        }
    }
    Ok(())
}

fn is_plan(path: &Path) -> bool {
    let ending = path.extension().map(|ending| ending.to_ascii_lowercase());
    let yaml = ending.is_some_and(|ending| ending == "yaml" || ending == "yml");
    if !yaml || path.file_name().is_some_and(|name| name == SCHOOL_FILE) {
        return false;
    }
    let Ok(text) = text(path) else {
        return true;
    };
    let has = |part: &&&str| {
        text.lines()
            .any(|line| line.trim_start_matches('\u{feff}').starts_with(**part))
    };
    PARTS.iter().filter(has).count() >= ENOUGH
}

/// The names of the children of these plans, and of those whose plans lie in the same folders, so that each plan can be
/// searched for the others' names. What cannot be read names nobody.
pub fn children(plans: &[PathBuf]) -> Names {
    let named: BTreeSet<&Path> = plans.iter().map(PathBuf::as_path).collect();
    let folders: BTreeSet<&Path> = named.iter().filter_map(|plan| plan.parent()).collect();
    let beside = folders.into_iter().flat_map(|folder| {
        let here = if folder.as_os_str().is_empty() {
            Path::new(".")
        } else {
            folder
        };
        let entries = fs::read_dir(here).into_iter().flatten().flatten();
        // Spelt as the plans are, so that none of them is read twice.
        entries.map(|entry| folder.join(entry.file_name()))
    });
    let beside = beside.filter(|path| !named.contains(path.as_path()) && is_plan(path));
    let name = |path: &PathBuf| {
        let text = text(path).ok()?;
        // Reading every plan twice would double the time; nearly all say the name in the plain way.
        said_plainly(&text).or_else(|| {
            let (plan, ..) = read_plan("", text.as_bytes());
            plan.child.name
        })
    };
    let beside: Vec<PathBuf> = beside.collect();
    Names::of(plans.iter().chain(&beside).filter_map(name))
}

/// The child's name where it is written as `name: ` below `child:`, without quotes or a note behind it.
fn said_plainly(text: &str) -> Option<String> {
    let mut lines = text
        .lines()
        .skip_while(|line| line.trim_end() != "child:")
        .skip(1);
    let said = lines
        .by_ref()
        .take_while(|line| line.is_empty() || line.starts_with([' ', '#']))
        .find_map(|line| line.trim_start().strip_prefix("name: "))?
        .trim();
    let plain = !said.contains(['"', '\'', '#', '|', '>', '&', '*', '!', '{', '[', '\\']);
    (plain && !said.is_empty()).then(|| said.to_owned())
}

/// A file's text as far as a plan may be long, whatever it is saved as; no text of a pipe, which may never end.
fn text(path: &Path) -> io::Result<String> {
    if !fs::metadata(path)?.is_file() {
        return Ok(String::new());
    }
    let mut bytes = Vec::new();
    let most = u64::try_from(LARGEST).unwrap_or(u64::MAX);
    File::open(path)?.take(most).read_to_end(&mut bytes)?;
    Ok(decoded(&bytes))
}

#[cfg(test)]
mod tests {
    use super::said_plainly;

    #[test]
    fn a_name_is_found_where_it_is_written_plainly_and_only_there() {
        let said = |text: &str| said_plainly(text);
        assert_eq!(
            said("plan:\n  id: X\nchild:\n  # who\n  name: Jade Okonkwo \n"),
            Some("Jade Okonkwo".into())
        );
        assert_eq!(said("child:\n  name: 'Jade'\n"), None);
        assert_eq!(said("child: {name: Jade}\n"), None);
        assert_eq!(
            said("child:\n  year_group: Year 4\nschool:\n  name: Kingfisher\n"),
            None
        );
    }
}
