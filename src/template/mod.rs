//! An authority's template: the sections of each copy with their headings and order, what a plan must hold, the fixed words, the
//! lists, and the layouts. It is data in a folder, and checked when it is read.

mod check;
mod file;
mod files;
mod layout;
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
use crate::path::Path;
use crate::yaml::{Entry, Kind, Node};
use file::{Copies, Layouts, Lists, Review, TemplateFile};

/// The file that names all others of a template.
const TEMPLATE_FILE: &str = "template.yaml";

/// The file under which the layouts read the sections, lists and words, whichever files they were in.
const FOR_LAYOUTS: &str = "template.json";

static ISLINGTON: LazyLock<Template> = LazyLock::new(|| {
    // The tests check it as they would another authority's, so that no start of the program has to.
    let file = include_str!("../../layouts/islington/template.yaml");
    let file = serde_yaml::from_str(file).unwrap_or_default();
    Template::of(file, Words::default(), files::embedded())
});

/// A template.
#[derive(Clone, Debug, Default)]
pub struct Template {
    /// The template's name.
    pub name: String,
    /// What an agreed plan must hold, in the template's order.
    pub required: Vec<Required>,
    copies: Copies,
    review: Review,
    lists: Lists,
    layouts: Layouts,
    words: Words,
    files: Arc<BTreeMap<String, Vec<u8>>>,
}

/// Why a folder is no template.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TemplateError {
    /// The folder has no `template.yaml`.
    #[error("`{}` is not there", .0.display())]
    NotThere(PathBuf),
    /// A file could not be read.
    #[error("the template cannot be read: {0}")]
    Unreadable(#[from] io::Error),
    /// What is wrong with its files, each with its place.
    #[error("the template has mistakes")]
    Wrong(Vec<Diagnostic>),
}

/// Whether a file is a template's and no plan: it says what plans must hold, or it has words for all copies.
pub(crate) fn is_of_a_template(root: &Node) -> bool {
    let has = |name| root.entry(name).is_some();
    let is_word = |entry: &Entry| words::kind().field(&entry.key).is_some();
    let words = || matches!(&root.kind, Kind::Map(groups) if groups.iter().all(is_word));
    has("name") && has("required") || has("all") && words()
}

impl Template {
    /// The template that is embedded in the program: sections reconstructed from what Islington has published.
    pub fn islington() -> &'static Template {
        &ISLINGTON
    }

    /// A template from its files, by their paths in its folder, such as `template.yaml` or `parts/page.typ`. What is not among
    /// them is the embedded template's. `folder` says what messages call the folder.
    ///
    /// # Errors
    /// Everything that is wrong with the files.
    pub fn from_files(
        folder: &str,
        own: &BTreeMap<String, Vec<u8>>,
    ) -> Result<Template, Vec<Diagnostic>> {
        let mut all = files::embedded();
        all.retain(|path, _| path.ends_with(".typ") || path.ends_with(".svg"));
        all.extend(own.clone());
        check::read(folder, own, all)
    }

    /// A template from what its files hold.
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

    /// A template from a folder. Only its `template.yaml` has to be there.
    ///
    /// # Errors
    /// Where the folder or a file in it cannot be read, or anything is wrong with them.
    pub fn from_folder(folder: &FilePath) -> Result<Template, TemplateError> {
        let own = files::of_folder(folder)?;
        if !own.contains_key(TEMPLATE_FILE) {
            return Err(TemplateError::NotThere(folder.join(TEMPLATE_FILE)));
        }
        Template::from_files(&folder.display().to_string(), &own).map_err(TemplateError::Wrong)
    }

    /// The bytes of one of its files, such as `template.yaml`.
    pub fn file(&self, path: &str) -> Option<&[u8]> {
        self.files.get(path).map(Vec::as_slice)
    }

    /// What it asks for a field of the format, by its path without list numbers; nothing where it may be left out.
    pub fn needed(&self, field: &Path) -> Option<&Required> {
        let field = field.fields().to_string();
        let mut required = self.required.iter();
        required.find(|required| required.key.replace("[]", "") == field)
    }

    /// The one of the words that a field takes which another word of the template's lists stands for.
    pub(crate) fn meant<'a>(&self, takes: &'a [String], typed: &str) -> Option<&'a str> {
        self.lists.meant(takes, typed)
    }

    /// What the copies print for one of the format's words, such as a code.
    pub(crate) fn prints(&self, word: &str) -> String {
        self.lists.prints(word).to_owned()
    }

    pub(crate) fn words(&self) -> &Words {
        &self.words
    }

    /// Every file that a layout may read, and the layouts themselves.
    pub(crate) fn files(&self) -> BTreeMap<&str, Cow<'_, [u8]>> {
        let for_layouts = json!({
            "copies": self.copies, "review": self.review, "lists": self.lists, "words": self.words,
        });
        let own = self.files.iter();
        let own = own.map(|(path, bytes)| (path.as_str(), Cow::Borrowed(bytes.as_slice())));
        let made = Cow::Owned(for_layouts.to_string().into_bytes());
        own.chain([(FOR_LAYOUTS, made)]).collect()
    }

    /// The file of a layout.
    pub(crate) fn layout(&self, name: &str) -> Option<&str> {
        self.layouts.of(name)
    }
}
