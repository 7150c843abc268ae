//! Other tools that make a PDF of the same content, if installed: the typst command, WeasyPrint, LibreOffice.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use sendplan::copy::{Printed, StaffCopy};
use sendplan::plan::Format;
use sendplan::template::Template;
use serde_json::Value;

use crate::{Error, in_turns, ms, ratio, row};

const PLAN: &str = "examples/plans/KF-042.yaml";
const ROUNDS: usize = 5;

/// Measures each tool as a whole process on the staff copy of the Year 4 example, compared with ours.
pub fn rows() -> Result<(), Error> {
    let loaded = sendplan::load(Path::new(PLAN))?;
    let pictures = sendplan::pictures(&loaded)?;
    let copy = StaffCopy::of(
        &loaded.plan,
        Format::Standard,
        &pictures,
        Template::islington(),
    );
    let folder = tempfile::tempdir()?;
    let at = |name: &str| folder.path().join(name);
    lay_out(&copy, folder.path())?;
    fs::write(at("plan.html"), html(&serde_json::to_value(&copy)?))?;

    let mut typst = Command::new("typst");
    typst
        .args(["compile", "--pdf-standard", "ua-1", "--ignore-system-fonts"])
        .args(["--font-path", "fonts", "--root"])
        .arg(folder.path())
        .args([at("staff.typ"), at("typst.pdf")]);
    compare("the typst command, the same layout", typst)?;
    let mut weasyprint = Command::new("weasyprint");
    weasyprint.args([at("plan.html"), at("weasyprint.pdf")]);
    compare("WeasyPrint, the same words as plain HTML", weasyprint)?;
    let mut office = Command::new("soffice");
    office
        .args(["--headless", "--convert-to", "pdf", "--outdir"])
        .arg(folder.path())
        .arg(at("plan.html"));
    compare("LibreOffice, the same words as plain HTML", office)
}

fn compare(what: &str, mut other: Command) -> Result<(), Error> {
    let quiet = other.stdout(Stdio::null()).stderr(Stdio::null());
    match quiet.status() {
        Ok(status) if status.success() => {}
        Ok(_) => {
            row(what, "it failed", "");
            return Ok(());
        }
        Err(_) => {
            row(what, "not installed here", "");
            return Ok(());
        }
    }
    let folder = tempfile::tempdir()?;
    let mut ours = Command::new(env!("CARGO_BIN_EXE_sendplan"));
    ours.args(["render", PLAN, "--copy", "staff", "-o"])
        .arg(folder.path())
        .stdout(Stdio::null());
    let run = |command: &mut Command| assert!(command.status().is_ok_and(|ended| ended.success()));
    let (theirs, ours) = in_turns(ROUNDS, || run(&mut other), || run(&mut ours));
    row(
        what,
        &ms(theirs),
        &format!(
            "{} for `sendplan render --copy staff`: {:.1}",
            ms(ours),
            ratio(theirs, ours)
        ),
    );
    Ok(())
}

/// Writes the template with the copy's data and pictures, as the press has them.
fn lay_out(copy: &StaffCopy, folder: &Path) -> Result<(), Error> {
    copy_folder(Path::new("layouts/islington"), folder)?;
    fs::write(folder.join("copy.json"), serde_json::to_vec(copy)?)?;
    fs::write(folder.join("fonts.json"), "[]")?;
    for picture in copy.pictures() {
        let path = folder.join(picture.path.trim_start_matches('/'));
        fs::create_dir_all(path.parent().unwrap_or(folder))?;
        fs::write(path, picture.data.bytes())?;
    }
    Ok(())
}

fn copy_folder(from: &Path, to: &Path) -> Result<(), Error> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        if entry.path().is_dir() {
            copy_folder(&entry.path(), &to.join(entry.file_name()))?;
        } else {
            fs::copy(entry.path(), to.join(entry.file_name()))?;
        }
    }
    Ok(())
}

/// Returns the text of a copy's data, with a heading for each part.
fn html(data: &Value) -> String {
    let mut page = String::from("<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><body>");
    add(data, &mut page);
    page
}

fn add(value: &Value, page: &mut String) {
    match value {
        Value::Object(fields) => {
            for (key, value) in fields.iter().filter(|(_, value)| !value.is_null()) {
                page.push_str(&format!("<h3>{}</h3>", key.replace('_', " ")));
                add(value, page);
            }
        }
        Value::Array(items) => {
            page.push_str("<ul>");
            for item in items {
                page.push_str("<li>");
                add(item, page);
            }
            page.push_str("</ul>");
        }
        Value::String(text) => {
            let text = text.replace('&', "&amp;").replace('<', "&lt;");
            page.push_str(&format!("<p>{text}</p>"));
        }
        other => page.push_str(&format!("<p>{other}</p>")),
    }
}
