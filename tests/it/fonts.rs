//! The fonts: what `check` believes of them is so, and every script the design names is there.

use sendplan::press::printable_letters;

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
