//! The deepest stack of a program, by its code: whatever the input, it never gets deeper.
//!
//! Every function is followed instruction by instruction for the depth at each call, and the calls from the entry point on.
//! A call through a pointer is taken to reach any function that nobody calls by name or whose address lies in a table; that
//! such calls do not lead back to themselves is taken for granted, while a function that calls itself by name is an error.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result, bail};

use super::code::{Code, Flow, Instruction};
use super::image::Image;

/// Where a function goes from some depth of its frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Callee {
    Known(u64),
    Any,
}

/// A function's own part of the stack, and the depths from which it calls.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Frame {
    own: u64,
    calls: BTreeMap<Callee, u64>,
}

/// The deepest calls.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stack {
    /// In bytes, the entry point's own frame included.
    pub depth: u64,
    /// The functions on the way down, each with its depth before the next one is called.
    pub chain: Vec<(String, u64)>,
}

/// The stack under a program's entry point.
///
/// # Errors
/// When the code does something to the stack that cannot be followed, or calls itself.
pub fn deepest(elf: &[u8], image: &Image) -> Result<Stack> {
    let code = Code::read(elf)?;
    let functions = || image.symbols.iter().filter(|symbol| symbol.code);
    let mut frames = BTreeMap::new();
    for symbol in functions() {
        let instructions = code.function(symbol.address, symbol.size)?;
        frames.insert(symbol.address, follow(&instructions).with_context(|| symbol.name.clone())?);
    }
    let entry =
        functions().find(|symbol| symbol.name == "_start").context("there is no entry point")?.address;
    let called: BTreeSet<_> = frames.values().flat_map(|frame| frame.calls.keys().copied()).collect();
    let pointed =
        |address: u64| !called.contains(&Callee::Known(address)) || image.words.contains(&(address as u32));
    let pointers = frames.keys().copied().filter(|&address| address != entry && pointed(address)).collect();
    let mut walk = Walk { frames: &frames, pointers, known: BTreeMap::new(), path: Vec::new(), cut: false };
    let depth = walk.depth(entry, false)?;
    let names: BTreeMap<_, _> = functions().map(|symbol| (symbol.address, &symbol.name)).collect();
    let chain = std::iter::successors(Some(entry), |at| walk.known.get(at)?.next);
    let part = |at| Some((names.get(&at)?.to_string(), walk.known.get(&at)?.before_next));
    Ok(Stack { depth, chain: chain.filter_map(part).collect() })
}

/// Follows a function's instructions from the first one.
fn follow(instructions: &[(u64, Instruction)]) -> Result<Frame> {
    let (Some(&(first, _)), Some(&(last, _))) = (instructions.first(), instructions.last()) else {
        return Ok(Frame::default());
    };
    let places: BTreeMap<u64, Instruction> = instructions.iter().copied().collect();
    let mut frame = Frame::default();
    let mut depths: BTreeMap<u64, i64> = BTreeMap::new();
    let mut open = vec![(first, 0)];
    let mut table = None;
    loop {
        let Some((at, depth)) = open.pop() else {
            // What only a table leads to begins as deep as the table was read.
            let unseen = places.keys().find(|at| !depths.contains_key(at));
            match (table, unseen) {
                (Some(depth), Some(&at)) => open.push((at, depth)),
                _ => return Ok(frame),
            }
            continue;
        };
        let Some(instruction) = places.get(&at) else { continue };
        if depths.get(&at).is_some_and(|&seen| seen >= depth) {
            continue;
        }
        depths.insert(at, depth);
        let after = depth + instruction.grows;
        // Frames are kilobytes at most; one that never ends growing is a loop that was misread.
        if after > 1 << 20 {
            bail!("{at:#x}: the stack grows in a loop");
        }
        frame.own = frame.own.max(after.max(0) as u64);
        let mut call = |callee| {
            let deepest = frame.calls.entry(callee).or_default();
            *deepest = (*deepest).max(after.max(0) as u64);
        };
        let next = (at + instruction.len, after);
        match instruction.flow {
            Flow::Next => open.push(next),
            Flow::Branch { to, always } => {
                // Within a table of bytes the compiler may forget to say where code begins again: what follows is taken.
                let within = (first..=last).contains(&to).then(|| places.range(to..).next());
                if let Some((&to, _)) = within.flatten() {
                    open.push((to, after));
                } else {
                    call(Callee::Known(to));
                }
                if !always {
                    open.push(next);
                }
            }
            // Thumb has no other far branch; the caller's address is in the frame then.
            Flow::Call(to) if to != first && places.contains_key(&to) => open.push((to, after)),
            Flow::Call(to) => {
                call(Callee::Known(to));
                open.push(next);
            }
            Flow::CallAny | Flow::CallWord(_) => {
                call(Callee::Any);
                open.push(next);
            }
            Flow::LeaveAny | Flow::LeaveWord(_) => call(Callee::Any),
            Flow::Table => table = Some(table.unwrap_or(0).max(after)),
            Flow::Return => {}
        }
    }
}

/// The way along the calls.
struct Walk<'f> {
    frames: &'f BTreeMap<u64, Frame>,
    pointers: Vec<u64>,
    known: BTreeMap<u64, Known>,
    /// With each function whether it was called through a pointer.
    path: Vec<(u64, bool)>,
    /// Whether a call that would lead back was left out.
    cut: bool,
}

