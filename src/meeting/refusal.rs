//! Why there is no invitation, each in one sentence that says what to do.

use super::when::{in_words, time_in_words};
use crate::plan::DayAndTime;
use chrono::NaiveDate;

/// Why an invitation could not be made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Refusal {
    /// Subjects, file names and calendars need a reference, and the plan has none.
    #[error("the plan has no reference: write the school's own as `id` under `plan`, never a name")]
    NoReference,
    /// Something that others see has the child's full name in it.
    #[error(
        "`{0}` has the child's full name in it, and others see it in subjects and calendars: write it without the name"
    )]
    ChildNamed(&'static str),
    /// The reference has a part of the child's name in it.
    #[error(
        "the child's name is in the plan's reference, which others see in subjects and calendars: use one that says nothing of the child, such as KF-042"
    )]
    NamedInReference,
    /// The plan is a draft, and nobody said that a draft may go out.
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
    /// The day has gone by.
    #[error("{} has gone by (today is {}): choose a day to come", in_words(*.start), super::when::day_in_words(*.today))]
    Past {
        /// When the meeting would be.
        start: DayAndTime,
        /// The day taken as today.
        today: NaiveDate,
    },
    /// The clocks go forward over that time.
    #[error("there is no {}, because the clocks go forward that night: choose another time", in_words(*.0))]
    Skipped(DayAndTime),
    /// The clocks go back over that time.
    #[error("{} comes twice, because the clocks go back that night: choose another time", in_words(*.0))]
    Doubled(DayAndTime),
    /// The meeting would end at a time that comes twice.
    #[error("the meeting would end at {}, which comes twice because the clocks go back that night: choose another length", time_in_words(*.0))]
    EndDoubled(DayAndTime),
    /// It would not end the same day.
    #[error(
        "a meeting of {0} minutes is no meeting: write how many minutes it lasts, a whole number from 1 to 720"
    )]
    BadLength(u32),
    /// The number of the change is higher than calendars know.
    #[error("{0} is no number of a change: write a whole number from 0 to {last}", last = super::LAST_CHANGE)]
    BadChange(u32),
    /// The meeting is called off with the number of the first invitation.
    #[error(
        "calendars ignore a cancellation with the number 0, which the first invitation has: write 1, or one more than the last change had"
    )]
    CancelledFirst,
    /// A text that goes into a line of its own has more than one line, or signs that are not for print.
    #[error("`{0}` has a line break or a hidden sign in it: write it as one plain line")]
    NotOneLine(String),
    /// No recipient can be written to.
    #[error("no recipient has an e-mail address: write one as `email` under `recipients`")]
    NoAddress,
    /// An address in the plan is none.
    #[error("`{0}` is not an e-mail address: write one such as name@school.example")]
    NotAnAddress(String),
    /// There is no address to write from.
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
        "{0} is the address of a recipient of the parents' copy, where capitals, dots and what stands behind a + make no difference: the staff's copy is never sent there"
    )]
    OfTheFamily(String),
    /// The staff's copy never goes to the family, whatever the address.
    #[error(
        "“{0}” may be the child or a recipient of the parents' copy, by the words of their names without titles, accents and order: the staff's copy is never sent to them (for a colleague of the same name, give the address alone)"
    )]
    NameOfTheFamily(String),
    /// A recipient's address cannot be read, so nobody can tell whether the staff's copy would go there.
    #[error(
        "`{0}` is not one e-mail address, so the staff's copy could reach the family unseen: write one such as name@mail.example there"
    )]
    NotOneAddress(String),
    /// Nobody was named for the staff's copy.
    #[error("nobody is named for the staff's copy: say to whose address it goes")]
    NoColleague,
}
