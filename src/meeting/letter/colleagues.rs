//! The letter to colleagues: what to have ready, and how to handle the staff's copy.

use super::{Letter, Part, Writing, isolated};
use crate::meeting::Mailbox;

pub(super) fn letter(writing: &Writing<'_>, to: &[Mailbox]) -> Letter {
    let meeting = writing.meeting;
    let title = if meeting.cancelled {
        "The meeting is cancelled".to_owned()
    } else if meeting.sequence > 0 {
        "The meeting has changed".to_owned()
    } else {
        meeting.title()
    };
    let greeting = match to {
        [
            Mailbox {
                name: Some(name), ..
            },
        ] => format!("Dear {},", isolated(name)),
        [_] => "Dear colleague,".to_owned(),
        _ => "Dear colleagues,".to_owned(),
    };
    let mut parts = vec![Part::Title(title), Part::Paragraph(greeting)];
    if meeting.cancelled {
        parts.extend(cancelled(writing));
    } else {
        parts.extend(about(writing));
        parts.extend(writing.when_and_where());
        parts.extend(who(writing));
        parts.extend(ready(meeting.draft));
        parts.extend(attached(writing));
    }
    parts.extend(writing.signature());
    Letter(parts)
}

/// "the SEND Support Plan KF-042 for Amina (Year 4, Kingfisher)".
fn plan(writing: &Writing<'_>) -> String {
    let child = &writing.plan.child;
    let year = child.year_group.map(|year| year.to_string());
    let class = child.class.as_deref().map(isolated);
    let known: Vec<String> = [year, class].into_iter().flatten().collect();
    let known = match known.as_slice() {
        [] => String::new(),
        known => format!(" ({})", known.join(", ")),
    };
    let for_whom = writing
        .plan
        .known_as()
        .map_or(String::new(), |name| format!(" for {}", isolated(name)));
    format!(
        "SEND Support Plan {}{for_whom}{known}",
        isolated(&writing.meeting.reference)
    )
}

fn about(writing: &Writing<'_>) -> Vec<Part> {
    let mut parts = Vec::new();
    if writing.meeting.sequence > 0 {
        parts.push(Part::Paragraph(
            "The day, the time or the place has changed. This email replaces the one before."
                .to_owned(),
        ));
    }
    let what = if writing.meeting.draft {
        "the meeting with the family about a draft of"
    } else {
        "the review of"
    };
    parts.push(Part::Paragraph(format!(
        "You are invited to {what} {}.",
        plan(writing)
    )));
    parts
}

fn who(writing: &Writing<'_>) -> Vec<Part> {
    let mut people = vec![family(writing)];
    people.extend(
        writing
            .senco()
            .map(|senco| format!("{}, SENCO", isolated(senco))),
    );
    people.extend(
        writing
            .key_person()
            .map(|person| format!("{}, key person", isolated(person))),
    );
    let writers = writing.writers().into_iter();
    people.extend(writers.map(|writer| format!("{}, who wrote the plan", isolated(&writer))));
    people.extend(
        writing
            .interpreter()
            .map(|interpreter| format!("{interpreter} (to be booked)")),
    );
    vec![
        Part::Heading("Who is invited".to_owned()),
        Part::Points(people),
    ]
}

/// Who gets the copies that are not for staff: from 16 this may be the young person, alone or with others.
enum Readers {
    Family,
    Child,
    Both,
}

fn readers(writing: &Writing<'_>) -> Readers {
    let recipients = &writing.plan.recipients;
    match recipients.iter().filter(|to| to.is_self()).count() {
        0 => Readers::Family,
        all if all == recipients.len() => Readers::Child,
        _ => Readers::Both,
    }
}

fn family(writing: &Writing<'_>) -> String {
    match readers(writing) {
        Readers::Family => "The family".to_owned(),
        Readers::Child => writing.child(),
        Readers::Both => format!("{} and the family", writing.child()),
    }
}

fn ready(draft: bool) -> Vec<Part> {
    let points = if draft {
        vec![
            "what you have seen of strengths and difficulties, with days and figures",
            "what helps in your lessons, and what does not",
            "what the first targets could be, and how we would know that they are met",
        ]
    } else {
        vec![
            "for each target: whether it is achieved, partly achieved or not achieved, and what shows it",
            "the support that took place, and how often, beside what the plan says",
            "what has helped, and what has not",
            "for each target: whether to continue, change or close it",
        ]
    };
    vec![
        Part::Heading("What to have ready".to_owned()),
        Part::Points(points.into_iter().map(str::to_owned).collect()),
        Part::Paragraph("If you cannot come, please send us this before the meeting.".to_owned()),
    ]
}

fn attached(writing: &Writing<'_>) -> Vec<Part> {
    let theirs = match readers(writing) {
        Readers::Family => "The family has a copy of their own.".to_owned(),
        Readers::Child => format!("{} has another copy.", writing.child()),
        Readers::Both => format!("{} have copies of their own.", family(writing)),
    };
    let opens = if writing.protected {
        "It opens with a password, which you are told in another way. "
    } else {
        ""
    };
    vec![
        Part::Heading("The staff copy".to_owned()),
        Part::Paragraph(format!(
            "The staff copy of the plan is attached. {opens}It has notes for staff only. Do not send it on, and do not leave it \
             where others can read it. {theirs}"
        )),
    ]
}

fn cancelled(writing: &Writing<'_>) -> Vec<Part> {
    let slot = &writing.meeting.slot;
    vec![
        Part::Paragraph(format!(
            "The meeting about {} will not take place:",
            plan(writing)
        )),
        Part::Lines(vec![slot.day(), slot.from_to()]),
        Part::Paragraph(format!("If you have a question, {}.", writing.ask_us())),
    ]
}
