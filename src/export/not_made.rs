//! Why a copy's file is not there, or is not the newest.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Why a copy's file is not there, or is not the newest. Shown, it is a sentence without its full stop.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub enum NotMade {
    /// Nothing has been done about it yet.
    Pending,
    /// Its plan has this many errors.
    HasErrors(usize),
    /// Its plan has words for the safeguarding lead, and not for a list that lies about.
    ToBeLookedAt,
    /// Its plan had to be read once more, and was another by then.
    PlanChanged,
    /// A picture was another when it was to be printed.
    PictureChanged,
    /// It could not be set, or not be protected.
    Failed(String),
    /// The program failed on it.
    Fault,
    /// In the place of one of the plan's copies lies what is not replaced.
    InTheWay(String),
    /// It took so long that it was given up.
    TookTooLong,
    /// There is a folder in its file's place.
    FolderInTheWay,
    /// Its file is in use, or may not be written.
    FileInUse,
    /// Its file could not be written, and neither could any other.
    NotWritten,
    /// Its file is no longer what was made.
    Lost,
    /// No plan asks for it any more; it is kept.
    Unasked,
    /// The same, and its file was changed.
    UnaskedAndChanged,
    /// No plan asks for it any more; it is not removed, since it may be another child's.
    UnaskedAndKept(String),
    /// It is kept, since a plan that cannot be read may ask for it.
    PerhapsAsked,
    /// No plan asks for it any more; it is removed.
    Removed,
    /// As an earlier export's manifest says.
    Earlier(String),
}

impl fmt::Display for NotMade {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            NotMade::Pending => "it is still to be made",
            NotMade::HasErrors(1) => "its plan has 1 thing to fix",
            NotMade::HasErrors(many) => return write!(f, "its plan has {many} things to fix"),
            NotMade::ToBeLookedAt => "its plan is to be looked at",
            NotMade::PlanChanged => "its plan was changed during the export: run it again",
            NotMade::PictureChanged => {
                "a picture of its plan was changed during the export: run it again"
            }
            NotMade::Fault => "the program failed on it, which is a fault of the program's",
            NotMade::TookTooLong => "it took far longer than any plan should, and was given up",
            NotMade::FolderInTheWay => "a folder is in its place",
            NotMade::FileInUse => "its file is open in another program, or may not be written",
            NotMade::NotWritten => "its file could not be written",
            NotMade::Lost => "its file was changed or removed since it was made",
            NotMade::Unasked => "no plan asks for it any more",
            NotMade::UnaskedAndChanged => "no plan asks for it any more, and its file was changed",
            NotMade::UnaskedAndKept(what) => {
                return write!(
                    f,
                    "no plan asks for it any more, and it is not removed, since it {what}: write --replace with --prune to \
                     remove it"
                );
            }
            NotMade::PerhapsAsked => {
                "the plan that asks for it may be one that cannot be read now, or is passed over"
            }
            NotMade::Removed => "removed, since no plan asks for it any more",
            NotMade::Failed(why) | NotMade::InTheWay(why) | NotMade::Earlier(why) => why,
        })
    }
}

/// What was read from a manifest is the same as what it was written from.
impl PartialEq for NotMade {
    fn eq(&self, other: &NotMade) -> bool {
        self.to_string() == other.to_string()
    }
}

/// In a manifest it is its sentence: that is for people, and nothing is decided by it.
pub(super) mod sentence {
    use super::*;

    pub fn serialize<S: Serializer>(why: &Option<NotMade>, to: S) -> Result<S::Ok, S::Error> {
        why.as_ref().map(ToString::to_string).serialize(to)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<NotMade>, D::Error> {
        Ok(Option::deserialize(from)?.map(NotMade::Earlier))
    }
}
