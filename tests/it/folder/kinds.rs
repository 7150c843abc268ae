//! The kinds of file that may lie in a folder beside good plans.

use std::fs;

/// What may lie in a folder, by the name of its kind: the ending of its name, and what is in it.
pub fn kinds() -> Vec<(&'static str, &'static str, Vec<u8>)> {
    let good = fs::read_to_string("examples/plans/KF-088.yaml").expect("an example");
    let indented: String = good.lines().map(|line| format!("  {line}\n")).collect();
    let utf16 = good.encode_utf16().flat_map(u16::to_le_bytes);
    let text = |text: &str| text.as_bytes().to_vec();
    vec![
        ("plan", ".yaml", text(&good)),
        ("plan in capitals", ".YML", text(&good)),
        ("empty", ".yaml", Vec::new()),
        ("nothing but a note", ".yml", text("# to do\n")),
        ("zeros", ".yaml", vec![0; 4096]),
        ("old Mac", ".yaml", text(&good.replace('\n', "\r"))),
        ("Windows", ".yaml", text(&good.replace('\n', "\r\n"))),
        (
            "UTF-16",
            ".yaml",
            [0xFF, 0xFE].into_iter().chain(utf16).collect(),
        ),
        ("indented", ".yaml", text(&indented)),
        (
            "JSON",
            ".yaml",
            text("{\"plan\": {\"id\": \"J-1\"}, \"child\": {\"name\": \"Ada Bell\"}}"),
        ),
        ("two parts", ".yaml", text("plan:\n  id: T-2\nneeds: []\n")),
        ("one part", ".yaml", text("child:\n  name: Ada Bell\n")),
        ("only a version", ".yaml", text("version: 1\n")),
        (
            "words",
            ".yaml",
            text("Dear parents,\nthe bus leaves at nine.\n"),
        ),
        ("cut off", ".yaml", text("version: 1\nplan:\n  id: \"C-1\n")),
        ("too large", ".yaml", vec![b'#'; (1 << 20) + 1]),
        ("copy", " - Copy.yaml", text(&good)),
        (
            "compose",
            ".yml",
            text("version: \"3\"\nservices:\n  web:\n    image: nginx\n"),
        ),
        (
            "workflow",
            ".yaml",
            text("on: [push]\njobs:\n  test:\n    runs-on: ubuntu\n"),
        ),
        ("list", ".yaml", text("- milk\n- eggs\n")),
        ("school's", ".yaml", text("school:\n  name: Kingfisher\n")),
        ("text", ".yaml.txt", text(&good)),
        ("backup", ".yaml~", text(&good)),
        ("spare", ".yaml.bak", text(&good)),
        ("misspelt", ".ymal", text(&good)),
        ("downloaded twice", ".yaml (1)", text(&good)),
    ]
}
