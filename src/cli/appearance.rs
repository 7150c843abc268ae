//! Loads the template and the fonts given on the command line.

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

/// Why a folder is not a usable template.
#[derive(Debug, thiserror::Error)]
pub enum NoTemplate {
    /// It has no `template.yaml`.
    #[error("`{}` is not there: begin a template with a copy of the one in layouts/islington", .0.display())]
    NotThere(PathBuf),
    /// Its files have mistakes.
    #[error("the template in `{}` has mistakes: fix them first", .0.display())]
    Wrong(PathBuf, Vec<Diagnostic>),
    /// It could not be read.
    #[error(transparent)]
    Unreadable(#[from] FileTrouble),
}

impl Appearance {
    /// Returns the template, embedded or from the folder.
    ///
    /// # Errors
    /// If the folder has no template, or one with mistakes.
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

    /// Returns the settings for checks: today, the extra fonts' characters, and another template.
    pub fn checks(&self, general: &General, template: &Template, fonts: &[Vec<u8>]) -> Checks {
        Checks {
            today: Some(general.today()),
            more_letters: letters_of(fonts),
            template: self.template.as_ref().map(|_| template.clone()),
            safeguarding_checked: self.safeguarding.checked.clone(),
            ..Checks::default()
        }
    }

    /// Reads the font files in the folder, sorted by name.
    ///
    /// # Errors
    /// If one of them cannot be read or is damaged, or together they are larger than any school needs.
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
