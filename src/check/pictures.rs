//! The photo and the logo: there, inside the folder, and pictures that can be printed.

use super::{Findings, Mend};
use crate::diagnostic::message::value;
use crate::diagnostic::{Rule, message, words};
use crate::format::{Path, at};
use crate::load::{Loaded, PictureFile, PictureTrouble};
use crate::picture::{LOGO, PHOTO, PrintSize};
use crate::plan::Photo;

pub(super) fn run(findings: &mut Findings<'_>, loaded: &Loaded) {
    let named = |photo: &'_ Option<Photo>| photo.as_ref().and_then(|photo| photo.file.clone());
    let (photo, logo) = (
        named(&loaded.plan.child.photo),
        named(&loaded.plan.school.logo),
    );
    for (path, file, size, typed) in [
        (at!("child", "photo", "file"), &loaded.photo, PHOTO, photo),
        (at!("school", "logo", "file"), &loaded.logo, LOGO, logo),
    ] {
        if let Some(file) = file {
            one(findings, path, file, size, typed.as_deref());
        }
    }
}

/// A picture is made fit for print here, as it would be for a copy: only that tells whether a copy can be made.
fn one(
    findings: &mut Findings<'_>,
    path: Path,
    file: &PictureFile,
    size: PrintSize,
    typed: Option<&str>,
) {
    if let (Some(there), Some(typed)) = (&file.instead, typed) {
        let message = "there is no file of this name, but one that is spelt otherwise";
        let help = message!("write `{}`, which is there", value(there));
        let mend = Mend {
            at: 0..typed.len(),
            from: typed.to_owned(),
            to: there.clone(),
        };
        return findings.add_mended(Rule::MissingFile, path, message, help, vec![mend]);
    }
    let trouble = match (file.prepared(size), &file.bytes) {
        (Some(Err(problem)), _) => {
            let (message, help) = (problem.to_string(), problem.help());
            return findings.add(Rule::BadPicture, path, words(message), words(help));
        }
        (Some(Ok(made)), _) if made.is_huge() => {
            let message = "the picture is far larger than print needs";
            let help = "it is scaled down for print; a smaller one makes the copies quicker";
            return findings.add(Rule::HugePicture, path, message, help);
        }
        (_, Err(trouble)) => trouble,
        _ => return,
    };
    let (rule, message, help) = match trouble {
        PictureTrouble::Missing => (
            Rule::MissingFile,
            "there is no file of this name",
            "check the name; the picture must lie in the folder of the file that names it, or below",
        ),
        PictureTrouble::Outside => (
            Rule::UnsafePath,
            "the picture is outside the folder of the file that names it",
            "copy the picture into that folder and write its name alone",
        ),
        PictureTrouble::TooLarge => (
            Rule::BadPicture,
            "the picture's file is larger than 20 MB",
            "save it smaller: a photo needs 1,000 dots in width at most",
        ),
        PictureTrouble::Unreadable => (
            Rule::MissingFile,
            "the picture could not be read from the disk",
            "check that it is a picture and that you may open it",
        ),
    };
    findings.add(rule, path, message, help);
}
