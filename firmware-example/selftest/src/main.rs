//! Runs cases on the device: reads them from `cases.bin` in the emulator's folder, writes the answers to `answers.bin`,
//! and says how many there were and what their digest is. Both files hold entries of a length of four bytes, least
//! significant first, and so many bytes.
#![no_std]
#![no_main]
#![deny(unsafe_code)]

use cases::{Answer, Digest, MAX_RECORD, Stored, run};
use cortex_m as _;
use cortex_m_rt::entry;
use semihosting::fs::File;
use semihosting::io::{Read, Result, Write};
use semihosting::{println, process};
use static_cell::ConstStaticCell;

static RECORD: ConstStaticCell<[u8; MAX_RECORD]> = ConstStaticCell::new([0; MAX_RECORD]);
static STORED: ConstStaticCell<Stored> = ConstStaticCell::new(Stored::deny_all());
static ANSWER: ConstStaticCell<Answer> = ConstStaticCell::new(Answer::new());

#[entry]
fn main() -> ! {
    match all() {
        Ok((count, digest)) => {
            println!("{} cases, digest {:016x}", count, digest.value());
            process::exit(0)
        }
        Err(_) => {
            println!("a file cannot be read or written");
            process::exit(1)
        }
    }
}

fn all() -> Result<(u32, Digest)> {
    let (record, stored, answer) = (RECORD.take(), STORED.take(), ANSWER.take());
    let mut records = File::open(c"cases.bin")?;
    let mut answers = File::create(c"answers.bin")?;
    let (mut count, mut digest) = (0, Digest::new());
    loop {
        let mut len = [0; 4];
        if !fill(&mut records, &mut len)? {
            return Ok((count, digest));
        }
        let record = record.get_mut(..u32::from_le_bytes(len) as usize).unwrap_or_default();
        fill(&mut records, record)?;
        run(record, stored, answer);
        let bytes = answer.as_bytes();
        answers.write_all(&(bytes.len() as u32).to_le_bytes())?;
        answers.write_all(bytes)?;
        digest.update(bytes);
        count += 1;
    }
}

/// Fills the buffer; false at the end of the file.
fn fill(file: &mut File, buffer: &mut [u8]) -> Result<bool> {
    let mut filled = 0;
    while filled < buffer.len() {
        let count = file.read(&mut buffer[filled..])?;
        if count == 0 {
            return Ok(false);
        }
        filled += count;
    }
    Ok(true)
}

#[panic_handler]
fn panic(info: &core::panic::PanicInfo<'_>) -> ! {
    println!("panic: {}", info.message());
    process::exit(1)
}
