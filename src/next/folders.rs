//! Pictures and the schema keep being found where the next plan lies in another folder.

use std::path::{Component, Path, PathBuf};

use super::notes::Begun;
use super::phrases::phrases;
use crate::path::at;
use crate::plan::Photo;

/// The folder of a plan and another folder, where the next one is to lie; both from the root, without links.
#[derive(Clone, Debug)]
pub struct Folders {
    /// The plan's folder.
    pub from: PathBuf,
    /// The next plan's folder.
    pub to: PathBuf,
}

impl Folders {
    /// The name by which a file is found from the new folder, if it lies in it or below.
    fn name_there(&self, file: &str) -> Option<String> {
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

/// Names the pictures as they are found from the new folder, or asks for them to be copied there.
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
        match folders.name_there(file) {
            Some(name) => *file = name,
            None => begun.notes.beside(&path, &phrases().copy_picture),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_found_from_a_folder_above_and_from_no_other() {
        for (to, file, name) in [
            ("/plans/owls", "./a.jpg", Some("a.jpg")),
            ("/plans", "pictures/a.jpg", Some("owls/pictures/a.jpg")),
            ("/plans/owls/pictures", "pictures/a.jpg", Some("a.jpg")),
            ("/plans/wrens", "a.jpg", None),
            ("/plans", "../a.jpg", None),
        ] {
            let (from, to) = ("/plans/owls".into(), to.into());
            assert_eq!(Folders { from, to }.name_there(file).as_deref(), name);
        }
    }
}
