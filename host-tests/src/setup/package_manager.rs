//! The package managers that are known, and the words each of them wants.

use super::Machine;

/// A system's package manager.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PackageManager {
    /// Debian, Ubuntu.
    Apt,
    /// Fedora, RHEL.
    Dnf,
    /// Arch.
    Pacman,
    /// openSUSE.
    Zypper,
    /// Alpine.
    Apk,
    /// macOS.
    Brew,
}

/// One command line, the program first.
pub(super) type CommandLine = Vec<String>;

impl PackageManager {
    /// All of them. A system's own one comes before `brew`, which also runs on Linux.
    pub(super) const ALL: [Self; 6] =
        [Self::Apt, Self::Dnf, Self::Pacman, Self::Zypper, Self::Apk, Self::Brew];

    /// The first that `machine` has.
    pub(super) fn of(machine: &Machine) -> Option<Self> {
        Self::ALL.into_iter().find(|manager| machine.find(manager.program()).is_some())
    }

    /// The name of its program.
    pub(super) const fn program(self) -> &'static str {
        match self {
            Self::Apt => "apt-get",
            Self::Dnf => "dnf",
            Self::Pacman => "pacman",
            Self::Zypper => "zypper",
            Self::Apk => "apk",
            Self::Brew => "brew",
        }
    }

    /// What installs `package` without a question.
    pub(super) fn install(self, package: &str, machine: &Machine) -> CommandLine {
        let words: &[&str] = match self {
            Self::Apt => &["apt-get", "install", "--yes", "--no-install-recommends"],
            Self::Dnf => &["dnf", "install", "--assumeyes"],
            Self::Pacman => &["pacman", "--sync", "--needed", "--noconfirm"],
            Self::Zypper => &["zypper", "--non-interactive", "install"],
            Self::Apk => &["apk", "add"],
            Self::Brew => &["brew", "install"],
        };
        self.command_line(words, Some(package), machine)
    }

    /// What fetches the lists of packages, for those that do not do so when they install.
    pub(super) fn update(self, machine: &Machine) -> Option<CommandLine> {
        let words: &[&str] = match self {
            Self::Apt => &["apt-get", "update"],
            Self::Pacman => &["pacman", "--sync", "--refresh"],
            Self::Apk => &["apk", "update"],
            Self::Dnf | Self::Zypper | Self::Brew => return None,
        };
        Some(self.command_line(words, None, machine))
    }

    fn command_line(self, words: &[&str], package: Option<&str>, machine: &Machine) -> CommandLine {
        // `brew` refuses to run as root.
        let sudo = self != Self::Brew && !machine.root && machine.find("sudo").is_some();
        let mut line: Vec<&str> = if sudo { vec!["sudo"] } else { vec![] };
        if self == Self::Apt {
            // Through `env`, because sudo drops the variables of its caller.
            line.extend(["env", "DEBIAN_FRONTEND=noninteractive"]);
        }
        line.extend(words);
        line.extend(package);
        line.into_iter().map(str::to_owned).collect()
    }
}
