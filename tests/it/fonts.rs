//! The fonts: what `check` believes of them is so, and every script the design names is there.

use std::path::Path;

use sendplan::press::{Press, printable_letters};
use sendplan::{Checks, Reader};

use crate::pdf;
use crate::program::{TODAY, ended, said, sendplan};

#[path = "../../examples/font_coverage.rs"]
#[expect(dead_code, reason = "an example's `main` is not called from here")]
mod font_coverage;

#[test]
fn the_list_of_letters_is_current() {
    let written = include_str!("../../fonts/coverage.txt");
    assert_eq!(
        written,
        font_coverage::coverage(),
        "run: cargo run --example font_coverage > fonts/coverage.txt"
    );
}

#[test]
fn every_script_that_the_copies_promise_is_embedded() {
    let letters = printable_letters();
    let samples = [
        (
            "Welsh and European",
            "ŵŷâêîôûẅëïäöüßéèçñåøæœłżźśćńąęěščřžýáíúůďťňğışőűăâîșțģķļņšžðþ",
        ),
        (
            "Vietnamese",
            "ảấầẩẫậắằẳẵặẻẽẹếềểễệỉĩịỏọốồổỗộớờởỡợủũụứừửữựỳỷỹỵđ",
        ),
        ("Yoruba and Igbo", "ẹọṣńǹḿụịṅ"),
        ("Greek", "αβγδεζηθικλμνξοπρστυφχψωάέήίόύώς"),
        ("Cyrillic", "абвгдежзийклмнопрстуфхцчшщъыьэюяіїєґ"),
        (
            "Arabic and Urdu",
            "ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأؤإئىةٹڈڑںھہیےکگپچژ",
        ),
        (
            "Bengali",
            "অআইঈউঊঋএঐওঔকখগঘঙচছজঝঞটঠডঢণতথদধনপফবভমযরলশষসহািীুূেৈোৌ্ংঃঁ",
        ),
        (
            "Devanagari",
            "अआइईउऊएऐओऔकखगघचछजझटठडढणतथदधनपफबभमयरलवशषसहािीुूेैोौ्ंः",
        ),
        ("Gurmukhi", "ਅਆਇਈਉਊਏਐਓਔਕਖਗਘਚਛਜਝਟਠਡਢਣਤਥਦਧਨਪਫਬਭਮਯਰਲਵਸਹਾਿੀੁੂੇੈੋੌੰੱ"),
        ("Gujarati", "અઆઇઈઉઊએઐઓઔકખગઘચછજઝટઠડઢણતથદધનપફબભમયરલવશષસહાિીુૂેૈોૌ્ં"),
        ("Tamil", "அஆஇஈஉஊஎஏஐஒஓஔகஙசஞடணதநபமயரலவழளறனாிீுூெேைொோௌ்"),
        ("Ethiopic", "ሀለሐመሠረሰሸቀበተቸኀነኘአከኸወዐዘዠየደጀገጠጨጰጸፀፈፐ"),
        ("marks", "“”‘’–—…•·£€½¼¾°×÷→✓"),
    ];
    for (script, sample) in samples {
        let missing: String = sample
            .chars()
            .filter(|letter| letters.binary_search(&u32::from(*letter)).is_err())
            .collect();
        assert_eq!(missing, "", "{script}");
    }
}

#[test]
fn arabic_words_are_read_letter_by_letter_as_they_were_typed() {
    let staff = made("examples/plans/KF-055.yaml", Reader::Staff);
    let drawn = pdf::letters(&staff).concat();
    let drawn: String = drawn.chars().filter(|letter| is_arabic(*letter)).collect();
    let as_typed: String = drawn.chars().rev().collect();
    // None with lam and alef in a row, which are one sign and stand in their own order among the others.
    let words = [
        "ليلى",
        "رحمن",
        "نتمنى",
        "يتحدث",
        "بثقة",
        "أمام",
        "يخجل",
        "يعرف",
    ];
    for word in words {
        assert!(
            drawn.contains(word) || as_typed.contains(word),
            "{word} is not in {drawn}"
        );
    }
}

#[test]
fn a_text_with_letters_of_sindhi_joins_them_in_one_face() {
    let folder = tempfile::tempdir().expect("a folder");
    let plan = std::fs::read_to_string("examples/plans/KF-088.yaml").expect("a plan");
    let path = folder.path().join("plan.yaml");
    std::fs::write(&path, plan.replace("- Dancing", "- ٻولي پيار")).expect("a plan");
    let child = made(&path.display().to_string(), Reader::Child);
    let faces = pdf::behind_the_page(&child);
    assert!(faces.contains("NotoSansArabic"), "{faces}");
    assert!(!faces.contains("Vazirmatn"), "{faces}");
}

/// Lists of letters that a damaged font begins with may name thousands of millions of them.
#[test]
fn a_damaged_font_is_named_and_left_out() {
    let folder = tempfile::tempdir().expect("a folder");
    let plan = std::fs::canonicalize("examples/plans/KF-088.yaml").expect("a plan");
    let fonts = folder.path().join("fonts");
    std::fs::create_dir(&fonts).expect("a folder");
    let check = || {
        let arguments = ["check", "--fonts", "fonts", &plan.display().to_string()];
        let output = ended(sendplan(folder.path(), TODAY, &arguments));
        (output.status.code(), said(&output))
    };
    let whole = std::fs::read("fonts/andika/Andika-Regular.ttf").expect("a font");
    std::fs::write(fonts.join("a.ttf"), &whole).expect("a font");
    std::fs::write(fonts.join("._a.ttf"), "left by a Mac").expect("a file");
    assert_eq!(check().0, Some(0), "{}", check().1);

    let cmap = whole.windows(4).position(|word| word == b"cmap");
    let place = &whole[cmap.expect("a table") + 8..][..4];
    let place = u32::from_be_bytes(place.try_into().expect("four bytes")) as usize;
    let mut damaged = whole.clone();
    // Every last letter of a range is as far away as can be.
    damaged[place + 4..place + 4_000].fill(0xff);
    let faces = [
        &whole[..9_000],
        &damaged,
        b"ttcf\0\x01\0\0\xff\xff\xff\xff".as_slice(),
    ];
    for font in faces {
        std::fs::write(fonts.join("a.ttf"), font).expect("a font");
        let (code, said) = check();
        assert_eq!(code, Some(3), "{said}");
        assert!(
            said.contains("a.ttf") && said.contains("it is damaged"),
            "{said}"
        );
    }
}

/// One copy of a plan.
fn made(plan: &str, reader: Reader) -> Vec<u8> {
    let loaded = sendplan::load(Path::new(plan)).expect("a plan");
    let press = Press::new().expect("the embedded template");
    let checked = sendplan::check(&loaded, &Checks::default()).expect("no errors");
    let copies = sendplan::copies(&checked, &[reader], None, &press).expect("copies");
    let copy = copies.into_iter().next().expect("a copy");
    copy.pdf.bytes.to_vec()
}

fn is_arabic(letter: char) -> bool {
    ('\u{600}'..='\u{6ff}').contains(&letter)
}
