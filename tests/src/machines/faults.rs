//! What can go wrong with a node, on purpose and at once: its sshd, its link, its disk, its permissions.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use super::node::{Isolation, Node, SNIPPETS, poll};
use super::state::Sudo;

/// What fills the disk, beside the snippets directory.
const FILLER: &str = "/var/disk/filler";

/// One process of a node.
struct Process {
    number: u32,
    program: String,
    /// Whether it waits for connections, and is none. The title says so: whoever loses its parent is a child of
    /// process 1, as the one that listens is.
    listens: bool,
}

impl Node {
    /// Ends the sshd: connections are refused. Those that are open go on.
    pub fn stop_sshd(&self) {
        let listener = self.sshds(|process| process.listens);
        assert!(!listener.is_empty(), "an sshd runs on {}", self.name());
        kill(&listener);
        poll("the end of the sshd", || self.sshds(|process| process.listens).is_empty());
    }

    /// Ends the sshd and all connections, as where the node is down.
    pub fn cut_off(&self) {
        kill(&self.sshds(|_| true));
        poll("the end of every sshd", || self.sshds(|_| true).is_empty());
    }

    /// Starts the sshd again.
    pub fn start_sshd(&self) {
        self.must(&["/usr/sbin/sshd", "-f", "/etc/ssh/sshd_config"]);
        self.wait_for_sshd();
    }

    /// Ends the open connections in the middle of whatever they do. Programs that were started run on.
    pub fn cut_connections(&self) {
        kill(&self.sshds(|process| !process.listens));
    }

    /// Lets all packets vanish, in both directions: nobody is told, so that only time-outs notice.
    ///
    /// # Panics
    ///
    /// Where nodes have no network of their own.
    pub fn cut_link(&self) {
        self.needs_network();
        self.must(&["ip", "link", "set", "eth0", "down"]);
    }

    /// Lets packets pass again.
    pub fn restore_link(&self) {
        self.needs_network();
        self.must(&["ip", "link", "set", "eth0", "up"]);
    }

    fn needs_network(&self) {
        assert_eq!(
            self.isolation,
            Isolation::Network,
            "links can only be cut where nodes have a network of their own"
        );
    }

    /// Fills the disk on which the snippets are, to the last byte and the last file.
    pub fn fill_disk(&self) {
        let command = self.inside(&["dd", "if=/dev/zero", &format!("of={FILLER}"), "bs=4096"]);
        assert!(!command.status.success(), "the disk of {} is full", self.name());
    }

    /// Makes room on the disk again.
    pub fn free_disk(&self) {
        self.must(&["rm", "-f", FILLER]);
    }

    /// Makes the snippets directory a file system that cannot be written.
    pub fn make_read_only(&self) {
        self.must(&["mount", "-o", "remount,bind,ro", SNIPPETS]);
    }

    /// Makes the snippets directory one that can be written.
    pub fn make_writable(&self) {
        self.must(&["mount", "-o", "remount,bind,rw", SNIPPETS]);
    }

    /// Lets nobody write into the snippets directory, root included: permission is denied.
    pub fn deny(&self) {
        self.restrict(0o555, "-dac_override,-dac_read_search,-fowner");
    }

    /// As [`Node::deny`], and nobody may even look.
    pub fn deny_all(&self) {
        self.restrict(0o000, "-dac_override,-dac_read_search,-fowner");
    }

    /// Takes [`Node::deny`] back.
    pub fn allow(&self) {
        self.restrict(0o755, "+all");
    }

    /// Gives the directory a mode, and everybody who comes by SSH from now on these capabilities.
    fn restrict(&self, mode: u32, capabilities: &str) {
        self.stop_sshd();
        fs::set_permissions(self.snippets(), Permissions::from_mode(mode)).expect("the directory is there");
        let argv =
            ["setpriv", "--bounding-set", capabilities, "--", "/usr/sbin/sshd", "-f", "/etc/ssh/sshd_config"];
        self.must(&argv);
        self.wait_for_sshd();
    }

    /// Lets `sudo` want a password from whoever is not root.
    pub fn require_sudo_password(&self) {
        self.state().sudo = Sudo::WantsPassword;
    }

    /// Gives it another host key, as a machine has that was installed anew or only says that it is this one.
    pub fn change_host_key(&self) {
        self.stop_sshd();
        let key = self.root().join("etc/ssh/key");
        fs::remove_file(&key).expect("there is a key");
        self.must(&["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "test", "-f", "/etc/ssh/key"]);
        self.start_sshd();
    }

    /// Takes a scripted program away, as if it were not installed.
    ///
    /// # Panics
    ///
    /// If there is none.
    pub fn remove_program(&self, program: &str) {
        let local = self.home().join("opt/local");
        let removed =
            ["sbin", "bin"].iter().filter(|place| fs::remove_file(local.join(place).join(program)).is_ok());
        assert!(removed.count() > 0, "there is a program {program}");
    }

    /// The sshd processes of this node that are as claimed.
    fn sshds(&self, is_wanted: impl Fn(&Process) -> bool) -> Vec<u32> {
        let namespace = fs::read_link(format!("/proc/{}/ns/pid", self.process())).expect("the node runs");
        let all = fs::read_dir("/proc").expect("a directory");
        let numbers = all.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse::<u32>().ok());
        let processes = numbers.filter_map(|number| Process::read(number, &namespace));
        processes
            .filter(|process| process.program.starts_with("sshd"))
            .filter(is_wanted)
            .map(|p| p.number)
            .collect()
    }
}

impl Process {
    /// Looks at a process; `None` where it is of another namespace or has ended.
    fn read(number: u32, namespace: &Path) -> Option<Self> {
        if fs::read_link(format!("/proc/{number}/ns/pid")).ok()? != namespace {
            return None;
        }
        let stat = fs::read_to_string(format!("/proc/{number}/stat")).ok()?;
        // The name stands in parentheses and may have any in itself; the state follows.
        let (head, tail) = stat.rsplit_once(')')?;
        let mut fields = tail.split_whitespace();
        let is_zombie = fields.next()? == "Z";
        let program = head.split_once('(')?.1.to_owned();
        let title = fs::read_to_string(format!("/proc/{number}/cmdline")).ok()?;
        (!is_zombie).then_some(Self { number, program, listens: title.contains("[listener]") })
    }
}

fn kill(processes: &[u32]) {
    if !processes.is_empty() {
        let numbers = processes.iter().map(u32::to_string);
        // One that has ended by itself is no mistake.
        let _ =
            Command::new("/bin/sh").args(["-c", "kill -9 \"$@\" 2>/dev/null", "sh"]).args(numbers).status();
    }
}
