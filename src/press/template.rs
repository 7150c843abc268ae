//! A template: the layouts, their parts and drawings, and `template.yaml`, embedded or read from a folder.

use std::collections::BTreeMap;
use std::path::Path;
use std::{fs, io};

use include_dir::{Dir, include_dir};

static ISLINGTON: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/layouts/islington");

/// The files of a template by their path, such as `/parent.typ` or `/drawings/star.svg`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Template {
    pub(super) files: BTreeMap<String, Vec<u8>>,
}

impl Template {
    /// The template that is embedded in the program: sections reconstructed from what Islington has published.
    pub fn islington() -> Template {
        fn collect(dir: &Dir<'static>, files: &mut BTreeMap<String, Vec<u8>>) {
            for file in dir.files() {
                let path = file.path().to_string_lossy().replace('\\', "/");
                files.insert(format!("/{path}"), file.contents().to_vec());
            }
            for below in dir.dirs() {
                collect(below, files);
            }
        }
        let mut files = BTreeMap::new();
        collect(&ISLINGTON, &mut files);
        Template { files }
    }

    /// The bytes of one of its files, such as `template.yaml`.
    pub fn file(&self, path: &str) -> Option<&[u8]> {
        self.files.get(&format!("/{path}")).map(Vec::as_slice)
    }

    /// A template from a folder that holds the same files as the embedded one. What is neither a file nor a folder, and what
    /// a system hides, is left out.
    ///
    /// # Errors
    /// Where the folder or a file in it cannot be read.
    pub fn from_folder(folder: &Path) -> io::Result<Template> {
        let mut template = Template::default();
        let mut waiting = vec![(folder.to_owned(), String::new())];
        while let Some((folder, prefix)) = waiting.pop() {
            for entry in fs::read_dir(folder)? {
                let entry = entry?;
                let name = entry.file_name().to_string_lossy().into_owned();
                if name.starts_with('.') {
                    continue;
                }
                let path = format!("{prefix}/{name}");
                if entry.file_type()?.is_dir() {
                    waiting.push((entry.path(), path));
                } else if fs::metadata(entry.path())?.is_file() {
                    template.files.insert(path, fs::read(entry.path())?);
                }
            }
        }
        Ok(template)
    }
}
