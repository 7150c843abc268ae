//! `invite`: messages and calendar entries, read back by other programs than those that wrote them.

mod calendar;
mod hostile;
mod letter;
mod message;
mod people;
mod refused;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use mail_parser::{Address, Message, MessageParser, MimeHeaders, PartType};
use tempfile::TempDir;

use crate::program::{TODAY, ended, said, sendplan};

/// The school of the examples, without its logo.
const SCHOOL: &str = "\
school:
  name: Kingfisher Primary School
  kind: school
  senco:
    name: Mr Tom Reilly
    email: senco@kingfisher.example
    phone: 020 7946 0101
  address: 12 Canal Walk, London N1 0AA
";

/// A folder of its own with a plan and the school's details, to invite from.
struct Office {
    folder: TempDir,
}

impl Office {
    /// With an example's plan, changed as a list of texts to find and to put there says.
    fn with(example: &str, changes: &[(&str, &str)]) -> Office {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/plans");
        let plan = fs::read_to_string(root.join(example)).expect("an example");
        let plan = without_photo(&plan);
        let mut texts = [plan, SCHOOL.to_owned()];
        for (find, put) in changes {
            let text = texts.iter_mut().find(|text| text.contains(find));
            let text = text.unwrap_or_else(|| panic!("`{find}` is not in {example}"));
            *text = text.replacen(find, put, 1);
        }
        let folder = tempfile::tempdir().expect("a folder");
        let [plan, school] = texts;
        fs::write(folder.path().join("plan.yaml"), plan).expect("a plan");
        fs::write(folder.path().join("school.yaml"), school).expect("a school");
        Office { folder }
    }

    /// With the plan of Amina, whose parents both have an address.
    fn new(changes: &[(&str, &str)]) -> Office {
        Office::with("KF-042.yaml", changes)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.run_on(TODAY, arguments)
    }

    fn run_on(&self, today: &str, arguments: &[&str]) -> Output {
        ended(sendplan(self.folder.path(), today, arguments))
    }

    fn invite(&self, arguments: &[&str]) -> Output {
        self.run(&[&["invite", "plan.yaml"], arguments].concat())
    }

    /// The files of the messages that were written, in the order that they are named.
    fn invited(&self, arguments: &[&str]) -> Vec<PathBuf> {
        let output = self.invite(arguments);
        assert!(output.status.success(), "{}", said(&output));
        let paths = String::from_utf8_lossy(&output.stdout).into_owned();
        paths.lines().map(|line| self.path(line)).collect()
    }

    /// The one message that was written.
    fn message(&self, arguments: &[&str]) -> Vec<u8> {
        let output = self.invite(&[arguments, &["-o", "-"]].concat());
        assert!(output.status.success(), "{}", said(&output));
        output.stdout
    }
}

/// The pictures are not in the folder, and the letters do not need them.
fn without_photo(plan: &str) -> String {
    let mut lines = Vec::new();
    let mut inside = false;
    for line in plan.lines() {
        inside = line == "  photo:" || (inside && line.starts_with("    "));
        if !inside {
            lines.push(line);
        }
    }
    lines.join("\n") + "\n"
}

fn read(bytes: &[u8]) -> Message<'_> {
    MessageParser::default().parse(bytes).expect("a message")
}

/// The kinds of a message's parts, in their order: `multipart/mixed`, and so on.
fn kinds(message: &Message<'_>) -> Vec<String> {
    let kind = |part: &mail_parser::MessagePart<'_>| {
        let kind = part.content_type().expect("a kind");
        format!("{}/{}", kind.ctype(), kind.subtype().unwrap_or_default())
    };
    message.parts.iter().map(kind).collect()
}

/// The text of the part of some kind.
fn part(message: &Message<'_>, kind: &str) -> String {
    let index = kinds(message)
        .iter()
        .position(|own| own == kind)
        .unwrap_or_else(|| panic!("there is no {kind}"));
    match &message.parts[index].body {
        PartType::Text(text) | PartType::Html(text) => text.clone().into_owned(),
        other => panic!("{kind} is {other:?}"),
    }
}

/// The name and the bytes of the attached copy.
fn copy(message: &Message<'_>) -> (String, Vec<u8>) {
    let attached = message.attachments().last().expect("an attachment");
    let name = attached.attachment_name().expect("a name").to_owned();
    (name, attached.contents().to_vec())
}

/// The names and addresses of a header.
fn people(address: Option<&Address<'_>>) -> Vec<(String, String)> {
    let text = |part: Option<&str>| part.unwrap_or_default().to_owned();
    let people = address.expect("an address").iter();
    people
        .map(|person| (text(person.name()), text(person.address())))
        .collect()
}

/// One of them.
fn person(name: &str, address: &str) -> (String, String) {
    (name.to_owned(), address.to_owned())
}
