//! A document laid out so that encryption leaves nothing to be read: PDF encrypts texts and streams, and no numbers or names.
//!
//! Whatever may lie in an object stream does: the widths of letters, the names of fonts, headings, lists and the sizes of
//! pictures. What is left in the clear is how each stream is decoded, and its length to the next 4 KiB and a bit.

use std::collections::BTreeMap;

use lopdf::encryption::encrypt_object;
use lopdf::{Dictionary, Document, EncryptionState, Object, ObjectId, Stream, dictionary};

use super::write::write;
use super::{ProtectError, random};

/// What must stand in a stream's own dictionary for it to be read at all.
const KEPT: [&[u8]; 4] = [b"Length", b"Filter", b"Type", b"Subtype"];

/// Streams are as long as a multiple of this, in bytes.
const BLOCK: usize = 4096;

/// What AES puts before a stream and behind it, where it is a multiple of 16 bytes long.
const AROUND: usize = 32;

/// The number of objects is a multiple of this.
const OBJECTS: usize = 256;

/// The file of a document that is encrypted in this way.
pub(super) fn sealed(document: Document, state: &EncryptionState) -> Result<Vec<u8>, ProtectError> {
    let mut trailer = document.trailer.clone();
    let (mut streams, mut others) = apart(document, &mut trailer);
    let first = streams.len() + 1;
    // The number of objects tells how much a plan says.
    while (first + others.len()) % OBJECTS != 0 {
        others.push(Object::Null);
    }
    streams.push(object_stream(first + 1, &others)?);
    let mut file = File::new();
    for (index, stream) in streams.into_iter().enumerate() {
        let id = number(index + 1);
        let mut sealed = Object::Stream(padded(stream)?);
        encrypt_object(state, id, &mut sealed).map_err(lopdf::Error::from)?;
        file.add(id, &sealed);
    }
    for index in 0..others.len() {
        file.entries.push(Entry::Within(first, index));
    }
    file.finish(trailer, how(state)?)
}

/// A document's streams, with nothing in their dictionaries but what decodes them, and all its other objects, under numbers
/// that tell no more than that.
fn apart(document: Document, trailer: &mut Dictionary) -> (Vec<Stream>, Vec<Object>) {
    let (streams, mut others): (Vec<_>, Vec<_>) = document
        .objects
        .into_iter()
        .partition(|(_, object)| matches!(object, Object::Stream(_)));
    let first = streams.len() + 2;
    let mut numbers: BTreeMap<ObjectId, ObjectId> = BTreeMap::new();
    for (index, (id, _)) in streams.iter().enumerate() {
        numbers.insert(*id, number(index + 1));
    }
    for (index, (id, _)) in others.iter().enumerate() {
        numbers.insert(*id, number(first + index));
    }
    let mut stripped = Vec::new();
    for (_, object) in streams {
        let Object::Stream(mut stream) = object else {
            continue;
        };
        for (key, value) in &mut stream.dict {
            if KEPT.contains(&key.as_slice()) || matches!(value, Object::Reference(_)) {
                continue;
            }
            // Under a number that no object of the document has.
            let id = (
                u32::MAX,
                u16::try_from(others.len() % 65_536).unwrap_or_default(),
            );
            let id = (id.0 - u32::try_from(others.len()).unwrap_or_default(), 0);
            numbers.insert(id, number(first + others.len()));
            others.push((id, std::mem::replace(value, Object::Reference(id))));
        }
        stripped.push(stream);
    }
    let mut others: Vec<Object> = others.into_iter().map(|(_, object)| object).collect();
    others
        .iter_mut()
        .for_each(|object| renumber(object, &numbers));
    for stream in &mut stripped {
        stream
            .dict
            .iter_mut()
            .for_each(|(_, value)| renumber(value, &numbers));
    }
    trailer
        .iter_mut()
        .for_each(|(_, value)| renumber(value, &numbers));
    (stripped, others)
}

fn number(number: usize) -> ObjectId {
    (u32::try_from(number).unwrap_or(u32::MAX), 0)
}

fn renumber(object: &mut Object, numbers: &BTreeMap<ObjectId, ObjectId>) {
    match object {
        Object::Reference(id) => {
            if let Some(new) = numbers.get(id) {
                *id = *new;
            }
        }
        Object::Array(items) => items.iter_mut().for_each(|item| renumber(item, numbers)),
        Object::Dictionary(fields) => {
            fields
                .iter_mut()
                .for_each(|(_, value)| renumber(value, numbers));
        }
        _ => {}
    }
}

