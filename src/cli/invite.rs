//! `invite`: the e-mails that invite to a plan's review meeting, as files to look over and send.

mod stop;

use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use crate::meeting::{
    Appointment, Arrangement, Attachment, Audience, Envelope, Invitation, Refusal, Terms,
};
use crate::press::{self, Password, Press};
use crate::template::Template;
use crate::{Checked, Checks, Loaded, MakeError, folder};

use super::args::{General, Invite, InviteCopy};
use super::output::{self, FileTrouble};
use super::password::NOT_ARCHIVAL;
use super::{Ended, Trouble, check, print, say};
use stop::Stop;

/// Makes the e-mails, or the calendar entry alone. All of them are made before the first is written.
pub fn run(asked: &Invite, general: &General) -> Result<Ended, Trouble> {
    let (template, fonts) = (asked.appearance.template()?, asked.appearance.fonts()?);
    let mut loaded = crate::load(&asked.plan)?.in_words_of(&template);
    let arrangement = Arrangement {
        start: asked.start,
        minutes: asked.minutes,
        place: asked.place.clone(),
    };
    if let Err(refusal) = arrangement.place_fits(&loaded.plan) {
        return Ok(Stop::from(refusal).said(asked));
    }
    let says_otherwise = arrangement.apply(&mut loaded.plan);
    let checks = Checks {
        other_children: folder::children(std::slice::from_ref(&asked.plan)),
        ..asked.appearance.checks(general, &template, &fonts)
    };
    let checked = crate::check(&loaded, &checks);
    let report = checked
        .as_ref()
        .map_or_else(|report| report, Checked::report);
    check::say_errors(&loaded, report, asked.no_excerpt);
    let files = match &checked {
        Ok(checked) => made(asked, general, checked, &template, fonts),
        Err(_) => Err(Stop::Errors),
    };
    match files {
        Ok(files) => write_all(&files)?,
        Err(Stop::Trouble(trouble)) => return Err(trouble),
        Err(stop) => return Ok(stop.said(asked)),
    }
    if asked.cancel && asked.sequence.is_none() {
        // How often it was changed stands in no plan.
        say(
            "The cancellation has the number 1. If the meeting was changed before, calendars ignore it: give --sequence with one \
             more than the number of the last change.",
        );
    }
    if says_otherwise {
        say(&format!(
            "{} says otherwise about the meeting: write it there too, so that later copies say the same.",
            asked.plan.display()
        ));
    }
    Ok(Ended::Well)
}

/// A file to write: where, and what is in it.
type File = (PathBuf, Vec<u8>);

fn made(
    asked: &Invite,
    general: &General,
    checked: &Checked<'_>,
    template: &Template,
    fonts: Vec<Vec<u8>>,
) -> Result<Vec<File>, Stop> {
    let terms = Terms {
        today: general.today(),
        sequence: asked.sequence,
        cancelled: asked.cancel,
        drafts: asked.draft,
    };
    if let Some(file) = asked
        .output
        .as_deref()
        .filter(|file| output::ends_in(file, &["ics"]))
    {
        let with_a_copy = asked.format.is_some() || asked.protect.protect.is_some();
        if with_a_copy || !asked.to.is_empty() || asked.from.is_some() {
            return Err(Stop::EntryAlone);
        }
        let entry = Appointment::of(checked, &terms)?.entry();
        return Ok(vec![(file.to_owned(), entry.into_bytes())]);
    }
    let audience = match asked.copy {
        InviteCopy::Staff => Audience::Colleagues(asked.to.clone()),
        InviteCopy::Parent => {
            Audience::Family(asked.to.iter().map(|to| to.address.clone()).collect())
        }
    };
    let invitation = Invitation::of(checked, &terms, asked.from.clone(), &audience)?;
    let paths = paths(asked, &invitation)?;
    if let Some(there) = paths.iter().find(|path| path.exists()) {
        return Err(FileTrouble::writing(there, ErrorKind::AlreadyExists.into()).into());
    }
    let mut messages = Vec::new();
    let copies = invitation
        .has_copies()
        .then(|| Copies::new(asked, checked, template, fonts))
        .transpose()?;
    for envelope in invitation.envelopes() {
        let copy = copies
            .as_ref()
            .map(|copies| copies.attachment(envelope))
            .transpose()?;
        messages.push(invitation.message(envelope, copy.as_ref()));
    }
    say_what_to_know(asked, checked.loaded(), &invitation);
    Ok(paths.into_iter().zip(messages).collect())
}

