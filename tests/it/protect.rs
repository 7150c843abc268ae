//! Protected copies: they open with their password alone, read as the others do, and give away nothing on the way.

use std::fs;
use std::path::Path;

use hayro::hayro_syntax::Pdf;
use hayro::hayro_syntax::object::{self, Object as Seen};
use lopdf::{Document, LoadOptions, Object, Stream, StringFormat, dictionary};
use sendplan::press::{self, Password, Press};
use sendplan::{Checks, Made, Reader};

use crate::pdf;

const PASSWORD: &str = "heron bakery lamp tide";
/// Words of the plan that are words of PDF as well, such as in `StructParents`: those are never encrypted.
const PDFS_OWN: &[&str] = &["parent", "parents"];

const PLAN: &str = "examples/plans/KF-042.yaml";

/// Every copy of the example, for the shelf or for protection.
fn made(archival: bool) -> Vec<Made> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(PLAN);
    let loaded = sendplan::load(&path).expect("the example");
    let checked = sendplan::check(&loaded, &Checks::default()).expect("no errors");
    let press = Press::new().expect("the template").archival(archival);
    sendplan::copies(&checked, Reader::ALL, None, &press).expect("copies")
}

fn password() -> Password {
    Password::new(PASSWORD).expect("a password")
}

fn protected(copy: Made) -> Vec<u8> {
    press::protect(copy.pdf, &password())
        .expect("a protected copy")
        .bytes
}

/// A protected document as its reader sees it.
fn opened(bytes: &[u8]) -> Document {
    Document::load_mem_with_options(bytes, LoadOptions::with_password(PASSWORD)).expect("it opens")
}

#[test]
fn a_protected_copy_reads_as_the_other_does_and_with_its_password_only() {
    for (copy, plain) in made(false).into_iter().zip(made(true)) {
        let bytes = protected(copy);
        let name = plain.file_name;
        for wrong in [
            "",
            "heron bakery lamp tidf",
            "Heron bakery lamp tide",
            "heron bakery lamp",
        ] {
            assert!(
                pdf::letters_behind(&bytes, wrong).is_none(),
                "{name}: `{wrong}`"
            );
            let wrong = LoadOptions::with_password(wrong);
            assert!(
                Document::load_mem_with_options(&bytes, wrong).is_err(),
                "{name}"
            );
        }
        let letters = pdf::letters_behind(&bytes, PASSWORD).expect("it opens");
        assert_eq!(letters, pdf::letters(&plain.pdf.bytes), "{name}");

        let other = Password::new("another four words here").expect("a password");
        assert!(
            press::opens(&bytes, &password()) && !press::opens(&bytes, &other),
            "{name}"
        );
        assert!(
            !press::opens(&plain.pdf.bytes, &password()),
            "{name} is not protected"
        );
    }
}

#[test]
fn it_keeps_to_pdf_ua_and_does_not_say_that_it_is_pdf_a() {
    for copy in made(false) {
        let name = copy.file_name.clone();
        let mut document = opened(&protected(copy));
        let mut plain = Vec::new();
        document.save_to(&mut plain).expect("it can be written");
        let broken = pdf::broken_rules_of_ua1(&plain);
        assert!(broken.is_empty(), "{name}: {broken:?}");
        let behind = pdf::behind_the_page(&plain);
        assert!(behind.contains("<pdfuaid:part>1<"), "{name}");
        assert!(!behind.contains("pdfaid"), "{name}");
    }
}

#[test]
fn a_pdf_a_copy_is_not_protected_since_it_would_say_what_is_not_so() {
    let copy = made(true).remove(0);
    let refused = press::protect(copy.pdf, &password()).expect_err("it says it is PDF/A-2a");
    assert!(refused.to_string().contains("PDF/A-2a"), "{refused}");
}

