//! The reasons to refuse an invitation, each in one sentence that says what to do.

use super::when::{in_words, time_in_words};
use crate::plan::DayAndTime;
use chrono::NaiveDate;

/// Why an invitation was refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Refusal {
    /// The plan has no reference, which subjects, file names and calendars need.
    #[error("the plan has no reference: write the school's own as `id` under `plan`, never a name")]
    NoReference,
    /// A text that others see contains the child's full name.
    #[error(
        "`{0}` has the child's full name in it, and others see it in subjects and calendars: write it without the name"
    )]
    ChildNamed(&'static str),
    /// The reference contains part of the child's name.
    #[error(
        "the child's name is in the plan's reference, which others see in subjects and calendars: use one that does not identify the child, such as KF-042"
    )]
    NamedInReference,
    /// The plan is a draft, and drafts are not allowed.
    #[error("the plan is a draft: write `status: agreed` when all have agreed")]
    Draft,
    /// The review has been held.
    #[error(
        "the review of this plan has been held: the next meeting belongs to the next cycle's plan"
    )]
    Reviewed,
    /// Neither the plan nor the caller says when the meeting is.
    #[error(
        "the plan does not say when the meeting is: write its day and time as `start` under `review` and `meeting`, such as 2026-12-07T15:30"
    )]
    NoTime,
    /// The day is in the past.
    #[error("{} is in the past (today is {}): choose a later day", in_words(*.start), super::when::day_in_words(*.today))]
    Past {
        /// When the meeting would be.
        start: DayAndTime,
        /// The day used as today.
        today: NaiveDate,
    },
    /// The time is skipped when the clocks go forward.
    #[error("there is no {}, because the clocks go forward that night: choose another time", in_words(*.0))]
    Skipped(DayAndTime),
    /// The time occurs twice because the clocks go back.
    #[error("{} comes twice, because the clocks go back that night: choose another time", in_words(*.0))]
    Doubled(DayAndTime),
    /// The meeting would end at a time that occurs twice.
    #[error("the meeting would end at {}, which comes twice because the clocks go back that night: choose another length", time_in_words(*.0))]
    EndDoubled(DayAndTime),
    /// The length is not from 1 to 720 minutes.
    #[error("a meeting cannot last {0} minutes: write a whole number from 1 to 720")]
    BadLength(u32),
    /// The number of the change is too high for calendars.
    #[error("{0} cannot be the number of a change: write a whole number from 0 to {last}", last = super::LAST_CHANGE)]
    BadChange(u32),
    /// The cancellation has the number of the first invitation.
    #[error(
        "calendars ignore a cancellation with the number 0, which the first invitation has: write 1, or one more than the last change had"
    )]
    CancelledFirst,
    /// A text is not one line, or has hidden characters.
    #[error("`{0}` has a line break or a hidden character in it: write it as one plain line")]
    NotOneLine(String),
    /// No recipient has an address.
    #[error("no recipient has an e-mail address: write one as `email` under `recipients`")]
    NoAddress,
    /// An address in the plan is invalid.
    #[error("`{0}` is not an e-mail address: write one such as name@school.example")]
    NotAnAddress(String),
    /// The sender has no address.
    #[error(
        "the plan has no e-mail address of the SENCO: write it as `email` under `school` and `senco`, in the plan or in school.yaml"
    )]
    NoSender,
    /// A parent's copy goes to the plan's recipients only.
    #[error(
        "{0} is not the address of a recipient: a parent's copy goes only to those under `recipients` in the plan"
    )]
    NotARecipient(String),
    /// The staff's copy never goes to the family.
    #[error(
        "{0} is the address of a recipient of the parents' copy, ignoring capitals, dots and anything after a +: the staff's copy is never sent there"
    )]
    OfTheFamily(String),
    /// The staff's copy never goes to the family, whatever the address.
    #[error(
        "“{0}” may be the child or a recipient of the parents' copy, going by their names without titles, accents or word order: the staff's copy is never sent to them (for a colleague of the same name, give the address alone)"
    )]
    NameOfTheFamily(String),
    /// A recipient's address cannot be parsed, so it cannot be compared with the colleagues' addresses.
    #[error(
        "`{0}` is not a single e-mail address, so the staff's copy could reach the family by mistake: write one such as name@mail.example there"
    )]
    NotOneAddress(String),
    /// No address was given for the staff's copy.
    #[error("nobody is named for the staff's copy: give the address it should go to")]
    NoColleague,
}
