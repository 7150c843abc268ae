//! The template and the fonts that were asked for.

use std::path::{Path, PathBuf};
use std::{fs, io};

use sendplan::press::{Template, letters_of};
use sendplan::{Checks, check};

use super::args::{General, With};
use super::output::FileTrouble;

/// A folder that was named as a template's and holds none.
#[derive(Debug, thiserror::Error)]
#[error("`{}` is not a template: {}", .0.display(), .1)]
pub struct NoTemplate(PathBuf, String);

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
            let not = |why: String| NoTemplate(folder.join("template.yaml"), why);
            let text = template.file("template.yaml");
            let text = text.ok_or_else(|| not("there is no such file".to_owned()))?;
            let text = String::from_utf8_lossy(text);
            check::Template::from_yaml(&text).map_err(|why| not(why.to_string()))
        });
        Ok(Checks {
            today: Some(general.today()),
            more_letters: letters_of(fonts),
            template: asked.transpose()?,
            ..Checks::default()
        })
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
    paths.retain(|path| {
        let ending = path.extension().map(|ending| ending.to_ascii_lowercase());
        ending.is_some_and(|ending| {
            ["ttf", "otf", "ttc", "otc"]
                .iter()
                .any(|known| ending == *known)
        })
    });
    paths.sort();
    paths.iter().map(fs::read).collect()
}
