//! Files that are still being written, and who may read them: plans are confidential.

use std::io;
use std::path::Path;

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
    part.prefix(".sendplan-").suffix(".part");
    confidential(&mut part, place);
    part.tempfile_in(folder)
}

/// The system takes away what the person's umask does.
#[cfg(unix)]
fn confidential(part: &mut Builder<'_, '_>, place: &Path) {
    use std::fs::{self, Permissions};
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
