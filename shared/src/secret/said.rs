//! What programs of a node say, in their errors and in the journal: lines that may repeat a secret.

use super::found::pieces;
use super::{MASK, SECRET_WORDS, end_of_secret_key};

/// The secrets of a snippet, the longest first, as they may be repeated by a program that was given them.
pub fn secrets(text: &str) -> Vec<String> {
    let pieces = pieces(text);
    let all = pieces.iter().flat_map(|piece| &piece.secrets).filter(|secret| !secret.is_mask());
    let mut secrets: Vec<String> = Vec::new();
    for secret in all {
        let bare = secret.value.trim_matches(['"', '\'']);
        secrets.extend([secret.value.clone(), bare.to_owned()]);
    }
    // Of one or two letters, every line would be full of stars, and none of them would be a secret.
    secrets.retain(|secret| secret.chars().count() > 2);
    secrets.sort_by(|one, other| other.len().cmp(&one.len()).then_with(|| one.cmp(other)));
    secrets.dedup();
    secrets
}

/// What a program has said, with `***` for each of these secrets wherever it stands, and for whatever follows the name of
/// a secret, up to the end of the line: `incoming_password=`, `password:`, `--password`.
pub fn masked_output(said: &str, secrets: &[String]) -> String {
    let mut masked = String::with_capacity(said.len());
    for line in said.split_inclusive('\n') {
        let content = line.trim_end_matches(['\n', '\r']);
        let mut shown = content.to_owned();
        for secret in secrets {
            shown = shown.replace(secret, MASK);
        }
        let end = ["=", ":", "\\x3d"].iter().filter_map(|sign| end_of_secret_key(&shown, sign)).min();
        let end = [end, end_of_option(&shown)].into_iter().flatten().min();
        // Where nothing follows, there is nothing to hide: a program that asks for a password has none.
        match end.filter(|end| shown[*end..].contains(|c: char| c.is_alphanumeric())) {
            Some(end) => {
                let blanks = shown[end..].len() - shown[end..].trim_start().len();
                masked.push_str(&shown[..end + blanks]);
                masked.push_str(MASK);
            }
            None => masked.push_str(&shown),
        }
        masked.push_str(&line[content.len()..]);
    }
    masked
}

/// Where the value of an option such as `--password` begins, if it is a word of its own.
fn end_of_option(line: &str) -> Option<usize> {
    let mut start = 0;
    for word in line.split_inclusive([' ', '\t']) {
        let end = start + word.len();
        let name = word.trim_end().to_ascii_lowercase();
        if name.starts_with('-') && SECRET_WORDS.iter().any(|secret| name.ends_with(secret)) {
            return Some(end);
        }
        start = end;
    }
    None
}
