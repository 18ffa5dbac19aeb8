//! Thumb and Thumb-2, by the Arm v7-M architecture reference manual, A5 and A7.7.

use anyhow::{Result, bail};

use super::{Flow, Instruction, Instructions, signed};

pub(super) fn decode(bytes: &[u8], start: u64) -> Result<Instructions> {
    let halves: Vec<u32> =
        bytes.chunks_exact(2).map(|half| u32::from(half[0]) | u32::from(half[1]) << 8).collect();
    let mut instructions = Vec::new();
    let (mut place, mut conditional) = (0, 0);
    let mut held = Held::default();
    while let Some(&first) = halves.get(place) {
        let address = start + 2 * place as u64;
        let wide = first >> 11 >= 0b11101;
        let second = if wide { halves.get(place + 1).copied() } else { None };
        let mut instruction = match second {
            Some(second) => wide_one(first, second, address)?,
            None => narrow(first, address)?,
        };
        if let Some(word) = held.words[(first >> 3 & 0xf) as usize] {
            instruction.flow = match instruction.flow {
                Flow::CallAny => Flow::CallWord(word),
                Flow::LeaveAny => Flow::LeaveWord(word),
                other => other,
            };
        }
        held.follow(first, second, address);
        if conditional > 0 {
            conditional -= 1;
            // It may be skipped: then the stack stays as deep as it is, and nothing is left.
            instruction.grows = instruction.grows.max(0);
            instruction.flow = match instruction.flow {
                Flow::Return => Flow::Next,
                Flow::Branch { to, .. } => Flow::Branch { to, always: false },
                other => other,
            };
        } else if first & 0xff00 == 0xbf00 && first & 0xf != 0 {
            // IT: the lowest bit set of its mask ends the block.
            conditional = 4 - (first & 0xf).trailing_zeros();
        }
        place += if wide { 2 } else { 1 };
        instructions.push((address, instruction));
    }
    Ok(instructions)
}

/// Which registers hold a word from among the code: the smallest code calls a function so where it does more than once.
#[derive(Default)]
struct Held {
    /// The words' addresses.
    words: [Option<u64>; 16],
}

impl Held {
    /// Takes an instruction into account, in the order of addresses. What is not known to leave a register alone is taken
    /// to write it.
    fn follow(&mut self, first: u32, second: Option<u32>, address: u64) {
        let base = (address + 4) & !3;
        let high = |from: u32| (first >> from & 7) as usize;
        match second {
            // LDR of a word that is so far from here.
            None if first & 0xf800 == 0x4800 => {
                self.words[high(8)] = Some(base + 4 * u64::from(first & 0xff))
            }
            Some(second) if first & 0xff7f == 0xf85f => {
                let far = i64::from(second & 0xfff) * if first & 0x80 == 0 { -1 } else { 1 };
                self.words[(second >> 12) as usize] = Some(base.wrapping_add_signed(far));
            }
            // A call: others may use what need not be kept.
            Some(second) if first & 0xf800 == 0xf000 && second & 0xd000 == 0xd000 => {
                self.forget(&[0, 1, 2, 3, 12, 14])
            }
            None if first & 0xff87 == 0x4780 => self.forget(&[0, 1, 2, 3, 12, 14]),
            // POP and LDM: a list of registers.
            None if first & 0xfe00 == 0xbc00 || first & 0xf800 == 0xc800 => self.forget_all_of(first & 0xff),
            Some(second) if first & 0xffd0 == 0xe890 || first & 0xffd0 == 0xe910 => {
                self.forget_all_of(second)
            }
            Some(second) => {
                self.forget(&[(second >> 12) as usize, (second >> 8 & 0xf) as usize, (first & 0xf) as usize])
            }
            // MOV of any register.
            None if first & 0xff00 == 0x4600 => {
                self.words[(first & 7 | first >> 4 & 8) as usize] = self.words[(first >> 3 & 0xf) as usize];
            }
            // ADD and CMP of any register; then what has its target in bits 8 to 10, and in bits 0 to 2.
            None if first & 0xfc00 == 0x4400 => self.forget(&[(first & 7 | first >> 4 & 8) as usize]),
            None if (0x2000..0x4000).contains(&first) || first >= 0x9000 => self.forget(&[high(8)]),
            None => self.forget(&[high(0)]),
        }
    }

    fn forget_all_of(&mut self, list: u32) {
        let listed = |register: &usize| list >> register & 1 != 0;
        (0..self.words.len()).filter(listed).for_each(|register| self.words[register] = None);
    }

    fn forget(&mut self, registers: &[usize]) {
        registers.iter().for_each(|&register| self.words[register] = None);
    }
}

