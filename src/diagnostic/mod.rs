//! A problem found in a file: what is wrong, where, and what to do about it.

mod edit;
pub mod message;
mod place;
mod rule;
mod words;

pub use edit::{Edit, apply};
#[allow(unused_imports)] // until the rules make their messages with it
pub(crate) use message::message;
pub use message::{Message, Part, words};
pub use place::{File, Place};
pub use rule::{Family, Rule};
pub(crate) use words::{shown, value};

pub use crate::plan::Severity;

/// One problem in one file, ready to be shown to the person who can mend it.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    /// How serious it is, after the school's settings and the plan's status have had their say.
    pub severity: Severity,
    /// The rule that found it.
    pub rule: Rule,
    /// Where it is.
    pub place: Place,
    /// The plan path of the place, such as `targets[2].success`; empty for the whole file. List items count from 0.
    pub path: String,
    /// What is wrong, in one plain sentence.
    pub message: String,
    /// What to write instead.
    pub help: Option<String>,
    /// Other places that belong to the problem, each with a few words saying how: the first of two keys of one name.
    pub also: Vec<(Place, String)>,
    /// What mends it, where there is one right mend: edits of the file that the problem is in, all to be made or none.
    pub fix: Vec<Edit>,
    /// The message and the help without values of the plan, where they have some that do not stand in quotation marks.
    without: [Option<String>; 2],
}

impl Diagnostic {
    /// A problem with the rule's own severity, no help yet and no other places.
    pub fn new(rule: Rule, place: Place, path: &str, message: impl Into<String>) -> Diagnostic {
        let message = message.into();
        Diagnostic {
            severity: rule.severity(),
            rule,
            place,
            path: path.to_owned(),
            message: shown(&message),
            help: None,
            also: Vec::new(),
            fix: Vec::new(),
            without: [words::hidden(&message), None],
        }
    }

    /// The same problem, with a line that says what to write instead.
    pub fn help(mut self, help: impl Into<String>) -> Diagnostic {
        let help = help.into();
        self.help = Some(shown(&help));
        self.without[1] = words::hidden(&help);
        self
    }

    /// The same problem, in a message and a help without the values of the plan that were marked as such. Words in quotation
    /// marks are still there.
    pub(crate) fn without_values(&self) -> Diagnostic {
        let [message, help] = self.without.clone();
        Diagnostic {
            message: message.unwrap_or_else(|| self.message.clone()),
            help: help.or_else(|| self.help.clone()),
            ..self.clone()
        }
    }

    /// The same problem, with one more place that belongs to it.
    pub fn also(mut self, place: Place, label: impl Into<String>) -> Diagnostic {
        self.also.push((place, label.into()));
        self
    }

    /// The same problem, with the edits that mend it. What they put into a file has that file's line ends.
    pub fn fix(mut self, edits: impl IntoIterator<Item = Edit>) -> Diagnostic {
        let ends = |text: String| {
            if self.place.file.text.contains("\r\n") && text.contains('\n') {
                text.replace("\r\n", "\n").replace('\n', "\r\n")
            } else {
                text
            }
        };
        let edits = edits.into_iter();
        let edits = edits.map(|edit| Edit::new(edit.bytes, ends(edit.text)));
        self.fix = edits.collect();
        self
    }
}
