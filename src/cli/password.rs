//! `--protect`: gets the password from a file, from standard input or from the user, and never from where others can
//! see it.

use std::fs::File;
use std::io::{self, BufRead, BufReader, ErrorKind, IsTerminal};
use std::path::Path;
use std::time::Duration;
use std::{str, thread};

use crate::press::Password;

use super::args::{Protect, Source};
use super::output::FileTrouble;
use super::{Misuse, Trouble, interrupt};

/// A note about protected copies, printed once in each run.
pub const NOT_ARCHIVAL: &str = "Protected copies are PDF/UA-1 only, as PDF/A-2a forbids passwords. Tell people the password separately \
     from the copies, such as by telephone.";

/// The most bytes to read; more than any password has.
const MAX_BYTES: u64 = 4096;

impl Protect {
    /// Returns the password, if protection is requested.
    ///
    /// # Errors
    /// If no password can be obtained, or it is not acceptable; nothing has been written yet.
    pub fn password(&self) -> Result<Option<Password>, Trouble> {
        match &self.protect {
            None => Ok(None),
            Some(Some(Source::File(path))) => in_file(path).map(Some),
            Some(Some(Source::StandardInput)) if !io::stdin().is_terminal() => {
                let unreadable = |why| FileTrouble::reading(Path::new("standard input"), why);
                let line = first_line(io::stdin().lock()).map_err(unreadable)?;
                Ok(Some(validate("standard input", line)?))
            }
            // On a terminal, it must not be visible to others.
            Some(_) => prompt_twice().map(Some),
        }
    }
}

fn in_file(path: &Path) -> Result<Password, Trouble> {
    let trouble = |why: io::Error| match why.kind() {
        // The value may be the password itself, which must not be repeated.
        ErrorKind::NotFound => Trouble::from(
            "--protect takes the name of a file whose first line is the password, and there is no such file",
        ),
        _ => FileTrouble::reading(path, why).into(),
    };
    let file = File::open(path).map_err(trouble)?;
    let line = first_line(BufReader::new(file)).map_err(trouble)?;
    Ok(validate(&format!("`{}`", path.display()), line)?)
}

/// Validates the password in a first line.
fn validate(place: &str, line: Option<String>) -> Result<Password, Misuse> {
    let line = line.ok_or_else(|| {
        Misuse::new(format!(
            "in {place} the password is not UTF-8: save it again as plain text in UTF-8"
        ))
    })?;
    Password::new(&line).map_err(|why| Misuse::new(format!("in {place} {why}")))
}

/// Returns the first line without its line break or a byte order mark; `None` if it is not UTF-8.
fn first_line(from: impl BufRead) -> io::Result<Option<String>> {
    let mut bytes = Vec::new();
    from.take(MAX_BYTES).read_until(b'\n', &mut bytes)?;
    let line = bytes.strip_suffix(b"\n").unwrap_or(&bytes);
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    let line = line.strip_prefix("\u{feff}".as_bytes()).unwrap_or(line);
    Ok(str::from_utf8(line).ok().map(str::to_owned))
}

/// Asks twice, so that a typing error locks nobody out.
fn prompt_twice() -> Result<Password, Trouble> {
    if !io::stdin().is_terminal() {
        return Err(Misuse::new(
            "there is no terminal to ask for the password on: name a file whose first line it is with --protect=FILE, or \
             give it on standard input with --protect=-",
        )
        .into());
    }
    let first = ask(&format!(
        "Password for the copies, at least {} letters (they do not show): ",
        Password::SHORTEST
    ))?;
    let password = Password::new(&first).map_err(Misuse::new)?;
    if ask("The same again: ")? != first {
        return Err(Misuse::new("the two passwords differ, so nothing was made").into());
    }
    Ok(password)
}

fn ask(question: &str) -> Result<String, Trouble> {
    // Ctrl-C must wait until the terminal's echo is back on.
    let guard = interrupt::while_writing();
    let answer = rpassword::prompt_password(question);
    drop(guard);
    answer.map_err(|why| {
        if why.kind() == ErrorKind::Interrupted {
            // The interrupt handler is about to end the command.
            thread::sleep(Duration::from_secs(1));
        }
        Misuse::new("no password was given, so nothing was made").into()
    })
}

#[cfg(test)]
mod tests {
    use super::first_line;

    #[test]
    fn the_first_line_is_the_password_whatever_ends_it() {
        let cases: &[(&[u8], Option<&str>)] = &[
            (b"", Some("")),
            (b"heron bakery", Some("heron bakery")),
            (b"heron bakery\n", Some("heron bakery")),
            (b"heron bakery\r\nsecond line", Some("heron bakery")),
            (b"\xef\xbb\xbfheron bakery\n", Some("heron bakery")),
            (b"\nheron bakery", Some("")),
            (b" heron \n", Some(" heron ")),
            ("caf\u{e9}\n\u{ff}".as_bytes(), Some("caf\u{e9}")),
            (b"caf\xe9\n", None),
            (b"\xff\xfeh\0e\0", None),
        ];
        for (bytes, line) in cases {
            let found = first_line(*bytes).expect("memory can be read");
            assert_eq!(found.as_deref(), *line, "{bytes:?}");
        }
        let endless = first_line(vec![b'x'; 1 << 20].as_slice()).expect("memory can be read");
        assert!(endless.is_some_and(|line| line.len() == 4096));
    }
}
