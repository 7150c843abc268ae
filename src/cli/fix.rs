//! `check --fix` and `--diff`: the files of plans with the mends that their problems carry.

use std::collections::{BTreeMap, BTreeSet};
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::{fs, io};

use crate::diagnostic::{Diagnostic, Message, harmless, mend};
use crate::format::read_school;
use crate::{Checks, Disk, Report, load_bytes};
use similar::TextDiff;

use super::output::{self, FileTrouble};
use super::plans::is_the_schools;

/// How often a file is mended and checked again: one mend may bring another to light.
const MOST_ROUNDS: usize = 5;

/// A file with everything mended that can be.
pub struct Fixed {
    /// The file, as messages call it.
    pub path: PathBuf,
    /// What was mended, each in a line.
    pub mends: Vec<Mend>,
    old: Vec<u8>,
    new: Vec<u8>,
}

/// A problem that is mended.
pub struct Mend {
    line: usize,
    message: Message,
    /// The line as it is then.
    now: String,
}

/// Why a file is left as it is, with something in it that could be mended.
#[derive(Debug, thiserror::Error)]
pub enum Left {
    #[error("`{}` is left as it is: it is a link to another file; name that file to mend it", .0.display())]
    Link(PathBuf),
    #[error("`{}` is left as it is: it is marked as one that may only be read", .0.display())]
    ReadOnly(PathBuf),
    #[error("`{}` is left as it is: it was changed while it was checked; type the command again", .0.display())]
    Changed(PathBuf),
    #[error(transparent)]
    Trouble(#[from] FileTrouble),
}

/// Mends every file that one of these problems is in and has a fix for. Nothing is written yet.
pub fn all(found: &[Diagnostic], checks: &Checks) -> Vec<Result<Fixed, Left>> {
    let mut files: BTreeMap<PathBuf, Vec<&Diagnostic>> = BTreeMap::new();
    let mut seen = BTreeSet::new();
    let mut order = Vec::new();
    for found in found.iter().filter(|found| !found.fix.is_empty()) {
        let named = PathBuf::from(&found.place.file.name);
        // One school's file has a name for each folder that it is seen from.
        let real = fs::canonicalize(&named).unwrap_or_else(|_| named.clone());
        if seen.insert(real.clone()) {
            order.push((real.clone(), named));
        }
        files.entry(real).or_default().push(found);
    }
    let fixed = order.into_iter().filter_map(|(real, named)| {
        let found = files.remove(&real)?;
        Fixed::of(named, &found, checks).transpose()
    });
    fixed.collect()
}

impl Fixed {
    fn of(path: PathBuf, found: &[&Diagnostic], checks: &Checks) -> Result<Option<Fixed>, Left> {
        let old = fs::read(&path).map_err(|why| FileTrouble::reading(&path, why))?;
        let changed = || Left::Changed(path.clone());
        let Some(file) = found.first().map(|found| &found.place.file) else {
            return Ok(None);
        };
        let (mark, text) = old.split_at_checked(file.before).ok_or_else(changed)?;
        let text = std::str::from_utf8(text).map_err(|_| changed())?;
        let typed = as_read(text);
        if found.iter().any(|found| found.place.file.text != typed) {
            return Err(changed());
        }
        let mark = mark.to_vec();
        let mut text = text.to_owned();
        let mut mends = Vec::new();
        let mut found: Vec<Diagnostic> = found.iter().copied().cloned().collect();
        for _ in 0..MOST_ROUNDS {
            for found in &mut found {
                end_lines_as(&text, found);
            }
            let Some(mended) = mend(&text, &found).filter(|mended| mended.text != text) else {
                break;
            };
            mends.extend(mended.made.iter().map(|(found, place)| Mend {
                line: found.place.start().0,
                message: found.message.clone(),
                now: line_at(&mended.text, *place),
            }));
            text = mended.text;
            found = again(&path, &[mark.as_slice(), text.as_bytes()].concat(), checks);
        }
        let new = [mark.as_slice(), text.as_bytes()].concat();
        let fixed = Fixed {
            path,
            mends,
            old,
            new,
        };
        Ok((!fixed.mends.is_empty()).then_some(fixed))
    }

    /// Writes the file, whole, if it is still the one that was read.
    pub fn write(&self) -> Result<(), Left> {
        let trouble = |why: io::Error| Left::Trouble(FileTrouble::reading(&self.path, why));
        let path = || self.path.clone();
        let there = fs::symlink_metadata(&self.path).map_err(trouble)?;
        if there.is_symlink() {
            return Err(Left::Link(path()));
        }
        if there.permissions().readonly() {
            return Err(Left::ReadOnly(path()));
        }
        if fs::read(&self.path).map_err(trouble)? != self.old {
            return Err(Left::Changed(path()));
        }
        Ok(output::rewrite(&self.path, &self.new)?)
    }

