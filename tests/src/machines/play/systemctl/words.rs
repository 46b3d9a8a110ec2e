//! The words of a call of `systemctl`.

/// What is to be done, to which units, and how.
#[derive(Default)]
pub(super) struct Words {
    /// The command.
    pub(super) verb: String,
    /// The units, each with its suffix.
    pub(super) units: Vec<String>,
    /// The properties that are asked for; all where there are none.
    pub(super) properties: Vec<String>,
    options: Vec<&'static str>,
}

/// The options that change something, in short and long.
const OPTIONS: [(&str, &str); 8] = [
    ("-q", "--quiet"),
    ("--quiet", "--quiet"),
    ("-P", "--value"),
    ("--value", "--value"),
    ("--now", "--now"),
    ("--runtime", "--runtime"),
    ("--no-block", "--no-block"),
    ("--version", "--version"),
];

/// The suffixes of units; a name without one is that of a service.
const SUFFIXES: [&str; 6] = [".service", ".target", ".path", ".socket", ".mount", ".timer"];

impl Words {
    /// Reads the arguments of a call.
    pub(super) fn read(argv: &[String]) -> Self {
        let mut words = Self::default();
        let mut argv = argv.iter();
        let mut is_end = false;
        while let Some(word) = argv.next() {
            if is_end || !word.starts_with('-') {
                words.take(word);
                continue;
            }
            let option = OPTIONS.iter().find(|(name, _)| name == word);
            words.options.extend(option.map(|(_, meaning)| *meaning));
            match word.as_str() {
                "--" => is_end = true,
                "-p" | "--property" | "-P" => {
                    words.ask_for(argv.next().map(String::as_str).unwrap_or_default());
                }
                // These have a value that changes nothing here.
                "-t" | "--type" | "-n" | "-o" => drop(argv.next()),
                other => {
                    let list = other.strip_prefix("--property=").or_else(|| other.strip_prefix("-p"));
                    words.ask_for(list.unwrap_or_default());
                }
            }
        }
        if words.has("--version") {
            "--version".clone_into(&mut words.verb);
        }
        words
    }

    /// No word but an option.
    pub(super) fn with(option: &'static str) -> Self {
        Self { options: vec![option], ..Self::default() }
    }

    /// Whether an option is among them, by its long name.
    pub(super) fn has(&self, option: &str) -> bool {
        self.options.contains(&option)
    }

    fn take(&mut self, word: &str) {
        if self.verb.is_empty() {
            word.clone_into(&mut self.verb);
        } else if word.contains('*') || SUFFIXES.iter().any(|suffix| word.ends_with(suffix)) {
            self.units.push(word.to_owned());
        } else {
            self.units.push(format!("{word}.service"));
        }
    }

    fn ask_for(&mut self, list: &str) {
        self.properties.extend(list.split(',').filter(|name| !name.is_empty()).map(str::to_owned));
    }
}
