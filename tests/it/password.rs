//! `--protect`: where a password comes from, what is none, and that nobody is shown it.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Output, Stdio};

use crate::pdf;
use crate::program::{TODAY, root, said, sendplan};

const PASSWORD: &str = "heron bakery lamp tide";

fn render(folder: &Path, more: &[&str], input: &[u8]) -> Output {
    let plan = "examples/plans/KF-018.yaml";
    let mut child = sendplan(root(), TODAY, &["render", plan, "--copy", "child", "-o"])
        .arg(folder.join("made"))
        .args(more)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command runs");
    let mut to = child.stdin.take().expect("its input");
    // One that has no use for its input may have ended already.
    let _ = to.write_all(input);
    drop(to);
    child.wait_with_output().expect("it has ended")
}

#[test]
fn the_password_comes_from_a_file_or_from_standard_input() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("password.txt");
    let file = file.to_str().expect("a path");
    let cases: &[(&[u8], &str)] = &[
        (b"heron bakery lamp tide", PASSWORD),
        (b"heron bakery lamp tide\n", PASSWORD),
        (b"heron bakery lamp tide\r\nand a second line\r\n", PASSWORD),
        (b"\xef\xbb\xbfheron bakery lamp tide\r\n", PASSWORD),
        (
            "la for\u{ea}t de C\u{f4}te d\u{2019}Or\n".as_bytes(),
            "la for\u{ea}t de C\u{f4}te d\u{2019}Or",
        ),
        // An accent that a Mac wrote as a letter of its own.
        (
            "la fore\u{302}t de ch\u{ea}nes".as_bytes(),
            "la for\u{ea}t de ch\u{ea}nes",
        ),
    ];
    for (content, password) in cases {
        fs::write(file, content).expect("a file");
        let ways: [(&[&str], &[u8]); 4] = [
            (&["--protect", file], b""),
            (&[&format!("--protect={file}")], b""),
            (&["--protect", "-"], content),
            (&["--protect=-", "--no-excerpt"], content),
        ];
        for (arguments, input) in ways {
            let output = render(folder.path(), arguments, input);
            let told = said(&output);
            assert!(output.status.success(), "{arguments:?}: {told}");
            assert_eq!(told.matches("PDF/A-2a forbids").count(), 1, "{told}");
            assert!(!told.contains(password), "{told}");
            let file = folder.path().join("made/KF-018-child.pdf");
            let bytes = fs::read(&file).expect("a copy");
            // The next password does not open this one, which would then be kept.
            fs::remove_file(&file).expect("the copy");
            assert!(
                pdf::letters_behind(&bytes, password).is_some(),
                "{arguments:?}"
            );
        }
    }
}

#[test]
fn what_is_no_password_is_said_in_a_sentence_and_nothing_is_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = |name: &str, content: &[u8]| {
        let path = folder.path().join(name);
        fs::write(&path, content).expect("a file");
        path.display().to_string()
    };
    let empty = file("empty", b"");
    let second = file("second", b"\nheron bakery lamp tide\n");
    let short = file("short", b"eleven sign\n");
    let long = file("long", "x".repeat(128).as_bytes());
    let latin_1 = file("latin-1", b"caf\xe9 heron bakery\n");
    let utf_16 = file("utf-16", b"\xff\xfeh\0e\0r\0o\0n\0");
    let blank = file("blank", b"heron bakery lamp \n");
    let bell = file("bell", b"heron\x07bakery lamp\n");
    let plan = file("plan.yaml", b"version: 1 of a plan\n");
    let inside = folder.path().display().to_string();
    let cases: &[(&[&str], &[u8], i32, &str)] = &[
        (&["--protect", &empty], b"", 2, "empty"),
        (&["--protect", &second], b"", 2, "empty"),
        (&["--protect", &short], b"", 2, "at least 12 letters"),
        (&["--protect", &long], b"", 2, "too long"),
        (&["--protect", &latin_1], b"", 2, "not UTF-8"),
        (&["--protect", &utf_16], b"", 2, "not UTF-8"),
        (
            &["--protect", &blank],
            b"",
            2,
            "begins or ends with a space",
        ),
        (&["--protect", &bell], b"", 2, "a sign in it"),
        (
            &["--protect", "heron bakery lamp tide"],
            b"",
            3,
            "there is no such file",
        ),
        (
            &["--protect", &inside],
            b"",
            2,
            "not a file with a password",
        ),
        (&["--protect", &plan], b"", 2, "not a file with a password"),
        (
            &["--protect", "-"],
            b"",
            2,
            "standard input the password is empty",
        ),
        (&["--protect", "-"], b"short\n", 2, "at least 12 letters"),
        (
            &["--protect", "-"],
            b"caf\xe9 heron bakery\n",
            2,
            "not UTF-8",
        ),
        (
            &["--protect"],
            b"heron bakery lamp tide\n",
            2,
            "no terminal",
        ),
    ];
    for (arguments, input, code, sentence) in cases {
        let output = render(folder.path(), arguments, input);
        let told = said(&output);
        assert_eq!(output.status.code(), Some(*code), "{arguments:?}: {told}");
        assert!(told.contains(sentence), "{arguments:?}: {told}");
        assert!(
            !told.contains("heron") && !told.contains("eleven"),
            "it repeats it: {told}"
        );
        assert!(
            output.stdout.is_empty() && !folder.path().join("made").exists(),
            "{arguments:?}"
        );
    }
}
