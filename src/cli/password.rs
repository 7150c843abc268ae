//! `--protect`: the password from a file, from standard input or from the person, and from nowhere that others can see.

use std::fs::File;
use std::io::{self, BufRead, BufReader, ErrorKind, IsTerminal};
use std::path::Path;
use std::time::Duration;
use std::{str, thread};

use crate::press::Password;

use super::args::{Protect, Source};
use super::output::FileTrouble;
use super::{Misuse, Trouble, interrupt};

/// What is said of protected copies, once in each run.
pub const NOT_ARCHIVAL: &str = "Protected copies are PDF/UA-1 alone, since PDF/A-2a forbids a password. Tell the password another \
     way than the copies go, such as by telephone.";

/// More than any password: whatever else lies in the file is not read.
const MOST: u64 = 4096;

impl Protect {
    /// The password, where protection is asked for.
    ///
    /// # Errors
    /// Where there is none to be had, or it is not fit to be one: nothing has been written yet.
    pub fn password(&self) -> Result<Option<Password>, Trouble> {
        match &self.protect {
            None => Ok(None),
            Some(Some(Source::File(path))) => in_file(path).map(Some),
            Some(Some(Source::StandardInput)) if !io::stdin().is_terminal() => {
                let unreadable = |why| FileTrouble::reading(Path::new("standard input"), why);
                let line = first_line(io::stdin().lock()).map_err(unreadable)?;
                Ok(Some(fit("standard input", line)?))
            }
            // On a terminal nobody else is to read it.
            Some(_) => asked_for().map(Some),
        }
    }
}

fn in_file(path: &Path) -> Result<Password, Trouble> {
    let trouble = |why: io::Error| match why.kind() {
        // Where somebody wrote the password itself, it is not to be repeated.
        ErrorKind::NotFound => Trouble::from(
            "--protect takes the name of a file whose first line is the password, and there is no such file",
        ),
        _ => FileTrouble::reading(path, why).into(),
    };
    let file = File::open(path).map_err(trouble)?;
    let line = first_line(BufReader::new(file)).map_err(trouble)?;
    Ok(fit(&format!("`{}`", path.display()), line)?)
}

/// The password that stands in a first line.
fn fit(place: &str, line: Option<String>) -> Result<Password, Misuse> {
    let line = line.ok_or_else(|| {
        Misuse::new(format!(
            "in {place} the password is not UTF-8: save it again as plain text in UTF-8"
        ))
    })?;
    Password::new(&line).map_err(|why| Misuse::new(format!("in {place} {why}")))
}

/// The first line without its end, and without the mark that some editors put before it; nothing where it is not UTF-8.
fn first_line(from: impl BufRead) -> io::Result<Option<String>> {
    let mut bytes = Vec::new();
    from.take(MOST).read_until(b'\n', &mut bytes)?;
    let line = bytes.strip_suffix(b"\n").unwrap_or(&bytes);
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    let line = line.strip_prefix("\u{feff}".as_bytes()).unwrap_or(line);
    Ok(str::from_utf8(line).ok().map(str::to_owned))
}

/// Asks twice, so that a slip of the fingers locks nobody out.
fn asked_for() -> Result<Password, Trouble> {
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
    // Ctrl-C has to wait until the terminal shows again what is typed.
    let shown_again = interrupt::while_writing();
    let answer = rpassword::prompt_password(question);
    drop(shown_again);
    answer.map_err(|why| {
        if why.kind() == ErrorKind::Interrupted {
            // The command is about to end, and says so itself.
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
