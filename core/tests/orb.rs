//! Bodies that case files do not show: every signature, near misses, and what begins like text.

use corselet::fetch::Profile;
use corselet::fetch::embed::{MediaRequest, OpaqueResponse, OrbReason, OrbVerdict};
use corselet::header::HeaderList;

fn decide(content_type: &[u8], media: MediaRequest, body: &[u8], profile: &Profile) -> OrbVerdict {
    let pairs = [(&b"content-type"[..], content_type)];
    OpaqueResponse::new(200, &HeaderList::new(&pairs), media).decide(body, profile)
}

/// An MPEG-1 Layer III frame of 128 kbit/s and 44,100 Hz without padding, and the next one's header.
fn mp3(second: u8, size: usize) -> Vec<u8> {
    let header = [0xff, second, 0x90, 0x00];
    let mut bytes = header.to_vec();
    bytes.resize(size, 0);
    bytes.extend_from_slice(&header);
    bytes
}

#[test]
fn images_pass_by_their_first_bytes() {
    let cases: [(&[u8], bool); 13] = [
        (b"\0\0\x01\0", true),
        (b"\0\0\x02\0", true),
        (b"\0\0\x03\0", false),
        (b"BM", true),
        (b"GIF87a", true),
        (b"GIF89a", true),
        (b"GIF88a", false),
        (b"RIFF....WEBPVP8 ", true),
        (b"RIFF....WEBP", false),
        (b"\x89PNG\r\n\x1a\n", true),
        (b"\x89PNG\r\n\x1a", false),
        (b"\xff\xd8\xff", true),
        (b" \xff\xd8\xff", false),
    ];
    for (body, is_image) in cases {
        let got = decide(b"image/x", MediaRequest::No, body, &Profile::STANDARD);
        let expected = if is_image { OrbVerdict::Allow } else { OrbVerdict::Block(OrbReason::UnknownMedia) };
        assert_eq!(got, expected, "{}", body.escape_ascii());
    }
}

#[test]
fn media_pass_by_their_first_bytes_if_a_media_element_asks() {
    let mp3_frame = mp3(0xfb, 417);
    let wrong_size = mp3(0xfb, 418);
    let layer_two = mp3(0xfd, 417);
    let mpeg2 = mp3(0xf3, 130);
    let cases: [(&[u8], bool); 22] = [
        (b".snd", true),
        (b"FORM\0\0\0\x10AIFF", true),
        (b"FORM\0\0\0\x10AIFC", false),
        (b"ID3", true),
        (b"OggS\0", true),
        (b"OggS\x01", false),
        (b"MThd\0\0\0\x06", true),
        (b"RIFF\0\0\0\x10AVI ", true),
        (b"RIFF\0\0\0\x10WAVE", true),
        (b"\0\0\0\x10ftypmp42\0\0\0\0", true),
        (b"\0\0\0\x18ftypisom\0\0\0\0avc1mp41", true),
        (b"\0\0\0\x18ftypisom\0\0\0\0avc1iso2", false),
        (b"\0\0\0\x1cftypisom\0\0\0\0avc1mp41", false),
        (b"\0\0\0\x0fftypmp42\0\0\0\0", false),
        (b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x84webm", true),
        (b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x40\x06\0\0webm", true),
        (b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x88matroska", false),
        (b"\x1a\x45\xdf\xa3\x9f\x42\x82", false),
        (&mp3_frame, true),
        (&wrong_size, false),
        (&layer_two, false),
        (&mpeg2, true),
    ];
    for (body, is_media) in cases {
        let got = decide(b"audio/x", MediaRequest::Initial, body, &Profile::STANDARD);
        let expected = if is_media { OrbVerdict::Allow } else { OrbVerdict::Block(OrbReason::NotMedia) };
        assert_eq!(got, expected, "{}", body.escape_ascii());
        if is_media {
            let got = decide(b"audio/x", MediaRequest::No, body, &Profile::STANDARD);
            assert_eq!(got, OrbVerdict::Block(OrbReason::MediaNotAskedFor), "{}", body.escape_ascii());
        }
    }
}

#[test]
fn only_the_first_1024_bytes_count() {
    // A file type box that is whole within 1,024 bytes, and one that is not.
    for (size, expected) in [(1024_u32, OrbVerdict::Allow), (1028, OrbVerdict::Block(OrbReason::NotMedia))] {
        let mut body = size.to_be_bytes().to_vec();
        body.extend_from_slice(b"ftypmp42");
        body.resize(2048, 0);
        assert_eq!(decide(b"video/mp4", MediaRequest::Initial, &body, &Profile::STANDARD), expected);
    }
}

#[test]
fn scripts_are_left_to_a_parser_or_told_from_text() {
    let cases: [(&[u8], bool); 26] = [
        (b"<!DOCTYPE html>", true),
        (b" \t\r\n<!doctype HTML", true),
        (b"<!doctype xml", false),
        (b"<html", true),
        (b"<body>", true),
        (b"<svg>", false),
        (b"<!-- x --> \n<p>", true),
        (b"<!-- x -->\n<!-- y -->\r<title>", true),
        (b"<!-- x -->\xe2\x80\xa8<a", true),
        (b"<!-- x --><p>", false),
        (b"<!-- x -->\nlet a;", false),
        (b"<!-- x", false),
        (b"<?xml", true),
        (b" <?xml", true),
        (b"<?XML", false),
        (b")]}',\n", true),
        (b" )]}'", false),
        (b"for(;;);", true),
        (b"while (1);", true),
        (b"{}&&", true),
        (b"{\"a\":1}", true),
        (b" { \"a\\\"b\" : 1}", true),
        (b"{\"a\"}", false),
        (b"{a:1}", false),
        (b"[{\"a\":1}]", false),
        (b"", false),
    ];
    for (body, is_text) in cases {
        let got = decide(b"text/x", MediaRequest::No, body, &Profile::STANDARD);
        assert_eq!(got, OrbVerdict::ParseScript, "{}", body.escape_ascii());
        for content_type in [&b"text/x"[..], b"text/javascript"] {
            let got = decide(content_type, MediaRequest::No, body, &Profile::CHROMIUM);
            let expected =
                if is_text { OrbVerdict::Block(OrbReason::SurelyNoScript) } else { OrbVerdict::Allow };
            assert_eq!(got, expected, "{}", body.escape_ascii());
        }
    }
}
