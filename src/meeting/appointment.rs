//! The meeting itself: which plan's, when, where, and whether it is new, changed or called off.

use chrono::NaiveDate;

use super::{Refusal, Slot};
use crate::address::one_line;
use crate::check::Checked;
use crate::digest::Digester;
use crate::plan::{DayAndTime, Meeting, Plan, Status};

/// The highest number that a change can have: calendars keep it as a whole number of 31 bits (RFC 5545, 3.3.8).
pub const LAST_CHANGE: u32 = i32::MAX.unsigned_abs();

/// What is known beside the plan about this call.
#[derive(Clone, Debug)]
pub struct Terms {
    /// The day taken as today: the message's date, and the first day a meeting can be on.
    pub today: NaiveDate,
    /// How often the meeting was changed after the first invitation, where calling it off is one change more. Where left out:
    /// not at all, or once by calling it off.
    pub sequence: Option<u32>,
    /// Whether the meeting is called off.
    pub cancelled: bool,
    /// Whether a draft may be sent as one.
    pub drafts: bool,
}

/// A meeting arranged otherwise than the plan says. What is left out stays as the plan has it.
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
    /// Looks at the place alone, so that what was typed is refused as such before the plan is checked with it.
    ///
    /// # Errors
    /// Where the place is not one plain line, or has the child's full name in it.
    pub fn place_fits(&self, plan: &Plan) -> Result<(), Refusal> {
        public(plan, "review.meeting.place", self.place.as_deref()).map(drop)
    }

    /// Writes the arrangement into the plan, so that the copies made of it say the same as the letter. Gives whether the
    /// plan said otherwise before.
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

/// A meeting about a plan, fit for a calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appointment {
    /// When it is.
    pub slot: Slot,
    /// Where it is, as the plan says.
    pub place: Option<String>,
    /// The school's name.
    pub school: Option<String>,
    /// The school's address.
    pub address: Option<String>,
    /// The plan's reference.
    pub reference: String,
    /// The same for every message about this meeting, whoever gets it; made from the school, the reference and the cycle.
    pub uid: String,
    /// How often it was changed.
    pub sequence: u32,
    /// Whether it is called off.
    pub cancelled: bool,
    /// Whether the plan is still a draft.
    pub draft: bool,
    /// The day the entry was written.
    pub written: NaiveDate,
}

impl Appointment {
    /// The review meeting of a plan.
    ///
    /// # Errors
    /// A [`Refusal`] where the plan does not say when it is, the time cannot be, or a text cannot go into a calendar.
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
        // The check says so too, but a draft passes it.
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

    /// What a calendar and a subject call it: with the plan's reference, and no name.
    pub fn title(&self) -> String {
        let what = if self.draft {
            "Meeting about a draft plan"
        } else {
            "Review meeting"
        };
        format!("{what}: SEND Support Plan {}", self.reference)
    }

    /// The place, the school and its address, as far as they are known.
    pub(super) fn location(&self) -> Option<String> {
        let parts = [&self.place, &self.school, &self.address];
        let known: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
        (!known.is_empty()).then(|| known.join(", "))
    }
}

/// The number of the change. A cancellation with the number of the invitation would be taken for an old message.
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

/// A text that others than its reader may see: one plain line, without the child's full name. An empty one is none.
fn public(plan: &Plan, field: &'static str, text: Option<&str>) -> Result<Option<String>, Refusal> {
    let Some(text) = text else { return Ok(None) };
    let line = one_line(text).ok_or_else(|| Refusal::NotOneLine(field.to_owned()))?;
    if names_the_child(plan, &line) {
        return Err(Refusal::ChildNamed(field));
    }
    Ok((!line.is_empty()).then_some(line))
}

/// Whether a text has the child's full name in it, in one alphabet or another: "Ismail Rahman (ইসমাইল রহমান)" is two.
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
