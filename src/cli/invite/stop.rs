//! What keeps an invitation from being made: the sentence for the person, and how the command ends.

use crate::MakeError;
use crate::meeting::Refusal;

use crate::cli::args::Invite;
use crate::cli::output::FileTrouble;
use crate::cli::{Ended, Trouble, say};

/// The field that `--place` stands in for.
const PLACE: &str = "review.meeting.place";

/// Why nothing is written.
pub(super) enum Stop {
    /// The plan has errors, which have been said.
    Errors,
    Refused(Refusal),
    /// One file was named, and there are several e-mails.
    Several,
    /// The calendar entry alone goes to nobody and has no copy, so what is asked of those would be lost.
    EntryAlone,
    Make(MakeError),
    Trouble(Trouble),
}

impl Stop {
    /// Says why there is no invitation, and gives how the command ends.
    pub(super) fn said(&self, asked: &Invite) -> Ended {
        let (why, ended) = self.in_words(asked);
        say(&format!(
            "No invitation was made from {}: {why}.",
            asked.plan.display()
        ));
        ended
    }

    /// The sentence for the person, and whether the plan or the command is to be mended.
    fn in_words(&self, asked: &Invite) -> (String, Ended) {
        match self {
            Stop::Errors => (
                "mend what is marked as an error first".to_owned(),
                Ended::WithErrors,
            ),
            Stop::Several => (
                "there are several e-mails, one for each recipient; name a folder for them, or one recipient with --to"
                    .to_owned(),
                Ended::Misused,
            ),
            Stop::EntryAlone => (
                "a calendar entry alone has no copy and is sent to nobody; leave out --copy, --to, --from, --format and --protect, or name a folder for the e-mails"
                    .to_owned(),
                Ended::Misused,
            ),
            Stop::Make(why) => (why.to_string(), Ended::WithErrors),
            Stop::Trouble(why) => (why.to_string(), Ended::InTrouble),
            Stop::Refused(why) => {
                let option = match why {
                    Refusal::NoTime => ", or give --start",
                    Refusal::NoSender => ", or give --from",
                    Refusal::Draft => ", or give --draft to send it as one",
                    _ => "",
                };
                let mut sentence = format!("{why}{option}");
                if asked.place.is_some() {
                    sentence = sentence.replace(PLACE, "--place");
                }
                (sentence, fault(asked, why))
            }
        }
    }
}

/// Whether what is wrong stands in the plan or was typed.
fn fault(asked: &Invite, why: &Refusal) -> Ended {
    let typed = match why {
        Refusal::Past { .. } | Refusal::Skipped(_) | Refusal::Doubled(_) => asked.start.is_some(),
        Refusal::EndDoubled(_) | Refusal::BadLength(_) => {
            asked.start.is_some() || asked.minutes.is_some()
        }
        Refusal::ChildNamed(field) => asked.place.is_some() && *field == PLACE,
        Refusal::NotOneLine(field) => asked.place.is_some() && field == PLACE,
        Refusal::NotARecipient(_)
        | Refusal::OfTheFamily(_)
        | Refusal::NameOfTheFamily(_)
        | Refusal::NoColleague
        | Refusal::BadChange(_)
        | Refusal::CancelledFirst => true,
        _ => false,
    };
    if typed {
        Ended::Misused
    } else {
        Ended::WithErrors
    }
}

impl From<Refusal> for Stop {
    fn from(why: Refusal) -> Stop {
        Stop::Refused(why)
    }
}

impl From<MakeError> for Stop {
    fn from(why: MakeError) -> Stop {
        Stop::Make(why)
    }
}

impl From<FileTrouble> for Stop {
    fn from(why: FileTrouble) -> Stop {
        Stop::Trouble(why.into())
    }
}

impl From<Trouble> for Stop {
    fn from(why: Trouble) -> Stop {
        Stop::Trouble(why)
    }
}
