//! `invite`: writes e-mails that invite people to a review meeting, as files to check and send.

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

/// Makes the e-mails, or only the calendar entry. All are made before the first is written.
pub fn run(args: &Invite, general: &General) -> Result<Ended, Trouble> {
    let (template, fonts) = (args.appearance.template()?, args.appearance.fonts()?);
    let mut loaded = crate::load(&args.plan)?.in_words_of(&template);
    let arrangement = Arrangement {
        start: args.start,
        minutes: args.minutes,
        place: args.place.clone(),
    };
    if let Err(refusal) = arrangement.place_fits(&loaded.plan) {
        return Ok(Stop::from(refusal).report(args));
    }
    let is_changed = arrangement.apply(&mut loaded.plan);
    let checks = Checks {
        other_children: folder::children(std::slice::from_ref(&args.plan)),
        ..args.appearance.checks(general, &template, &fonts)
    };
    let checked = crate::check(&loaded, &checks);
    let report = checked
        .as_ref()
        .map_or_else(|report| report, Checked::report);
    check::say_errors(&loaded, report, args.no_excerpt);
    let files = match &checked {
        Ok(checked) => make(args, general, checked, &template, fonts),
        Err(_) => Err(Stop::Errors),
    };
    match files {
        Ok(files) => write_files(&files)?,
        Err(Stop::Trouble(trouble)) => return Err(trouble),
        Err(stop) => return Ok(stop.report(args)),
    }
    if args.cancel && args.sequence.is_none() {
        // The plan does not say how often the meeting was changed.
        say(
            "The cancellation has the number 1. If the meeting was changed before, calendars ignore it: give --sequence with one \
             more than the number of the last change.",
        );
    }
    if is_changed {
        say(&format!(
            "{} says something else about the meeting: change it there too, so that later copies agree.",
            args.plan.display()
        ));
    }
    Ok(Ended::Well)
}

/// A file to write: its path and content.
type File = (PathBuf, Vec<u8>);

fn make(
    args: &Invite,
    general: &General,
    checked: &Checked<'_>,
    template: &Template,
    fonts: Vec<Vec<u8>>,
) -> Result<Vec<File>, Stop> {
    let terms = Terms {
        today: general.today(),
        sequence: args.sequence,
        cancelled: args.cancel,
        drafts: args.draft,
    };
    if let Some(file) = args
        .output
        .as_deref()
        .filter(|file| output::ends_in(file, &["ics"]))
    {
        let with_a_copy = args.format.is_some() || args.protect.protect.is_some();
        if with_a_copy || !args.to.is_empty() || args.from.is_some() {
            return Err(Stop::EntryAlone);
        }
        let entry = Appointment::of(checked, &terms)?.entry();
        return Ok(vec![(file.to_owned(), entry.into_bytes())]);
    }
    let audience = match args.copy {
        InviteCopy::Staff => Audience::Colleagues(args.to.clone()),
        InviteCopy::Parent => {
            Audience::Family(args.to.iter().map(|to| to.address.clone()).collect())
        }
    };
    let invitation = Invitation::of(checked, &terms, args.from.clone(), &audience)?;
    let paths = paths(args, &invitation)?;
    if let Some(existing) = paths.iter().find(|path| path.exists()) {
        return Err(FileTrouble::writing(existing, ErrorKind::AlreadyExists.into()).into());
    }
    let mut messages = Vec::new();
    let copies = invitation
        .has_copies()
        .then(|| Copies::new(args, checked, template, fonts))
        .transpose()?;
    for envelope in invitation.envelopes() {
        let copy = copies
            .as_ref()
            .map(|copies| copies.attachment(envelope))
            .transpose()?;
        messages.push(invitation.message(envelope, copy.as_ref()));
    }
    say_what_to_know(args, checked.loaded(), &invitation);
    Ok(paths.into_iter().zip(messages).collect())
}

/// Returns the path of each e-mail.
fn paths(args: &Invite, invitation: &Invitation<'_>) -> Result<Vec<PathBuf>, Stop> {
    let envelopes = invitation.envelopes();
    let folder = match &args.output {
        Some(file) if output::ends_in(file, &["eml"]) || is_standard_output(file) => {
            return match envelopes {
                [_] => Ok(vec![file.clone()]),
                _ => Err(Stop::Several),
            };
        }
        Some(folder) => folder.clone(),
        None => {
            let beside = args.plan.parent().unwrap_or(Path::new(""));
            beside.join("invitations")
        }
    };
    let path = |envelope: &Envelope| folder.join(&envelope.file_name);
    Ok(envelopes.iter().map(path).collect())
}

/// Everything needed to make the copies.
struct Copies<'a> {
    password: Option<Password>,
    args: &'a Invite,
    checked: &'a Checked<'a>,
    pictures: crate::copy::Pictures,
    press: Press,
}

impl<'a> Copies<'a> {
    fn new(
        args: &'a Invite,
        checked: &'a Checked<'a>,
        template: &Template,
        fonts: Vec<Vec<u8>>,
    ) -> Result<Copies<'a>, Stop> {
        let password = args.protect.password()?;
        let press = Press::with(template, fonts).map_err(MakeError::from)?;
        Ok(Copies {
            args,
            checked,
            pictures: crate::pictures(checked.loaded())?,
            press: press.archival(password.is_none()),
            password,
        })
    }

    /// Makes the copy to attach to an e-mail. Every attachment comes from here.
    fn attachment(&self, envelope: &Envelope) -> Result<Attachment, Stop> {
        let wanted = crate::wanted(self.checked.loaded(), &[envelope.reader]);
        let copy = wanted
            .into_iter()
            .find(|wanted| wanted.recipient == envelope.recipient)
            .ok_or(Refusal::NoAddress)?;
        let format = self.args.format.map(Into::into);
        let pdf = crate::copy(self.checked, &copy, format, &self.pictures, &self.press)?;
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

/// Says who gets no e-mail, and that anyone can open the copies.
fn say_what_to_know(args: &Invite, loaded: &Loaded, invitation: &Invitation<'_>) {
    if args.copy == InviteCopy::Parent && args.to.is_empty() {
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
    if args.protect.protect.is_some() {
        say(NOT_ARCHIVAL);
    } else if !loaded.settings.invite.unprotected {
        say(
            "The attached plan has no password: anyone who gets the e-mail can open it. --protect gives it one; if the \
             school has decided against one, write `invite: {unprotected: true}` in school.yaml.",
        );
    }
}

/// Writes all of the files or none, as some of a family's invitations could be taken for all of them.
fn write_files(files: &[File]) -> Result<(), Trouble> {
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
