//! The photo and the logo: there, inside the folder, and pictures that can be printed.

use super::Findings;
use crate::diagnostic::Rule;
use crate::load::{Loaded, PictureFile, PictureTrouble};
use crate::picture;

pub(super) fn run(findings: &mut Findings<'_>, loaded: &Loaded) {
    for (path, file) in [
        ("child.photo.file", &loaded.photo),
        ("school.logo.file", &loaded.logo),
    ] {
        if let Some(file) = file {
            one(findings, path, file);
        }
    }
}

fn one(findings: &mut Findings<'_>, path: &str, file: &PictureFile) {
    let (rule, message, help) = match &file.bytes {
        Ok(bytes) => match picture::inspect(bytes) {
            Ok(facts) if facts.huge => (
                Rule::HugePicture,
                "the picture is far larger than print needs".to_owned(),
                "it is scaled down for print; a smaller one makes the copies quicker".to_owned(),
            ),
            Ok(_) => return,
            Err(problem) => (Rule::BadPicture, problem.to_string(), problem.help().to_owned()),
        },
        Err(PictureTrouble::Missing) => (
            Rule::MissingFile,
            "there is no file of this name".to_owned(),
            "check the name; the picture must lie in the folder of the file that names it, or below".to_owned(),
        ),
        Err(PictureTrouble::Outside) => (
            Rule::UnsafePath,
            "the picture is outside the folder of the file that names it".to_owned(),
            "copy the picture into that folder and write its name alone".to_owned(),
        ),
        Err(PictureTrouble::TooLarge) => (
            Rule::BadPicture,
            "the picture's file is larger than 20 MB".to_owned(),
            "save it smaller: a photo needs 1,000 dots in width at most".to_owned(),
        ),
        Err(PictureTrouble::Unreadable) => (
            Rule::MissingFile,
            "the picture could not be read from the disk".to_owned(),
            "check that it is a picture and that you may open it".to_owned(),
        ),
    };
    findings.add(rule, path, message, help);
}
