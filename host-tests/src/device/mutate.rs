//! Valid requests, made wrong in a repeatable way.

/// A small generator of numbers (SplitMix64): the same seed gives the same bytes on every machine.
#[derive(Debug)]
pub(super) struct Random(u64);

impl Random {
    pub(super) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`, which is not 0.
    pub(super) fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    fn pick<'a>(&mut self, list: &[&'a [u8]]) -> &'a [u8] {
        list[self.below(list.len())]
    }
}

/// Requests that the gateway answers.
const VALID: [&[u8]; 7] = [
    b"GET /api/reading HTTP/1.1\r\nhost: gateway.local\r\norigin: https://a.example\r\n\r\n",
    b"GET /api/relay HTTP/1.1\r\nhost: gateway.local\r\norigin: https://dashboard.example.com\r\n\r\n",
    b"OPTIONS /api/relay HTTP/1.1\r\nhost: gateway.local\r\norigin: https://x.plant.example.com\r\n\
      access-control-request-method: PUT\r\naccess-control-request-headers: content-type,x-api-key\r\n\r\n",
    b"PUT /api/relay HTTP/1.1\r\nhost: gateway.local\r\ncontent-type: text/plain\r\ncontent-length: 2\r\n\r\non",
    b"PUT /api/config HTTP/1.1\r\nhost: gateway.local\r\norigin: https://config.example.com\r\n\
      content-length: 12\r\n\r\n{\"every\":30}",
    b"GET /log HTTP/1.1\r\nhost: gateway.local\r\n\r\n",
    b"DELETE //api/./relay?x=1 HTTP/1.0\r\norigin: null\r\n\r\n",
];

/// Bytes that parsers have stumbled over.
const NASTY: [&[u8]; 24] = [
    b"\0",
    b"\r",
    b"\n",
    b"\r\n",
    b"\r\n\r\n",
    b"\t",
    b" ",
    b"\x7f",
    b"\xff\xfe",
    b"%2f..%2f",
    b"%00",
    b"/../",
    b"origin: https://evil.example\r\n",
    b"Origin:\r\n",
    b"access-control-request-headers: ,,,,,,,,,,,,,,,,,,\r\n",
    b"content-length: 99999999999999999999\r\n",
    b"content-length: 5\r\ncontent-length: 6\r\n",
    b"transfer-encoding: chunked\r\n",
    b"transfer-encoding : chunked\r\n",
    b" folded: line\r\n",
    b"host: second.example\r\n",
    b"GET / HTTP/1.1\r\nhost: gateway.local\r\n\r\n",
    b"HTTP/2.0",
    b"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
];

/// One request with one to four things wrong with it.
pub(super) fn request(random: &mut Random) -> Vec<u8> {
    let mut bytes = random.pick(&VALID).to_vec();
    for _ in 0..=random.below(4) {
        let at = random.below(bytes.len() + 1);
        match random.below(7) {
            0 if at < bytes.len() => bytes[at] ^= 1 << random.below(8),
            1 => bytes.truncate(at.max(1)),
            2 => {
                let end = at + random.below(bytes.len() - at + 1);
                let again = bytes[at..end].to_vec();
                bytes.splice(at..at, again);
            }
            3 => {
                let end = at + random.below(bytes.len() - at + 1);
                bytes.drain(at..end);
            }
            4 => bytes.extend_from_slice(random.pick(&VALID)),
            5 => {
                let filler = random.pick(&NASTY).repeat(1 + random.below(30));
                bytes.splice(at..at, filler);
            }
            _ => {
                let nasty = random.pick(&NASTY).to_vec();
                bytes.splice(at..at, nasty);
            }
        }
        if bytes.is_empty() {
            bytes.push(b'G');
        }
    }
    bytes.truncate(4_000);
    bytes
}
