//! The review meeting: an e-mail that invites to it, with the copy attached and the meeting as a calendar entry.
//!
//! An [`Appointment`] is the meeting itself, read strictly from a checked plan. An [`Invitation`] is the appointment with
//! the people who are written to; it gives a message for each [`Envelope`]. Everything in a message (its date, its ids,
//! the seams between its parts) is made from the plan, the reader and [`Terms`], so the same call gives the same bytes.
//! A text that goes into a header, a file name or a calendar is refused where it is not one plain line.

mod appointment;
mod calendar;
mod invitation;
mod letter;
mod message;
mod name;
mod refusal;
mod when;

pub use crate::address::{Address, Mailbox, NotAnAddress};
#[doc(hidden)]
pub use appointment::LAST_CHANGE;
pub use appointment::{Appointment, Arrangement, Terms};
pub use invitation::{Audience, Envelope, Invitation};
pub use message::Attachment;
pub use refusal::Refusal;
#[doc(hidden)]
pub use when::LONGEST;
pub use when::Slot;
