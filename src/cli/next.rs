//! `next`: the next cycle's plan, begun from this one.

use std::fs;
use std::path::{Path, PathBuf};

use crate::next::{Folders, NoNext, Settings, next};
use crate::plan::{Plan, Status, Target};
use crate::{Checks, Loaded};
use chrono::NaiveDate;

use super::args::{General, Next};
use super::output;
use super::{Ended, Trouble, print, print_path, say};

/// Writes the plan that follows, or prints it where no file is named.
pub fn run(asked: &Next, general: &General) -> Result<Ended, Trouble> {
    let file = asked
        .output
        .as_deref()
        .filter(|file| *file != Path::new("-"));
    if let Some(file) = file.filter(|file| !output::ends_in(file, &["yaml", "yml"])) {
        say(&format!(
            "A plan is kept in a file whose name ends in .yaml: `{}` does not.",
            file.display()
        ));
        return Ok(Ended::Misused);
    }
    let loaded = crate::load(&asked.plan)?;
    let checks = Checks {
        today: Some(general.today()),
        safeguarding_checked: asked.safeguarding.checked.clone(),
        ..Checks::default()
    };
    let name = asked.plan.display();
    let checked = match crate::check(&loaded, &checks) {
        Ok(checked) => checked,
        Err(report) => {
            let things = match report.errors() {
                1 => "1 thing".to_owned(),
                many => format!("{many} things"),
            };
            say(&format!(
                "No next plan was begun: {name} has {things} to fix first, which `sendplan check {name}` shows."
            ));
            return Ok(Ended::WithErrors);
        }
    };
    let settings = Settings {
        start: asked.start,
        folders: file.and_then(|file| folders(&asked.plan, file)),
    };
    let text = match next(&checked, &settings) {
        Ok(text) => text,
        Err(why) => {
            say(&format!("{name}: {why}."));
            return Ok(match why {
                // There is nothing to mend, and nothing left to do.
                NoNext::SupportEnded => Ended::Well,
                NoNext::StartsTooEarly { .. } | NoNext::StartsBeforeReview { .. } => Ended::Misused,
                NoNext::ReviewedTooEarly { .. } | NoNext::TooLong => Ended::WithErrors,
            });
        }
    };
    if let Some(doubt) = doubt(&loaded.plan, asked.start, general.today()) {
        say(&format!("{name} {doubt}."));
    }
    let Some(file) = file else {
        print(&text)?;
        return Ok(Ended::Well);
    };
    output::write_new(file, text.as_bytes())?;
    print_path(file)?;
    say(&what_is_next(&loaded, file));
    Ok(Ended::Well)
}

/// The folders of the plan and of the next one, where they are two.
fn folders(plan: &Path, file: &Path) -> Option<Folders> {
    let from = real_folder(plan)?;
    let to = real_folder(file)?;
    (from != to).then_some(Folders { from, to })
}

/// The folder a file lies in, from the root; a folder that is still to be made counts from the last one that is there.
fn real_folder(file: &Path) -> Option<PathBuf> {
    let folder = std::path::absolute(file).ok()?.parent()?.to_owned();
    let there = folder
        .ancestors()
        .find_map(|above| Some((above, fs::canonicalize(above).ok()?)));
    let (above, real) = there?;
    Some(real.join(folder.strip_prefix(above).ok()?))
}

/// What is odd about the day that the next plan is begun from, if anything is.
fn doubt(plan: &Plan, start: Option<NaiveDate>, today: NaiveDate) -> Option<String> {
    let in_words = |day: NaiveDate| day.format("%-d %B %Y");
    if let Some(held) = plan.review.date {
        let to_come = held > today;
        return to_come.then(|| {
            format!(
                "says that its review was held on {}, which is still to come: check that date, because the next plan is begun \
                 from it",
                in_words(held)
            )
        });
    }
    let (review, start) = plan.plan.review.zip(start)?;
    (start < review).then(|| {
        format!(
            "is to be reviewed on {}, and the next plan would start before that, on {}: check the day you chose",
            in_words(review),
            in_words(start)
        )
    })
}

fn what_is_next(loaded: &Loaded, file: &Path) -> String {
    let file = file.display();
    let to_do = format!("Fill in what is empty, then type: sendplan check {file}");
    let plan = &loaded.plan;
    if plan.plan.status == Some(Status::Reviewed) {
        return to_do;
    }
    let says = |target: &Target| {
        [
            target.result.is_some(),
            target.evidence.is_some(),
            target.next.is_some(),
        ]
    };
    let said: Vec<bool> = plan.targets.iter().flat_map(says).collect();
    let so = if !said.contains(&true) {
        ", so how its targets went is left to fill in"
    } else if said.contains(&false) {
        ": what it says of how its targets went was taken over, and the rest is left to fill in"
    } else {
        ", but says how all its targets went, and that was taken over: write `status: reviewed` there too"
    };
    format!(
        "{} is not marked as reviewed{so}. {to_do}",
        loaded.path.display()
    )
}