#[test]
fn it_is_aes_256_revision_6_with_everything_allowed() {
    for copy in made(false) {
        let bytes = protected(copy);
        let document = Document::load_mem(&bytes).expect("a PDF");
        let how = document.get_encrypted().expect("it is encrypted");
        let number = |key: &[u8]| how.get(key).and_then(Object::as_i64).expect("a number");
        assert_eq!([b"V", b"R"].map(|key| number(key)), [5, 6]);
        assert_eq!(number(b"Length"), 256);
        // Bit 10 lets screen readers read; the others let a family print and copy what is theirs.
        assert_eq!(number(b"P"), -4);
        assert_ne!(number(b"P") & (1 << 9), 0);
        // In letters, two line feeds in a row are read as one by some readers: once in some thousand copies that locks one.
        for key in [&b"O"[..], b"U", b"OE", b"UE", b"Perms"] {
            let value = how.get(key).expect("a value");
            assert!(
                matches!(value, Object::String(_, StringFormat::Hexadecimal)),
                "{value:?}"
            );
        }
        let metadata = how.get(b"EncryptMetadata").and_then(Object::as_bool);
        assert!(metadata.unwrap_or(true), "its metadata is encrypted too");
    }
}

#[test]
fn the_plans_words_are_nowhere_in_the_bytes() {
    let plan =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(PLAN)).expect("a plan");
    // Keys are the format's words; some are PDF's too.
    let values = plan
        .lines()
        .map(|line| line.split_once(": ").map_or(line, |(_, value)| value));
    let words: Vec<&str> = values
        .filter(|value| !value.ends_with(':') && !value.trim_start().starts_with('#'))
        .flat_map(|value| value.split(|letter: char| !letter.is_alphanumeric()))
        .filter(|word| word.len() >= 6 && !PDFS_OWN.contains(&word.to_lowercase().as_str()))
        .chain(["SEND Support Plan", "sendplan", "KF-042", "Amina", "Yusuf"])
        .collect();
    assert!(words.len() > 200, "only {} words", words.len());
    for copy in made(false) {
        let name = copy.file_name.clone();
        let open = Document::load_mem(&copy.pdf.bytes).expect("a PDF");
        let bytes = in_letters(&protected(copy));
        let lower = bytes.to_lowercase();
        for word in &words {
            let word = word.to_lowercase();
            let utf16: Vec<u8> = word.encode_utf16().flat_map(u16::to_be_bytes).collect();
            let hex: String = word.bytes().map(|byte| format!("{byte:02x}")).collect();
            for form in [in_letters(word.as_bytes()), in_letters(&utf16), hex] {
                assert!(!lower.contains(&form), "{name}: `{word}`");
            }
        }
        // No stream is what it is in the open copy, so no font and no picture tells whose it is either.
        let streams = open
            .objects
            .values()
            .filter_map(|object| object.as_stream().ok());
        let starts: Vec<&[u8]> = streams
            .filter_map(|stream| stream.content.get(..32))
            .collect();
        assert!(starts.len() > 5, "{name}");
        for start in starts {
            assert!(!bytes.contains(&in_letters(start)), "{name}: a stream");
        }
    }
}

/// Bytes as letters of the same numbers, so that they can be searched as a text.
fn in_letters(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| char::from(*byte)).collect()
}

#[test]
fn nothing_tells_that_two_protected_copies_are_the_same() {
    let copy = made(false).remove(0);
    let own = identifier(&copy.pdf.bytes);
    let [one, two] = [copy.clone(), copy].map(protected);
    assert_ne!(one, two, "keys and salts are new each time");
    assert_ne!(identifier(&one), identifier(&two));
    assert_ne!(
        identifier(&one),
        own,
        "an identifier made from the contents would let them be guessed"
    );
}

fn identifier(bytes: &[u8]) -> Vec<u8> {
    let document = Document::load_mem(bytes).expect("a PDF");
    let ids = document.trailer.get(b"ID").and_then(Object::as_array);
    let ids = ids.expect("every encrypted PDF has an identifier");
    assert_eq!(ids.len(), 2);
    ids[0].as_str().expect("bytes").to_vec()
}

