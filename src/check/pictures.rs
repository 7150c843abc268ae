//! The photo and the logo: there, inside the folder, and pictures that can be printed.

use super::{Findings, Mend};
use crate::diagnostic::message::value;
use crate::diagnostic::{Message, Rule, message, words};
use crate::format::{Path, at};
use crate::load::{Loaded, PictureFile, PictureTrouble};
use crate::picture;
use crate::plan::Photo;

pub(super) fn run(findings: &mut Findings<'_>, loaded: &Loaded) {
    let named = |photo: &'_ Option<Photo>| photo.as_ref().and_then(|photo| photo.file.clone());
    let (photo, logo) = (
        named(&loaded.plan.child.photo),
        named(&loaded.plan.school.logo),
    );
    for (path, file, typed) in [
        (at!("child", "photo", "file"), &loaded.photo, photo),
        (at!("school", "logo", "file"), &loaded.logo, logo),
    ] {
        if let Some(file) = file {
            one(findings, path, file, typed.as_deref());
        }
    }
}

fn one(findings: &mut Findings<'_>, path: Path, file: &PictureFile, typed: Option<&str>) {
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
    let (rule, message, help): (_, Message, Message) = match &file.bytes {
        Ok(bytes) => match picture::inspect(bytes) {
            Ok(facts) if facts.huge => (
                Rule::HugePicture,
                "the picture is far larger than print needs".into(),
                "it is scaled down for print; a smaller one makes the copies quicker".into(),
            ),
            Ok(_) => return,
            Err(problem) => (Rule::BadPicture, words(problem.to_string()).into(), words(problem.help()).into()),
        },
        Err(PictureTrouble::Missing) => (
            Rule::MissingFile,
            "there is no file of this name".into(),
            "check the name; the picture must lie in the folder of the file that names it, or below".into(),
        ),
        Err(PictureTrouble::Outside) => (
            Rule::UnsafePath,
            "the picture is outside the folder of the file that names it".into(),
            "copy the picture into that folder and write its name alone".into(),
        ),
        Err(PictureTrouble::TooLarge) => (
            Rule::BadPicture,
            "the picture's file is larger than 20 MB".into(),
            "save it smaller: a photo needs 1,000 dots in width at most".into(),
        ),
        Err(PictureTrouble::Unreadable) => (
            Rule::MissingFile,
            "the picture could not be read from the disk".into(),
            "check that it is a picture and that you may open it".into(),
        ),
    };
    findings.add(rule, path, message, help);
}