/// The deepest way from a function.
#[derive(Clone, Copy, Debug, Default)]
struct Known {
    depth: u64,
    next: Option<u64>,
    before_next: u64,
}

impl Walk<'_> {
    fn depth(&mut self, address: u64, through_pointer: bool) -> Result<u64> {
        let frames = self.frames;
        let (&function, frame) = at(frames, address)?;
        if let Some(known) = self.known.get(&function) {
            return Ok(known.depth);
        }
        if let Some(before) = self.path.iter().position(|(on_path, _)| *on_path == function) {
            let pointed = through_pointer || self.path.iter().skip(before + 1).any(|(_, pointed)| *pointed);
            if !pointed {
                bail!("the function at {function:#x} calls itself");
            }
            self.cut = true;
            return Ok(0);
        }
        let cut_before = std::mem::take(&mut self.cut);
        self.path.push((function, through_pointer));
        let mut deepest = Known { depth: frame.own, next: None, before_next: frame.own };
        for (callee, &before_next) in &frame.calls {
            let (to, pointed) = match callee {
                Callee::Known(to) => (vec![*at(frames, *to)?.0], false),
                Callee::Any => (self.pointers.clone(), true),
            };
            for to in to {
                let depth = before_next + self.depth(to, pointed)?;
                if depth > deepest.depth {
                    deepest = Known { depth, next: Some(to), before_next };
                }
            }
        }
        self.path.pop();
        // What was left out on this way may count on another.
        if !self.cut || self.path.is_empty() {
            self.known.insert(function, deepest);
        }
        self.cut |= cut_before;
        Ok(deepest.depth)
    }
}

/// The function at an address: a call may lead to one that has several names and begins before.
fn at(frames: &BTreeMap<u64, Frame>, address: u64) -> Result<(&u64, &Frame)> {
    frames.range(..=address).next_back().with_context(|| format!("nothing is at {address:#x}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn plain(grows: i64, flow: Flow) -> Instruction {
        Instruction { len: 2, grows, flow }
    }

    fn frame(instructions: &[Instruction]) -> Frame {
        let placed: Vec<_> =
            instructions.iter().enumerate().map(|(place, one)| (0x100 + 2 * place as u64, *one)).collect();
        follow(&placed).unwrap()
    }

    #[test]
    fn the_depth_is_that_of_each_call_not_of_the_whole_frame() {
        let read = frame(&[
            plain(8, Flow::Branch { to: 0x106, always: false }),
            plain(40, Flow::Call(0x500)),
            plain(-48, Flow::Return),
            plain(0, Flow::Call(0x600)),
            plain(-8, Flow::Branch { to: 0x700, always: true }),
        ]);
        let calls = [(Callee::Known(0x500), 48), (Callee::Known(0x600), 8), (Callee::Known(0x700), 0)];
        assert_eq!(read, Frame { own: 48, calls: calls.into() });
    }

    #[test]
    fn what_a_table_leads_to_is_followed() {
        let read = frame(&[plain(16, Flow::Table), plain(-16, Flow::Return), plain(4, Flow::CallAny)]);
        assert_eq!(read, Frame { own: 20, calls: [(Callee::Any, 20)].into() });
    }

    #[test]
    fn a_call_into_the_same_function_is_a_far_branch() {
        let read =
            frame(&[plain(8, Flow::Call(0x104)), plain(100, Flow::Return), plain(8, Flow::Call(0x100))]);
        assert_eq!(read, Frame { own: 16, calls: [(Callee::Known(0x100), 16)].into() });
    }

    #[test]
    fn a_growing_loop_is_an_error() {
        let instructions = [(0x100, plain(4, Flow::Branch { to: 0x100, always: true }))];
        assert!(follow(&instructions).is_err());
    }

    fn walk(frames: &[(u64, Frame)], pointers: &[u64]) -> Result<u64> {
        let frames = frames.iter().cloned().collect();
        Walk {
            frames: &frames,
            pointers: pointers.to_vec(),
            known: BTreeMap::new(),
            path: Vec::new(),
            cut: false,
        }
        .depth(1, false)
    }

    fn calling(own: u64, callee: Callee) -> Frame {
        Frame { own, calls: [(callee, own)].into() }
    }

    #[test]
    fn the_deepest_way_counts() {
        let leaf = |own| Frame { own, calls: BTreeMap::new() };
        let mut first = calling(10, Callee::Known(2));
        first.calls.insert(Callee::Known(3), 4);
        assert_eq!(walk(&[(1, first.clone()), (2, leaf(5)), (3, leaf(30))], &[]).unwrap(), 34);
        first.calls.insert(Callee::Any, 8);
        assert_eq!(walk(&[(1, first), (2, leaf(5)), (3, leaf(30)), (4, leaf(50))], &[4]).unwrap(), 58);
    }

    #[test]
    fn a_way_back_through_a_pointer_is_left_out() {
        let frames = [
            (1, calling(4, Callee::Known(2))),
            (2, calling(4, Callee::Any)),
            (3, calling(8, Callee::Known(2))),
        ];
        assert_eq!(walk(&frames, &[3]).unwrap(), 16);
    }

    #[test]
    fn who_calls_itself_is_found_out() {
        assert!(walk(&[(1, calling(4, Callee::Known(2))), (2, calling(4, Callee::Known(1)))], &[]).is_err());
    }
}
