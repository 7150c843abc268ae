//! The template and the fonts that were asked for.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::Checks;
use crate::diagnostic::Diagnostic;
use crate::load::{Disk, Files};
use crate::press::{is_font, letters_of};
use crate::template::{Template, TemplateError};

use super::args::{Appearance, General};
use super::output::{FileTrouble, ends_in};

/// A folder that was named as a template's and holds none.
#[derive(Debug, thiserror::Error)]
pub enum NoTemplate {
    /// Its `template.yaml` is not there.
    #[error("`{}` is not there: begin a template with a copy of the one in layouts/islington", .0.display())]
    NotThere(PathBuf),
    /// Its files have mistakes, each with its place.
    #[error("the template in `{}` has mistakes: mend them first", .0.display())]
    Wrong(PathBuf, Vec<Diagnostic>),
    /// The disk did not let it be read.
    #[error(transparent)]
    Unreadable(#[from] FileTrouble),
}

impl Appearance {
    /// The template, embedded or from the folder.
    ///
    /// # Errors
    /// Where the folder holds none, or one that has mistakes.
    pub fn template(&self) -> Result<Template, NoTemplate> {
        let Some(folder) = &self.template else {
            return Ok(Template::islington().clone());
        };
        Template::from_folder(folder).map_err(|why| match why {
            TemplateError::NotThere(file) => NoTemplate::NotThere(file),
            TemplateError::Wrong(found) => NoTemplate::Wrong(folder.clone(), found),
            TemplateError::Unreadable(why) => FileTrouble::reading(folder, why).into(),
        })
    }

    /// What plans are held against: today, the letters of the added fonts, and the template where it is another.
    pub fn checks(&self, general: &General, template: &Template, fonts: &[Vec<u8>]) -> Checks {
        Checks {
            today: Some(general.today()),
            more_letters: letters_of(fonts),
            template: self.template.as_ref().map(|_| template.clone()),
            safeguarding_checked: self.safeguarding.checked.clone(),
            ..Checks::default()
        }
    }

    /// The font files of the folder, in the order of their names.
    ///
    /// # Errors
    /// Where one of them cannot be read, is damaged, or all of them are more than any school needs.
    pub fn fonts(&self) -> Result<Vec<Vec<u8>>, FileTrouble> {
        self.fonts.as_deref().map_or(Ok(Vec::new()), fonts_in)
    }
}

/// The most bytes of added fonts: those of Chinese have 10 million a weight.
const MOST_FONTS: usize = 64_000_000;

fn fonts_in(folder: &Path) -> Result<Vec<Vec<u8>>, FileTrouble> {
    let listed = fs::read_dir(folder).and_then(Iterator::collect);
    let entries: Vec<fs::DirEntry> = listed.map_err(|why| FileTrouble::reading(folder, why))?;
    // Macs leave a hidden file beside each on a stick, with the same ending.
    let shown = entries
        .iter()
        .filter(|entry| !entry.file_name().to_string_lossy().starts_with('.'));
    let mut paths: Vec<PathBuf> = shown.map(fs::DirEntry::path).collect();
    paths.retain(|path| ends_in(path, &["ttf", "otf", "ttc", "otc"]));
    paths.sort();
    let mut room = MOST_FONTS;
    let read = paths.iter().map(|path| {
        let trouble = |why| FileTrouble::reading(path, why);
        let font = Disk.read(path, room).map_err(trouble)?;
        match room.checked_sub(font.len()) {
            None => return Err(trouble(ErrorKind::FileTooLarge.into())),
            Some(left) => room = left,
        }
        match is_font(&font) {
            true => Ok(font),
            false => Err(trouble(ErrorKind::InvalidData.into())),
        }
    });
    read.collect()
}
