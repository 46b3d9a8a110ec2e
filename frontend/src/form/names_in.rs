//! Names of initiators and hosts within whatever somebody pastes: a list, a line of a file, the output of a command.

/// What was found in a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// Names that the list does not have yet, in the order of the text.
    pub(super) new: Vec<String>,
    /// How many names stood twice, or in the list already.
    pub(super) twice: usize,
    /// What is no name, as it stood there.
    pub(super) left_out: Vec<String>,
}

/// The ways in which a name begins (RFC 7143, 4.2.7; NVMe base specification 2.3, 4.7).
const BEGINNINGS: [&str; 4] = ["iqn.", "eui.", "naa.", "nqn."];

/// Picks names out of a text, for a list that has `known` ones.
///
/// `cat /etc/iscsi/initiatorname.iscsi` says `InitiatorName=iqn…`, and `esxcli iscsi adapter get` says `Name: iqn…`: what
/// ends a word there ends a name, too.
pub(super) fn names_in(text: &str, known: &[String]) -> Found {
    let mut found = Found { new: Vec::new(), twice: 0, left_out: Vec::new() };
    for word in text.split(is_between).filter(|word| !word.is_empty()) {
        let lower = word.to_ascii_lowercase();
        if !BEGINNINGS.iter().any(|beginning| lower.starts_with(beginning)) {
            found.left_out.push(word.to_owned());
        } else if known.iter().chain(&found.new).any(|name| name == word) {
            found.twice += 1;
        } else {
            found.new.push(word.to_owned());
        }
    }
    found
}

/// Whether a character stands between names: none of these is part of one.
fn is_between(character: char) -> bool {
    character.is_whitespace() || ",;=|\"'`<>()[]{}，；、".contains(character)
}

#[cfg(test)]
mod tests {
    use super::names_in;

    #[track_caller]
    fn check(text: &str, known: &[&str], new: &[&str], twice: usize, left_out: &[&str]) {
        let known: Vec<String> = known.iter().map(|name| (*name).to_owned()).collect();
        let found = names_in(text, &known);
        assert_eq!(found.new, new);
        assert_eq!(found.twice, twice);
        assert_eq!(found.left_out, left_out);
    }

    #[test]
    fn names_may_stand_in_lines_and_between_commas_and_blanks() {
        let names = ["iqn.2024-01.com.example:a", "iqn.2024-01.com.example:b", "naa.5000c50012345678"];
        check(&names.join("\n"), &[], &names, 0, &[]);
        check(&names.join(", "), &[], &names, 0, &[]);
        check(&names.join("\t "), &[], &names, 0, &[]);
    }

    #[test]
    fn the_file_of_open_iscsi_gives_its_name() {
        check(
            "## DO NOT EDIT\nInitiatorName=iqn.1993-08.org.debian:01:a1b2\n",
            &[],
            &["iqn.1993-08.org.debian:01:a1b2"],
            0,
            &["##", "DO", "NOT", "EDIT", "InitiatorName"],
        );
    }

    #[test]
    fn the_listing_of_esxi_gives_its_name() {
        check(
            "   Name: iqn.1998-01.com.vmware:esx1-2c3d\n   Alias: \n",
            &[],
            &["iqn.1998-01.com.vmware:esx1-2c3d"],
            0,
            &["Name:", "Alias:"],
        );
    }

    #[test]
    fn a_name_that_is_there_already_is_counted_and_not_added() {
        check(
            "iqn.2024-01.a.b:x iqn.2024-01.a.b:y iqn.2024-01.a.b:y",
            &["iqn.2024-01.a.b:x"],
            &["iqn.2024-01.a.b:y"],
            2,
            &[],
        );
    }

    #[test]
    fn a_name_is_taken_as_it_is_written_so_that_its_mistake_is_told() {
        check("IQN.2024-01.com.example:A", &[], &["IQN.2024-01.com.example:A"], 0, &[]);
    }
}
