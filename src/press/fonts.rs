//! stub until the embedded fonts land
use typst::text::Font;
pub(super) fn embedded() -> Vec<Font> {
    let mut paths: Vec<_> = ["Andika-Regular", "Andika-Bold"]
        .iter()
        .map(|f| format!("/usr/share/fonts/truetype/andika/{f}.ttf").into())
        .collect();
    for d in std::fs::read_dir("/tmp/f").into_iter().flatten().flatten() {
        for w in ["400Regular", "700Bold"] {
            for f in std::fs::read_dir(d.path().join(w))
                .into_iter()
                .flatten()
                .flatten()
            {
                paths.push(f.path());
            }
        }
    }
    paths.sort();
    paths
        .iter()
        .flat_map(|f: &std::path::PathBuf| {
            Font::iter(typst::foundations::Bytes::new(std::fs::read(f).unwrap()))
        })
        .collect()
}
