//! An appointment with the people to write to, and a message for each of them.

use super::appointment::names_the_child;
use super::calendar::Guest;
use super::letter::{Letter, Reader as To, Writing};
use super::message::Draft;
use super::name;
use super::{Address, Appointment, Attachment, Mailbox, Refusal, Terms};
use crate::address::one_line;
use crate::check::Checked;
use crate::format::at;
use crate::load::Loaded;
use crate::make::{Reader, endings, stem};

/// Whom to write to.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Audience {
    /// The plan's recipients who have an address, each with their own copy; only those listed, if any are.
    Family(Vec<Address>),
    /// Colleagues, who get the staff's copy in one message.
    Colleagues(Vec<Mailbox>),
}

/// A message to be written: to whom, with which copy, in which file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Envelope {
    /// The recipients.
    pub to: Vec<Mailbox>,
    /// Whose copy goes with it.
    pub reader: Reader,
    /// The index of the plan's recipient; 0 for colleagues.
    pub recipient: usize,
    /// Its file name, made from the plan's reference, such as `KF-042-invite-parent-mother.eml`.
    pub file_name: String,
}

/// An appointment, its sender, and its recipients.
#[derive(Clone, Debug)]
pub struct Invitation<'a> {
    loaded: &'a Loaded,
    appointment: Appointment,
    from: Mailbox,
    envelopes: Vec<Envelope>,
}

