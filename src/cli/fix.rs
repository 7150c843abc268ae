//! `check --fix` and `--diff`: apply the fixes that problems come with.

use std::collections::{BTreeMap, BTreeSet};
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::{fs, io};

use crate::diagnostic::{Diagnostic, Message, harmless, mend};
use crate::format::read_school;
use crate::{Checks, Disk, Report, load_bytes};
use similar::TextDiff;

use super::output::{self, FileTrouble};
use super::plans::is_school_file;

/// How often a file is fixed and checked again: one fix may reveal another problem.
const MAX_ROUNDS: usize = 5;

/// A file with all its fixes applied.
pub struct Fixed {
    /// The file's path, as messages show it.
    pub path: PathBuf,
    /// The fixes that were applied.
    pub fixes: Vec<Fix>,
    old: Vec<u8>,
    new: Vec<u8>,
}

/// A problem that was fixed.
pub struct Fix {
    line: usize,
    message: Message,
    /// The line after the fix.
    now: String,
}

/// Why a file with available fixes was left unchanged.
#[derive(Debug, thiserror::Error)]
pub enum Left {
    #[error("`{}` is left as it is: it is a link to another file; name that file to fix it", .0.display())]
    Link(PathBuf),
    #[error("`{}` is left as it is: it is read-only", .0.display())]
    ReadOnly(PathBuf),
    #[error("`{}` is left as it is: it was changed while it was checked; type the command again", .0.display())]
    Changed(PathBuf),
    #[error(transparent)]
    Trouble(#[from] FileTrouble),
}

/// Applies the fixes to every file that has any. Nothing is written yet.
pub fn all(found: &[Diagnostic], checks: &Checks) -> Vec<Result<Fixed, Left>> {
    let mut files: BTreeMap<PathBuf, Vec<&Diagnostic>> = BTreeMap::new();
    let mut seen = BTreeSet::new();
    let mut order = Vec::new();
    for found in found.iter().filter(|found| !found.fix.is_empty()) {
        let named = PathBuf::from(&found.place.file.name);
        // A school's file has a different path from each folder.
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
        let current = as_read(text);
        if found.iter().any(|found| found.place.file.text != current) {
            return Err(changed());
        }
        let mark = mark.to_vec();
        let mut text = text.to_owned();
        let mut fixes = Vec::new();
        let mut found: Vec<Diagnostic> = found.iter().copied().cloned().collect();
        for _ in 0..MAX_ROUNDS {
            for found in &mut found {
                match_line_breaks(&text, found);
            }
            let Some(mended) = mend(&text, &found).filter(|mended| mended.text != text) else {
                break;
            };
            fixes.extend(mended.made.iter().map(|(found, place)| Fix {
                line: found.place.start().0,
                message: found.message.clone(),
                now: line_at(&mended.text, *place),
            }));
            text = mended.text;
            found = check_again(&path, &[mark.as_slice(), text.as_bytes()].concat(), checks);
        }
        let new = [mark.as_slice(), text.as_bytes()].concat();
        let fixed = Fixed {
            path,
            fixes,
            old,
            new,
        };
        Ok((!fixed.fixes.is_empty()).then_some(fixed))
    }

    /// Writes the file atomically, if it has not changed since it was read.
    pub fn write(&self) -> Result<(), Left> {
        let trouble = |why: io::Error| Left::Trouble(FileTrouble::reading(&self.path, why));
        let path = || self.path.clone();
        let metadata = fs::symlink_metadata(&self.path).map_err(trouble)?;
        if metadata.is_symlink() {
            return Err(Left::Link(path()));
        }
        if metadata.permissions().readonly() {
            return Err(Left::ReadOnly(path()));
        }
        if fs::read(&self.path).map_err(trouble)? != self.old {
            return Err(Left::Changed(path()));
        }
        Ok(output::rewrite(&self.path, &self.new)?)
    }

    /// Returns the fixes, one per line, without the plan's words if `no_excerpt`.
    pub fn summary(&self, no_excerpt: bool) -> Vec<String> {
        let summary = |fix: &Fix| {
            let place = format!("{}:{}", self.path.display(), fix.line);
            if no_excerpt {
                return format!("{place}: {} → fixed", fix.message.without_values());
            }
            format!("{place}: {} → {}", fix.message, fix.now)
        };
        self.fixes.iter().map(summary).collect()
    }

    /// Returns the changes as a patch.
    pub fn diff(&self) -> String {
        let [old, new] = [&self.old, &self.new].map(|bytes| String::from_utf8_lossy(bytes));
        let name = self.path.display().to_string();
        let diff = TextDiff::from_lines(old.as_ref(), new.as_ref());
        let diff = diff.unified_diff().header(&name, &name).to_string();
        if io::stdout().is_terminal() {
            // A terminal must not interpret control characters in the file.
            let visible = |ch| if ch == '\n' { ch } else { harmless(ch) };
            return diff.chars().map(visible).collect();
        }
        diff
    }
}

/// Returns a file's text as the parser reads it: CR counts as a line break if there is no LF.
fn as_read(text: &str) -> String {
    if text.contains('\n') {
        text.to_owned()
    } else {
        text.replace('\r', "\n")
    }
}

/// Changes the line breaks of inserted text to CR if the file uses those.
fn match_line_breaks(text: &str, found: &mut Diagnostic) {
    if !text.contains('\n') && text.contains('\r') {
        for edit in &mut found.fix {
            edit.text = edit.text.replace('\n', "\r");
        }
    }
}

/// Checks a file with the given content, and returns its problems.
fn check_again(path: &Path, bytes: &[u8], checks: &Checks) -> Vec<Diagnostic> {
    let name = path.display().to_string();
    let mut found = if is_school_file(path) {
        read_school(&name, bytes).2
    } else {
        let loaded =
            load_bytes(&Disk, path, bytes).map(|loaded| loaded.in_words_of(checks.template()));
        loaded.map_or(Vec::new(), |loaded| Report::of(&loaded, checks).diagnostics)
    };
    found.retain(|found| found.place.file.name == name);
    found
}

/// Returns the line around an offset, made safe to display.
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

