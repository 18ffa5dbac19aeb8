//! The emulator's process: it never outlives its owner, nor its time.

use std::ffi::OsString;
use std::fs::File;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result};

/// A running program that is killed when this is dropped or when its time is over.
#[derive(Debug)]
pub(super) struct Guarded {
    child: Arc<Mutex<Child>>,
    errors: PathBuf,
    /// Never sent on: its end tells the watchman that there is nothing left to watch.
    _alive: Sender<()>,
}

impl Guarded {
    /// Starts `program` with its standard output and error in the files given.
    pub(super) fn start(
        program: &str,
        arguments: &[OsString],
        output: &Path,
        errors: PathBuf,
        limit: Option<Duration>,
    ) -> Result<Self> {
        let child = Command::new(program)
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(File::create(output)?)
            .stderr(File::create(&errors)?)
            // A Ctrl-C typed is for this program, which then ends the child in its own time.
            .process_group(0)
            .spawn()
            .with_context(|| format!("cannot start {program}"))?;
        let child = Arc::new(Mutex::new(child));
        let (alive, watch) = channel::<()>();
        if let Some(limit) = limit {
            let watched = Arc::clone(&child);
            thread::spawn(move || {
                if watch.recv_timeout(limit) == Err(RecvTimeoutError::Timeout) {
                    kill(&watched);
                }
            });
        }
        Ok(Self { child, errors, _alive: alive })
    }

    /// Ends it at once.
    pub(super) fn end(&self) {
        kill(&self.child);
    }

    /// How it ended, if it did.
    pub(super) fn ended(&self) -> Option<ExitStatus> {
        self.child.lock().unwrap_or_else(PoisonError::into_inner).try_wait().ok().flatten()
    }

    /// What it wrote to standard error.
    pub(super) fn complaint(&self) -> String {
        let text = std::fs::read_to_string(&self.errors).unwrap_or_default();
        // Said at every start of this board, of a timer that the firmware does not use.
        let lines = text.lines().filter(|line| !line.contains("Timer with period zero, disabling"));
        lines.collect::<Vec<_>>().join("\n")
    }
}

impl Drop for Guarded {
    fn drop(&mut self) {
        kill(&self.child);
    }
}

fn kill(child: &Mutex<Child>) {
    let mut child = child.lock().unwrap_or_else(PoisonError::into_inner);
    // Both fail only when it has ended already.
    let _ = child.kill();
    let _ = child.wait();
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use tempfile::TempDir;

    use super::*;

    /// A shell that runs `script`.
    fn shell(script: &str, limit: Option<Duration>) -> (Guarded, TempDir) {
        let folder = TempDir::new().unwrap();
        let arguments = ["-c".into(), script.into()];
        let [output, errors] = ["output", "errors"].map(|file| folder.path().join(file));
        (Guarded::start("sh", &arguments, &output, errors, limit).unwrap(), folder)
    }

    fn wait(guarded: &Guarded) -> ExitStatus {
        let end = Instant::now() + Duration::from_secs(60);
        while Instant::now() < end {
            if let Some(status) = guarded.ended() {
                return status;
            }
            thread::sleep(Duration::from_millis(5));
        }
        panic!("still running");
    }

    #[test]
    fn what_ends_leaves_its_complaint() {
        let (guarded, _folder) =
            shell("echo 'Timer with period zero, disabling' >&2; echo no board >&2; exit 3", None);
        assert_eq!(wait(&guarded).code(), Some(3));
        assert_eq!(guarded.complaint(), "no board");
    }

    #[test]
    fn what_runs_too_long_is_killed() {
        let (guarded, _folder) = shell("exec sleep 600", Some(Duration::from_millis(50)));
        assert!(!wait(&guarded).success());
    }

    #[test]
    fn what_is_dropped_is_killed() {
        let (guarded, _folder) = shell("exec sleep 600", None);
        let child = Arc::clone(&guarded.child);
        assert_eq!(guarded.ended(), None);
        drop(guarded);
        assert!(!child.lock().unwrap().try_wait().unwrap().unwrap().success());
    }

    #[test]
    fn what_does_not_exist_cannot_start() {
        let file = Path::new("/dev/null");
        let started = Guarded::start("no-such-program-anywhere", &[], file, file.to_owned(), None);
        assert!(started.unwrap_err().to_string().contains("no-such-program-anywhere"));
    }
}
