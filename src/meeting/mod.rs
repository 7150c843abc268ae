//! The review meeting: an e-mail invitation, with the copy attached and the meeting as a calendar entry.
//!
//! An [`Appointment`] is the meeting itself, read strictly from a checked plan. An [`Invitation`] is the appointment
//! with the people to write to; it makes a message for each [`Envelope`]. Everything in a message (its date, ids and
//! boundaries) is derived from the plan, the reader and [`Terms`], so the same call gives the same bytes. Text for a
//! header, a file name or a calendar is refused unless it is one plain line.

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
