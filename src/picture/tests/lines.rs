//! Lines in drawings that would take a renderer minutes to outline: refused, or done at once.

use std::time::{Duration, Instant};

use super::*;

/// Paths that go as far and turn as sharply as they are let.
fn curves(most: f64, many: usize) -> String {
    let mut numbers = Numbers(7);
    let mut number = || {
        let number = numbers.next(2_000_001) as f64 / 1e6 - 1.0;
        match numbers.next(4) {
            0 => 0.0,
            1 => most * number.signum(),
            _ => most * number,
        }
    };
    let mut path = "M0 0".to_owned();
    for _ in 0..many {
        let corners: Vec<String> = (0..6).map(|_| format!("{:.3}", number())).collect();
        path.push_str(&format!("C{}", corners.join(" ")));
    }
    path
}

#[test]
fn lines_without_end_are_refused_or_drawn_at_once() {
    let path = |d: &str, more: &str| format!("<path stroke='red' fill='none' d='{d}' {more}/>");
    let round = "stroke-linejoin='round' stroke-linecap='round'";
    let mut hostile = Vec::new();
    for most in [1.0, 100.0, 1e4, 9.9e4, 1e7, 1e30] {
        for width in ["1e-30", "1", "9999", "1e9", "1e38", "90%", "9e9em", "1e6in"] {
            let line = format!("{round} stroke-width='{width}'");
            hostile.push(path(&curves(most, 1), &line));
            hostile.push(path(&curves(most, 10_000), &line));
        }
    }
    let curve = curves(100.0, 20_000);
    let long = "M0 0L99999 99999";
    hostile.extend([
        path(&"c9e4 9e4 0 9e4 9e4 0".repeat(50_000), ""),
        path(&format!("M0 0{}", "s9 9 1 0".repeat(100_000)), round),
        path(&"L9 9 1 0".repeat(100_000), round),
        path(&curve, "style='stroke-width:9e9'"),
        path(&curve, "style='stroke-width:/**/9e9'"),
        path(&curve, "xlink:stroke-width='9e9'"),
        format!("<path stroke='red' xlink:d='{}'/>", curves(9e4, 10_000)),
        format!(
            "<style>.a{{stroke-width:9e9}}</style>{}",
            path(&curve, "class='a'")
        ),
        format!("<g stroke-width='9999'>{}</g>", path(&curve, round)),
        format!(
            "<g transform='scale(9e4)'>{}</g>",
            path(&curves(9e3, 900), round)
        ),
        format!(
            "{}{}{}",
            "<g transform='scale(9e4)'>".repeat(9),
            path(&curves(9.0, 9), round),
            "</g>".repeat(9)
        ),
        // Turned as well, they are outlined as large as they are drawn.
        "<circle r='300' stroke='red' transform='scale(450) rotate(77)'/>".repeat(1_000),
        "<circle r='300' stroke='red' style='transform:scale(450) rotate(77)'/>".repeat(1_000),
        format!(
            "<symbol id='a' viewBox='0 0 .01 .01'>{}</symbol><use href='#a' width='9e4' transform='rotate(7)'/>",
            "<circle r='9' stroke='red'/>".repeat(1_000)
        ),
        path(long, "stroke-dasharray='1e-4'"),
        path(long, "stroke-dasharray='1e-30 1e-30'"),
        path(long, "stroke-dasharray='0.001' stroke-dashoffset='1e30'"),
        path(long, "stroke-miterlimit='1e30'"),
        path(long, "stroke-width='1' stroke-dasharray='2'").repeat(900),
        "<circle r='9e4' stroke='red' stroke-width='9999'/>".repeat(9_000),
        "<circle r='9e9em' stroke='red'/>".repeat(9),
        "<rect rx='900%' width='1e5in' height='9' stroke='red'/>".repeat(9_000),
        format!(
            "<pattern id='a' width='9' height='9'>{}</pattern>{}",
            path(&curves(9e3, 90), round),
            "<rect width='9' height='9' fill='url(#a)'/>".repeat(90)
        ),
        format!(
            "<g id='a'>{}</g>{}",
            path(&curves(900.0, 90), round),
            "<use href='#a'/>".repeat(9_000)
        ),
    ]);
    let mut drawn = 0;
    for inside in hostile {
        let drawing = in_drawing(&inside);
        let started = Instant::now();
        // What is drawn is read once more when it is laid out.
        if let Ok(made) = prepare(drawing.as_bytes(), LOGO) {
            assert!(prepare(made.bytes(), LOGO).is_ok());
            drawn += 1;
        }
        let taken = started.elapsed();
        assert!(
            taken < Duration::from_secs(3),
            "{taken:?}: {}",
            &drawing[..drawing.len().min(300)]
        );
    }
    assert!(drawn > 5, "only {drawn} were drawn");
}

#[test]
fn lines_of_a_crest_are_drawn() {
    let feathers = "<path d='M2 2c1 3 4 5 6 2s1-4-2-1z'/>".repeat(3_000);
    for drawn in [
        format!("<g stroke='red' stroke-width='.2' stroke-linejoin='round'>{feathers}</g>"),
        "<circle r='50%' cx='5' cy='5' stroke='red' stroke-width='1mm'/>".to_owned(),
        "<rect width='9' height='9' rx='2' stroke='red' stroke-dasharray='.5 .2'/>".to_owned(),
        format!(
            "<g transform='scale(.001)'><path stroke='red' d='{}'/></g>",
            curves(5e3, 300)
        ),
        format!(
            "<g transform='scale(.001)'><path d='{}'/></g>",
            curves(9e4, 3_000)
        ),
    ] {
        let made = prepare(in_drawing(&drawn).as_bytes(), LOGO);
        assert!(made.is_ok(), "{made:?}: {}", &drawn[..drawn.len().min(200)]);
    }
}
