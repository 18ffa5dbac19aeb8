//! RISC-V of 32 bits with compressed instructions, by the unprivileged specification, chapters 2 and 16.

use anyhow::{Result, bail};

use super::{Flow, Instruction, Instructions, signed};

const RA: u32 = 1;
const SP: u32 = 2;
/// The second link register.
const T0: u32 = 5;

pub(super) fn decode(bytes: &[u8], start: u64) -> Result<Instructions> {
    let mut instructions = Vec::new();
    // The register and the value of an AUIPC just before.
    let mut high: Option<(u32, u64)> = None;
    let (mut rest, mut address) = (bytes, start);
    let mut framed = false;
    while let [one, two, tail @ ..] = rest {
        let half = u32::from(*one) | u32::from(*two) << 8;
        let mut instruction = match tail {
            [three, four, ..] if half & 3 == 3 => {
                wide(half | u32::from(*three) << 16 | u32::from(*four) << 24, address, &mut high)?
            }
            _ => {
                high = None;
                narrow(half, address)
            }
        };
        if instruction.grows != 0 {
            framed = instruction.grows > 0;
        }
        // A function that has a frame gives it back before it leaves for good.
        if instruction.flow == Flow::LeaveAny && framed {
            instruction.flow = Flow::Table;
        }
        rest = rest.get(instruction.len as usize..).unwrap_or_default();
        instructions.push((address, instruction));
        address += instruction.len;
    }
    Ok(instructions)
}

fn narrow(half: u32, address: u64) -> Instruction {
    let bit = |from: u32, to: u32| (half >> from & 1) << to;
    let register = half >> 7 & 0x1f;
    let jump = || {
        let offset = bit(12, 11)
            | bit(11, 4)
            | (half >> 9 & 3) << 8
            | bit(8, 10)
            | bit(7, 6)
            | bit(6, 7)
            | (half >> 3 & 7) << 1
            | bit(2, 5);
        address.wrapping_add_signed(signed(offset, 12))
    };
    match (half & 3, half >> 13) {
        // C.ADDI and C.ADDI16SP of the stack pointer.
        (1, 0b000) if register == SP => Instruction::grow(2, -signed(bit(12, 5) | half >> 2 & 0x1f, 6)),
        (1, 0b011) if register == SP => {
            let number = bit(12, 9) | (half >> 3 & 3) << 7 | bit(5, 6) | bit(2, 5) | bit(6, 4);
            Instruction::grow(2, -signed(number, 10))
        }
        // C.JAL and C.J.
        (1, 0b001) => Instruction::lead(2, Flow::Call(jump())),
        (1, 0b101) => Instruction::lead(2, Flow::Branch { to: jump(), always: true }),
        // C.BEQZ and C.BNEZ.
        (1, 0b110 | 0b111) => {
            let offset =
                bit(12, 8) | (half >> 10 & 3) << 3 | (half >> 5 & 3) << 6 | (half >> 3 & 3) << 1 | bit(2, 5);
            let to = address.wrapping_add_signed(signed(offset, 9));
            Instruction::lead(2, Flow::Branch { to, always: false })
        }
        // C.JR and C.JALR.
        (2, 0b100) if half & 0x7c == 0 && register != 0 => {
            let links = half & 0x1000 != 0;
            Instruction::lead(2, if links { Flow::CallAny } else { leave(register) })
        }
        _ => Instruction::plain(2),
    }
}

