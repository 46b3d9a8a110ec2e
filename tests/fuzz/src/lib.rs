//! What the fuzz targets share: a text of the fuzzer as the files of a node.

use gateway::api::SnippetFile;

/// Stands between two files of one text; `cargo xtask corpus` writes it, too. No file of the corpus has it otherwise.
const SEPARATOR: char = '\u{1e}';

/// The files of a text, in the order of their names.
pub fn files(text: &str) -> Vec<SnippetFile> {
    let texts = text.split(SEPARATOR).enumerate();
    texts
        .map(|(n, text)| SnippetFile { file: format!("sds-iscsi-r{n:04}.toml"), text: text.to_owned() })
        .collect()
}
