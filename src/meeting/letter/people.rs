//! Who will be there, and how to contact the school, for all letters.

use super::{Part, Writing, isolated};
use crate::meeting::name::{people, same_person};
use crate::plan::Kind;

impl Writing<'_> {
    /// Returns the name the child goes by; "your child" until a draft has one.
    pub(super) fn child(&self) -> String {
        self.plan
            .known_as()
            .map_or("your child".to_owned(), isolated)
    }

    /// Returns "nursery", "school" or "college".
    pub(super) fn kind(&self) -> &'static str {
        self.plan.school.kind.unwrap_or(Kind::School).word()
    }

    /// Returns when and where, each under a heading.
    pub(super) fn when_and_where(&self) -> Vec<Part> {
        let meeting = self.meeting;
        let mut parts = vec![
            Part::Heading("When".to_owned()),
            Part::Lines(vec![meeting.slot.day(), meeting.slot.from_to()]),
        ];
        let places = [&meeting.place, &meeting.school, &meeting.address];
        let lines: Vec<String> = places
            .into_iter()
            .flatten()
            .map(|line| isolated(line))
            .collect();
        if !lines.is_empty() {
            parts.extend([Part::Heading("Where".to_owned()), Part::Lines(lines)]);
        }
        parts
    }

    /// Returns the SENCO's name, if the plan has one.
    pub(super) fn senco(&self) -> Option<&str> {
        non_empty(&self.plan.school.senco.name)
    }

    /// Returns the key person, if that is not the SENCO.
    pub(super) fn key_person(&self) -> Option<&str> {
        let person = non_empty(&self.plan.child.key_person)?;
        let known = self.senco().is_some_and(|senco| same_person(senco, person));
        (!known).then_some(person)
    }

    /// Returns those who wrote the plan, except those already named: "Mr Cole" of "Ms Okafor and Mr Cole".
    pub(super) fn writers(&self) -> Vec<String> {
        let mut writers = people(non_empty(&self.plan.plan.written_by).unwrap_or_default());
        for named in [self.senco(), self.key_person()].into_iter().flatten() {
            writers.retain(|writer| !same_person(named, writer));
        }
        writers
    }

    /// Returns "An interpreter for Somali", if the family would like one.
    pub(super) fn interpreter(&self) -> Option<String> {
        let child = &self.plan.child;
        let wanted = child.interpreter == Some(true);
        wanted.then(|| match non_empty(&child.home_language) {
            Some(language) => format!("An interpreter for {}", isolated(language)),
            None => "An interpreter".to_owned(),
        })
    }

    /// Returns the school's telephone number.
    pub(super) fn phone(&self) -> Option<&str> {
        non_empty(&self.plan.school.senco.phone)
    }

    /// Returns "reply to this email, or phone 020 7946 0101".
    pub(super) fn ask_us(&self) -> String {
        match self.phone() {
            Some(phone) => format!("reply to this email, or phone {}", isolated(phone)),
            None => "reply to this email".to_owned(),
        }
    }

    /// Returns the signature: the sender's name and role, and the school.
    pub(super) fn signature(&self) -> Vec<Part> {
        let school = self.meeting.school.as_deref();
        let senco = self.senco();
        let mut lines = Vec::new();
        match self.from.name.as_deref() {
            Some(name) if senco.is_some_and(|senco| same_person(senco, name)) => {
                lines.push(isolated(name));
                lines.push("SENCO (special educational needs coordinator)".to_owned());
            }
            Some(name) if school != Some(name) => lines.push(isolated(name)),
            _ => {}
        }
        lines.extend(school.map(isolated));
        lines.extend(self.phone().map(isolated));
        vec![
            Part::Paragraph("Kind regards".to_owned()),
            Part::Lines(lines),
        ]
    }
}

fn non_empty(text: &Option<String>) -> Option<&str> {
    text.as_deref()
        .map(str::trim)
        .filter(|text| !text.is_empty())
}
