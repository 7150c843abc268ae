//! Why an invitation was not made: the sentence for the user, and the exit status.

use crate::MakeError;
use crate::meeting::Refusal;

use crate::cli::args::Invite;
use crate::cli::output::FileTrouble;
use crate::cli::{Ended, Trouble, say};

/// The field that `--place` replaces.
const PLACE: &str = "review.meeting.place";

/// Why nothing was written.
pub(super) enum Stop {
    /// The plan has errors, which have been printed.
    Errors,
    Refused(Refusal),
    /// One file was given for several e-mails.
    Several,
    /// A calendar entry alone has no recipients and no copy, so those options would have no effect.
    EntryAlone,
    Make(MakeError),
    Trouble(Trouble),
}

impl Stop {
    /// Prints why there is no invitation, and returns the exit status.
    pub(super) fn report(&self, args: &Invite) -> Ended {
        let (why, ended) = self.in_words(args);
        say(&format!(
            "No invitation was made from {}: {why}.",
            args.plan.display()
        ));
        ended
    }

    /// Returns the reason, and whether the plan or the command has to be corrected.
    fn in_words(&self, args: &Invite) -> (String, Ended) {
        match self {
            Stop::Errors => (
                "fix what is marked as an error first".to_owned(),
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
                if args.place.is_some() {
                    sentence = sentence.replace(PLACE, "--place");
                }
                (sentence, fault(args, why))
            }
        }
    }
}

/// Whether the problem is in the plan or in the command.
fn fault(args: &Invite, why: &Refusal) -> Ended {
    let typed = match why {
        Refusal::Past { .. } | Refusal::Skipped(_) | Refusal::Doubled(_) => args.start.is_some(),
        Refusal::EndDoubled(_) | Refusal::BadLength(_) => {
            args.start.is_some() || args.minutes.is_some()
        }
        Refusal::ChildNamed(field) => args.place.is_some() && *field == PLACE,
        Refusal::NotOneLine(field) => args.place.is_some() && field == PLACE,
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
