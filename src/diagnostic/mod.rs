//! A problem found in a file: what is wrong, where, what to do about it, and the edits that do it.

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

/// One problem in one file, ready to be shown to the person who can mend it.
///
/// It is serialized as `check --format json` writes it: lines and columns count from 1, columns in characters, and the fix is
/// in bytes of the file.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    /// How serious it is, after the school's settings and the plan's status have had their say.
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
    /// Other places that belong to the problem, each with a few words saying how: the first of two keys of one name.
    pub also: Vec<(Place, Message)>,
    /// What mends it, where there is one right mend: edits of the text of the place's file, all to be made or none.
    pub fix: Vec<Edit>,
}

impl Diagnostic {
    /// A problem with the rule's own severity, no help yet, no other places and no fix.
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

    /// The same problem, with a line that says what to write instead.
    pub fn help(mut self, help: impl Into<Message>) -> Diagnostic {
        self.help = Some(help.into());
        self
    }

    /// The same problem, with one more place that belongs to it.
    pub fn also(mut self, place: Place, label: impl Into<Message>) -> Diagnostic {
        self.also.push((place, label.into()));
        self
    }

    /// The same problem, with the edits that mend it. What they put into a file has that file's line ends.
    pub fn fix(mut self, edits: impl IntoIterator<Item = Edit>) -> Diagnostic {
        let ends_in_two = self.place.file.text.contains("\r\n");
        let as_the_file_has = |edit: Edit| {
            if ends_in_two && edit.text.contains('\n') {
                let text = edit.text.replace("\r\n", "\n").replace('\n', "\r\n");
                Edit::new(edit.bytes, text)
            } else {
                edit
            }
        };
        self.fix = edits.into_iter().map(as_the_file_has).collect();
        self
    }

    /// The fix in bytes of the file as it lies on the disk, where a mark may stand before its text.
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
