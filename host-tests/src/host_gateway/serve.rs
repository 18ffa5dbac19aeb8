//! The loop, as the firmware has it: a tick, new connections, a step for each connection.

use std::net::TcpListener;
use std::sync::atomic::Ordering;
use std::sync::mpsc::Sender;
use std::thread;
use std::time::{Duration, Instant};

use gateway::{BANKS, Gateway};
use records::Banks;

use super::slot::Slot;
use super::{Panel, UP};
use crate::card::CardFile;

/// As many connections as the firmware has sockets; the idlest gives way to a new one.
const SLOTS: usize = 8;
/// The loop's period when nothing moves: the firmware's tick.
const IDLE: Duration = Duration::from_millis(1);

pub(super) fn serve(listener: &TcpListener, card: CardFile, panel: &Panel, log: &Sender<String>) {
    let start = Instant::now();
    let mut memory = Banks::new(card, BANKS);
    let mut gateway = Gateway::new();
    // The owner may have gone; then nobody reads, here and below.
    drop(log.send(format!("memory: {}", gateway.remember(&mut memory))));
    let mut slots: Vec<Slot> = Vec::with_capacity(SLOTS);
    let mut up = false;
    while !panel.end.load(Ordering::Relaxed) {
        let now_ms = u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX);
        let lit = gateway.tick(now_ms, panel.pressed.load(Ordering::Relaxed));
        panel.lit.store(lit, Ordering::Relaxed);
        panel.now_ms.store(now_ms, Ordering::Relaxed);
        panel.turns.fetch_add(1, Ordering::Relaxed);
        if !up {
            up = true;
            drop(log.send(UP.to_owned()));
        }
        if let Some(notice) = gateway.take_notice() {
            drop(log.send(notice.to_string()));
        }

        let mut moved = false;
        if let Ok((stream, _)) = listener.accept() {
            moved = true;
            if slots.len() == SLOTS
                && let Some((idlest, _)) = slots.iter().enumerate().min_by_key(|(_, slot)| slot.active_ms())
            {
                slots.swap_remove(idlest);
            }
            slots.extend(Slot::new(stream, now_ms));
        }
        slots.retain_mut(|slot| {
            let step = slot.drive(&mut gateway, now_ms, &mut |event| drop(log.send(event.to_string())));
            moved |= matches!(step, Ok(true));
            step.is_ok()
        });
        if !moved {
            thread::sleep(IDLE);
        }
    }
}
