//! Machine code, as far as the stack needs it: what an instruction does to the stack pointer, and where it leads.

mod riscv;
mod thumb;

use anyhow::{Context, Result, bail};
use object::{Architecture, Object, ObjectSection, ObjectSymbol, SectionKind};

/// Where an instruction leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Flow {
    /// To the next one.
    Next,
    /// To another one, and where it is conditional also to the next.
    Branch { to: u64, always: bool },
    /// To one of a table in the same function.
    Table,
    /// Into a function and back.
    Call(u64),
    /// Into a function that a register holds, and back.
    CallAny,
    /// The same, where the register was loaded from a word among the code.
    CallWord(u64),
    /// Into a function that a register holds, for good.
    LeaveAny,
    /// The same, where the register was loaded from a word among the code.
    LeaveWord(u64),
    /// Back to the caller.
    Return,
}

/// What an instruction does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Instruction {
    pub(super) len: u64,
    /// By how many bytes the stack grows.
    pub(super) grows: i64,
    pub(super) flow: Flow,
}

impl Instruction {
    const fn plain(len: u64) -> Self {
        Self { len, grows: 0, flow: Flow::Next }
    }

    const fn grow(len: u64, grows: i64) -> Self {
        Self { len, grows, flow: Flow::Next }
    }

    const fn lead(len: u64, flow: Flow) -> Self {
        Self { len, grows: 0, flow }
    }
}

/// Instructions in the order of their addresses.
pub(super) type Instructions = Vec<(u64, Instruction)>;

/// The code of a linked program.
pub(super) struct Code<'e> {
    bytes: &'e [u8],
    start: u64,
    /// Where data begin and where they end again, within the code.
    marks: Vec<(u64, bool)>,
    decode: fn(&[u8], u64) -> Result<Instructions>,
}

impl<'e> Code<'e> {
    pub(super) fn read(elf: &'e [u8]) -> Result<Self> {
        let file = object::File::parse(elf).context("the program is no ELF file")?;
        let decode = match file.architecture() {
            Architecture::Arm => thumb::decode,
            Architecture::Riscv32 => riscv::decode,
            other => bail!("code for {other:?} cannot be read"),
        };
        let text = file.sections().find(|section| section.kind() == SectionKind::Text);
        let text = text.context("the program has no code")?;
        let marks = file.symbols().filter_map(|symbol| {
            let name = symbol.name().ok()?.split('.').next()?;
            ["$d", "$t", "$x"].contains(&name).then(|| (symbol.address(), name == "$d"))
        });
        let mut marks: Vec<_> = marks.collect();
        marks.sort_unstable();
        Ok(Self { bytes: text.data()?, start: text.address(), marks, decode })
    }

    /// The instructions of a function, each with its address.
    pub(super) fn function(&self, address: u64, size: u64) -> Result<Instructions> {
        let mut instructions = Vec::new();
        let mut at = address;
        let end = address + size;
        while at < end {
            let place = self.marks.partition_point(|(mark, _)| *mark <= at);
            let stop = self.marks.get(place).map_or(end, |(mark, _)| *mark).min(end);
            let is_data = place.checked_sub(1).is_some_and(|before| self.marks[before].1);
            if !is_data {
                let bytes = self.bytes.get((at - self.start) as usize..(stop - self.start) as usize);
                instructions.extend((self.decode)(bytes.context("a function lies outside the code")?, at)?);
            }
            at = stop;
        }
        for (_, instruction) in &mut instructions {
            instruction.flow = match instruction.flow {
                Flow::CallWord(at) => self.word(at).map_or(Flow::CallAny, Flow::Call),
                Flow::LeaveWord(at) => {
                    self.word(at).map_or(Flow::LeaveAny, |to| Flow::Branch { to, always: true })
                }
                other => other,
            };
        }
        Ok(instructions)
    }

    /// The address in a word among the code.
    fn word(&self, at: u64) -> Option<u64> {
        let start = at.checked_sub(self.start)? as usize;
        let word = self.bytes.get(start..)?.first_chunk()?;
        Some(u64::from(u32::from_le_bytes(*word) & !1))
    }
}

/// The low `bits` of a value as a signed number.
const fn signed(value: u32, bits: u32) -> i64 {
    let shift = u32::BITS - bits;
    ((value << shift) as i32 >> shift) as i64
}