fn narrow(half: u32, address: u64) -> Result<Instruction> {
    let registers = i64::from((half & 0x1ff).count_ones());
    let branch = |offset: i64, always| Flow::Branch { to: address.wrapping_add_signed(4 + offset), always };
    Ok(match half {
        // PUSH, POP, SUB SP, ADD SP.
        _ if half & 0xfe00 == 0xb400 => Instruction::grow(2, 4 * registers),
        _ if half & 0xfe00 == 0xbc00 => {
            let flow = if half & 0x100 == 0 { Flow::Next } else { Flow::Return };
            Instruction { len: 2, grows: -4 * registers, flow }
        }
        _ if half & 0xff80 == 0xb080 => Instruction::grow(2, 4 * i64::from(half & 0x7f)),
        _ if half & 0xff80 == 0xb000 => Instruction::grow(2, -4 * i64::from(half & 0x7f)),
        // ADD SP, register.
        _ if half & 0xff87 == 0x4485 => bail!("{address:#x}: the stack grows by what a register holds"),
        // BLX register; BX LR; BX register; MOV PC and ADD PC, of a table's entry.
        _ if half & 0xff87 == 0x4780 => Instruction::lead(2, Flow::CallAny),
        0x4770 => Instruction::lead(2, Flow::Return),
        _ if half & 0xff87 == 0x4700 => Instruction::lead(2, Flow::LeaveAny),
        _ if half & 0xff87 == 0x4687 || half & 0xff87 == 0x4487 => Instruction::lead(2, Flow::Table),
        // B; B of a condition, of which 14 is UDF and 15 SVC; CBZ and CBNZ.
        _ if half & 0xf800 == 0xe000 => Instruction::lead(2, branch(signed(half << 1, 12), true)),
        _ if half & 0xf000 == 0xd000 && half & 0x0e00 != 0x0e00 => {
            Instruction::lead(2, branch(signed(half << 1, 9), false))
        }
        _ if half & 0xf500 == 0xb100 => {
            let offset = (half >> 3 & 0x1f) << 1 | (half >> 9 & 1) << 6;
            Instruction::lead(2, branch(i64::from(offset), false))
        }
        _ => Instruction::plain(2),
    })
}

fn wide_one(first: u32, second: u32, address: u64) -> Result<Instruction> {
    let registers = i64::from(second.count_ones());
    let words = 4 * i64::from(second & 0xff);
    let bytes = i64::from(second & 0xff);
    let to_pc = second >> 12 == 0xf;
    Ok(match first {
        // STMDB SP!, LDMIA SP!, STRD and LDRD with SP written back, VPUSH, VPOP.
        0xe92d => Instruction::grow(4, 4 * registers),
        0xe8bd => {
            let flow = if second & 0x8000 == 0 { Flow::Next } else { Flow::Return };
            Instruction { len: 4, grows: -4 * registers, flow }
        }
        0xe96d => Instruction::grow(4, words),
        0xe8fd => Instruction::grow(4, -words),
        0xed2d => Instruction::grow(4, words),
        0xecbd => Instruction::grow(4, -words),
        // STR before and LDR after SP is written back.
        0xf84d if second & 0xf00 == 0xd00 => Instruction::grow(4, bytes),
        0xf85d if second & 0xf00 == 0xb00 => {
            let flow = if to_pc { Flow::Return } else { Flow::Next };
            Instruction { len: 4, grows: -bytes, flow }
        }
        // SUB and ADD of SP with an immediate number, modified or plain.
        0xf1ad | 0xf5ad if second & 0x8f00 == 0x0d00 => Instruction::grow(4, modified(first, second)),
        0xf10d | 0xf50d if second & 0x8f00 == 0x0d00 => Instruction::grow(4, -modified(first, second)),
        0xf2ad | 0xf6ad if second & 0x8f00 == 0x0d00 => Instruction::grow(4, plain_number(first, second)),
        0xf20d | 0xf60d if second & 0x8f00 == 0x0d00 => Instruction::grow(4, -plain_number(first, second)),
        // TBB and TBH; LDR PC.
        _ if first & 0xfff0 == 0xe8d0 && second & 0xffe0 == 0xf000 => Instruction::lead(4, Flow::Table),
        _ if first & 0xff70 == 0xf850 && to_pc => Instruction::lead(4, Flow::Table),
        _ if first & 0xf800 == 0xf000 && second & 0x8000 != 0 => wide_branch(first, second, address),
        // SUB and ADD of SP with a register.
        0xebad | 0xeb0d if second & 0x0f00 == 0x0d00 => {
            bail!("{address:#x}: the stack grows by what a register holds")
        }
        _ => Instruction::plain(4),
    })
}

/// B of a condition, B and BL.
fn wide_branch(first: u32, second: u32, address: u64) -> Instruction {
    let (sign, one, two) = (first >> 10 & 1, second >> 13 & 1, second >> 11 & 1);
    let low = (second & 0x7ff) << 1;
    let to = |offset| address.wrapping_add_signed(4 + offset);
    let far = || {
        let (one, two) = (!(one ^ sign) & 1, !(two ^ sign) & 1);
        to(signed(sign << 24 | one << 23 | two << 22 | (first & 0x3ff) << 12 | low, 25))
    };
    let flow = match second & 0xd000 {
        0xd000 => Flow::Call(far()),
        0x9000 => Flow::Branch { to: far(), always: true },
        // The conditions 14 and 15 are other instructions: barriers, hints, MSR.
        0x8000 if first & 0x0380 != 0x0380 => {
            let offset = signed(sign << 20 | two << 19 | one << 18 | (first & 0x3f) << 12 | low, 21);
            Flow::Branch { to: to(offset), always: false }
        }
        _ => Flow::Next,
    };
    Instruction::lead(4, flow)
}

