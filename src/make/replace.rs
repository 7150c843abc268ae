//! What lies where a copy is to go: a copy never takes the place of another child's, of a later plan's, or of a stranger's file.

use std::collections::BTreeSet;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::{fmt, fs, str};

use chrono::NaiveDate;

use super::names::is_of;
use crate::copy::Identity;
use crate::disk::in_words;
use crate::press::{Password, open};

/// Why a file is not replaced. After the file's name it is a sentence without its full stop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kept {
    AnotherChilds,
    Later,
    Protected,
    NotOurs,
    /// No program can open it as a PDF.
    Damaged,
    NotAFile,
    /// It could not be read, for this reason.
    Unreadable(String),
}

impl Kept {
    /// What lies there.
    pub fn what(&self) -> &'static str {
        match self {
            Kept::AnotherChilds => "is a copy of another child's plan",
            Kept::Later => "is a copy of a later plan of this child",
            Kept::Protected => "is protected, so whose copy it is cannot be seen",
            Kept::NotOurs => "is not a copy that sendplan made",
            Kept::Damaged => "is damaged or is not a copy that sendplan made",
            Kept::NotAFile => "is a folder or a link, not a copy",
            Kept::Unreadable(_) => "is there and could not be read",
        }
    }

    /// What to do about it.
    fn help(&self) -> &str {
        match self {
            Kept::AnotherChilds => {
                "give this plan a reference of its own, or write --replace where only the child's name has changed"
            }
            Kept::Later => "name another folder with -o, or write --replace",
            Kept::Protected => {
                "give its password with --protect, name another folder with -o, or write --replace"
            }
            Kept::NotOurs | Kept::Damaged => {
                "move it, name another folder with -o, or write --replace"
            }
            Kept::NotAFile => "move it, or name another folder with -o",
            Kept::Unreadable(why) => why,
        }
    }
}

impl fmt::Display for Kept {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.what(), self.help())
    }
}

/// Whether a copy of this plan may be written to a path: there is nothing, or a copy of the same child and of this plan or an
/// earlier one.
///
/// # Errors
/// What lies there.
pub(crate) fn may_replace(
    path: &Path,
    own: &Identity,
    password: Option<&Password>,
) -> Result<(), Kept> {
    match fs::symlink_metadata(path) {
        Ok(there) if there.is_file() => {}
        Ok(_) => return Err(Kept::NotAFile),
        Err(why) if why.kind() == ErrorKind::NotFound => return Ok(()),
        // A part of the path is no folder, or cannot be entered: writing says so.
        Err(_) => return Ok(()),
    }
    let bytes = fs::read(path).map_err(|why| Kept::Unreadable(in_words(&why)))?;
    let there = whose(&bytes, password)?;
    if !own.is_of_the_child_of(&there) {
        Err(Kept::AnotherChilds)
    } else if own.is_before(&there) {
        Err(Kept::Later)
    } else {
        Ok(())
    }
}

/// The copies of this plan in a folder that it does not ask for: those of a recipient who was taken out, or under a name that
/// it gave before. `asked` are the names of all its copies.
///
/// # Errors
/// Where the folder cannot be listed.
pub(crate) fn left_over(
    folder: &Path,
    stem: &str,
    own: &Identity,
    asked: &BTreeSet<String>,
    password: Option<&Password>,
) -> io::Result<Vec<PathBuf>> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries.flatten(),
        // Nothing is left over there; whether there can be a folder is for the writer to say.
        Err(why) if matches!(why.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            return Ok(Vec::new());
        }
        Err(why) => return Err(why),
    };
    let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
    let mut names: Vec<String> = names
        .filter(|name| is_of(stem, name) && !asked.contains(&name.to_lowercase()))
        .collect();
    names.sort();
    let paths = names.into_iter().map(|name| folder.join(name));
    let is_own = |path: &PathBuf| {
        let is_file = fs::symlink_metadata(path).is_ok_and(|there| there.is_file());
        let there = is_file.then(|| fs::read(path).ok()).flatten();
        let there = there.and_then(|bytes| whose(&bytes, password).ok());
        there.is_some_and(|there| there.is_named_as(own) && !own.is_before(&there))
    };
    Ok(paths.filter(is_own).collect())
}

/// Whose copy some bytes are, or what they are instead.
fn whose(bytes: &[u8], password: Option<&Password>) -> Result<Identity, Kept> {
    if !bytes.starts_with(b"%PDF-") {
        return Err(Kept::Damaged);
    }
    // The packet stands at the end of our files as plain text, but in a protected one.
    if let Some(identity) = packet(bytes).and_then(identity) {
        return Ok(identity);
    }
    let document = open(bytes, password).map_err(|_| match find(bytes, b"/Encrypt") {
        Some(_) => Kept::Protected,
        None => Kept::Damaged,
    })?;
    let said = || {
        let metadata = document.catalog().ok()?.get(b"Metadata").ok()?;
        let stream = document.dereference(metadata).ok()?.1.as_stream().ok()?;
        let plain = stream.get_plain_content().ok()?;
        packet(&plain).and_then(identity)
    };
    said().ok_or(Kept::NotOurs)
}

/// The last XMP packet in some bytes.
fn packet(bytes: &[u8]) -> Option<&str> {
    let start = bytes.windows(9).rposition(|some| some == b"<?xpacket")?;
    // The packet's own end begins in the same way.
    let before = bytes.get(..start)?;
    let start = before.windows(9).rposition(|some| some == b"<?xpacket")?;
    let packet = bytes.get(start..)?;
    let end = find(packet, b"</rdf:RDF>")?;
    str::from_utf8(packet.get(..end)?).ok()
}

/// Whose copy a packet says that its document is; nothing where it is no copy of ours.
fn identity(packet: &str) -> Option<Identity> {
    let said = |name: &str| {
        let (_, rest) = packet.split_once(&format!("<{name}>"))?;
        rest.split_once(&format!("</{name}>")).map(|(said, _)| said)
    };
    if !said("xmp:CreatorTool")?.starts_with("sendplan ") {
        return None;
    }
    let day = said("xmp:CreateDate").and_then(|day| day.get(..10));
    let day = day.and_then(|day| day.parse::<NaiveDate>().ok());
    Some(Identity::from_keywords(
        said("pdf:Keywords").unwrap_or_default(),
        day,
    ))
}

fn find(bytes: &[u8], some: &[u8]) -> Option<usize> {
    bytes.windows(some.len()).position(|at| at == some)
}
