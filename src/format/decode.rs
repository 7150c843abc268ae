//! Decodes a file's bytes to text, or explains why that is impossible.

use crate::diagnostic::{Message, Rule, message, words};

/// The largest file that is read, in bytes: 1 MiB. A plan has tens of kilobytes.
pub const LARGEST: usize = 1 << 20;

/// Why a file cannot be read as text.
pub(super) struct Trouble {
    pub rule: Rule,
    pub message: Message,
    pub help: &'static str,
}

/// Returns the file's text, without a byte order mark.
pub(super) fn text(bytes: &[u8]) -> Result<String, Trouble> {
    if bytes.len() > LARGEST {
        return Err(Trouble {
            rule: Rule::TooLarge,
            message: "the file is larger than 1 MiB, which no plan needs".into(),
            help: "check that this is the plan and not a picture or another document",
        });
    }
    let not_text = |message: &'static str, help: &'static str| Trouble {
        rule: Rule::NotUtf8,
        message: message.into(),
        help,
    };
    let looks_like = |start: &[u8]| bytes.starts_with(start);
    if looks_like(&[0xFF, 0xFE]) || looks_like(&[0xFE, 0xFF]) {
        let help = "in your editor choose Save as, and the encoding UTF-8";
        return Err(not_text(
            "the file is saved as UTF-16, which cannot be read",
            help,
        ));
    }
    if looks_like(b"PK\x03\x04") || looks_like(&[0xD0, 0xCF, 0x11, 0xE0]) {
        let help = "copy its text into a plain text file whose name ends in .yaml";
        return Err(not_text(
            "the file is a word processor's document, not plain text",
            help,
        ));
    }
    if looks_like(br"{\rtf") {
        let help = "open it, choose Save as and plain text, and give it a name that ends in .yaml";
        return Err(not_text(
            "the file is a Rich Text document, not plain text",
            help,
        ));
    }
    if looks_like(b"%PDF") || bytes.contains(&0) {
        let help = "check that this is the plan: a plain text file whose name ends in .yaml";
        return Err(not_text("the file is not text", help));
    }
    let bytes = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        // A few programs end lines with CR alone.
        Ok(text) if !text.contains('\n') => Ok(text.replace('\r', "\n")),
        Ok(text) => Ok(text.to_owned()),
        Err(why) => {
            let good = bytes.get(..why.valid_up_to()).unwrap_or_default();
            let line = good.iter().filter(|byte| **byte == b'\n').count() + 1;
            let message = message!(
                "the file is not saved as UTF-8: line {} has a letter that cannot be read",
                words(line.to_string())
            );
            let help = "in your editor choose Save as, and the encoding UTF-8";
            Err(Trouble {
                rule: Rule::NotUtf8,
                message,
                help,
            })
        }
    }
}
