//! Image, audio and video signatures (MIME Sniffing, "Matching a MIME type pattern").

/// The image type pattern matching algorithm (MIME Sniffing `#image-type-pattern-matching-algorithm`): icon, cursor,
/// BMP, GIF, WebP, PNG, JPEG.
pub(super) const fn is_image(bytes: &[u8]) -> bool {
    matches!(
        bytes,
        [0, 0, 1 | 2, 0, ..]
            | [b'B', b'M', ..]
            | [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..]
            | [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', b'V', b'P', ..]
            | [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..]
            | [0xff, 0xd8, 0xff, ..]
    )
}

/// The audio or video type pattern matching algorithm (MIME Sniffing
/// `#audio-or-video-type-pattern-matching-algorithm`): AU, AIFF, MP3, Ogg, MIDI, AVI, WAVE, MP4, WebM.
pub(super) fn is_audio_or_video(bytes: &[u8]) -> bool {
    matches!(
        bytes,
        [b'.', b's', b'n', b'd', ..]
            | [b'F', b'O', b'R', b'M', _, _, _, _, b'A', b'I', b'F', b'F', ..]
            | [b'I', b'D', b'3', ..]
            | [b'O', b'g', b'g', b'S', 0, ..]
            | [b'M', b'T', b'h', b'd', 0, 0, 0, 6, ..]
            | [b'R', b'I', b'F', b'F', _, _, _, _, b'A', b'V', b'I', b' ', ..]
            | [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'A', b'V', b'E', ..]
    ) || is_mp4(bytes)
        || is_webm(bytes)
        || is_mp3(bytes)
}

/// MIME Sniffing `#matches-the-signature-for-mp4`: a file type box that names an `mp4` brand.
fn is_mp4(bytes: &[u8]) -> bool {
    let [a, b, c, d, b'f', b't', b'y', b'p', brand @ ..] = bytes else {
        return false;
    };
    let Ok(size) = usize::try_from(u32::from_be_bytes([*a, *b, *c, *d])) else {
        return false;
    };
    if brand.len() < 4 || bytes.len() < size || !size.is_multiple_of(4) {
        return false;
    }
    // The four bytes after the major brand are its version.
    let compatible = bytes.get(16..size).unwrap_or_default();
    brand.starts_with(b"mp4") || compatible.chunks(4).any(|brand| brand.starts_with(b"mp4"))
}

/// MIME Sniffing `#matches-the-signature-for-webm`: an EBML header whose DocType is `webm`.
///
/// The standard's test of the remaining length reads the wrong way round; what is meant is that the name must fit.
fn is_webm(bytes: &[u8]) -> bool {
    if !bytes.starts_with(&[0x1a, 0x45, 0xdf, 0xa3]) {
        return false;
    }
    let mut at = 4_usize;
    while at < 38 {
        if let Some([0x42, 0x82, value @ ..]) = bytes.get(at..) {
            let Some(size) = value.first().map(|byte| vint_size(*byte)) else {
                return false;
            };
            let mut name = value.get(size..).unwrap_or_default();
            while let [0, rest @ ..] = name {
                name = rest;
            }
            if name.starts_with(b"webm") {
                return true;
            }
            at = at.saturating_add(2).saturating_add(size);
        }
        at = at.saturating_add(1);
    }
    false
}

/// The length of a variable-size integer, by its first byte (MIME Sniffing `#parse-a-vint`): 1 to 8.
const fn vint_size(first: u8) -> usize {
    let zeros = first.leading_zeros() as usize;
    if zeros < 7 { zeros.saturating_add(1) } else { 8 }
}

/// MIME Sniffing `#matches-the-signature-for-mp3-without-id3`: two frames of Layer III in a row.
///
/// The standard's steps mix up the rate tables of MPEG-1 and MPEG-2 and one comparison; this is what they mean.
fn is_mp3(bytes: &[u8]) -> bool {
    frame_size(bytes).and_then(|size| bytes.get(size..)).is_some_and(|next| frame_size(next).is_some())
}

/// The size of the MP3 frame that begins here, if one does.
fn frame_size(bytes: &[u8]) -> Option<usize> {
    const MPEG1_KBITS: [u32; 15] = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
    const MPEG2_KBITS: [u32; 15] = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
    const HERTZ: [u32; 3] = [44_100, 48_000, 32_000];
    let [0xff, second, third, _, ..] = bytes else {
        return None;
    };
    let layer_three = second & 0b1110_0110 == 0b1110_0010;
    let mpeg1 = second & 0b0000_1000 != 0;
    let rates = if mpeg1 { &MPEG1_KBITS } else { &MPEG2_KBITS };
    let kbits = rates.get(usize::from(third >> 4))?;
    let hertz = HERTZ.get(usize::from((third >> 2) & 3))?;
    let scale = if mpeg1 { 144_000 } else { 72_000_u32 };
    let padding = u32::from((third >> 1) & 1);
    let size = kbits.saturating_mul(scale).checked_div(*hertz)?.saturating_add(padding);
    if layer_three && size >= 4 { usize::try_from(size).ok() } else { None }
}
