//! Drawings: SVG.

use super::*;

/// What the problem says.
fn refused(drawing: &str) -> String {
    match prepare(drawing.as_bytes(), LOGO) {
        Ok(_) => panic!("not refused: {}", &drawing[..drawing.len().min(300)]),
        Err(problem) => problem.to_string(),
    }
}

#[test]
fn a_drawing_keeps_its_shapes_and_says_nothing_else() {
    let drawing = format!(
        "\u{feff}<?xml version='1.0'?><!-- SECRET -->{}",
        in_drawing(
            "<title>SECRET</title><desc>SECRET</desc><!-- SECRET -->
            <metadata><rdf:li xmlns:rdf='http://SECRET.example'>SECRET</rdf:li></metadata>
            <style>.SECRET{fill:url(#SECRET-fill)} /* SECRET */</style>
            <defs>
              <linearGradient id='SECRET-fill'><stop stop-color='#123456'/><stop offset='1' stop-color='#fff'/></linearGradient>
              <clipPath id='SECRET-clip'><rect width='9' height='9'/></clipPath>
              <mask id='p0'><rect width='8' height='8' fill='#fff'/></mask>
            </defs>
            <g id='SECRET&quot; id=&quot;SECRET' clip-path='url(#SECRET-clip)'><path id='SECRET-path' class='SECRET' d='M0 0L9 9V2z'/></g>
            <g mask='url(#p0)'><use xlink:href='#SECRET-path' x='1'/></g>
            <a xlink:href='http://SECRET.example'><rect width='2' height='2' fill='#abc123'/></a>"
        )
    );
    let made = prepare(drawing.as_bytes(), LOGO).expect("a drawing");
    assert_eq!(made.extension(), "svg");
    assert_eq!((made.width(), made.height()), (10.0, 10.0));
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
    let doctype = "the drawing begins with a DOCTYPE, which is not safe to open";
    let damaged = "the picture is damaged or was not copied whole";
    let words = "the drawing has words in it that would be lost in print";
    let picture = "the drawing has a picture inside it";
    let odd = "a part of the drawing is far too large or too small to print";
    let cases = [
        (
            "<image href='file:///etc/passwd' width='5' height='5'/>",
            picture,
        ),
        (
            "<image xlink:href='data:image/png;base64,iVBORw0KGgo=' width='5' height='5'/>",
            picture,
        ),
        (
            "<filter id='f'><feImage href='photo.png'/></filter><rect filter='url(#f)' width='5' height='5'/>",
            picture,
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
            "<filter id='f'><feGaussianBlur stdDeviation='1e9'/></filter><rect filter='url(#f)' width='5' height='5'/>",
            "the drawing uses effects, such as shadows or blurs, that cannot be printed",
        ),
        (
            "<marker id='m'/><path marker-mid='url(#m)' d='M0 0L1 1'/>",
            "the drawing has arrowheads or marks along its lines that cannot be printed",
        ),
        ("<rect x='1e30' width='5' height='5'/>", odd),
        ("<path d='M0 0L1-1e9.5'/>", odd),
        ("<path d='M0,0L1.5,99999999.1'/>", odd),
        ("", "the drawing shows nothing"),
        ("<rect", damaged),
    ];
    for (inside, message) in cases {
        assert_eq!(refused(&in_drawing(inside)), message, "{inside}");
    }
    let before = [
        "<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd'>",
        "<!DOCTYPE svg [<!ENTITY a 'aaaa'>]>",
        "<!DOCTYPE svg SYSTEM 'a' [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>",
        "<!DOCTYPE svg SYSTEM '<!--' [<!ENTITY c 'aaaa'>]>",
    ];
    for before in before {
        let drawing = format!("{before}{}", in_drawing("<path d='M0 0L1 1'/>"));
        assert_eq!(refused(&drawing), doctype, "{before}");
    }
    assert_eq!(refused(&in_drawing("<path d='&a;'/>")), damaged);
    assert_eq!(refused("<svg><image href='photo.png'/></svg>"), picture);
}

#[test]
fn what_drawing_programs_write_is_printed() {
    let drawings = [
        // Names of colours in a style sheet, the shape of a clip shown from elsewhere.
        "<defs><style>.cls-1, .cls-2 { fill: url(#a) } .cls-2 { clip-path: url(#b); font-family: 'Arial' }</style>
         <linearGradient id='a'><stop stop-color='#123456'/></linearGradient><path id='c' d='M0 0L9 9V2z'/></defs>
         <clipPath id='b'><use xlink:href='#c' overflow='visible'/></clipPath>
         <g class='cls-2'><path class='cls-1' d='M0 0L9 9V2z'/></g>",
        // Notes of the program's own, with names that would mean something in a drawing.
        "<namedview xmlns='http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd' id='base' width='1e9'/>
         <text> </text><rect width='5' height='5'/>",
        // A link back to the part that it is in.
        "<g id='top'><a xlink:href='#top'><rect width='5' height='5'/></a></g>",
        "<!-- ======== layer 1 ======== --><rect width='5' height='5'/>",
    ];
    for inside in drawings {
        let made = prepare(in_drawing(inside).as_bytes(), LOGO);
        assert!(made.is_ok(), "{inside}: {made:?}");
    }
    let crest = format!(
        "<style>{}</style>{}",
        (0..300)
            .map(|number| format!(".st{number}{{fill:#123456;stroke:none}}\n"))
            .collect::<String>(),
        "<path class='st7' d='M10.12 20.34c1.1 2.2 3.3 4.4 5.5 6.6s7.7 8.8 9.9 1.2z'/>"
            .repeat(3_000)
    );
    assert!(prepare(in_drawing(&crest).as_bytes(), LOGO).is_ok());
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
    let namespaces = |count: usize| -> String {
        (0..count)
            .map(|number| format!(" xmlns:n{number}='urn:{number}'"))
            .collect()
    };
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
        // A pattern in the colours of the place where it is defined.
        bomb(
            |level, last| {
                let shapes = "<rect width='9' height='9'/>".repeat(9);
                format!(
                    "<g fill='url(#{last})'><pattern id='a{level}' width='1' height='1'>{shapes}</pattern></g>
                     <rect fill='url(#a{level})'/>"
                )
            },
            &format!("<pattern id='a0' width='1' height='1'>{dot}</pattern>"),
        ),
        // Names for names.
        in_drawing(&format!("<g{}/>", namespaces(190)).repeat(500)),
        in_drawing(&format!("<g{}/>", namespaces(80_000))),
        // Style sheets that are tried on everything around a part, or multiply.
        in_drawing(&format!(
            "<style>{} x {{fill:red}}</style>{}<x/>{}",
            "g ".repeat(40),
            "<g>".repeat(60),
            "</g>".repeat(60)
        )),
        in_drawing(&format!(
            "<style>{}.a{{{}}}</style>{dot}",
            ".a,".repeat(30_000),
            "fill:red;".repeat(10_000)
        )),
        in_drawing(&format!(
            "<style>.a{{{}}}</style>{}",
            "fill:red;".repeat(2_000),
            "<path class='a' d='M0 0L1 1'/>".repeat(10_000)
        )),
        in_drawing(&format!("<style>{}</style>{dot}", "{}".repeat(50_000))),
        in_drawing(&format!("<style>{}</style>{dot}", "{1}".repeat(2_000)).repeat(20)),
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
        in_drawing(&format!("<text>{}", "<g>a".repeat(45_000))),
        in_drawing(&"<".repeat(1_000_000)),
        in_drawing(&"<!--".repeat(1_000_000)),
        in_drawing(&format!("<style>{}</style>{dot}", "a{fill:red}".repeat(100_000))),
        in_drawing(&format!("<style>{}</style>{}", ".a{fill:url(#b)}".repeat(10_000), dot.repeat(1_000))),
        in_drawing(&format!("<style>{}</style><g class='{}'/>", ".a{fill:red}".repeat(9_000), "b ".repeat(100_000))),
        in_drawing(&dot.repeat(100_000)),
        in_drawing(&format!("<path d='M0 0{}'/>", "L1 1 2 3".repeat(500_000))),
        // Arcs are drawn in the more pieces the larger they are.
        in_drawing(&format!("<path d='M0 0{}'/>", "a1e12 1e12 0 1 1 1 1".repeat(40_000))),
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
        let started = std::time::Instant::now();
        refused(&drawing);
        // Many times what it takes where nothing else runs.
        let taken = started.elapsed().as_secs_f32();
        assert!(
            taken < 3.0,
            "{taken} s: {}",
            &drawing[..drawing.len().min(300)]
        );
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
