//! A message as the bytes of an `.eml` file: the letter as text and as HTML, the calendar entry, the copy attached.
//!
//! The crate invents boundaries, ids and dates where it is given none. Here it is given all of them.

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

/// A copy as it is attached: the finished PDF, protected or not.
#[derive(Clone, Debug)]
pub struct Attachment {
    /// The file.
    pub bytes: Vec<u8>,
    /// Whether it opens with a password alone: the letter then says so.
    pub protected: bool,
}

/// Everything that a message is put together from.
pub(super) struct Draft<'a> {
    pub from: &'a Mailbox,
    pub to: &'a [Mailbox],
    pub subject: String,
    pub day: chrono::NaiveDate,
    /// What makes this message another than every other one: the plan's digest, the meeting's id, its sequence.
    pub origin: String,
    pub text: String,
    pub html: String,
    pub calendar: String,
    pub method: &'static str,
    pub attached: Option<&'a Attachment>,
    /// The name it is saved under: the same for every parent, since one that told them apart would tell that there are more.
    pub attached_as: String,
}

impl Draft<'_> {
    /// The message. The same draft gives the same bytes.
    pub fn bytes(self) -> Vec<u8> {
        let id = self.id();
        let html = text_part("text/html; charset=utf-8", self.html);
        let text = text_part("text/plain; charset=utf-8", self.text);
        // Last, because a mail program shows the last kind it knows: one that knows calendars offers to accept.
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
            // Outlook opens such a message to be looked over and sent, and not as one that came in.
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

/// A text that says what was typed: one that looks like an encoded word, such as `=?utf-8?q?x?=`, would be decoded where it is
/// read. An invisible sign within has it encoded itself.
fn as_typed(text: &str) -> String {
    text.replace("=?", "=\u{2060}?")
}

/// A text with its kind written plainly: calendars look for `method=REQUEST` without quotation marks.
fn text_part(kind: impl Into<String>, text: String) -> MimePart<'static> {
    MimePart::raw(text).header("Content-Type", Raw::new(kind.into()))
}

/// Several parts, with a seam that no encoded part can hold.
fn several<'a>(kind: &str, id: &str, parts: Vec<MimePart<'a>>) -> MimePart<'a> {
    let kind_of = ContentType::new(format!("multipart/{kind}"));
    MimePart::new(
        kind_of.attribute("boundary", format!("=_{kind}_{id}")),
        parts,
    )
}

/// The copy under its own name, and under a plain one for mail programs that know no other letters.
fn pdf<'a>(name: &'a str, attached: &'a Attachment) -> MimePart<'a> {
    let kind = ContentType::new("application/pdf").attribute("name", plain(name));
    MimePart::new(kind, attached.bytes.as_slice()).attachment(name)
}

/// A file name in English letters and figures.
fn plain(name: &str) -> String {
    let kept = |letter: char| if letter.is_ascii() { letter } else { '-' };
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, "pdf"));
    let stem: String = stem.chars().map(kept).collect();
    format!("{}.{ending}", safe(&stem))
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn a_plain_name_is_left_of_every_name() {
        assert_eq!(plain("KF-042-parent.pdf"), "KF-042-parent.pdf");
        assert_eq!(plain("ÉC-042-parent.pdf"), "C-042-parent.pdf");
        assert_eq!(plain("خطة-parent.pdf"), "parent.pdf");
    }
}
