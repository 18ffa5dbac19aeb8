//! A program that never outlives its owner, nor its time.

use std::fs::File;
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result};

/// A running program that is killed, with all that it started, when this is dropped or when its time is over.
#[derive(Debug)]
pub(crate) struct Guarded {
    child: Arc<Mutex<Child>>,
    errors: PathBuf,
    /// Never sent on: its end tells the watchman that there is nothing left to watch.
    _alive: Sender<()>,
}

impl Guarded {
    /// Starts `command` with its standard error in the file `errors`.
    pub(crate) fn start(command: &mut Command, errors: PathBuf, limit: Option<Duration>) -> Result<Self> {
        let child = command
            .stderr(File::create(&errors)?)
            // A Ctrl-C typed is for this program, which then ends the child in its own time.
            .process_group(0)
            .spawn()
            .with_context(|| format!("cannot start {}", command.get_program().display()))?;
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
    pub(crate) fn end(&self) {
        kill(&self.child);
    }

    /// Its standard input and output, where `command` has them piped; each is handed out once.
    pub(crate) fn pipes(&self) -> Option<(ChildStdin, ChildStdout)> {
        let mut child = lock(&self.child);
        child.stdin.take().zip(child.stdout.take())
    }

    /// How it ended, if it did.
    pub(crate) fn ended(&self) -> Option<ExitStatus> {
        lock(&self.child).try_wait().ok().flatten()
    }

    /// What it wrote to standard error.
    pub(crate) fn complaint(&self) -> String {
        std::fs::read_to_string(&self.errors).unwrap_or_default().trim_end().to_owned()
    }
}

impl Drop for Guarded {
    fn drop(&mut self) {
        kill(&self.child);
    }
}

fn kill(child: &Mutex<Child>) {
    let mut child = lock(child);
    // Its group is named like itself, and the name is its own for as long as nobody has waited for it.
    if matches!(child.try_wait(), Ok(None)) {
        let group = format!("-{}", child.id());
        let _ = Command::new("kill").args(["-KILL", "--", &group]).stderr(Stdio::null()).status();
    }
    // Both fail only when it has ended already.
    let _ = child.kill();
    let _ = child.wait();
}

fn lock(child: &Mutex<Child>) -> MutexGuard<'_, Child> {
    child.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::io::{BufRead, BufReader};
    use std::time::Instant;

    use tempfile::TempDir;

    use super::*;

    /// A shell that runs `script`.
    fn shell(script: &str, limit: Option<Duration>) -> (Guarded, TempDir) {
        let folder = TempDir::new().unwrap();
        let mut command = Command::new("sh");
        command.args(["-c", script]).stdin(Stdio::piped()).stdout(Stdio::piped());
        (Guarded::start(&mut command, folder.path().join("errors"), limit).unwrap(), folder)
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
        let (guarded, _folder) = shell("echo no board >&2; exit 3", None);
        assert_eq!(wait(&guarded).code(), Some(3));
        assert_eq!(guarded.complaint(), "no board");
    }

    #[test]
    fn what_runs_too_long_is_killed() {
        let (guarded, _folder) = shell("exec sleep 600", Some(Duration::from_millis(50)));
        assert!(!wait(&guarded).success());
    }

    #[test]
    fn what_is_dropped_is_killed_with_all_that_it_started() {
        let (guarded, _folder) = shell("sleep 600 & echo started; wait", None);
        let (_input, output) = guarded.pipes().unwrap();
        assert!(guarded.pipes().is_none());
        let mut output = BufReader::new(output);
        output.read_line(&mut String::new()).unwrap();
        let child = Arc::clone(&guarded.child);
        assert_eq!(guarded.ended(), None);
        drop(guarded);
        assert!(!child.lock().unwrap().try_wait().unwrap().unwrap().success());
        // The pipe ends only when nobody holds its other end any more.
        assert_eq!(output.read_line(&mut String::new()).unwrap(), 0);
    }

    #[test]
    fn what_does_not_exist_cannot_start() {
        let folder = TempDir::new().unwrap();
        let mut command = Command::new("no-such-program-anywhere");
        let started = Guarded::start(&mut command, folder.path().join("errors"), None);
        assert!(started.unwrap_err().to_string().contains("no-such-program-anywhere"));
    }
}
