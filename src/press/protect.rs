//! A finished copy behind a password: encrypted with AES-256, as ISO 32000-2 has it (version 5, revision 6).
//!
//! Everything in the file that is a text or a stream is encrypted, its metadata too. Keys and salts are random, so the same
//! copy gives other bytes each time. Whoever has the password may do everything with the copy, above all print it and have it read
//! aloud: it is theirs.

mod sealed;
mod write;

use std::collections::BTreeMap;
use std::sync::Arc;

use lopdf::encryption::crypt_filters::{Aes256CryptFilter, CryptFilter};
use lopdf::{
    Document, EncryptionState, EncryptionVersion, LoadOptions, Object, Permissions, StringFormat,
    dictionary,
};

use super::{Password, Pdf};
use sealed::sealed;

/// The name under which the file says how it is encrypted.
const FILTER: &[u8] = b"StdCF";

/// Why a copy could not be protected, as a sentence without its full stop.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
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
    let bytes = sealed(document, &state(password)?)?;
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

fn state(password: &Password) -> Result<EncryptionState, ProtectError> {
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
    });
    Ok(state?)
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