impl<'a> Invitation<'a> {
    /// Creates the invitation to a plan's review meeting. By default it is from the SENCO.
    ///
    /// A [`Refusal`]: as [`Appointment::of`], or if there is nobody to write to or an address is invalid.
    pub fn of(
        checked: &'a Checked<'a>,
        terms: &Terms,
        from: Option<Mailbox>,
        audience: &Audience,
    ) -> Result<Invitation<'a>, Refusal> {
        let loaded = checked.loaded();
        let appointment = Appointment::of(checked, terms)?;
        let from = match from {
            Some(from) => Mailbox {
                name: from.name.or_else(|| appointment.school.clone()),
                ..from
            },
            None => senco(loaded)?,
        };
        let mut invitation = Invitation {
            loaded,
            appointment,
            from,
            envelopes: Vec::new(),
        };
        invitation.envelopes = match audience {
            Audience::Family(only) => invitation.to_family(only)?,
            Audience::Colleagues(to) => invitation.to_colleagues(to)?,
        };
        Ok(invitation)
    }

    /// Returns the messages to write, those to recipients in the order of the plan.
    pub fn envelopes(&self) -> &[Envelope] {
        &self.envelopes
    }

    /// Whether a copy is attached to each message: not to a cancellation.
    pub fn has_copies(&self) -> bool {
        !self.appointment.cancelled
    }

    /// Returns a message, with the copy for its reader.
    pub fn message(&self, envelope: &Envelope, attached: Option<&Attachment>) -> Vec<u8> {
        let plan = &self.loaded.plan;
        let to = match (envelope.reader, plan.recipients.get(envelope.recipient)) {
            (Reader::Parent, Some(recipient)) => To::Family(recipient),
            _ => To::Colleagues(&envelope.to),
        };
        let letter = Letter::of(&Writing {
            plan,
            meeting: &self.appointment,
            from: &self.from,
            to,
            protected: attached.is_some_and(|copy| copy.protected),
        });
        let guest = |to: &Mailbox| Guest {
            // A young person's own name is the child's, which must not be in calendars.
            name: to.name.clone().filter(|name| !names_the_child(plan, name)),
            uri: to.address.uri(),
        };
        let guests: Vec<Guest> = envelope.to.iter().map(guest).collect();
        Draft {
            from: &self.from,
            to: &envelope.to,
            subject: self.subject(),
            day: self.appointment.written,
            origin: format!("{} {}", self.loaded.digest, self.appointment.uid),
            text: letter.text(),
            html: letter.html(),
            calendar: self.appointment.scheduled(&self.from, &guests),
            method: self.appointment.method(),
            attached: attached.filter(|_| self.has_copies()),
            attached_as: format!("{}-{}.pdf", stem(self.loaded), envelope.reader.name()),
        }
        .bytes()
    }

    /// "Invitation: meeting on Monday 7 December 2026 (plan KF-042)".
    fn subject(&self) -> String {
        let meeting = &self.appointment;
        let what = match (meeting.cancelled, meeting.sequence) {
            (true, _) => "Cancelled",
            (false, 0) => "Invitation",
            (false, _) => "Changed",
        };
        let (day, reference) = (meeting.slot.day(), &meeting.reference);
        format!("{what}: meeting on {day} (plan {reference})")
    }

    fn to_family(&self, only: &[Address]) -> Result<Vec<Envelope>, Refusal> {
        let recipients = &self.loaded.plan.recipients;
        let whose = endings(&self.loaded.plan);
        let mut envelopes = Vec::new();
        for (index, recipient) in recipients.iter().enumerate() {
            let field = |key: &'static str| at!("recipients", index, key).to_string();
            let Some(email) = recipient
                .email
                .as_deref()
                .filter(|email| !email.trim().is_empty())
            else {
                continue;
            };
            let wrong = |_| Refusal::NotAnAddress(field("email"));
            let address: Address = email.parse().map_err(wrong)?;
            let name = recipient.name.as_deref().unwrap_or_default();
            let name = one_line(name).ok_or_else(|| Refusal::NotOneLine(field("name")))?;
            if !only.is_empty() && !only.iter().any(|only| only.same_as(&address)) {
                continue;
            }
            let whose = whose.get(index).filter(|_| recipients.len() > 1);
            envelopes.push(Envelope {
                to: vec![Mailbox {
                    name: (!name.is_empty()).then_some(name),
                    address,
                }],
                reader: Reader::Parent,
                recipient: index,
                file_name: self.file_name(whose.map(String::as_str)),
            });
        }
        let is_unknown = |wanted: &&Address| {
            let is_to =
                |envelope: &Envelope| envelope.to.iter().any(|to| to.address.same_as(wanted));
            !envelopes.iter().any(is_to)
        };
        if let Some(unknown) = only.iter().find(is_unknown) {
            return Err(Refusal::NotARecipient(unknown.to_string()));
        }
        if envelopes.is_empty() {
            return Err(Refusal::NoAddress);
        }
        Ok(envelopes)
    }

    fn to_colleagues(&self, to: &[Mailbox]) -> Result<Vec<Envelope>, Refusal> {
        if to.is_empty() {
            return Err(Refusal::NoColleague);
        }
        let family = self.family_addresses()?;
        let is_family = |to: &&Mailbox| {
            let is_unknown = |family: &Address| family.reaches_as(&to.address);
            family.iter().any(is_unknown)
        };
        if let Some(parent) = to.iter().find(is_family) {
            return Err(Refusal::OfTheFamily(parent.address.to_string()));
        }
        let named = to.iter().filter_map(|to| to.name.as_deref());
        if let Some(name) = named.into_iter().find(|name| self.is_of_the_family(name)) {
            return Err(Refusal::NameOfTheFamily(name.to_owned()));
        }
        let mut unique: Vec<Mailbox> = Vec::new();
        for person in to {
            if !unique
                .iter()
                .any(|known| known.address.same_as(&person.address))
            {
                unique.push(person.clone());
            }
        }
        Ok(vec![Envelope {
            to: unique,
            reader: Reader::Staff,
            recipient: 0,
            file_name: self.file_name(Some("staff")),
        }])
    }

    /// Returns the family's addresses, with or without a name before them. One that cannot be parsed is refused:
    /// otherwise the staff's copy might be sent there.
    fn family_addresses(&self) -> Result<Vec<Address>, Refusal> {
        let mut addresses = Vec::new();
        for (index, recipient) in self.loaded.plan.recipients.iter().enumerate() {
            let email = recipient.email.as_deref().unwrap_or_default();
            if !email.trim().is_empty() {
                let field = at!("recipients", index, "email").to_string();
                let wrong = |_| Refusal::NotOneAddress(field);
                addresses.push(email.parse::<Mailbox>().map_err(wrong)?.address);
            }
        }
        Ok(addresses)
    }

    /// Whether a name could be the child's or a recipient's, who may have another address.
    fn is_of_the_family(&self, name: &str) -> bool {
        let plan = &self.loaded.plan;
        let recipients = plan.recipients.iter().map(|to| &to.name);
        let mut family = recipients.chain([&plan.child.name]).flatten();
        family.any(|member| name::may_be_named(name, member))
    }

    /// Returns a file name that differs for the first invitation, each change and the cancellation, so that none
    /// replaces another.
    fn file_name(&self, whose: Option<&str>) -> String {
        let whose = whose.map_or(String::new(), |whose| format!("-{whose}"));
        let suffix = match (self.appointment.cancelled, self.appointment.sequence) {
            // A cancellation whose number was too low is sent again.
            (true, 0 | 1) => "-cancelled".to_owned(),
            (true, number) => format!("-cancelled-{number}"),
            (false, 0) => String::new(),
            (false, change) => format!("-change-{change}"),
        };
        format!("{}-invite{whose}{suffix}.eml", stem(self.loaded))
    }
}

/// Returns the SENCO, with their address at the school.
fn senco(loaded: &Loaded) -> Result<Mailbox, Refusal> {
    let senco = &loaded.plan.school.senco;
    let email = senco.email.as_deref().map(str::trim).unwrap_or_default();
    if email.is_empty() {
        return Err(Refusal::NoSender);
    }
    let wrong = |_| Refusal::NotAnAddress("school.senco.email".to_owned());
    let name = senco.name.as_deref().unwrap_or_default();
    let not_one_line = || Refusal::NotOneLine("school.senco.name".to_owned());
    let name = one_line(name).ok_or_else(not_one_line)?;
    Ok(Mailbox {
        address: email.parse().map_err(wrong)?,
        name: (!name.is_empty()).then_some(name),
    })
}
