//! The template and the fonts that were asked for.

use std::path::{Path, PathBuf};
use std::{fs, io};

use crate::press::{Template, letters_of};
use crate::{Checks, Reader, check};

use super::args::{General, With};
use super::output::{FileTrouble, ends_in};

/// A folder that was named as a template's and holds none.
#[derive(Debug, thiserror::Error)]
#[error("`{}` is {}", .0.display(), .1)]
pub struct NoTemplate(PathBuf, String);

impl NoTemplate {
    fn not_there(file: PathBuf) -> NoTemplate {
        let what = "not there: begin a template with a copy of the folder layouts/islington";
        NoTemplate(file, what.to_owned())
    }
}

impl With {
    /// The template, embedded or from the folder.
    pub fn template(&self) -> Result<Template, FileTrouble> {
        match &self.template {
            Some(folder) => {
                Template::from_folder(folder).map_err(|why| FileTrouble::reading(folder, why))
            }
            None => Ok(Template::islington()),
        }
    }

    /// What plans are held against: today, the letters of the added fonts, and what the template of the folder asks for.
    ///
    /// # Errors
    /// Where the folder has no `template.yaml`, or one that is none.
    pub fn checks(
        &self,
        general: &General,
        template: &Template,
        fonts: &[Vec<u8>],
    ) -> Result<Checks, NoTemplate> {
        let asked = self.template.as_ref().map(|folder| {
            let file = folder.join("template.yaml");
            let Some(text) = template.file("template.yaml") else {
                return Err(NoTemplate::not_there(file));
            };
            check::Template::from_yaml(&String::from_utf8_lossy(text)).map_err(|why| {
                let line = why.location().map_or(1, |at| at.line());
                let what = format!(
                    "not a template: hold line {line} against the one in layouts/islington"
                );
                NoTemplate(file, what)
            })
        });
        Ok(Checks {
            today: Some(general.today()),
            more_letters: letters_of(fonts),
            template: asked.transpose()?,
            safeguarding_checked: self.safeguarding_checked.clone(),
            ..Checks::default()
        })
    }

    /// Looks whether the template has the layouts of some copies, before the first of them is made.
    ///
    /// # Errors
    /// Where the folder has one of them not.
    pub fn has_layouts(&self, template: &Template, readers: &[Reader]) -> Result<(), NoTemplate> {
        let Some(folder) = &self.template else {
            return Ok(());
        };
        let layouts = readers.iter().map(|reader| match reader {
            Reader::Parent => "parent.typ",
            Reader::Child => "child.typ",
            Reader::Staff => "staff.typ",
            Reader::Review => "review.typ",
        });
        let mut missing = layouts.filter(|layout| template.file(layout).is_none());
        let missing = missing.next().map(|layout| folder.join(layout));
        missing.map_or(Ok(()), |file| Err(NoTemplate::not_there(file)))
    }

    /// The font files of the folder, in the order of their names.
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
