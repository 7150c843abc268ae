//! Keeps the paths of pictures valid if the next plan is in another folder.

use std::path::{Component, Path, PathBuf};

use super::notes::Begun;
use super::phrases::phrases;
use crate::path::at;
use crate::plan::Photo;

/// The folders of a plan and of the next one; both absolute, without links.
#[derive(Clone, Debug)]
pub struct Folders {
    /// The plan's folder.
    pub from: PathBuf,
    /// The next plan's folder.
    pub to: PathBuf,
}

impl Folders {
    /// Returns a file's path relative to the new folder, if it is inside it.
    fn relative_to_new(&self, file: &str) -> Option<String> {
        let mut path = self.from.clone();
        for part in Path::new(file).components() {
            match part {
                Component::Normal(name) => path.push(name),
                Component::CurDir => {}
                _ => return None,
            }
        }
        let below = path.strip_prefix(&self.to).ok()?;
        let parts: Option<Vec<&str>> = below.iter().map(|part| part.to_str()).collect();
        Some(parts?.join("/"))
    }
}

/// Changes picture paths to be relative to the new folder, or asks for the pictures to be copied there.
pub(super) fn pictures(begun: &mut Begun, folders: &Folders) {
    let plan = &mut begun.plan;
    let pictures = [
        (at!("child", "photo", "file"), &mut plan.child.photo),
        (at!("school", "logo", "file"), &mut plan.school.logo),
    ];
    for (path, picture) in pictures {
        let Some(Photo {
            file: Some(file), ..
        }) = picture
        else {
            continue;
        };
        match folders.relative_to_new(file) {
            Some(name) => *file = name,
            None => begun.notes.beside(&path, &phrases().copy_picture),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_found_from_a_folder_above_it_only() {
        for (to, file, name) in [
            ("/plans/owls", "./a.jpg", Some("a.jpg")),
            ("/plans", "pictures/a.jpg", Some("owls/pictures/a.jpg")),
            ("/plans/owls/pictures", "pictures/a.jpg", Some("a.jpg")),
            ("/plans/wrens", "a.jpg", None),
            ("/plans", "../a.jpg", None),
        ] {
            let (from, to) = ("/plans/owls".into(), to.into());
            assert_eq!(Folders { from, to }.relative_to_new(file).as_deref(), name);
        }
    }
}
