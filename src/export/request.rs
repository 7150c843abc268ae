//! What a worker is asked for, whether it is a thread or another process.

use std::io::{self, BufRead, Read, Write};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::make::Wanted;

/// The copies to make of one plan: what is printed, as it was when it was checked. An export alone makes one, of a plan without
/// errors.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    pub(super) content: Arc<str>,
    pub(super) photo: Option<Picture>,
    pub(super) logo: Option<Picture>,
    pub(super) wanted: Vec<Wanted>,
}

/// A picture of a plan.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Picture {
    /// What messages call its file.
    pub name: String,
    pub bytes: Arc<[u8]>,
}

/// A request on its way to another process: one line, and the bytes of the pictures behind it.
#[derive(Serialize, Deserialize)]
struct Head {
    content: String,
    photo: Option<(String, u64)>,
    logo: Option<(String, u64)>,
    wanted: Vec<Wanted>,
}

impl Request {
    /// Writes it for another process to [`read`](Request::read).
    ///
    /// # Errors
    /// Those of the writer.
    pub fn write(&self, mut to: impl Write) -> io::Result<()> {
        let size = |picture: &Picture| {
            let length = u64::try_from(picture.bytes.len()).unwrap_or(u64::MAX);
            (picture.name.clone(), length)
        };
        let head = Head {
            content: self.content.to_string(),
            photo: self.photo.as_ref().map(size),
            logo: self.logo.as_ref().map(size),
            wanted: self.wanted.clone(),
        };
        serde_json::to_writer(&mut to, &head)?;
        to.write_all(b"\n")?;
        for picture in [&self.photo, &self.logo].into_iter().flatten() {
            to.write_all(&picture.bytes)?;
        }
        to.flush()
    }

    /// Reads the next; nothing where there are no more.
    ///
    /// # Errors
    /// Those of the reader, or where it is no request.
    pub fn read(mut from: impl BufRead) -> io::Result<Option<Request>> {
        let mut line = String::new();
        if from.read_line(&mut line)? == 0 {
            return Ok(None);
        }
        let head: Head = serde_json::from_str(&line)?;
        let mut picture = |size: Option<(String, u64)>| match size {
            None => Ok(None),
            Some((name, length)) => read_exactly(&mut from, length).map(|bytes| {
                let bytes = bytes.into();
                Some(Picture { name, bytes })
            }),
        };
        Ok(Some(Request {
            content: head.content.into(),
            photo: picture(head.photo)?,
            logo: picture(head.logo)?,
            wanted: head.wanted,
        }))
    }
}

/// So many bytes, however many are said to come before they are there.
///
/// # Errors
/// Where there are fewer.
pub(super) fn read_exactly(from: impl Read, length: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let read = from.take(length).read_to_end(&mut bytes)?;
    if u64::try_from(read) != Ok(length) {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(bytes)
}
