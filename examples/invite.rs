//! Makes the e-mails that invite people to a plan's review: `cargo run --example invite -- PLAN.yaml`.

use std::path::PathBuf;

use chrono::NaiveDate;
use sendplan::meeting::{Attachment, Audience, Invitation, Terms};
use sendplan::press::Press;
use sendplan::{Checks, Reader};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args_os().nth(1).map(PathBuf::from);
    let path = path.unwrap_or_else(|| "examples/plans/KF-042.yaml".into());
    let loaded = sendplan::load(&path)?;
    let checked = sendplan::check(&loaded, &Checks::default())
        .map_err(|report| format!("{} things to fix", report.errors()))?;
    let terms = Terms {
        today: NaiveDate::from_ymd_opt(2026, 11, 24).ok_or("no such day")?,
        sequence: None,
        cancelled: false,
        drafts: false,
    };
    let invitation = Invitation::of(&checked, &terms, None, &Audience::Family(Vec::new()))?;
    let copies = sendplan::copies(&checked, &[Reader::Parent], None, &Press::new()?)?;
    for envelope in invitation.envelopes() {
        // A plan's copies are in the order of its recipients.
        let attachment = copies.get(envelope.recipient).map(|copy| Attachment {
            protected: false,
            bytes: copy.pdf.bytes.clone(),
        });
        let message = invitation.message(envelope, attachment.as_ref());
        std::fs::write(std::env::temp_dir().join(&envelope.file_name), &message)?;
        println!("{}: {} bytes", envelope.file_name, message.len());
    }
    Ok(())
}