/// i:imm3:imm8 as it stands.
fn plain_number(first: u32, second: u32) -> i64 {
    i64::from((first >> 10 & 1) << 11 | (second >> 12 & 7) << 8 | second & 0xff)
}

/// i:imm3:imm8 as a pattern or a rotated byte (A5.3.2).
fn modified(first: u32, second: u32) -> i64 {
    let number = plain_number(first, second) as u32;
    let byte = number & 0xff;
    i64::from(match number >> 8 {
        0 => byte,
        1 => byte << 16 | byte,
        2 => byte << 24 | byte << 8,
        3 => byte * 0x0101_0101,
        _ => (0x80 | number & 0x7f).rotate_right(number >> 7),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(halves: &[u16]) -> Instruction {
        let bytes: Vec<u8> = halves.iter().flat_map(|half| half.to_le_bytes()).collect();
        let all = decode(&bytes, 0x2_0900).unwrap();
        assert_eq!(all.len(), 1, "{all:?}");
        all[0].1
    }

    #[test]
    fn frames_are_read() {
        // As assembled: push {r4-r7, lr}; push.w {r8-r11}; sub sp, #164; sub.w sp, sp, #1024; subw sp, sp, #4094;
        // str lr, [sp, #-8]!; strd r0, r1, [sp, #-16]!; vpush {d8}.
        for (halves, grows) in [
            (&[0xb5f0][..], 20),
            (&[0xe92d, 0x0f00], 16),
            (&[0xb0a9], 164),
            (&[0xf5ad, 0x6d80], 1_024),
            (&[0xf6ad, 0x7dfe], 4_094),
            (&[0xf84d, 0xed08], 8),
            (&[0xe96d, 0x0104], 16),
            (&[0xed2d, 0x8b02], 8),
            (&[0xb029], -164),
            (&[0xbcf0], -16),
        ] {
            assert_eq!(one(halves).grows, grows, "{halves:x?}");
            assert_eq!(one(halves).flow, Flow::Next);
        }
        assert_eq!(one(&[0xbdf0]), Instruction { len: 2, grows: -20, flow: Flow::Return });
        assert_eq!(one(&[0xe8bd, 0x8ff0]), Instruction { len: 4, grows: -36, flow: Flow::Return });
    }

    #[test]
    fn leads_are_read() {
        for (halves, flow) in [
            // bl +0x1000, bl -0x1000, b.w -0x1000, b +4, beq -4, beq.w +0x100, cbz r0, +8.
            (&[0xf001, 0xf800][..], Flow::Call(0x2_1904)),
            (&[0xf7fe, 0xfffe], Flow::Call(0x1_f900)),
            (&[0xf7fe, 0xbffe], Flow::Branch { to: 0x1_f900, always: true }),
            (&[0xe002], Flow::Branch { to: 0x2_0908, always: true }),
            (&[0xd0fc], Flow::Branch { to: 0x2_08fc, always: false }),
            (&[0xf000, 0x8080], Flow::Branch { to: 0x2_0a04, always: false }),
            (&[0xb120], Flow::Branch { to: 0x2_090c, always: false }),
            (&[0x4798], Flow::CallAny),
            (&[0x4718], Flow::LeaveAny),
            (&[0x4770], Flow::Return),
            (&[0xe8df, 0xf000], Flow::Table),
            (&[0xf3bf, 0x8f5f], Flow::Next),
        ] {
            assert_eq!(one(halves).flow, flow, "{halves:x?}");
        }
    }

    #[test]
    fn what_may_be_skipped_leaves_nothing() {
        // it eq; popeq {r4, pc}; bx lr.
        let bytes: Vec<u8> =
            [0xbf08_u16, 0xbd10, 0x4770].iter().flat_map(|half| half.to_le_bytes()).collect();
        let all = decode(&bytes, 0).unwrap();
        assert_eq!(all[1].1, Instruction::plain(2));
        assert_eq!(all[2].1.flow, Flow::Return);
    }

    #[test]
    fn a_call_through_a_word_among_the_code_is_known() {
        // ldr r5, [pc, #8]; bl; blx r5; mov r3, r5; pop.w {r4, r5}; bx r3; blx r5.
        let halves = [0x4d02_u16, 0xf001, 0xf800, 0x47a8, 0x462b, 0xe8bd, 0x0030, 0x4718, 0x47a8];
        let bytes: Vec<u8> = halves.iter().flat_map(|half| half.to_le_bytes()).collect();
        let all = decode(&bytes, 0x102).unwrap();
        assert_eq!(all[2].1.flow, Flow::CallWord(0x10c));
        assert_eq!(all[5].1.flow, Flow::LeaveWord(0x10c));
        assert_eq!(all[6].1.flow, Flow::CallAny);
    }

    #[test]
    fn a_stack_of_unknown_depth_is_an_error() {
        assert!(decode(&[0x85, 0x44], 0).is_err());
    }
}
