//! Requests and answers on their way between processes: a line that says what follows, and the bytes of pictures and PDFs.

use std::io::{self, BufRead, Write};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::not_made::NotMade;
use super::request::{Picture, Request};
use crate::make::Wanted;
use crate::press::Pdf;

/// The first line of a message.
#[derive(Serialize, Deserialize)]
struct Line<H> {
    head: H,
    /// The lengths of the bytes that follow.
    follow: Vec<usize>,
}

/// A request without its pictures' bytes: the content, the names of photo and logo, and the copies.
type RequestHead = (String, [Option<String>; 2], Vec<Wanted>);

/// An answer without the PDFs' bytes: the pages of each, and whether it is archival.
type AnswerHead = Result<Vec<(usize, bool)>, NotMade>;

/// What came of a request.
type Answer = Result<Vec<Pdf>, NotMade>;

/// Writes a request.
///
/// # Errors
/// Those of the writer.
pub fn write_request(to: impl Write, request: &Request) -> io::Result<()> {
    let pictures = [&request.photo, &request.logo];
    let names = pictures.map(|picture| Some(picture.as_ref()?.name.clone()));
    let head: RequestHead = (request.content.to_string(), names, request.wanted.clone());
    let bytes = pictures.into_iter().flatten();
    write(to, head, bytes.map(|picture| &*picture.bytes))
}

/// Reads the next request; nothing where there are no more.
///
/// # Errors
/// Those of the reader, or where it is no request.
pub fn read_request(from: impl BufRead) -> io::Result<Option<Request>> {
    let Some((head, bytes)) = read::<RequestHead>(from)? else {
        return Ok(None);
    };
    let (content, names, wanted) = head;
    let mut bytes = bytes.into_iter();
    let [photo, logo] = names.map(|name| {
        let (name, bytes) = (name?, bytes.next()?.into());
        Some(Picture { name, bytes })
    });
    Ok(Some(Request {
        content: content.into(),
        photo,
        logo,
        wanted,
    }))
}

/// Writes an answer.
///
/// # Errors
/// Those of the writer.
pub fn write_answer(to: impl Write, answer: &Answer) -> io::Result<()> {
    let pdfs = answer.as_deref().unwrap_or_default();
    let heads = pdfs.iter().map(|pdf| (pdf.pages, pdf.archival)).collect();
    let head: AnswerHead = answer.as_ref().map(|_| heads).map_err(NotMade::clone);
    write(to, head, pdfs.iter().map(|pdf| &*pdf.bytes))
}

/// Reads an answer.
///
/// # Errors
/// Those of the reader, or where there is none.
pub fn read_answer(from: impl BufRead) -> io::Result<Answer> {
    let read = read::<AnswerHead>(from)?;
    let (head, bytes) = read.ok_or(io::ErrorKind::UnexpectedEof)?;
    Ok(head.map(|heads| {
        let pdfs = heads.into_iter().zip(bytes);
        let pdfs = pdfs.map(|((pages, archival), bytes)| Pdf {
            bytes,
            pages,
            archival,
        });
        pdfs.collect()
    }))
}

fn write<'a>(
    mut to: impl Write,
    head: impl Serialize,
    parts: impl Iterator<Item = &'a [u8]> + Clone,
) -> io::Result<()> {
    let follow = parts.clone().map(<[u8]>::len).collect();
    let mut line = serde_json::to_vec(&Line { head, follow })?;
    line.push(b'\n');
    to.write_all(&line)?;
    for part in parts {
        to.write_all(part)?;
    }
    to.flush()
}

fn read<H: DeserializeOwned>(mut from: impl BufRead) -> io::Result<Option<(H, Vec<Vec<u8>>)>> {
    let mut line = String::new();
    if from.read_line(&mut line)? == 0 {
        return Ok(None);
    }
    let Line { head, follow } = serde_json::from_str(&line)?;
    let mut parts = Vec::new();
    for length in follow {
        let mut part = vec![0; length];
        from.read_exact(&mut part)?;
        parts.push(part);
    }
    Ok(Some((head, parts)))
}