    const PLAN: &str = "version: 1\nchild:\n  upn: y206999925001\n";

    fn found(path: &Path) -> Vec<Diagnostic> {
        let loaded = crate::load(path).expect("a plan");
        Report::of(&loaded, &Checks::default()).diagnostics
    }

    #[test]
    fn a_file_that_changed_meanwhile_is_left_unchanged() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("plan.yaml");
        fs::write(&path, PLAN).expect("a plan");
        let found = found(&path);
        let fixed = all(&found, &Checks::default());
        let [Ok(fixed)] = fixed.as_slice() else {
            panic!("nothing to fix");
        };
        // The file is saved after it was read, and again before its fixes are computed.
        let newer = PLAN.replace("version: 1\n", "version: 1\n# a new line\n");
        fs::write(&path, &newer).expect("a plan");
        assert!(matches!(fixed.write(), Err(Left::Changed(_))));
        let late = all(&found, &Checks::default());
        assert!(matches!(late.as_slice(), [Err(Left::Changed(_))]));
        assert_eq!(fs::read_to_string(&path).expect("the plan"), newer);
    }

    #[test]
    fn cr_line_breaks_are_kept() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("plan.yaml");
        fs::write(&path, PLAN.replace('\n', "\r")).expect("a plan");
        let fixed = all(&found(&path), &Checks::default());
        let [Ok(fixed)] = fixed.as_slice() else {
            panic!("nothing to fix");
        };
        fixed.write().expect("a whole file");
        let now = fs::read_to_string(&path).expect("the plan");
        assert_eq!(now, PLAN.replace('\n', "\r").replace("y20", "Y20"));
        assert!(fixed.summary(false)[0].ends_with("→ upn: Y206999925001"));
    }
}
