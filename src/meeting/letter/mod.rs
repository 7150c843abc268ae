//! The letter: composed once, and rendered as plain text and as HTML with the same content.

mod colleagues;
mod family;
mod people;

use super::{Appointment, Mailbox};
use crate::plan::Plan;

/// What a letter is written from.
pub(super) struct Writing<'a> {
    pub plan: &'a Plan,
    pub meeting: &'a Appointment,
    /// Who writes.
    pub from: &'a Mailbox,
    /// Who reads.
    pub to: Reader<'a>,
    /// Whether the copy needs a password.
    pub protected: bool,
}

/// Who reads a letter.
#[derive(Clone, Copy)]
pub(super) enum Reader<'a> {
    /// One of the plan's recipients.
    Family(&'a crate::plan::Recipient),
    /// Members of staff and other professionals.
    Colleagues(&'a [Mailbox]),
}

/// A letter's parts, in order.
pub(super) struct Letter(Vec<Part>);

enum Part {
    /// The title, at the top.
    Title(String),
    /// The heading of the parts that follow.
    Heading(String),
    Paragraph(String),
    /// Short lines; the first is the most important.
    Lines(Vec<String>),
    Points(Vec<String>),
}

/// The control characters around a name or other text from the plan that keep right-to-left words in their place in a
/// sentence.
const ISOLATE: char = '\u{2068}';
const END: char = '\u{2069}';

impl Letter {
    pub fn of(writing: &Writing<'_>) -> Letter {
        match writing.to {
            Reader::Family(to) => family::letter(writing, to),
            Reader::Colleagues(to) => colleagues::letter(writing, to),
        }
    }

    /// Renders the letter as plain text, one line per paragraph: mail programs wrap it.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for part in &self.0 {
            match part {
                // A heading comes right above its text; a row of dashes would only be read aloud.
                Part::Heading(heading) => text.push_str(&format!("\n{heading}\n")),
                Part::Title(line) | Part::Paragraph(line) => text.push_str(&format!("{line}\n\n")),
                Part::Lines(lines) => text.push_str(&format!("{}\n\n", lines.join("\n"))),
                Part::Points(points) => {
                    let point = |point: &String| format!("- {point}\n");
                    text.extend(points.iter().map(point));
                    text.push('\n');
                }
            }
        }
        plain(text.trim_end()).replace('\n', "\r\n") + "\r\n"
    }

    /// Renders the letter as an HTML page: real headings and lists, dark text on white, nothing loaded from elsewhere.
    pub fn html(&self) -> String {
        let title = self.0.iter().find_map(|part| match part {
            Part::Title(text) => Some(escaped(&text.replace([ISOLATE, END], ""))),
            _ => None,
        });
        let mut page = format!(
            "<!DOCTYPE html>\r\n<html lang=\"en-GB\">\r\n<head>\r\n<meta charset=\"utf-8\">\r\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\r\n\
             <title>{}</title>\r\n</head>\r\n<body style=\"margin:0;padding:20px;background:#ffffff;color:#1a1a1a;\
             font-family:Verdana,Arial,sans-serif;font-size:17px;line-height:1.5\">\r\n<div style=\"max-width:620px\">\r\n",
            title.unwrap_or_default()
        );
        for part in &self.0 {
            page.push_str(&html(part));
            page.push_str("\r\n");
        }
        page.push_str("</div>\r\n</body>\r\n</html>\r\n");
        page
    }
}

fn html(part: &Part) -> String {
    let all = |texts: &[String]| -> Vec<String> { texts.iter().map(|text| marked(text)).collect() };
    match part {
        Part::Title(text) => format!(
            "<h1 style=\"font-size:26px;line-height:1.25;margin:0 0 18px 0;color:#0b4a4f\">{}</h1>",
            marked(text)
        ),
        Part::Heading(text) => format!(
            "<h2 style=\"font-size:19px;line-height:1.3;margin:26px 0 6px 0;color:#0b4a4f\">{}</h2>",
            marked(text)
        ),
        Part::Paragraph(text) => format!("<p style=\"margin:0 0 12px 0\">{}</p>", marked(text)),
        Part::Lines(lines) => {
            let mut lines = all(lines);
            if let Some(first) = lines.first_mut() {
                *first = format!("<strong>{first}</strong>");
            }
            let lines = lines.join("<br>\r\n");
            format!("<p style=\"margin:0 0 12px 0\">{lines}</p>")
        }
        Part::Points(points) => {
            let item = "<li style=\"margin:0 0 6px 0\">";
            let items: Vec<String> = all(points)
                .iter()
                .map(|point| format!("{item}{point}</li>"))
                .collect();
            let items = items.join("\r\n");
            format!("<ul style=\"margin:0 0 12px 0;padding:0 0 0 24px\">\r\n{items}\r\n</ul>")
        }
    }
}

/// Prepares a text from the plan for use inside a sentence: on one line, and isolated for the sake of right-to-left
/// text.
fn isolated(text: &str) -> String {
    let visible = |ch: &char| !ch.is_control() && !('\u{2028}'..='\u{202e}').contains(ch);
    let words: Vec<&str> = text.split_whitespace().collect();
    let line: String = words.join(" ").chars().filter(visible).collect();
    let line = line.replace(|ch| ('\u{2066}'..='\u{2069}').contains(&ch), "");
    format!("{ISOLATE}{line}{END}")
}

/// Renders isolation in plain text: only where necessary, because old mail programs show it as boxes.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(ISOLATE) {
        let (inner, behind) = after.split_once(END).unwrap_or((after, ""));
        plain.push_str(before);
        if inner.contains(is_right_to_left) {
            plain.extend([ISOLATE]);
            plain.push_str(inner);
            plain.extend([END]);
        } else {
            plain.push_str(inner);
        }
        rest = behind;
    }
    plain.push_str(rest);
    plain.replace('\u{a0}', " ")
}

/// Renders isolation in HTML, as an element.
fn marked(text: &str) -> String {
    escaped(text)
        .replace(ISOLATE, "<bdi>")
        .replace(END, "</bdi>")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

/// Whether a character belongs to Hebrew, Arabic or another right-to-left script.
fn is_right_to_left(ch: char) -> bool {
    matches!(ch, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plans_words_are_shown_as_typed_and_never_as_markup() {
        let letter = Letter(vec![Part::Paragraph(format!(
            "With {} and {}.",
            isolated("<b>Tom</b> & \"Co\"\r\nBcc: x"),
            isolated("محمد")
        ))]);
        assert_eq!(
            letter.text(),
            "With <b>Tom</b> & \"Co\" Bcc: x and \u{2068}محمد\u{2069}.\r\n"
        );
        assert!(
            letter.html().contains(
                "With <bdi>&lt;b&gt;Tom&lt;/b&gt; &amp; &quot;Co&quot; Bcc: x</bdi> and <bdi>محمد</bdi>."
            ),
            "{}",
            letter.html()
        );
    }
}
