//! The meeting itself: which plan it is about, when, where, and whether it is new, changed or cancelled.

use chrono::NaiveDate;

use super::{Refusal, Slot};
use crate::address::one_line;
use crate::check::Checked;
use crate::digest::Digester;
use crate::plan::{DayAndTime, Meeting, Plan, Status};

/// The highest sequence number: calendars store it in 31 bits (RFC 5545, 3.3.8).
pub const LAST_CHANGE: u32 = i32::MAX.unsigned_abs();

/// What the caller decides about an invitation.
#[derive(Clone, Debug)]
pub struct Terms {
    /// The day to use as today: the message's date, and the earliest day for the meeting.
    pub today: NaiveDate,
    /// How often the meeting has been changed since the first invitation, counting a cancellation. By default 0, or 1
    /// for a cancellation.
    pub sequence: Option<u32>,
    /// Whether the meeting is cancelled.
    pub cancelled: bool,
    /// Whether an invitation may be about a draft plan.
    pub drafts: bool,
}

/// Changes to the meeting in the plan; what is `None` stays as in the plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Arrangement {
    /// When it starts.
    pub start: Option<DayAndTime>,
    /// How many minutes it lasts.
    pub minutes: Option<u32>,
    /// Where it is.
    pub place: Option<String>,
}

impl Arrangement {
    /// Checks only the place, so that a mistyped one is reported before the plan is checked with it.
    ///
    /// # Errors
    /// If the place is not one plain line, or contains the child's full name.
    pub fn place_fits(&self, plan: &Plan) -> Result<(), Refusal> {
        public(plan, "review.meeting.place", self.place.as_deref()).map(drop)
    }

    /// Writes the arrangement into the plan, so that its copies agree with the letter. Returns whether it changed the
    /// plan.
    pub fn apply(&self, plan: &mut Plan) -> bool {
        let before = plan.review.meeting.clone().unwrap_or_default();
        let now = Meeting {
            start: self.start.or(before.start),
            minutes: self.minutes.or(before.minutes),
            place: self.place.clone().or_else(|| before.place.clone()),
        };
        let changed = now != before;
        if changed {
            plan.review.meeting = Some(now);
        }
        changed
    }
}

/// A meeting about a plan, ready for a calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appointment {
    /// When it is.
    pub slot: Slot,
    /// Where it is.
    pub place: Option<String>,
    /// The school's name.
    pub school: Option<String>,
    /// The school's address.
    pub address: Option<String>,
    /// The plan's reference.
    pub reference: String,
    /// An identifier shared by all messages about this meeting, made from the school, the reference and the cycle.
    pub uid: String,
    /// How often it has been changed.
    pub sequence: u32,
    /// Whether it is cancelled.
    pub cancelled: bool,
    /// Whether the plan is still a draft.
    pub draft: bool,
    /// The day the entry was written.
    pub written: NaiveDate,
}

impl Appointment {
    /// Returns the review meeting of a plan.
    ///
    /// A [`Refusal`] if the plan does not say when it is, the time is not possible, or a text cannot go into a
    /// calendar.
    pub fn of(checked: &Checked<'_>, terms: &Terms) -> Result<Appointment, Refusal> {
        let plan = &checked.loaded().plan;
        if plan.is_draft() && !terms.drafts {
            return Err(Refusal::Draft);
        }
        if plan.plan.status == Some(Status::Reviewed) {
            return Err(Refusal::Reviewed);
        }
        let sequence = sequence(terms)?;
        let reference = public(plan, "plan.id", plan.plan.id.as_deref())?;
        let reference = reference.ok_or(Refusal::NoReference)?;
        // The check reports this too, but a draft passes it.
        if plan.child.named_in(&reference).is_some() {
            return Err(Refusal::NamedInReference);
        }
        let meeting = plan.review.meeting.clone().unwrap_or_default();
        let start = meeting.start.ok_or(Refusal::NoTime)?;
        let today = terms.today;
        if start.0.date() < today {
            return Err(Refusal::Past { start, today });
        }
        let school = public(plan, "school.name", plan.school.name.as_deref())?;
        let mut uid = Digester::default();
        uid.add("review meeting");
        uid.add(school.as_deref().unwrap_or_default());
        uid.add(&reference);
        uid.add(format!("{:?}", plan.plan.cycle));
        Ok(Appointment {
            slot: Slot::new(start, meeting.minutes)?,
            place: public(plan, "review.meeting.place", meeting.place.as_deref())?,
            address: public(plan, "school.address", plan.school.address.as_deref())?,
            school,
            reference,
            uid: format!("{:016x}@sendplan.invalid", uid.finish().number()),
            sequence,
            cancelled: terms.cancelled,
            draft: plan.is_draft(),
            written: today,
        })
    }

    /// Returns the title for calendars and subjects: with the plan's reference, and no name.
    pub fn title(&self) -> String {
        let what = if self.draft {
            "Meeting about a draft plan"
        } else {
            "Review meeting"
        };
        format!("{what}: SEND Support Plan {}", self.reference)
    }

    /// Returns the place, the school and its address, as far as they are known.
    pub(super) fn location(&self) -> Option<String> {
        let parts = [&self.place, &self.school, &self.address];
        let known: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
        (!known.is_empty()).then(|| known.join(", "))
    }
}

/// Returns the sequence number. Calendars would ignore a cancellation with the number of the invitation as out of date.
fn sequence(terms: &Terms) -> Result<u32, Refusal> {
    let sequence = terms.sequence.unwrap_or(u32::from(terms.cancelled));
    if sequence > LAST_CHANGE {
        return Err(Refusal::BadChange(sequence));
    }
    if terms.cancelled && sequence == 0 {
        return Err(Refusal::CancelledFirst);
    }
    Ok(sequence)
}

/// Checks a text that other people may see: it must be one plain line without the child's full name. `None` if it is
/// empty.
fn public(plan: &Plan, field: &'static str, text: Option<&str>) -> Result<Option<String>, Refusal> {
    let Some(text) = text else { return Ok(None) };
    let line = one_line(text).ok_or_else(|| Refusal::NotOneLine(field.to_owned()))?;
    if names_the_child(plan, &line) {
        return Err(Refusal::ChildNamed(field));
    }
    Ok((!line.is_empty()).then_some(line))
}

/// Whether a text contains the child's full name, in any of its scripts: "Ismail Rahman (ইসমাইল রহমান)" has two.
pub(super) fn names_the_child(plan: &Plan, text: &str) -> bool {
    let plain = |text: &str| {
        let words: Vec<&str> = text.split_whitespace().collect();
        words.join(" ").to_lowercase()
    };
    let text = plain(text);
    let name = plan.child.name.as_deref().unwrap_or_default();
    name.split(['(', ')']).map(plain).any(|name| {
        (name.contains(' ') && text.contains(&name)) || (name == text && !name.is_empty())
    })
}
