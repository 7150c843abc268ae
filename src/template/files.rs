//! The files of a template, embedded or on disk.

use std::collections::BTreeMap;
use std::path::Path;
use std::{fs, io};

use include_dir::{Dir, include_dir};

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

/// Reads all files in a folder and below, except hidden ones and anything that is not a regular file.
pub(super) fn of_folder(folder: &Path) -> io::Result<BTreeMap<String, Vec<u8>>> {
    let mut files = BTreeMap::new();
    let mut pending = vec![(folder.to_owned(), String::new())];
    while let Some((folder, prefix)) = pending.pop() {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.starts_with('.') {
                continue;
            }
            let path = format!("{prefix}{name}");
            if entry.file_type()?.is_dir() {
                pending.push((entry.path(), format!("{path}/")));
            } else if fs::metadata(entry.path())?.is_file() {
                files.insert(path, fs::read(entry.path())?);
            }
        }
    }
    Ok(files)
}
