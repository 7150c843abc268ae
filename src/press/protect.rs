//! A finished copy behind a password: encrypted with AES-256, as ISO 32000-2 has it (version 5, revision 6).
//!
//! Everything in the file that is a text or a stream is encrypted, its metadata too. Keys and salts are random, so the same
//! copy gives other bytes each time. Whoever has the password may do everything with the copy, above all print it and have it read
//! aloud: it is theirs.

use std::collections::BTreeMap;
use std::mem;
use std::sync::Arc;

use lopdf::encryption::crypt_filters::{Aes256CryptFilter, CryptFilter};
use lopdf::encryption::encrypt_object;
use lopdf::{
    Document, EncryptionState, EncryptionVersion, LoadOptions, Object, Permissions, StringFormat,
    dictionary,
};

use super::{Password, Pdf};

/// The name under which the file says how it is encrypted.
const FILTER: &[u8] = b"StdCF";

/// Why a copy could not be protected, as a sentence without its full stop.
#[derive(Debug, thiserror::Error)]
pub enum ProtectError {
    /// The copy says that it is PDF/A-2a, which a protected one cannot be.
    #[error("the copy could not be protected: it says that it is PDF/A-2a, which forbids that")]
    Archival,
    /// The document cannot be read or written.
    #[error("the copy could not be protected: {0}")]
    Document(#[from] lopdf::Error),
    /// The system has no random numbers to give.
    #[error("the copy could not be protected: {0}")]
    Random(#[from] getrandom::Error),
}

/// The same copy, which opens with the password alone. It comes from a press whose copies are
/// [not archival](super::Press::archival).
///
/// # Errors
/// [`ProtectError`].
pub fn protect(pdf: Pdf, password: &Password) -> Result<Pdf, ProtectError> {
    if pdf.archival {
        return Err(ProtectError::Archival);
    }
    let whole = LoadOptions {
        strict: true,
        ..LoadOptions::default()
    };
    let mut document = Document::load_mem_with_options(&pdf.bytes, whole)?;
    // An identifier made from the contents would let a guess at them be tried without the password.
    let id = Object::String(random::<16>()?.to_vec(), StringFormat::Hexadecimal);
    document.trailer.set("ID", vec![id.clone(), id]);
    say_what_it_takes(&mut document)?;
    encrypt(&mut document, password)?;
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).map_err(lopdf::Error::from)?;
    Ok(Pdf { bytes, ..pdf })
}

/// Whether a file is protected and opens with this password.
pub fn opens(bytes: &[u8], password: &Password) -> bool {
    Document::load_mem(bytes).is_ok_and(|document| {
        document
            .authenticate_user_password(password.reveal())
            .is_ok()
    })
}

/// A document that may be protected, read with the password where it is.
pub(crate) fn open(bytes: &[u8], password: Option<&Password>) -> lopdf::Result<Document> {
    let options = LoadOptions {
        password: password.map(|password| password.reveal().to_owned()),
        ..LoadOptions::default()
    };
    let document = Document::load_mem_with_options(bytes, options)?;
    // Without a password it is given with nothing in it.
    if document.is_encrypted() {
        return Err(lopdf::Error::InvalidPassword);
    }
    Ok(document)
}

fn encrypt(document: &mut Document, password: &Password) -> Result<(), ProtectError> {
    let filter: Arc<dyn CryptFilter> = Arc::new(Aes256CryptFilter);
    let state = EncryptionState::try_from(EncryptionVersion::V5 {
        encrypt_metadata: true,
        crypt_filters: BTreeMap::from([(FILTER.to_vec(), filter)]),
        file_encryption_key: &random::<32>()?,
        stream_filter: FILTER.to_vec(),
        string_filter: FILTER.to_vec(),
        // A second password for the owner would be one more to keep, and would guard nothing: everything is allowed.
        owner_password: password.reveal(),
        user_password: password.reveal(),
        permissions: Permissions::all(),
    })?;
    for (id, object) in &mut document.objects {
        // `Document::encrypt` leaves the texts in a stream's dictionary as they are; readers expect them encrypted.
        if let Object::Stream(stream) = object {
            let mut about = Object::Dictionary(mem::take(&mut stream.dict));
            encrypt_object(&state, *id, &mut about).map_err(lopdf::Error::from)?;
            if let Object::Dictionary(about) = about {
                stream.dict = about;
            }
        }
    }
    document.encrypt(&state)?;
    // Some readers look for the length of the key, which every other program writes, in bits here and in bytes there.
    let id = document.trailer.get(b"Encrypt")?.as_reference()?;
    let how = document.get_dictionary_mut(id)?;
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
    document.objects.values_mut().for_each(in_figures);
    Ok(())
}

/// Has encrypted texts written in hexadecimal figures. As letters, one with two line feeds in a row is read wrongly by some.
fn in_figures(object: &mut Object) {
    match object {
        Object::String(_, format) => *format = StringFormat::Hexadecimal,
        Object::Array(items) => items.iter_mut().for_each(in_figures),
        Object::Dictionary(fields) => fields.iter_mut().for_each(|(_, value)| in_figures(value)),
        Object::Stream(stream) => stream
            .dict
            .iter_mut()
            .for_each(|(_, value)| in_figures(value)),
        _ => {}
    }
}

/// AES-256 came with PDF 2.0; a file of PDF 1.7 names the extension that brought it there.
fn say_what_it_takes(document: &mut Document) -> lopdf::Result<()> {
    let extension = dictionary! { "BaseVersion" => "1.7", "ExtensionLevel" => 8 };
    let extensions = dictionary! { "ADBE" => extension };
    document.catalog_mut()?.set("Extensions", extensions);
    Ok(())
}

/// Random bytes from the system, fit for keys.
fn random<const N: usize>() -> Result<[u8; N], getrandom::Error> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes)?;
    Ok(bytes)
}
