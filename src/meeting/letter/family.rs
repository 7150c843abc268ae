//! The letter to a parent or carer, or to the young person: short sentences, and no school jargon.

use super::{Letter, Part, Writing, isolated};
use crate::plan::Recipient;

pub(super) fn letter(writing: &Writing<'_>, to: &Recipient) -> Letter {
    let family = Family {
        writing,
        // From 16 the letter may be to the young person: it then speaks to them, not about them.
        to_child: to.is_self(),
    };
    let name = to.name.as_deref().map(str::trim);
    let greeting = match name.filter(|name| !name.is_empty()) {
        Some(_) if family.to_child => format!("Dear {},", writing.child()),
        Some(name) => format!("Dear {},", isolated(name)),
        None => "Hello,".to_owned(),
    };
    let mut parts = vec![Part::Title(family.title()), Part::Paragraph(greeting)];
    if writing.meeting.cancelled {
        parts.extend(family.cancelled());
    } else {
        parts.extend(family.about());
        parts.extend(writing.when_and_where());
        parts.extend(family.who());
        parts.extend(family.views());
        parts.extend(family.answer());
        parts.extend(family.attached());
    }
    parts.extend(writing.signature());
    Letter(parts)
}

struct Family<'a> {
    writing: &'a Writing<'a>,
    to_child: bool,
}

