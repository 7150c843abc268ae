//! What lies where a copy is to go: a copy never takes the place of another child's, of a later plan's, or of a stranger's file.

use std::collections::BTreeSet;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::{fs, str};

use chrono::NaiveDate;

use super::names::is_of;
use crate::copy::Identity;
use crate::disk::in_words;
use crate::press::{Password, open};

/// Why a file is not replaced, as a sentence without its full stop.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Kept {
    #[error(
        "`{}` is a copy of another child's plan: give this plan a reference of its own, or write --replace where only the \
         child's name has changed", .0.display()
    )]
    AnotherChilds(PathBuf),
    #[error(
        "`{}` is a copy of a later plan of this child: name another folder with -o, or write --replace", .0.display()
    )]
    Later(PathBuf),
    #[error(
        "`{}` is protected, so whose copy it is cannot be seen: give its password with --protect, name another folder with \
         -o, or write --replace", .0.display()
    )]
    Protected(PathBuf),
    #[error(
        "`{}` is not a copy that sendplan made: move it, name another folder with -o, or write --replace", .0.display()
    )]
    NotOurs(PathBuf),
    #[error("`{}` is a folder or a link, not a copy: move it, or name another folder with -o", .0.display())]
    NotAFile(PathBuf),
    #[error("`{}` is there and could not be read: {}", .0.display(), in_words(.1))]
    Unreadable(PathBuf, #[source] io::Error),
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
    let path_of = || path.to_owned();
    match fs::symlink_metadata(path) {
        Ok(there) if there.is_file() => {}
        Ok(_) => return Err(Kept::NotAFile(path_of())),
        Err(why) if why.kind() == ErrorKind::NotFound => return Ok(()),
        // A part of the path is no folder, or cannot be entered: writing says so.
        Err(_) => return Ok(()),
    }
    let bytes = fs::read(path).map_err(|why| Kept::Unreadable(path_of(), why))?;
    match whose(&bytes, password) {
        Whose::Protected => Err(Kept::Protected(path_of())),
        Whose::NotOurs => Err(Kept::NotOurs(path_of())),
        Whose::Copy(there) if !own.is_of_the_child_of(&there) => {
            Err(Kept::AnotherChilds(path_of()))
        }
        Whose::Copy(there) if own.is_before(&there) => Err(Kept::Later(path_of())),
        Whose::Copy(_) => Ok(()),
    }
}

/// The copies of this plan in a folder that it does not ask for: those of a recipient who was taken out, or under a name that
/// it gave before. `asked` are the names of all its copies.
pub(crate) fn left_over(
    folder: &Path,
    stem: &str,
    own: &Identity,
    asked: &BTreeSet<String>,
    password: Option<&Password>,
) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
    let mut names: Vec<String> = names
        .filter(|name| is_of(stem, name) && !asked.contains(&name.to_lowercase()))
        .collect();
    names.sort();
    let paths = names.into_iter().map(|name| folder.join(name));
    let is_own = |path: &PathBuf| {
        let is_file = fs::symlink_metadata(path).is_ok_and(|there| there.is_file());
        let whose = is_file.then(|| fs::read(path).ok()).flatten();
        let whose = whose.map(|bytes| whose_is(&bytes, password));
        matches!(whose, Some(Some(there)) if there.is_named_as(own) && !own.is_before(&there))
    };
    paths.filter(is_own).collect()
}

fn whose_is(bytes: &[u8], password: Option<&Password>) -> Option<Identity> {
    match whose(bytes, password) {
        Whose::Copy(identity) => Some(identity),
        Whose::Protected | Whose::NotOurs => None,
    }
}

/// Whose file some bytes are.
enum Whose {
    Copy(Identity),
    /// It has a password that is not known here.
    Protected,
    NotOurs,
}

fn whose(bytes: &[u8], password: Option<&Password>) -> Whose {
    if !bytes.starts_with(b"%PDF-") {
        return Whose::NotOurs;
    }
    // The packet stands at the end of our files as plain text, but in a protected one.
    if let Some(identity) = packet(bytes).and_then(identity) {
        return Whose::Copy(identity);
    }
    let read = || {
        let document = open(bytes, password).ok()?;
        let metadata = document.catalog().ok()?.get(b"Metadata").ok()?;
        let stream = document.dereference(metadata).ok()?.1.as_stream().ok()?;
        let plain = stream.get_plain_content().ok()?;
        Some(packet(&plain).and_then(identity))
    };
    match read() {
        Some(Some(identity)) => Whose::Copy(identity),
        Some(None) => Whose::NotOurs,
        None if find(bytes, b"/Encrypt").is_some() => Whose::Protected,
        None => Whose::NotOurs,
    }
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
