//! What words say: whether a target can be seen and counted, an outcome is the child's, a line is the child's to read.
//!
//! Each judgement is a function of a text and of what is known of the child. What it looks for is data: words in
//! `lexicon.txt`, and in `patterns` what they tell where they stand together.

mod address;
mod apart;
mod contact;
mod harm;
mod jargon;
mod lexicon;
mod line;
mod name;
mod names;
mod pattern;
mod pronoun;
mod proposal;
mod reading;
mod safeguarding;
mod section;
mod sentence;
mod several;
mod target;
mod words;

pub use address::address;
pub use apart::{adult_words, disclosure};
pub use contact::contact;
#[doc(hidden)]
pub use harm::features_of;
pub use jargon::jargon;
pub(super) use name::another_name;
pub(super) use names::initials;
pub use pronoun::pronouns;
pub use reading::child_line;
pub use safeguarding::safeguarding;
pub use target::{outcome, success, target};

use std::ops::Range;

use crate::diagnostic::{Message, Rule};

/// What a reader would say is wrong with a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The rule.
    pub rule: Rule,
    /// What is wrong, in one plain sentence.
    pub message: Message,
    /// What to write instead.
    pub help: Message,
    /// The words at issue, in bytes of the text; the whole text where none.
    pub words: Option<Range<usize>>,
    /// How the text could read, in quotation marks: the writer's own words with what they lack. To be changed by a person and
    /// never applied by itself.
    pub proposal: Option<String>,
}

impl Finding {
    fn new(rule: Rule, message: impl Into<Message>, help: impl Into<Message>) -> Finding {
        Finding {
            rule,
            message: message.into(),
            help: help.into(),
            words: None,
            proposal: None,
        }
    }

    fn proposing(mut self, proposal: Option<String>) -> Finding {
        self.proposal = proposal;
        self
    }

    fn at(mut self, words: Option<Range<usize>>) -> Finding {
        self.words = words;
        self
    }
}

/// What is known of the child a text is about.
#[derive(Clone, Copy, Debug)]
pub struct Child<'a> {
    /// The child's names: in full, and the one they go by.
    pub names: &'a [&'a str],
    /// `she/her`, `he/him` or `they/them`.
    pub pronouns: &'a str,
    /// Years counted from Reception (0); Nursery is -1.
    pub year: i8,
}
