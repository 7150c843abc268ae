//! Builds a message as an `.eml` file: the letter as text and as HTML, the calendar entry, and the attached copy.
//!
//! The `mail-builder` crate makes up boundaries, ids and dates unless it is given them. Here it always is.

use chrono::NaiveTime;
use mail_builder::MessageBuilder;
use mail_builder::headers::address::Address as Header;
use mail_builder::headers::content_type::ContentType;
use mail_builder::headers::date::Date;
use mail_builder::headers::raw::Raw;
use mail_builder::mime::MimePart;

use super::Mailbox;
use crate::digest::Digester;
use crate::make::safe;

/// A copy to attach: the finished PDF, protected or not.
#[derive(Clone, Debug)]
pub struct Attachment {
    /// The file.
    pub bytes: Vec<u8>,
    /// Whether it needs a password; the letter then says so.
    pub protected: bool,
}

/// The contents of a message.
pub(super) struct Draft<'a> {
    pub from: &'a Mailbox,
    pub to: &'a [Mailbox],
    pub subject: String,
    pub day: chrono::NaiveDate,
    /// What makes this message's id unique: the plan's digest, the meeting's id, its sequence.
    pub origin: String,
    pub text: String,
    pub html: String,
    pub calendar: String,
    pub method: &'static str,
    pub attached: Option<&'a Attachment>,
    /// The attachment's file name: the same for every parent, as a distinct name would reveal that there are others.
    pub attached_as: String,
}

impl Draft<'_> {
    /// Builds the message. The same draft gives the same bytes.
    pub fn bytes(self) -> Vec<u8> {
        let id = self.id();
        let html = text_part("text/html; charset=utf-8", self.html);
        let text = text_part("text/plain; charset=utf-8", self.text);
        // The last part, because a mail program shows the last kind that it supports.
        let calendar = text_part(
            format!("text/calendar; method={}; charset=utf-8", self.method),
            self.calendar,
        );
        let mut body = several("alternative", &id, vec![text, html, calendar]);
        if let Some(attached) = self.attached {
            body = several("mixed", &id, vec![body, pdf(&self.attached_as, attached)]);
        }
        let sent = self.day.and_time(NaiveTime::MIN).and_utc().timestamp();
        let to: Vec<Header<'_>> = self.to.iter().map(header).collect();
        let mut bytes = Vec::new();
        MessageBuilder::new()
            .date(Date::new(sent))
            .from(header(self.from))
            .to(to)
            .subject(as_typed(&self.subject))
            .message_id(format!("{id}@{}", self.from.address.domain()))
            .header("Content-Language", Raw::new("en-GB"))
            // Outlook then opens the file as a message to review and send, not as one received.
            .header("X-Unsent", Raw::new("1"))
            .body(body)
            .serialize(&mut bytes);
        bytes
    }

    fn id(&self) -> String {
        let mut digest = Digester::default();
        digest.add(&self.origin);
        digest.add(self.day.to_string());
        digest.add(self.from.address.as_str());
        for to in self.to {
            digest.add(to.address.as_str());
        }
        for part in [&self.subject, &self.text, &self.html, &self.calendar] {
            digest.add(part);
        }
        format!("{:016x}", digest.finish().number())
    }
}

fn header(person: &Mailbox) -> Header<'_> {
    Header::new_address(
        person.name.as_deref().map(as_typed),
        person.address.as_str(),
    )
}

/// Prevents a text that looks like an encoded word, such as `=?utf-8?q?x?=`, from being decoded by the reader: an
/// invisible character inside makes the crate encode it.
fn as_typed(text: &str) -> String {
    text.replace("=?", "=\u{2060}?")
}

/// Creates a text part with its content type unquoted: calendars look for `method=REQUEST` without quotation marks.
fn text_part(kind: impl Into<String>, text: String) -> MimePart<'static> {
    MimePart::raw(text).header("Content-Type", Raw::new(kind.into()))
}

/// Creates a multipart part, with a boundary that no encoded part can contain.
fn several<'a>(kind: &str, id: &str, parts: Vec<MimePart<'a>>) -> MimePart<'a> {
    let kind_of = ContentType::new(format!("multipart/{kind}"));
    MimePart::new(
        kind_of.attribute("boundary", format!("=_{kind}_{id}")),
        parts,
    )
}

/// Attaches the copy under its own name, and under an ASCII one for mail programs that support no other.
fn pdf<'a>(name: &'a str, attached: &'a Attachment) -> MimePart<'a> {
    let kind = ContentType::new("application/pdf").attribute("name", plain(name));
    MimePart::new(kind, attached.bytes.as_slice()).attachment(name)
}

/// Returns a file name in ASCII letters and digits.
fn plain(name: &str) -> String {
    let kept = |ch: char| if ch.is_ascii() { ch } else { '-' };
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, "pdf"));
    let stem: String = stem.chars().map(kept).collect();
    format!("{}.{ending}", safe(&stem))
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn every_name_has_a_plain_form() {
        assert_eq!(plain("KF-042-parent.pdf"), "KF-042-parent.pdf");
        assert_eq!(plain("ÉC-042-parent.pdf"), "C-042-parent.pdf");
        assert_eq!(plain("خطة-parent.pdf"), "parent.pdf");
    }
}
