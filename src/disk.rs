//! Files that are still being written, who may read them, and what goes wrong with a file in plain words.

use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::Path;
use std::time::Duration;

use tempfile::{Builder, NamedTempFile};

/// A new file in `folder` for what is to be moved to `place` when it is whole.
///
/// Its owner and their group may read it as far as they may read any new file of theirs, and nobody else. Where it takes the
/// place of a file that fewer may read, no more may read it than that one.
///
/// # Errors
/// Where the file cannot be made.
pub fn part(folder: &Path, place: &Path) -> io::Result<NamedTempFile> {
    let mut part = Builder::new();
    part.prefix(PART).suffix(ENDING);
    confidential(&mut part, place);
    let part = part.tempfile_in(folder)?;
    // As long as it is being written, nobody takes it for one that was left. Where files have no locks, its age tells.
    let _ = part.as_file().try_lock();
    Ok(part)
}

/// How the names of files begin and end that are still being written. Programs for backups leave out what ends so.
const PART: &str = ".sendplan-";
const ENDING: &str = ".tmp";

/// Removes the files in a folder that were still being written when the program was stopped: there may be a whole copy in one.
pub fn clear_away(folder: &Path) {
    /// Younger ones may belong to a program that is just about to write.
    const OLD: Duration = Duration::from_secs(60);
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let is_part = name.starts_with(PART) && name.ends_with(ENDING);
        let is_old = || {
            let file = entry.metadata().ok().filter(|file| file.is_file());
            let age = file.and_then(|file| file.modified().ok()?.elapsed().ok());
            age.is_some_and(|age| age > OLD)
        };
        let is_nobodys = || File::open(entry.path()).is_ok_and(|file| file.try_lock().is_ok());
        if is_part && is_old() && is_nobodys() {
            // One that cannot be removed is left for the next time.
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// The system takes away what the person's umask does.
#[cfg(unix)]
fn confidential(part: &mut Builder<'_, '_>, place: &Path) {
    use std::fs::Permissions;
    use std::os::unix::fs::PermissionsExt;

    const OWNER_AND_GROUP: u32 = 0o640;
    let before = match fs::symlink_metadata(place) {
        Ok(there) if there.is_file() => there.permissions().mode(),
        _ => OWNER_AND_GROUP,
    };
    part.permissions(Permissions::from_mode(before & OWNER_AND_GROUP));
}

#[cfg(not(unix))]
fn confidential(_: &mut Builder<'_, '_>, _: &Path) {}

/// What went wrong with a file, without numbers or jargon.
pub fn in_words(why: &io::Error) -> String {
    const OPEN_ELSEWHERE: &str = "it is open in another program; close it there and try again";
    /// Windows: another program has it open, or a part of it locked. These two have no kind.
    const SHARING_VIOLATIONS: [i32; 2] = [32, 33];
    match why.kind() {
        _ if cfg!(windows)
            && why
                .raw_os_error()
                .is_some_and(|code| SHARING_VIOLATIONS.contains(&code)) =>
        {
            OPEN_ELSEWHERE.to_owned()
        }
        // Windows says so of a file that is open, too.
        ErrorKind::PermissionDenied if cfg!(windows) => {
            "you do not have permission there, or it is open in another program".to_owned()
        }
        ErrorKind::NotFound => "there is nothing of that name".to_owned(),
        ErrorKind::PermissionDenied => "you do not have permission there".to_owned(),
        ErrorKind::AlreadyExists => {
            "there is a file of that name already; choose another name".to_owned()
        }
        ErrorKind::StorageFull => "the disk is full".to_owned(),
        ErrorKind::QuotaExceeded => "your share of the disk is used up".to_owned(),
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
            "the name is too long or has a sign that is not allowed".to_owned()
        }
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => OPEN_ELSEWHERE.to_owned(),
        _ => format!("the system said “{why}”"),
    }
}
