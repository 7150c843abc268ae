//! The files of a template, embedded or on disk.

use std::collections::BTreeMap;
use std::io::{self, ErrorKind};
use std::path::Path;

use include_dir::{Dir, include_dir};

use crate::load::Files;

/// The most bytes of a template's file.
const LARGEST: usize = 16 << 20;

static ISLINGTON: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/layouts/islington");

/// Returns the files of the embedded template by path, such as `parent.typ` or `drawings/star.svg`.
pub(super) fn embedded() -> BTreeMap<String, Vec<u8>> {
    fn collect(dir: &Dir<'static>, files: &mut BTreeMap<String, Vec<u8>>) {
        for file in dir.files() {
            let path = file.path().to_string_lossy().replace('\\', "/");
            files.insert(path, file.contents().to_vec());
        }
        for below in dir.dirs() {
            collect(below, files);
        }
    }
    let mut files = BTreeMap::new();
    collect(&ISLINGTON, &mut files);
    files
}

/// Reads the files of a folder and of those in it; what a system hides, and links to folders, are left out.
pub(super) fn of_folder(files: &dyn Files, folder: &Path) -> io::Result<BTreeMap<String, Vec<u8>>> {
    let mut found = BTreeMap::new();
    let mut pending = vec![(folder.to_owned(), String::new())];
    while let Some((folder, prefix)) = pending.pop() {
        for name in files.names(&folder)? {
            if name.starts_with('.') {
                continue;
            }
            let (file, path) = (folder.join(&name), format!("{prefix}{name}"));
            match files.read(&file, LARGEST) {
                Ok(bytes) if bytes.len() > LARGEST => return Err(ErrorKind::FileTooLarge.into()),
                Ok(bytes) => drop(found.insert(path, bytes)),
                Err(why) if why.kind() == ErrorKind::IsADirectory => {
                    if !files.is_link(&file) {
                        pending.push((file, format!("{path}/")));
                    }
                }
                // A pipe or a device.
                Err(why) if why.kind() == ErrorKind::Unsupported => {}
                Err(why) => return Err(why),
            }
        }
    }
    Ok(found)
}
