//! A problem found in a file: what is wrong, where, how to fix it, and the edits that do so.

mod edit;
mod fixes;
#[doc(hidden)]
pub mod message;
mod place;
mod rule;

pub use edit::{Edit, apply};
pub use fixes::{Mended, mend};
pub(crate) use message::message;
pub use message::{Message, Part};
#[doc(hidden)]
pub use message::{harmless, value, words};
pub use place::{File, Place};
pub use rule::{Family, Rule};

use serde::{Serialize, Serializer};

use crate::path::Path;
pub use crate::plan::Severity;

/// One problem in one file, ready to be shown to the person who can fix it.
///
/// Serialized as `check --format json` writes it: lines and columns count from 1, columns in characters, and the fix is
/// in bytes of the file.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    /// How serious it is, given the school's settings and the plan's status.
    pub severity: Severity,
    /// The rule that found it.
    pub rule: Rule,
    /// Where it is.
    pub place: Place,
    /// The plan path of the place, such as `targets[2].success`; the root for the whole file.
    pub path: Path,
    /// What is wrong, in one plain sentence.
    pub message: Message,
    /// What to write instead.
    pub help: Option<Message>,
    /// Related places, each with a short label, such as the first of two equal keys.
    pub also: Vec<(Place, Message)>,
    /// The edits that fix it, if there is one right fix: all to be applied to the place's file, or none.
    pub fix: Vec<Edit>,
}

impl Diagnostic {
    /// Creates a problem with the rule's default severity and no help, related places or fix.
    pub fn new(rule: Rule, place: Place, path: Path, message: impl Into<Message>) -> Diagnostic {
        Diagnostic {
            severity: rule.severity(),
            rule,
            place,
            path,
            message: message.into(),
            help: None,
            also: Vec::new(),
            fix: Vec::new(),
        }
    }

    /// Adds a line that says what to write instead.
    pub fn help(mut self, help: impl Into<Message>) -> Diagnostic {
        self.help = Some(help.into());
        self
    }

    /// Adds a related place.
    pub fn also(mut self, place: Place, label: impl Into<Message>) -> Diagnostic {
        self.also.push((place, label.into()));
        self
    }

    /// Adds the edits that fix it. Their line breaks are changed to the file's own.
    pub fn fix(mut self, edits: impl IntoIterator<Item = Edit>) -> Diagnostic {
        let is_crlf = self.place.file.text.contains("\r\n");
        let with_file_line_breaks = |edit: Edit| {
            if is_crlf && edit.text.contains('\n') {
                let text = edit.text.replace("\r\n", "\n").replace('\n', "\r\n");
                Edit::new(edit.bytes, text)
            } else {
                edit
            }
        };
        self.fix = edits.into_iter().map(with_file_line_breaks).collect();
        self
    }

    /// Returns the fix in bytes of the file on disk, which may begin with a byte order mark.
    pub fn fix_in_file(&self) -> Vec<Edit> {
        let before = self.place.file.before;
        let moved = |edit: &Edit| {
            let bytes = edit.bytes.start + before..edit.bytes.end + before;
            Edit::new(bytes, edit.text.as_str())
        };
        self.fix.iter().map(moved).collect()
    }
}

impl Serialize for Diagnostic {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Object<'a> {
            file: &'a str,
            line: usize,
            column: usize,
            end_line: usize,
            end_column: usize,
            path: &'a Path,
            severity: Severity,
            rule: &'static str,
            message: &'a Message,
            help: Option<&'a Message>,
            #[serde(skip_serializing_if = "Vec::is_empty")]
            fix: Vec<Edit>,
        }
        let (line, column) = self.place.start();
        let (end_line, end_column) = self.place.end();
        let object = Object {
            file: &self.place.file.name,
            line,
            column,
            end_line,
            end_column,
            path: &self.path,
            severity: self.severity,
            rule: self.rule.name(),
            message: &self.message,
            help: self.help.as_ref(),
            fix: self.fix_in_file(),
        };
        object.serialize(serializer)
    }
}
