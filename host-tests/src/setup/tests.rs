//! Machines made of scripts: what is run is what the scripts record.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use tempfile::TempDir;

use super::{CHROMIUM, Machine, Need, PackageManager, Program, QEMU};

const TOOL: Program = Program {
    command: "some-tool",
    packages: &[
        (PackageManager::Apt, "tool-deb"),
        (PackageManager::Dnf, "tool-rpm"),
        (PackageManager::Brew, "tool"),
    ],
};

/// A machine that has nothing but `scripts`; each notes how it was called in `calls`.
fn machine(root: bool, scripts: &[(&str, &str)]) -> (TempDir, Machine) {
    let folder = TempDir::new().unwrap();
    for (name, body) in scripts {
        let notes = folder.path().join("calls");
        let text = format!(
            "#!/bin/sh\nHERE='{}'\necho \"{name} $*\" >>'{}'\n{body}\n",
            folder.path().display(),
            notes.display()
        );
        executable(&folder.path().join(name), &text);
    }
    let path = vec![folder.path().to_owned()];
    (folder, Machine { path, root })
}

fn executable(file: &Path, text: &str) {
    fs::write(file, text).unwrap();
    fs::set_permissions(file, fs::Permissions::from_mode(0o755)).unwrap();
}

fn calls(folder: &TempDir) -> String {
    fs::read_to_string(folder.path().join("calls")).unwrap_or_default()
}

/// `env` and `sudo` that start what stands behind them, from the machine's own folder.
const PASS_ON: &str = "case \"$1\" in *=*) shift;; esac\nprogram=$1\nshift\nexec \"$HERE/$program\" \"$@\"";
const INSTALLS: &str = ": >\"$HERE/some-tool\"";

#[test]
fn what_is_there_is_left_alone_and_not_mentioned() {
    let (folder, machine) = machine(true, &[("some-tool", ""), ("apt-get", "")]);
    let mut said = Vec::new();
    TOOL.ensure(&machine, &mut said).unwrap();
    assert!(said.is_empty());
    assert_eq!(calls(&folder), "");
}

#[test]
fn root_installs_without_sudo_and_says_so_before() {
    let (folder, machine) = machine(true, &[("dnf", INSTALLS), ("sudo", PASS_ON)]);
    let mut said = Vec::new();
    TOOL.ensure(&machine, &mut said).unwrap();
    assert_eq!(calls(&folder), "dnf install --assumeyes tool-rpm\n");
    let line = "installing tool-rpm, which brings some-tool: dnf install --assumeyes tool-rpm\n";
    assert_eq!(String::from_utf8(said).unwrap(), line);
}

#[test]
fn others_install_through_sudo() {
    let (folder, machine) = machine(false, &[("apt-get", INSTALLS), ("sudo", PASS_ON), ("env", PASS_ON)]);
    TOOL.ensure(&machine, &mut Vec::new()).unwrap();
    let install = "apt-get install --yes --no-install-recommends tool-deb\n";
    let through = format!("env DEBIAN_FRONTEND=noninteractive {install}");
    assert_eq!(calls(&folder), format!("sudo {through}{through}{install}"));
}

#[test]
fn brew_never_runs_under_sudo() {
    let (folder, machine) = machine(false, &[("brew", INSTALLS), ("sudo", PASS_ON)]);
    TOOL.ensure(&machine, &mut Vec::new()).unwrap();
    assert_eq!(calls(&folder), "brew install tool\n");
}

#[test]
fn a_missing_list_of_packages_is_fetched_once() {
    let needs_list = format!(
        "case $1 in update) : >\"$HERE/list\";; install) [ -e \"$HERE/list\" ] || exit 100\n{INSTALLS};; esac"
    );
    let (folder, machine) = machine(true, &[("apt-get", &needs_list), ("env", PASS_ON)]);
    TOOL.ensure(&machine, &mut Vec::new()).unwrap();
    let order: Vec<String> = calls(&folder)
        .lines()
        .filter_map(|line| Some(line.strip_prefix("apt-get ")?[..6].to_owned()))
        .collect();
    assert_eq!(order, ["instal", "update", "instal"]);
}

#[test]
fn a_failure_is_one_line_with_the_command_to_type() {
    let (_folder, machine) = machine(true, &[("dnf", "exit 1")]);
    let error = TOOL.ensure(&machine, &mut Vec::new()).unwrap_err().to_string();
    let expected = "some-tool is missing: install it by hand, with `dnf install --assumeyes tool-rpm`";
    assert_eq!(error, expected);
}

#[test]
fn without_a_package_manager_the_packages_are_named() {
    let (_folder, machine) = machine(true, &[]);
    let error = TOOL.ensure(&machine, &mut Vec::new()).unwrap_err().to_string();
    assert!(error.contains("tool-deb (apt-get), tool-rpm (dnf), tool (brew)"), "{error}");
    assert_eq!(error.lines().count(), 1);
}

#[test]
fn the_systems_own_package_manager_comes_before_brew() {
    let (_folder, machine) = machine(true, &[("brew", ""), ("zypper", "")]);
    assert_eq!(PackageManager::of(&machine), Some(PackageManager::Zypper));
}

#[test]
fn programs_have_a_package_everywhere() {
    for need in [QEMU, CHROMIUM] {
        let Need::Program(program) = need else { panic!("{need:?} is a program") };
        for manager in PackageManager::ALL {
            assert!(program.packages.iter().any(|(candidate, _)| *candidate == manager), "{manager:?}");
        }
    }
}