impl Family<'_> {
    /// "you", or the name the child goes by.
    fn child(&self) -> String {
        if self.to_child {
            "you".to_owned()
        } else {
            self.writing.child()
        }
    }

    /// "your SEND Support Plan", or "the SEND Support Plan for Amina".
    fn plan(&self) -> String {
        if self.to_child {
            "your SEND Support Plan".to_owned()
        } else {
            format!("the SEND Support Plan for {}", self.child())
        }
    }

    fn title(&self) -> String {
        let meeting = self.writing.meeting;
        if meeting.cancelled {
            "The meeting is cancelled".to_owned()
        } else if meeting.sequence > 0 {
            "The meeting has changed".to_owned()
        } else if self.to_child {
            "A meeting with you about your plan".to_owned()
        } else {
            format!("A meeting with you about {}", self.child())
        }
    }

    fn about(&self) -> Vec<Part> {
        let (child, kind, plan) = (self.child(), self.writing.kind(), self.plan());
        let mut parts = Vec::new();
        if self.writing.meeting.sequence > 0 {
            parts.push(Part::Paragraph(
                "Something about our meeting has changed. Please read the day, the time and the place again. \
                 This email replaces the one that we sent before."
                    .to_owned(),
            ));
        }
        let doing = if self.to_child {
            format!("how you are doing at {kind}")
        } else {
            format!("how {child} is doing at {kind}")
        };
        parts.push(Part::Paragraph(if self.writing.meeting.draft {
            format!(
                "We would like to meet you to talk about {doing}, and to finish {plan} together. A first draft is \
                 attached. Nothing in it is decided, and some parts may be empty. At the meeting we will read it with you, \
                 change what is not right, and fill in what is missing."
            )
        } else {
            format!(
                "We would like to meet you to talk about {doing}. We will look at {plan} together: what has gone well, \
                 what is still hard, and what we will do next."
            )
        }));
        parts.push(Part::Paragraph(format!(
            "SEND means special educational needs and disabilities. The plan says what helps {child} at {kind}."
        )));
        parts
    }

    fn who(&self) -> Vec<Part> {
        let writing = self.writing;
        let mut people =
            vec!["You. You can bring someone with you, such as a friend or a relative.".to_owned()];
        people.extend(self.welcome());
        if let Some(senco) = writing.senco() {
            people.push(format!(
                "{}, the SENCO. The SENCO is the teacher in charge of the help for children and young people with SEND.",
                isolated(senco)
            ));
        }
        if let Some(person) = writing.key_person() {
            people.push(if self.to_child {
                format!("{}, the person you can ask first.", isolated(person))
            } else {
                format!(
                    "{}, the person you and {} can ask first.",
                    isolated(person),
                    self.child()
                )
            });
        }
        for writer in writing.writers() {
            people.push(format!("{}, who wrote the plan.", isolated(&writer)));
        }
        people.extend(
            writing
                .interpreter()
                .map(|interpreter| format!("{interpreter}.")),
        );
        vec![
            Part::Heading("Who will be there".to_owned()),
            Part::Points(people),
        ]
    }

    /// Says that the child may come, depending on their age. A young person who gets the letter is invited by it.
    fn welcome(&self) -> Option<String> {
        if self.to_child {
            return None;
        }
        let plan = self.writing.plan;
        let child = plan.known_as().map_or("Your child".to_owned(), isolated);
        let year = plan.child.year_group.map_or(1, |year| year.number());
        Some(match year {
            ..=0 => format!("{child} can come too, if you would like that."),
            1..=6 => format!("{child} is welcome too, for the whole meeting or for a part of it."),
            _ => format!(
                "{child} is invited too. We would like to hear from {child} at the meeting."
            ),
        })
    }

    fn views(&self) -> Vec<Part> {
        let writing = self.writing;
        let opening = if self.to_child {
            "What you think matters most. Before the meeting, please tell us what is going well, what worries you, and what \
             you would like next. You can do this in any way that suits you:"
                .to_owned()
        } else {
            format!(
                "You know {0} well. Before the meeting, please tell us what is going well, what worries you, and what you \
                 would like next. Please ask {0} too. You can do this in any way that suits you:",
                self.child()
            )
        };
        let mut ways = vec!["Reply to this email.".to_owned()];
        if let Some(phone) = writing.phone() {
            let for_whom = writing.senco().map_or(String::new(), |senco| {
                format!(" and ask for {}", isolated(senco))
            });
            ways.push(format!("Phone {}{for_whom}.", isolated(phone)));
        }
        let person = writing
            .key_person()
            .map_or("a teacher".to_owned(), isolated);
        ways.push(format!(
            "Write on the reply slip. It is on the last page of the plan that comes with this email. Give it to {person}, \
             or bring it to the meeting."
        ));
        vec![
            Part::Heading("Tell us what you think".to_owned()),
            Part::Paragraph(opening),
            Part::Points(ways),
        ]
    }

    fn answer(&self) -> Vec<Part> {
        vec![
            Part::Heading("Can you come?".to_owned()),
            Part::Paragraph(format!(
                "Please tell us if you can come. If you see buttons to accept or decline, you can use them. You can also {}. \
                 If the day or the time is not good for you, tell us, and we will look for another.",
                self.writing.ask_us()
            )),
        ]
    }

    fn attached(&self) -> Vec<Part> {
        let about = if self.to_child {
            "It is about you, so keep it safe."
        } else {
            "It is private, so please keep it safe, and do not send it on."
        };
        let opens = if self.writing.protected {
            "It opens with a password. We will tell you the password in another way, not by email. "
        } else {
            ""
        };
        vec![
            Part::Heading("The plan".to_owned()),
            Part::Paragraph(format!(
                "The plan is attached to this email as a PDF file. {opens}{about}"
            )),
        ]
    }

    fn cancelled(&self) -> Vec<Part> {
        let slot = &self.writing.meeting.slot;
        vec![
            Part::Paragraph(format!(
                "The meeting about {} will not take place. We are sorry. This is the meeting that is cancelled:",
                self.plan()
            )),
            Part::Lines(vec![slot.day(), slot.from_to()]),
            Part::Paragraph(
                "If we need another day, we will write to you again. If the meeting is still in your calendar, you can \
                 delete it there."
                    .to_owned(),
            ),
            Part::Paragraph(format!(
                "If you have a question, {}.",
                self.writing.ask_us()
            )),
        ]
    }
}