/// One stream with objects in it, the first of which has this number.
fn object_stream(first: usize, objects: &[Object]) -> Result<Stream, ProtectError> {
    let (mut places, mut content) = (Vec::new(), Vec::new());
    for (index, object) in objects.iter().enumerate() {
        places.extend(format!("{} {} ", first + index, content.len()).into_bytes());
        write(object, &mut content);
        content.push(b'\n');
    }
    places.resize(places.len().next_multiple_of(BLOCK), b' ');
    let about = dictionary! {
        "Type" => "ObjStm",
        "N" => i64::try_from(objects.len()).unwrap_or_default(),
        "First" => i64::try_from(places.len()).unwrap_or_default(),
    };
    places.extend(content);
    let mut stream = Stream::new(about, places);
    stream.compress()?;
    Ok(stream)
}

/// A stream with bytes behind it that nobody reads: to a multiple of a block and, as chance has it, one more.
fn padded(mut stream: Stream) -> Result<Stream, ProtectError> {
    // Behind compressed data anything is passed over; plain texts end in spaces.
    let sign = if stream.dict.has(b"Filter") { 0 } else { b' ' };
    let [more] = random::<1>()?;
    let length = (stream.content.len() + AROUND).next_multiple_of(BLOCK);
    let length = length + BLOCK * usize::from(more % 2) - AROUND;
    stream.content.resize(length, sign);
    stream.allows_compression = false;
    Ok(stream)
}

/// How the file is encrypted, as the file says it.
fn how(state: &EncryptionState) -> Result<Object, ProtectError> {
    let mut how = state.encode().map_err(lopdf::Error::from)?;
    // Some readers look for the length of the key, which every other program writes, in bits here and in bytes there.
    how.set("Length", 256);
    how.set(
        "CF",
        dictionary! { "StdCF" => dictionary! {
            "Type" => "CryptFilter",
            "CFM" => "AESV3",
            "AuthEvent" => "DocOpen",
            "Length" => 32,
        } },
    );
    Ok(Object::Dictionary(how))
}

/// Where an object is.
enum Entry {
    /// At a byte of the file.
    At(usize),
    /// In an object stream, and where among its objects.
    Within(usize, usize),
}

/// A file that is being written.
struct File {
    bytes: Vec<u8>,
    /// Of each object from number 1 on.
    entries: Vec<Entry>,
}

impl File {
    fn new() -> File {
        File {
            // The second line has letters that tell programs that this is no plain text.
            bytes: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n".to_vec(),
            entries: Vec::new(),
        }
    }

    fn add(&mut self, (number, _): ObjectId, object: &Object) {
        self.entries.push(Entry::At(self.bytes.len()));
        self.bytes.extend(format!("{number} 0 obj\n").into_bytes());
        write(object, &mut self.bytes);
        self.bytes.extend(b"\nendobj\n");
    }

    /// The rest of the file: how it is encrypted, and where each object is.
    fn finish(mut self, trailer: Dictionary, how: Object) -> Result<Vec<u8>, ProtectError> {
        let encrypt = number(self.entries.len() + 1);
        self.add(encrypt, &how);
        let table = number(self.entries.len() + 1);
        let start = self.bytes.len();
        self.entries.push(Entry::At(start));
        let mut content = vec![0, 0, 0, 0, 0, 0xff, 0xff];
        for entry in &self.entries {
            let (kind, a, b) = match entry {
                Entry::At(place) => (1, *place, 0),
                Entry::Within(stream, index) => (2, *stream, *index),
            };
            content.push(kind);
            content.extend(u32::try_from(a).unwrap_or(u32::MAX).to_be_bytes());
            content.extend(u16::try_from(b).unwrap_or(u16::MAX).to_be_bytes());
        }
        let mut about = dictionary! {
            "Type" => "XRef",
            "Size" => i64::try_from(self.entries.len() + 1).unwrap_or_default(),
            "W" => vec![1.into(), 4.into(), 2.into()],
            "Encrypt" => Object::Reference(encrypt),
        };
        for key in [&b"Root"[..], b"Info", b"ID"] {
            if let Ok(value) = trailer.get(key) {
                about.set(key, value.clone());
            }
        }
        let mut table_stream = Stream::new(about, content);
        table_stream.compress()?;
        let (id, _) = table;
        self.bytes.extend(format!("{id} 0 obj\n").into_bytes());
        write(&Object::Stream(table_stream), &mut self.bytes);
        self.bytes
            .extend(format!("\nendobj\nstartxref\n{start}\n%%EOF\n").into_bytes());
        Ok(self.bytes)
    }
}