    /// What was mended, a line each; without the plan's words where they are not to be shown.
    pub fn said(&self, no_excerpt: bool) -> Vec<String> {
        let said = |mend: &Mend| {
            let place = format!("{}:{}", self.path.display(), mend.line);
            if no_excerpt {
                return format!("{place}: {} → mended", mend.message.without_values());
            }
            format!("{place}: {} → {}", mend.message, mend.now)
        };
        self.mends.iter().map(said).collect()
    }

    /// What changes, as a patch.
    pub fn diff(&self) -> String {
        let [old, new] = [&self.old, &self.new].map(|bytes| String::from_utf8_lossy(bytes));
        let name = self.path.display().to_string();
        let diff = TextDiff::from_lines(old.as_ref(), new.as_ref());
        let diff = diff.unified_diff().header(&name, &name).to_string();
        if io::stdout().is_terminal() {
            // A patch is a file's own bytes; a terminal must not do what they say.
            let visible = |sign| if sign == '\n' { sign } else { harmless(sign) };
            return diff.chars().map(visible).collect();
        }
        diff
    }
}

/// A file's text as the reader has it: where no line ends as usual, with the sign that a few programs end lines with.
fn as_read(text: &str) -> String {
    if text.contains('\n') {
        text.to_owned()
    } else {
        text.replace('\r', "\n")
    }
}

/// Where a file's lines end with that sign, those that are put in do too.
fn end_lines_as(text: &str, found: &mut Diagnostic) {
    if !text.contains('\n') && text.contains('\r') {
        for edit in &mut found.fix {
            edit.text = edit.text.replace('\n', "\r");
        }
    }
}

/// What is wrong with a file that holds these bytes, and is in that file.
fn again(path: &Path, bytes: &[u8], checks: &Checks) -> Vec<Diagnostic> {
    let name = path.display().to_string();
    let mut found = if is_the_schools(path) {
        read_school(&name, bytes).2
    } else {
        let loaded =
            load_bytes(&Disk, path, bytes).map(|loaded| loaded.in_words_of(checks.template()));
        loaded.map_or(Vec::new(), |loaded| Report::of(&loaded, checks).diagnostics)
    };
    found.retain(|found| found.place.file.name == name);
    found
}

/// The line that a place of a text is in, as it can be shown in a sentence.
fn line_at(text: &str, place: usize) -> String {
    let (before, after) = text.split_at_checked(place).unwrap_or((text, ""));
    let ends = ['\n', '\r'];
    let start = before.rsplit(ends).next().unwrap_or_default();
    let end = after.split(ends).next().unwrap_or_default();
    let line = format!("{start}{end}");
    line.trim().chars().map(harmless).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SLIP: &str = "version: 1\nchild:\n  upn: y206999925001\n";

    fn found(path: &Path) -> Vec<Diagnostic> {
        let loaded = crate::load(path).expect("a plan");
        Report::of(&loaded, &Checks::default()).diagnostics
    }

    #[test]
    fn a_file_that_was_changed_meanwhile_is_left_as_it_is() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("plan.yaml");
        fs::write(&path, SLIP).expect("a plan");
        let found = found(&path);
        let fixed = all(&found, &Checks::default());
        let [Ok(fixed)] = fixed.as_slice() else {
            panic!("nothing to mend");
        };
        // Saved by its writer after it was read, and then before it is read for its mends.
        let newer = SLIP.replace("version: 1\n", "version: 1\n# a new line\n");
        fs::write(&path, &newer).expect("a plan");
        assert!(matches!(fixed.write(), Err(Left::Changed(_))));
        let late = all(&found, &Checks::default());
        assert!(matches!(late.as_slice(), [Err(Left::Changed(_))]));
        assert_eq!(fs::read_to_string(&path).expect("the plan"), newer);
    }

    #[test]
    fn lines_that_end_as_on_an_old_mac_still_do() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("plan.yaml");
        fs::write(&path, SLIP.replace('\n', "\r")).expect("a plan");
        let fixed = all(&found(&path), &Checks::default());
        let [Ok(fixed)] = fixed.as_slice() else {
            panic!("nothing to mend");
        };
        fixed.write().expect("a whole file");
        let now = fs::read_to_string(&path).expect("the plan");
        assert_eq!(now, SLIP.replace('\n', "\r").replace("y20", "Y20"));
        assert!(fixed.said(false)[0].ends_with("→ upn: Y206999925001"));
    }
}
