//! The template and the fonts that were asked for.

use std::path::{Path, PathBuf};
use std::{fs, io};

use sendplan::press::Template;

use super::args::With;
use super::output::FileTrouble;

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
