//! The little of a JPEG that must be known before it is decoded: where its dots begin, what decoding them will take, and
//! whether they end.

/// The end of a JPEG.
const END: [u8; 2] = [0xFF, 0xD9];

/// What stands before a JPEG's dots.
pub(super) struct Header<'a> {
    /// The file up to its dots: all that a decoder needs to tell the size and which way up the picture is.
    pub(super) start: &'a [u8],
    /// The dots, and whatever a camera put behind them.
    rest: &'a [u8],
    /// Bytes for each dot that decoding takes beside the picture itself. A picture that comes into focus step by step
    /// ("progressive") is held twice, as it must be whole before the first dot is known.
    pub(super) beside: u64,
}

/// Reads the segments before the dots; nothing where they are cut short.
pub(super) fn header(bytes: &[u8]) -> Option<Header<'_>> {
    let mut beside = 0;
    let mut at = 2_usize;
    loop {
        let (sign, marker) = (*bytes.get(at)?, *bytes.get(at.checked_add(1)?)?);
        match (sign, marker) {
            // A marker may be preceded by any number of 0xFF, and a few cameras leave other bytes between segments.
            (0xFF, 0xFF) | (0..0xFF, _) => at += 1,
            // Markers without a length.
            (_, 0x00 | 0x01 | 0xD0..=0xD8) => at += 2,
            (_, 0xD9) => return None,
            _ => {
                let length = [*bytes.get(at + 2)?, *bytes.get(at + 3)?];
                let next = (at + 2).checked_add(usize::from(u16::from_be_bytes(length)))?;
                let segment = bytes.get(at + 4..next)?;
                match marker {
                    0xC2 => beside = coefficients(segment)?,
                    0xDA => {
                        let (start, rest) = bytes.split_at_checked(next)?;
                        return Some(Header {
                            start,
                            rest,
                            beside,
                        });
                    }
                    _ => {}
                }
                at = next;
            }
        }
    }
}

impl Header<'_> {
    /// Whether the dots end as they should. Inside them the end's two bytes never stand together; a thumbnail's end
    /// stands before them. Many cameras put more behind the end, so it is looked for from the back first.
    pub(super) fn is_whole(&self) -> bool {
        let near = self.rest.len().saturating_sub(1 << 12);
        let tail = self.rest.get(near..).unwrap_or_default();
        tail.windows(2).any(|pair| pair == END) || self.rest.windows(2).any(|pair| pair == END)
    }
}

/// Two bytes for each value of each component, of which the finest has one for each dot.
fn coefficients(frame: &[u8]) -> Option<u64> {
    let components = frame.get(6..)?.chunks_exact(3);
    let areas = components
        .filter_map(|component| component.get(1))
        .map(|sampling| (u64::from(sampling >> 4), u64::from(sampling & 15)));
    let areas: Vec<(u64, u64)> = areas.collect();
    let widest = areas.iter().map(|(across, _)| across).max()?;
    let highest = areas.iter().map(|(_, down)| down).max()?;
    let values: u64 = areas.iter().map(|(across, down)| across * down).sum();
    Some((2 * values).div_ceil((widest * highest).max(1)))
}