/// Where each e-mail goes.
fn paths(asked: &Invite, invitation: &Invitation<'_>) -> Result<Vec<PathBuf>, Stop> {
    let envelopes = invitation.envelopes();
    let folder = match &asked.output {
        Some(file) if output::ends_in(file, &["eml"]) || is_standard_output(file) => {
            return match envelopes {
                [_] => Ok(vec![file.clone()]),
                _ => Err(Stop::Several),
            };
        }
        Some(folder) => folder.clone(),
        None => {
            let beside = asked.plan.parent().unwrap_or(Path::new(""));
            beside.join("invitations")
        }
    };
    let path = |envelope: &Envelope| folder.join(&envelope.file_name);
    Ok(envelopes.iter().map(path).collect())
}

/// What the copies are made with.
struct Copies<'a> {
    password: Option<Password>,
    asked: &'a Invite,
    checked: &'a Checked<'a>,
    pictures: crate::copy::Pictures,
    press: Press,
}

impl<'a> Copies<'a> {
    fn new(
        asked: &'a Invite,
        checked: &'a Checked<'a>,
        template: &Template,
        fonts: Vec<Vec<u8>>,
    ) -> Result<Copies<'a>, Stop> {
        let password = asked.protect.password()?;
        let press = Press::with(template, fonts).map_err(MakeError::from)?;
        Ok(Copies {
            asked,
            checked,
            pictures: crate::pictures(checked.loaded())?,
            press: press.archival(password.is_none()),
            password,
        })
    }

    /// The copy that goes with an e-mail. Every attached file comes from here.
    fn attachment(&self, envelope: &Envelope) -> Result<Attachment, Stop> {
        let wanted = crate::wanted(self.checked.loaded(), &[envelope.reader]);
        let own = wanted
            .into_iter()
            .find(|wanted| wanted.recipient == envelope.recipient)
            .ok_or(Refusal::NoAddress)?;
        let format = self.asked.format.map(Into::into);
        let pdf = crate::copy(self.checked, &own, format, &self.pictures, &self.press)?;
        let pdf = match &self.password {
            Some(password) => press::protect(pdf, password).map_err(Trouble::from)?,
            None => pdf,
        };
        Ok(Attachment {
            bytes: pdf.bytes,
            protected: self.password.is_some(),
        })
    }
}

/// Says who is not written to, and that the copies can be opened by anyone.
fn say_what_to_know(asked: &Invite, loaded: &Loaded, invitation: &Invitation<'_>) {
    if asked.copy == InviteCopy::Parent && asked.to.is_empty() {
        let written_to = |recipient| {
            let is_theirs = |envelope: &Envelope| envelope.recipient == recipient;
            invitation.envelopes().iter().any(is_theirs)
        };
        for recipient in (0..loaded.plan.recipients.len()).filter(|index| !written_to(*index)) {
            say(&format!(
                "Recipient {} of the plan has no e-mail address: hand them a copy on paper.",
                recipient + 1
            ));
        }
    }
    if !invitation.has_copies() {
        return;
    }
    if asked.protect.protect.is_some() {
        say(NOT_ARCHIVAL);
    } else if !loaded.settings.invite.unprotected {
        say(
            "The attached plan has no password: whoever gets the e-mail can open it. --protect gives it one; where none is the \
             school's choice, write `invite: {unprotected: true}` in school.yaml.",
        );
    }
}

/// Writes all of the files or none: half of a family's invitations would be taken for all of them.
fn write_all(files: &[File]) -> Result<(), Trouble> {
    if let [(path, bytes)] = files
        && is_standard_output(path)
    {
        let mut out = io::stdout().lock();
        out.write_all(bytes)?;
        out.flush()?;
        return Ok(());
    }
    for (index, (path, bytes)) in files.iter().enumerate() {
        if let Err(trouble) = output::write_new(path, bytes) {
            for (written, _) in files.iter().take(index) {
                let _ = fs::remove_file(written);
            }
            return Err(trouble.into());
        }
    }
    let paths: String = files
        .iter()
        .map(|(path, _)| format!("{}\n", path.display()))
        .collect();
    print(&paths)?;
    Ok(())
}

fn is_standard_output(path: &Path) -> bool {
    path == Path::new("-")
}
