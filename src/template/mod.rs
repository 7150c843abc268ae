//! An authority's template: each copy's sections with their headings and order, what a plan must have, the fixed words,
//! the lists, and the layouts. It is a folder of data, checked when it is read.

mod check;
mod file;
mod files;
mod layout;
mod other_words;
mod required;
mod words;

pub use required::{Required, When};
pub(crate) use words::Words;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io;
use std::path::{Path as FilePath, PathBuf};
use std::sync::{Arc, LazyLock};

use serde_json::json;

use crate::diagnostic::Diagnostic;
use crate::load::{Disk, Files};
use crate::path::Path;
use crate::yaml::{Entry, Kind, Node};
use file::{Copies, Layouts, Lists, Review, TemplateFile};

/// The main file of a template.
const TEMPLATE_FILE: &str = "template.yaml";

/// The virtual file in which layouts find the sections, lists and words.
const FOR_LAYOUTS: &str = "template.json";

static ISLINGTON: LazyLock<Template> = LazyLock::new(|| {
    // A test checks it like any other template, so that the program need not at each start.
    let file = include_str!("../../layouts/islington/template.yaml");
    let file = serde_yaml::from_str(file).unwrap_or_default();
    Template::of(file, Words::default(), files::embedded())
});

/// A template.
#[derive(Clone, Debug, Default)]
pub struct Template {
    /// The template's name.
    pub name: String,
    /// What an agreed plan must have, in the template's order.
    pub required: Vec<Required>,
    copies: Copies,
    review: Review,
    lists: Lists,
    layouts: Layouts,
    words: Words,
    files: Arc<BTreeMap<String, Vec<u8>>>,
}

/// Why a folder is not a valid template.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TemplateError {
    /// The folder has no `template.yaml`.
    #[error("`{}` is not there", .0.display())]
    NotThere(PathBuf),
    /// A file could not be read.
    #[error("the template cannot be read: {0}")]
    Unreadable(#[from] io::Error),
    /// The problems in its files.
    #[error("the template has mistakes")]
    Wrong(Vec<Diagnostic>),
}

/// Whether a file belongs to a template and is not a plan: it has required fields, or words for all copies.
pub(crate) fn is_template_file(root: &Node) -> bool {
    let has = |name| root.entry(name).is_some();
    let is_word = |entry: &Entry| words::kind().field(&entry.key).is_some();
    let words = || matches!(&root.kind, Kind::Map(groups) if groups.iter().all(is_word));
    has("name") && has("required") || has("all") && words()
}

impl Template {
    /// Returns the embedded template: sections reconstructed from what Islington has published.
    pub fn islington() -> &'static Template {
        &ISLINGTON
    }

    /// Creates a template from its files, by path in its folder, such as `template.yaml` or `parts/page.typ`. Missing
    /// files are taken from the embedded template. `folder` is the folder's name in messages.
    ///
    /// Every problem in the files.
    pub fn from_files(
        folder: &str,
        own: &BTreeMap<String, Vec<u8>>,
    ) -> Result<Template, Vec<Diagnostic>> {
        let mut all = files::embedded();
        all.retain(|path, _| path.ends_with(".typ") || path.ends_with(".svg"));
        all.extend(own.clone());
        check::read(folder, own, all)
    }

    /// Creates a template from its parsed files.
    fn of(file: TemplateFile, words: Words, files: BTreeMap<String, Vec<u8>>) -> Template {
        Template {
            name: file.name.unwrap_or_default(),
            required: file.required,
            copies: file.copies,
            review: file.review,
            lists: file.lists,
            layouts: file.layouts,
            words,
            files: Arc::new(files),
        }
    }

    /// Reads a template from a folder. Only its `template.yaml` is necessary.
    ///
    /// # Errors
    /// If the folder or a file in it cannot be read, or has any problem.
    pub fn from_folder(folder: &FilePath) -> Result<Template, TemplateError> {
        Template::load_from(&Disk, folder)
    }

    /// Reads a template as [`Template::from_folder`] does, from any [`Files`].
    ///
    /// # Errors
    /// As [`Template::from_folder`].
    pub fn load_from(files: &dyn Files, folder: &FilePath) -> Result<Template, TemplateError> {
        let own = files::of_folder(files, folder)?;
        if !own.contains_key(TEMPLATE_FILE) {
            return Err(TemplateError::NotThere(folder.join(TEMPLATE_FILE)));
        }
        Template::from_files(&folder.display().to_string(), &own).map_err(TemplateError::Wrong)
    }

    /// Returns one of its files, such as `template.yaml`.
    pub fn file(&self, path: &str) -> Option<&[u8]> {
        self.files.get(path).map(Vec::as_slice)
    }

    /// Returns the requirement for a field, by its path without list indices; `None` if the field is optional.
    pub fn needed(&self, field: &Path) -> Option<&Required> {
        let field = field.fields().to_string();
        let mut required = self.required.iter();
        required.find(|required| required.key.replace("[]", "") == field)
    }

    /// Returns the word, of those that a field allows, for which `text` is a synonym in the template's lists.
    pub(crate) fn meant<'a>(&self, allowed: &'a [String], text: &str) -> Option<&'a str> {
        self.lists.meant(allowed, text)
    }

    /// Returns what the copies print for one of the format's words, such as a code.
    pub(crate) fn prints(&self, word: &str) -> String {
        self.lists.prints(word).to_owned()
    }

    pub(crate) fn words(&self) -> &Words {
        &self.words
    }

    /// Returns every file that a layout may read, including the layouts themselves.
    pub(crate) fn files(&self) -> BTreeMap<&str, Cow<'_, [u8]>> {
        let for_layouts = json!({
            "copies": self.copies, "review": self.review, "lists": self.lists, "words": self.words,
        });
        let own = self.files.iter();
        let own = own.map(|(path, bytes)| (path.as_str(), Cow::Borrowed(bytes.as_slice())));
        let data = Cow::Owned(for_layouts.to_string().into_bytes());
        own.chain([(FOR_LAYOUTS, data)]).collect()
    }

    /// Returns the file of a layout.
    pub(crate) fn layout(&self, name: &str) -> Option<&str> {
        self.layouts.of(name)
    }
}
