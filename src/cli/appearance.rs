//! Loads the template and the fonts given on the command line.

use std::path::{Path, PathBuf};
use std::{fs, io};

use crate::Checks;
use crate::diagnostic::Diagnostic;
use crate::press::letters_of;
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
            safeguarding_checked: self.safeguarding_checked.clone(),
            ..Checks::default()
        }
    }

    /// Reads the font files in the folder, sorted by name.
    pub fn fonts(&self) -> Result<Vec<Vec<u8>>, FileTrouble> {
        match &self.fonts {
            Some(folder) => fonts_in(folder).map_err(|why| FileTrouble::reading(folder, why)),
            None => Ok(Vec::new()),
        }
    }
}

fn fonts_in(folder: &Path) -> io::Result<Vec<Vec<u8>>> {
    let entries = fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
    let mut paths: Vec<PathBuf> = entries.iter().map(fs::DirEntry::path).collect();
    paths.retain(|path| ends_in(path, &["ttf", "otf", "ttc", "otc"]));
    paths.sort();
    paths.iter().map(fs::read).collect()
}
