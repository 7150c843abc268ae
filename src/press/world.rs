//! The only things Typst may see while it sets one copy: the template's files, the copy's data, its pictures, the fonts.

use std::collections::HashMap;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, World};

use super::PressError;

/// The path under which a layout reads its copy's data. The same for every plan: file ids are never freed.
pub(super) const COPY: &str = "/copy.json";

/// The path under which a layout reads the names of the fonts that were added, to put after its own.
pub(super) const FONTS: &str = "/fonts.json";

/// What Typst sees while it sets one copy. It has no clock, no network and no folder to look into.
pub(super) struct CopyWorld<'a> {
    pub library: &'a LazyHash<Library>,
    pub book: &'a LazyHash<FontBook>,
    pub fonts: &'a [Font],
    pub sources: &'a HashMap<FileId, Source>,
    pub main: FileId,
    pub files: &'a HashMap<FileId, Bytes>,
    pub own: HashMap<FileId, Bytes>,
}

/// The id of a file by its path from the template's folder, such as `/parts/card.typ`.
pub(super) fn file_id(path: &str) -> Result<FileId, PressError> {
    VirtualPath::new(path)
        .map(|path| RootedPath::new(VirtualRoot::Project, path).intern())
        .map_err(|_| PressError::BadTemplate(format!("`{path}` is not a file name")))
}

impl World for CopyWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let source = self.sources.get(&id).cloned();
        source.ok_or_else(|| not_found(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let file = self.own.get(&id).or_else(|| self.files.get(&id)).cloned();
        file.ok_or_else(|| not_found(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn not_found(id: FileId) -> FileError {
    FileError::NotFound(id.vpath().get_without_slash().into())
}
