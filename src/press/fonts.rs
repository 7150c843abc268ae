//! The embedded fonts. No font of the machine is ever looked at: the same letters come out everywhere.

use std::collections::{BTreeMap, BTreeSet};

use typst::foundations::Bytes;
use typst::text::Font;

use super::cmap;

/// Embeds files of `fonts/`.
macro_rules! faces {
    ($($file:literal,)+) => {
        &[$(include_bytes!(concat!("../../fonts/", $file)),)+]
    };
}

pub(super) static FACES: &[&[u8]] = faces![
    "andika/Andika-Regular.ttf",
    "andika/Andika-Bold.ttf",
    "atkinson-hyperlegible-next/AtkinsonHyperlegibleNext_400Regular.ttf",
    "atkinson-hyperlegible-next/AtkinsonHyperlegibleNext_700Bold.ttf",
    "lexend/Lexend_400Regular.ttf",
    "lexend/Lexend_700Bold.ttf",
    "noto-sans/NotoSans_400Regular.ttf",
    "noto-sans/NotoSans_700Bold.ttf",
    "noto-sans-arabic/NotoSansArabic_400Regular.ttf",
    "noto-sans-arabic/NotoSansArabic_700Bold.ttf",
    "noto-sans-bengali/NotoSansBengali_400Regular.ttf",
    "noto-sans-bengali/NotoSansBengali_700Bold.ttf",
    "noto-sans-devanagari/NotoSansDevanagari_400Regular.ttf",
    "noto-sans-devanagari/NotoSansDevanagari_700Bold.ttf",
    "noto-sans-ethiopic/NotoSansEthiopic_400Regular.ttf",
    "noto-sans-ethiopic/NotoSansEthiopic_700Bold.ttf",
    "noto-sans-gujarati/NotoSansGujarati_400Regular.ttf",
    "noto-sans-gujarati/NotoSansGujarati_700Bold.ttf",
    "noto-sans-gurmukhi/NotoSansGurmukhi_400Regular.ttf",
    "noto-sans-gurmukhi/NotoSansGurmukhi_700Bold.ttf",
    "noto-sans-tamil/NotoSansTamil_400Regular.ttf",
    "noto-sans-tamil/NotoSansTamil_700Bold.ttf",
    "vazirmatn/Vazirmatn_400Regular.ttf",
    "vazirmatn/Vazirmatn_700Bold.ttf",
];

/// Every embedded face.
pub(super) fn embedded() -> Vec<Font> {
    let face = |data: &&'static [u8]| Font::new(Bytes::new(*data), 0);
    FACES.iter().filter_map(face).collect()
}

/// Faces from the bytes of font files; what [is no font](is_font) is left out.
pub(super) fn read(files: Vec<Vec<u8>>) -> Vec<Font> {
    files
        .into_iter()
        .filter(|file| cmap::is_sound(file))
        .flat_map(|file| Font::iter(Bytes::new(file)))
        .collect()
}

/// Whether a file holds a font that can be read.
pub(crate) fn is_font(file: &[u8]) -> bool {
    cmap::is_sound(file) && Font::new(Bytes::new(file.to_vec()), 0).is_some()
}

/// The families of some faces as a JSON list, each once, in their order.
pub(super) fn families(fonts: &[Font]) -> Vec<u8> {
    let mut names: Vec<&str> = Vec::new();
    for font in fonts {
        let name = font.info().family.as_str();
        if !names.contains(&name) {
            names.push(name);
        }
    }
    // A list of texts always has a JSON form.
    serde_json::to_vec(&names).unwrap_or_default()
}

/// The code points that the faces in some font files hold.
pub fn letters_of(files: &[Vec<u8>]) -> BTreeSet<u32> {
    let fonts = read(files.to_vec());
    fonts
        .iter()
        .flat_map(|font| font.info().coverage.iter())
        .collect()
}

/// The families at the end of every list of faces, whatever the copy and its format (`layouts/islington/parts/theme.typ`).
const FALLBACKS: &[&str] = &["Andika", "Noto Sans", "Vazirmatn"];

/// The code points that every copy can print in every format, in ascending order: those that the regular and the bold
/// face of a fallback family both hold.
pub fn printable_letters() -> Vec<u32> {
    let mut families: BTreeMap<String, BTreeSet<u32>> = BTreeMap::new();
    for font in embedded() {
        let info = font.info();
        if FALLBACKS
            .iter()
            .any(|family| info.family.starts_with(family))
        {
            let letters: BTreeSet<u32> = info.coverage.iter().collect();
            families
                .entry(info.family.clone())
                .and_modify(|both| *both = &*both & &letters)
                .or_insert(letters);
        }
    }
    let all: BTreeSet<u32> = families.into_values().flatten().collect();
    // Fonts give control characters a place that draws nothing.
    let drawn = |code: &u32| char::from_u32(*code).is_some_and(|letter| !letter.is_control());
    all.into_iter().filter(drawn).collect()
}
