//! `next`: the next cycle's plan, begun from this one.

use std::fs;
use std::path::{Path, PathBuf};

use sendplan::next::{Moved, NoNext, Settings, next};
use sendplan::plan::Status;
use sendplan::{Checks, Loaded};

use super::args::{General, Next};
use super::output;
use super::{Ended, Trouble, print, say};

/// Writes the plan that follows, or prints it where no file is named.
pub fn run(asked: &Next, general: &General) -> Result<Ended, Trouble> {
    let file = asked
        .output
        .as_deref()
        .filter(|file| *file != Path::new("-"));
    if let Some(file) = file.filter(|file| !is_yaml(file)) {
        say(&format!(
            "A plan is kept in a file whose name ends in .yaml: `{}` does not.",
            file.display()
        ));
        return Ok(Ended::Misused);
    }
    let loaded = match sendplan::load(&asked.plan) {
        Ok(loaded) => loaded,
        Err(trouble) => {
            say(&format!("{trouble}."));
            return Ok(Ended::InTrouble);
        }
    };
    let checks = Checks {
        today: Some(general.today()),
        ..Checks::default()
    };
    let report = sendplan::check(&loaded, &checks);
    let name = asked.plan.display();
    let Some(checked) = report.checked(&loaded) else {
        let things = match report.errors() {
            1 => "1 thing".to_owned(),
            many => format!("{many} things"),
        };
        say(&format!(
            "No next plan was begun: {name} has {things} to mend first, which `sendplan check {name}` shows."
        ));
        return Ok(Ended::WithErrors);
    };
    let settings = Settings {
        start: asked.start,
        moved: file.and_then(|file| moved(&asked.plan, file)),
    };
    let text = match next(checked, &settings) {
        Ok(text) => text,
        Err(why) => {
            say(&format!("{name}: {why}."));
            return Ok(match why {
                // There is nothing to mend, and nothing left to do.
                NoNext::SupportEnded => Ended::Well,
                NoNext::StartsTooEarly { .. } => Ended::Misused,
                NoNext::TooLong => Ended::WithErrors,
            });
        }
    };
    let Some(file) = file else {
        print(&text)?;
        return Ok(Ended::Well);
    };
    output::write_new(file, text.as_bytes())?;
    print(&format!("{}\n", file.display()))?;
    say(&what_is_next(&loaded, file));
    Ok(Ended::Well)
}

fn is_yaml(file: &Path) -> bool {
    let ending = file.extension().map(|ending| ending.to_ascii_lowercase());
    ending.is_some_and(|ending| ending == "yaml" || ending == "yml")
}

/// The folders of the plan and of the next one, where they are two.
fn moved(plan: &Path, file: &Path) -> Option<Moved> {
    let from = real_folder(plan)?;
    let to = real_folder(file)?;
    (from != to).then_some(Moved { from, to })
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

fn what_is_next(loaded: &Loaded, file: &Path) -> String {
    let file = file.display();
    let to_do = format!("Fill in what is empty, then type: sendplan check {file}");
    if loaded.plan.plan.status == Some(Status::Reviewed) {
        return to_do;
    }
    format!(
        "{} is not marked as reviewed, so how its targets went is left to fill in. {to_do}",
        loaded.path.display()
    )
}