/// No copy has a text in a stream's dictionary today; one that had would be read wrongly if it were left as it is.
#[test]
fn a_text_in_a_streams_dictionary_is_encrypted_with_the_rest() {
    let mut document = Document::with_version("1.7");
    let note = dictionary! { "Note" => Object::string_literal("a note on a stream") };
    let note = document.add_object(Stream::new(note, b"content".to_vec()));
    let root = document.add_object(dictionary! { "Type" => "Catalog", "Note" => note });
    let pages = document.add_object(
        dictionary! { "Type" => "Pages", "Kids" => Vec::<Object>::new(), "Count" => 0 },
    );
    document.trailer.set("Root", root);
    document
        .catalog_mut()
        .expect("the catalogue")
        .set("Pages", pages);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("a PDF");
    let plain = press::Pdf {
        bytes,
        pages: 0,
        archival: false,
    };
    let bytes = press::protect(plain, &password())
        .expect("a protected PDF")
        .bytes;
    let read = Pdf::new_with_password(bytes, PASSWORD).expect("it opens");
    let notes = read
        .objects()
        .into_iter()
        .filter_map(|object| match object {
            Seen::Stream(stream) => stream.dict().get::<object::String>(b"Note"),
            _ => None,
        });
    let notes: Vec<Vec<u8>> = notes.map(|note| note.as_bytes().to_vec()).collect();
    assert_eq!(notes, [b"a note on a stream"]);
}

/// First names of many lengths and letters.
const NAMES: &str = "Ada Ben Cem Dua Eve Fay Gus Ian Jo Kai Leo Mia Noa Oak Pia Quinn Rhys Siân Tia Uma Val Wren Xiu Yusuf Zoë \
     Amina Björn Chloë Dilys Elena Faisal Gwen Hodan Ivo Jaroslav Kamala Lowri Maya Nikhil Olamide Priya Rafał Saoirse \
     Thuy Ugo Vera Wojtek Ximena Yara Zsófia Alexandra Bartholomew Christopher Dominika Emmanuel Florence Guillermo \
     Hermione Isabella Jeremiah Konstantin";

/// A copy without the bytes of its streams, its numbers taken out; and the lengths of its streams.
fn in_the_clear(bytes: &[u8]) -> (String, Vec<usize>) {
    let text = in_letters(bytes);
    let (mut clear, mut lengths) = (String::new(), Vec::new());
    for part in text.split("endobj") {
        let Some((about, content)) = part.split_once("\nstream\n") else {
            // Places in the file follow from the lengths; keys and salts are random.
            if !part.contains("/Encrypt") && !part.contains("/StdCF") && !part.contains("startxref")
            {
                clear.push_str(part);
            }
            continue;
        };
        let Some((content, _)) = content.rsplit_once("\nendstream") else {
            continue;
        };
        if about.contains("/XRef") {
            continue;
        }
        let length = content.chars().count();
        lengths.push(length);
        clear.push_str(&about.replace(&format!("/Length {length}"), ""));
    }
    (clear, lengths)
}

#[test]
fn whose_copy_it_is_cannot_be_told_without_the_password() {
    let plan = include_str!("../cases/check/base.yaml");
    let press = Press::new().expect("the template").archival(false);
    let mut clear = Vec::new();
    for name in NAMES.split_whitespace() {
        // The plan is at hand, and only the name is not known.
        let text = plan.replace("Amina", name);
        let loaded = crate::memory::plan(text);
        let checked = sendplan::check(&loaded, &Checks::default()).expect("no errors");
        let copies = sendplan::copies(&checked, &[Reader::Child], None, &press).expect("copies");
        let copy = copies.into_iter().next().expect("a copy");
        // What chance adds is taken away again, as somebody with many tries could.
        let tries: Vec<_> = (0..8)
            .map(|_| in_the_clear(&protected(copy.clone())))
            .collect();
        let (about, first) = tries[0].clone();
        let shortest: Vec<usize> = (0..first.len())
            .map(|stream| {
                tries
                    .iter()
                    .map(|(_, lengths)| lengths[stream])
                    .min()
                    .expect("a length")
            })
            .collect();
        assert!(
            shortest.iter().all(|length| length % 4096 == 0),
            "{shortest:?}"
        );
        clear.push((name, about, shortest));
    }
    assert!(clear.len() > 60);
    for (name, about, _) in &clear {
        assert_eq!(about, &clear[0].1, "{name}");
    }
    // Every length is shared by most names: what is left is a rounding that one name in many falls out of.
    for (name, _, lengths) in &clear {
        let alike = clear.iter().filter(|(_, _, other)| {
            let apart = lengths.iter().zip(other).map(|(a, b)| a.abs_diff(*b));
            apart.sum::<usize>() <= 4096
        });
        let alike = alike.count();
        assert!(alike > 40, "{name} is one of {alike}: {lengths:?}");
    }
}