fn wide(word: u32, address: u64, high: &mut Option<(u32, u64)>) -> Result<Instruction> {
    let (to, from) = (word >> 7 & 0x1f, word >> 15 & 0x1f);
    let bit = |from: u32, to: u32| (word >> from & 1) << to;
    let far = high.take();
    Ok(match word & 0x7f {
        // ADDI of the stack pointer; ADD and SUB of it.
        0x13 if to == SP && from == SP && word >> 12 & 7 == 0 => {
            Instruction::grow(4, -signed(word >> 20, 12))
        }
        0x33 if to == SP && from == SP => bail!("{address:#x}: the stack grows by what a register holds"),
        // AUIPC.
        0x17 => {
            *high = Some((to, address.wrapping_add_signed(signed(word & 0xffff_f000, 32)) & 0xffff_ffff));
            Instruction::plain(4)
        }
        // JAL, JALR and the branches.
        0x6f => {
            let offset = bit(31, 20) | (word >> 12 & 0xff) << 12 | bit(20, 11) | (word >> 21 & 0x3ff) << 1;
            lead(to, address.wrapping_add_signed(signed(offset, 21)))
        }
        0x67 => match far {
            Some((register, base)) if register == from => {
                lead(to, base.wrapping_add_signed(signed(word >> 20, 12)) & 0xffff_ffff)
            }
            _ if to == RA || to == T0 => Instruction::lead(4, Flow::CallAny),
            _ => Instruction::lead(4, leave(from)),
        },
        0x63 => {
            let offset = bit(31, 12) | bit(7, 11) | (word >> 25 & 0x3f) << 5 | (word >> 8 & 0xf) << 1;
            let to = address.wrapping_add_signed(signed(offset, 13));
            Instruction::lead(4, Flow::Branch { to, always: false })
        }
        _ => Instruction::plain(4),
    })
}

/// A jump that may link.
fn lead(link: u32, to: u64) -> Instruction {
    Instruction::lead(4, if link == 0 { Flow::Branch { to, always: true } } else { Flow::Call(to) })
}

/// A jump to what a register holds.
fn leave(register: u32) -> Flow {
    if register == RA || register == T0 { Flow::Return } else { Flow::LeaveAny }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(bytes: &[u8]) -> Instruction {
        decode(bytes, 0x1_0000).unwrap()[0].1
    }

    #[test]
    fn frames_are_read() {
        // addi sp, sp, -16 and 16, compressed; addi sp, sp, -64 and 496, compressed; addi sp, sp, -1024.
        for (bytes, grows) in [
            (&[0x41, 0x11][..], 16),
            (&[0x41, 0x01], -16),
            (&[0x39, 0x71], 64),
            (&[0x7d, 0x61], -496),
            (&[0x13, 0x01, 0x01, 0xc0], 1_024),
        ] {
            assert_eq!(one(bytes).grows, grows, "{bytes:x?}");
        }
    }

    #[test]
    fn leads_are_read() {
        for (bytes, flow) in [
            // jal ra, +0x1000; j -2 compressed; beqz a0, +8 compressed; ret; jalr a5; bne a0, a1, -4.
            (&[0xef, 0x10, 0x00, 0x00][..], Flow::Call(0x1_1000)),
            (&[0xfd, 0xbf], Flow::Branch { to: 0xfffe, always: true }),
            (&[0x01, 0xc5], Flow::Branch { to: 0x1_0008, always: false }),
            (&[0x82, 0x80], Flow::Return),
            (&[0x82, 0x97], Flow::CallAny),
            (&[0x82, 0x87], Flow::LeaveAny),
            (&[0xe3, 0x1e, 0xb5, 0xfe], Flow::Branch { to: 0xfffc, always: false }),
        ] {
            assert_eq!(one(bytes).flow, flow, "{bytes:x?}");
        }
    }

    #[test]
    fn a_far_call_is_two_instructions() {
        // auipc ra, 1; jalr ra, -4(ra).
        let all = decode(&[0x97, 0x10, 0x00, 0x00, 0xe7, 0x80, 0xc0, 0xff], 0x1_0000).unwrap();
        assert_eq!(all[1].1.flow, Flow::Call(0x1_0ffc));
    }

    #[test]
    fn a_jump_within_a_frame_is_of_a_table() {
        // addi sp, sp, -16; jr a5; addi sp, sp, 16; jr a5.
        let all = decode(&[0x41, 0x11, 0x82, 0x87, 0x41, 0x01, 0x82, 0x87], 0).unwrap();
        assert_eq!([all[1].1.flow, all[3].1.flow], [Flow::Table, Flow::LeaveAny]);
    }

    #[test]
    fn a_stack_of_unknown_depth_is_an_error() {
        // add sp, sp, t0
        assert!(decode(&[0x33, 0x01, 0x51, 0x00], 0).is_err());
    }
}
