//! Drawings: SVG.

use super::*;

const LETTERS: &[u8] = include_bytes!("../../../fonts/lexend/Lexend_400Regular.ttf");

/// What the problem says.
fn refused(drawing: &str) -> String {
    let looked = inspect(drawing.as_bytes()).map(|_| ());
    let made = prepare(drawing.as_bytes(), LOGO).map(|_| ());
    assert_eq!(looked, made, "{}", &drawing[..drawing.len().min(300)]);
    match made {
        Ok(()) => panic!("not refused: {}", &drawing[..drawing.len().min(300)]),
        Err(problem) => problem.to_string(),
    }
}

#[test]
fn a_drawing_keeps_its_shapes_and_says_nothing_else() {
    let drawing = format!(
        "\u{feff}<?xml version='1.0'?><!-- SECRET -->
        <!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd'>{}",
        in_drawing(
            "<title>SECRET</title><desc>SECRET</desc><!-- SECRET -->
            <metadata><rdf:li xmlns:rdf='http://SECRET.example'>SECRET</rdf:li></metadata>
            <style>.SECRET{fill:url(#SECRET-fill)} /* SECRET */</style>
            <defs>
              <linearGradient id='SECRET-fill'><stop stop-color='#123456'/><stop offset='1' stop-color='#fff'/></linearGradient>
              <clipPath id='SECRET-clip'><rect width='9' height='9'/></clipPath>
              <mask id='p0'><rect width='8' height='8' fill='#fff'/></mask>
            </defs>
            <g id='SECRET' clip-path='url(#SECRET-clip)'><path id='SECRET-path' class='SECRET' d='M0 0L9 9V2z'/></g>
            <g mask='url(#p0)'><use xlink:href='#SECRET-path' x='1'/></g>
            <a xlink:href='http://SECRET.example'><rect width='2' height='2' fill='#abc123'/></a>"
        )
    );
    let facts = inspect(drawing.as_bytes()).expect("a drawing");
    assert_eq!((facts.kind, facts.width, facts.height), (Kind::Svg, 10, 10));
    let made = prepare(drawing.as_bytes(), LOGO).expect("a drawing");
    assert_eq!(made.extension(), "svg");
    for gone in ["SECRET", "<title", "<desc", "<!--", "class", "rdf"] {
        assert!(!holds(made.bytes(), gone.as_bytes()), "{gone}");
    }
    for kept in [
        "#123456",
        "#abc123",
        "clip-path=\"url(#",
        "mask=\"url(#",
        "fill=\"url(#",
    ] {
        assert!(holds(made.bytes(), kept.as_bytes()), "{kept}");
    }
    assert_eq!(
        made,
        prepare(drawing.as_bytes(), LOGO).expect("the same again")
    );
    // What was written is read again, and comes out as it is.
    assert_eq!(
        prepare(made.bytes(), LOGO).expect("a drawing").bytes(),
        made.bytes()
    );
}

#[test]
fn what_is_more_than_a_drawing_is_refused() {
    let outside = "the drawing refers to a file or an address outside it";
    let program = "the drawing carries a program";
    let shorthand = "the drawing defines shorthand of its own, which is not safe to open";
    let damaged = "the picture is damaged or was not copied whole";
    let words = "the drawing has words in it that would be lost in print";
    let unreadable = "the drawing has a picture inside it that cannot be read";
    let cases = [
        (
            "<image href='file:///etc/passwd' width='5' height='5'/>",
            outside,
        ),
        ("<image href='photo.png' width='5' height='5'/>", outside),
        (
            "<image xlink:href='http://example.org/a.png' width='5' height='5'/>",
            outside,
        ),
        ("<use href='other.svg#a'/>", outside),
        (
            "<use xlink:href='&#104;ttp://example.org/a.svg#a'/>",
            outside,
        ),
        (
            "<style>@import 'http://example.org/a.css';</style><rect width='5' height='5'/>",
            outside,
        ),
        (
            "<style>rect{fill:url( \"http://example.org/#a\")}</style><rect width='5' height='5'/>",
            outside,
        ),
        (
            "<rect fill='url(http://example.org/#a)' width='5' height='5'/>",
            outside,
        ),
        (
            "<rect style='fill:url(other.svg#a)' width='5' height='5'/>",
            outside,
        ),
        ("<script>alert(1)</script>", program),
        ("<rect onload='alert(1)' width='5' height='5'/>", program),
        ("<text>Words</text>", words),
        (
            "<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>Words</p></foreignObject>",
            "the drawing has a piece of a web page inside it",
        ),
        (
            "<image href='data:image/gif;base64,R0lGODlhAQABAAAAACw=' width='5' height='5'/>",
            unreadable,
        ),
        (
            "<image href='data:image/svg+xml,&lt;svg/&gt;' width='5' height='5'/>",
            unreadable,
        ),
        (
            "<filter id='f'><feGaussianBlur stdDeviation='1e9'/></filter><rect filter='url(#f)' width='5' height='5'/>",
            "the drawing uses effects, such as shadows or blurs, that cannot be printed",
        ),
        (
            "<marker id='m'/><path marker-mid='url(#m)' d='M0 0L1 1'/>",
            "the drawing has arrowheads or marks along its lines that cannot be printed",
        ),
        (
            "<rect x='1e30' width='5' height='5'/>",
            "a part of the drawing is far too large or too small to print",
        ),
        ("", "the drawing shows nothing"),
        ("<rect", damaged),
    ];
    for (inside, message) in cases {
        assert_eq!(refused(&in_drawing(inside)), message, "{inside}");
    }
    let around = [
        ("<!DOCTYPE svg [<!ENTITY a 'aaaa'>]>", shorthand),
        (
            "<!DOCTYPE svg SYSTEM 'a' [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>",
            shorthand,
        ),
    ];
    for (before, message) in around {
        assert_eq!(
            refused(&format!("{before}{}", in_drawing(""))),
            message,
            "{before}"
        );
    }
}

/// Ten parts, each showing the one before it some times.
fn bomb(part: impl Fn(usize, &str) -> String, first: &str) -> String {
    let parts: String = (1..30)
        .map(|level| part(level, &format!("a{}", level - 1)))
        .collect();
    in_drawing(&format!(
        "<defs>{first}{parts}</defs><g>{}</g>",
        part(30, "a29")
    ))
}

#[test]
fn a_drawing_that_never_ends_is_refused_at_once() {
    let dot = "<path d='M0 0L1 1'/>";
    let hostile = [
        // Copies of copies, by every way that a part can be shown in another.
        bomb(
            |level, last| {
                format!(
                    "<g id='a{level}'>{}</g>",
                    format!("<use xlink:href='#{last}'/>").repeat(10)
                )
            },
            &format!("<g id='a0'>{dot}</g>"),
        ),
        bomb(
            |level, last| {
                let shape = format!("<rect width='9' height='9' fill='url(#{last})'/>");
                format!(
                    "<pattern id='a{level}' width='1' height='1'>{}</pattern>{shape}",
                    shape.repeat(9)
                )
            },
            &format!("<pattern id='a0' width='1' height='1'>{dot}</pattern>"),
        ),
        bomb(
            |level, last| {
                let shape =
                    format!("<rect width='9' height='9' style='mask: url( \"#{last}\" )'/>");
                format!("<mask id='a{level}'>{}</mask>{shape}", shape.repeat(9))
            },
            &format!("<mask id='a0'>{dot}</mask>"),
        ),
        bomb(
            |level, last| {
                let style = format!("<style>.c{level} {{clip-path:url(#{last})}}</style>");
                let shape = format!("<rect class='c{level}' width='9' height='9'/>");
                format!(
                    "{style}<clipPath id='a{level}'>{}</clipPath>{shape}",
                    shape.repeat(9)
                )
            },
            &format!("<clipPath id='a0'>{dot}</clipPath>"),
        ),
        // One fill for a whole group is as many fills as it has shapes.
        bomb(
            |level, last| {
                let group = format!(
                    "<g fill='url(#{last})'>{}</g>",
                    "<rect width='9' height='9'/>".repeat(9)
                );
                format!("<pattern id='a{level}' width='1' height='1'>{group}</pattern>{group}")
            },
            &format!("<pattern id='a0' width='1' height='1'>{dot}</pattern>"),
        ),
        // Parts that show themselves.
        in_drawing("<use id='a' xlink:href='#a'/>"),
        in_drawing("<g id='a'><rect width='1' height='1'/><use href='#a'/></g>"),
        in_drawing(
            "<pattern id='a' width='1' height='1'><rect width='1' height='1' fill='url(#a)'/></pattern><rect fill='url(#a)' width='5' height='5'/>",
        ),
        in_drawing(
            "<mask id='a' mask='url(#a)'><rect width='1' height='1'/></mask><rect mask='url(#a)' width='5' height='5'/>",
        ),
        in_drawing(
            "<clipPath id='a'><rect clip-path='url(#a)' width='1' height='1'/></clipPath><rect clip-path='url(#a)' width='5' height='5'/>",
        ),
        // Nesting, parts and lines without end.
        in_drawing(&"<g>".repeat(100_000)),
        in_drawing(&format!(
            "{}{}",
            "<g a='>'>".repeat(100_000),
            "</g>".repeat(100_000)
        )),
        in_drawing(&format!("<path {}/>", "a='1' ".repeat(100_000))),
        in_drawing(&format!("<path style='{}'/>", "fill:red;".repeat(100_000))),
        "<svg xmlns='http://www.w3.org/2000/svg' width='1e38' height='1'><path d='M0 0L1 1'/></svg>".to_owned(),
        in_drawing(&"<".repeat(1_000_000)),
        in_drawing(&"<!--".repeat(1_000_000)),
        in_drawing(&format!("<style>{}</style>{dot}", "a{fill:red}".repeat(100_000))),
        in_drawing(&format!("<style>{}</style>{}", ".a{fill:url(#b)}".repeat(10_000), dot.repeat(1_000))),
        in_drawing(&format!("<style>{}</style><g class='{}'/>", ".a{fill:red}".repeat(9_000), "b ".repeat(100_000))),
        in_drawing(&dot.repeat(100_000)),
        in_drawing(&format!("<path d='M0 0{}'/>", "L1 1 2 3".repeat(500_000))),
        in_drawing(&format!(
            "<path id='a' d='M0 0{}'/>{}",
            "L1 1 2 3".repeat(9_000),
            "<use href='#a'/>".repeat(900)
        )),
        in_drawing(&format!(
            "<pattern id='a' width='1e-6' height='1e-6'>{dot}</pattern><rect fill='url(#a)' width='5' height='5'/>"
        )),
    ];
    for drawing in hostile {
        refused(&drawing);
    }
}

#[test]
fn the_most_that_is_allowed_fits_on_a_small_stack() {
    let deep = in_drawing(&format!(
        "{}<rect width='5' height='5'/>{}",
        "<g opacity='.9'>".repeat(60),
        "</g>".repeat(60)
    ));
    let work = move || prepare(deep.as_bytes(), LOGO).map(|_| ());
    let thread = std::thread::Builder::new().stack_size(1 << 20).spawn(work);
    assert_eq!(thread.expect("a thread").join().expect("no panic"), Ok(()));
}

#[test]
fn words_become_shapes_where_a_font_has_their_letters() {
    let mut fonts = Fonts::new();
    fonts.load_font_data(LETTERS.to_vec());
    let fonts = Arc::new(fonts);
    let drawing = |words: &str| {
        in_drawing(&format!(
            "<text y='5' font-family='Comic Sans MS'>{words}</text>"
        ))
    };
    let made = prepare_with(drawing("SECRET").as_bytes(), LOGO, &fonts).expect("a drawing");
    assert!(holds(made.bytes(), b"<path"));
    assert!(!holds(made.bytes(), SECRET));
    for words in ["SECRET", "\u{5b66}\u{6821}"] {
        let fonts = if words == "SECRET" {
            Arc::default()
        } else {
            Arc::clone(&fonts)
        };
        let problem = prepare_with(drawing(words).as_bytes(), LOGO, &fonts).unwrap_err();
        assert_eq!(problem, Problem::Words, "{words}");
    }
    let blank = format!("{}<rect width='5' height='5'/>", "<text> </text>");
    assert!(inspect(in_drawing(&blank).as_bytes()).is_ok());
}

#[test]
fn a_photo_in_a_drawing_is_made_fit_for_print_too() {
    let (_, sample) = SAMPLES
        .iter()
        .find(|(name, _)| *name == "interlaced-16.png")
        .expect("a sample");
    assert!(holds(sample, SECRET));
    let inside: String = sample.iter().map(|byte| format!("%{byte:02x}")).collect();
    let image =
        format!("<image id='a' xlink:href='data:image/png,{inside}' width='5' height='5'/>");
    let made = prepare(in_drawing(&image).as_bytes(), LOGO).expect("a drawing");
    let tree = usvg::Tree::from_data(made.bytes(), &usvg::Options::default()).expect("a drawing");
    let mut nodes = vec![tree.root()];
    let mut photos = Vec::new();
    while let Some(group) = nodes.pop() {
        for node in group.children() {
            match node {
                usvg::Node::Group(group) => nodes.push(group),
                usvg::Node::Image(image) => photos.push(image.kind()),
                _ => {}
            }
        }
    }
    let alone = prepare(sample, LOGO).expect("a picture");
    assert!(
        matches!(photos.as_slice(), [usvg::ImageKind::PNG(bytes)] if *bytes.as_slice() == *alone.bytes()),
        "{photos:?}"
    );
    let many = format!("{image}{}", "<use href='#a'/>".repeat(40));
    assert_eq!(
        refused(&in_drawing(&many)),
        "the drawing is too complicated to print"
    );
}
