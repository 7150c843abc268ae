//! Temporary files and their permissions, and plain explanations of file errors.

use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::Path;
use std::time::Duration;

use tempfile::{Builder, NamedTempFile};

/// Creates a temporary file in `folder`, to be moved to `place` when it is complete.
///
/// Its owner and their group may read it, as far as the umask allows, and nobody else. If it replaces a file with
/// stricter permissions, those apply.
///
/// # Errors
/// If the file cannot be created.
pub fn part(folder: &Path, place: &Path) -> io::Result<NamedTempFile> {
    let mut part = Builder::new();
    part.prefix(PREFIX).suffix(SUFFIX);
    confidential(&mut part, place);
    let part = part.tempfile_in(folder)?;
    // The lock shows other runs that it is in use. On systems without file locks, its age does.
    let _ = part.as_file().try_lock();
    Ok(part)
}

/// The prefix and suffix of temporary files. Backup programs leave out files with this suffix.
const PREFIX: &str = ".sendplan-";
const SUFFIX: &str = ".tmp";

/// Removes temporary files that a stopped run left in a folder, as one may contain a whole copy.
pub fn clear_away(folder: &Path) {
    /// Younger files may belong to a running program.
    const MIN_AGE: Duration = Duration::from_secs(60);
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let is_part = name.starts_with(PREFIX) && name.ends_with(SUFFIX);
        let is_old = || {
            let file = entry.metadata().ok().filter(|file| file.is_file());
            let age = file.and_then(|file| file.modified().ok()?.elapsed().ok());
            age.is_some_and(|age| age > MIN_AGE)
        };
        let is_unlocked = || File::open(entry.path()).is_ok_and(|file| file.try_lock().is_ok());
        if is_part && is_old() && is_unlocked() {
            // If it cannot be removed, the next run tries again.
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Sets the permissions, to which the system applies the umask.
#[cfg(unix)]
fn confidential(part: &mut Builder<'_, '_>, place: &Path) {
    use std::fs::Permissions;
    use std::os::unix::fs::PermissionsExt;

    const OWNER_AND_GROUP: u32 = 0o640;
    let before = match fs::symlink_metadata(place) {
        Ok(file) if file.is_file() => file.permissions().mode(),
        _ => OWNER_AND_GROUP,
    };
    part.permissions(Permissions::from_mode(before & OWNER_AND_GROUP));
}

#[cfg(not(unix))]
fn confidential(_: &mut Builder<'_, '_>, _: &Path) {}

/// Explains a file error, without numbers or jargon.
pub fn in_words(why: &io::Error) -> String {
    const OPEN_ELSEWHERE: &str = "it is open in another program; close it there and try again";
    /// Windows: another program has the file open, or part of it locked. These codes have no `ErrorKind`.
    const SHARING_VIOLATIONS: [i32; 2] = [32, 33];
    match why.kind() {
        _ if cfg!(windows)
            && why
                .raw_os_error()
                .is_some_and(|code| SHARING_VIOLATIONS.contains(&code)) =>
        {
            OPEN_ELSEWHERE.to_owned()
        }
        // Windows also reports this for an open file.
        ErrorKind::PermissionDenied if cfg!(windows) => {
            "you do not have permission there, or it is open in another program".to_owned()
        }
        ErrorKind::NotFound => "there is nothing of that name".to_owned(),
        ErrorKind::PermissionDenied => "you do not have permission there".to_owned(),
        ErrorKind::AlreadyExists => {
            "there is a file of that name already; choose another name".to_owned()
        }
        ErrorKind::StorageFull => "the disk is full".to_owned(),
        ErrorKind::QuotaExceeded => "your disk quota is used up".to_owned(),
        ErrorKind::ReadOnlyFilesystem => "the disk can only be read".to_owned(),
        ErrorKind::IsADirectory => "it is a folder".to_owned(),
        ErrorKind::CrossesDevices => {
            "it leads elsewhere, by a link or to another disk: remove it, or name another folder"
                .to_owned()
        }
        ErrorKind::Unsupported => "it is no file that can be read to its end".to_owned(),
        ErrorKind::InvalidData => {
            "it is damaged, or another kind of file than its name says".to_owned()
        }
        ErrorKind::FileTooLarge => "it is too large".to_owned(),
        ErrorKind::NotADirectory => "part of the path is a file, not a folder".to_owned(),
        ErrorKind::InvalidFilename => {
            "the name is too long or has a character that is not allowed".to_owned()
        }
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => OPEN_ELSEWHERE.to_owned(),
        _ => format!("the system said “{why}”"),
    }
}
