//! `new`: writes a plan to fill in, with a comment beside each part that says what belongs there.

use std::path::Path;

use crate::format::{new_plan, new_school};

use super::args::New;
use super::{Ended, Misuse, Trouble, output, plans, print, print_path, say};

/// Writes the plan, or prints it if no file is named.
pub fn run(new: &New) -> Result<Ended, Trouble> {
    let Some(file) = &new.file else {
        print(&new_plan(None))?;
        return Ok(Ended::Well);
    };
    if plans::is_school_file(file) {
        return school(file);
    }
    check_plan_name(file)?;
    output::write_new(file, new_plan(reference(file)).as_bytes())?;
    print_path(file)?;
    say(&format!(
        "Fill it in with any text editor, then type: sendplan check {}",
        as_typed(file)
    ));
    Ok(Ended::Well)
}

/// Writes the school's file, which must have the name that plans look for.
fn school(file: &Path) -> Result<Ended, Trouble> {
    if !file.ends_with(plans::SCHOOL_FILE) {
        let how =
            "The school's file must be called `school.yaml`: write `sendplan new school.yaml`";
        return Err(Misuse::new(how.to_owned()).into());
    }
    output::write_new(file, new_school().as_bytes())?;
    print_path(file)?;
    say(&format!(
        "Fill it in with any text editor, then type: sendplan check {}",
        as_typed(file)
    ));
    Ok(Ended::Well)
}

/// Checks that the file's name is one that a folder's check recognises as a plan.
fn check_plan_name(file: &Path) -> Result<(), Misuse> {
    let how = if !output::ends_in(file, &["yaml", "yml"]) {
        format!(
            "A plan is a text file that ends in .yaml: write `sendplan new {}`",
            as_typed(&file.with_extension("yaml"))
        )
    } else {
        return Ok(());
    };
    Err(Misuse::new(how))
}

/// Returns a path as typed in a shell: in quotes if it has a space or another special character.
pub fn as_typed(file: &Path) -> String {
    let file = file.display().to_string();
    let plain = |ch: char| ch.is_alphanumeric() || "./\\_-:".contains(ch);
    if file.chars().all(plain) {
        file
    } else {
        format!("\"{file}\"")
    }
}

/// Returns the file's name if it can be the plan's reference. Without a digit it may be a child's name, and people who
/// may not read the plan see file names.
fn reference(file: &Path) -> Option<&str> {
    let plain = |ch: char| ch.is_ascii_alphanumeric() || ch == '-';
    let stem = file.file_stem()?.to_str()?;
    let is_reference = stem.chars().all(plain) && stem.contains(|ch: char| ch.is_ascii_digit());
    is_reference.then_some(stem)
}
