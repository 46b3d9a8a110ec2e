//! The compressed siblings of a file, made once here so that the server never compresses anything.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;

/// What one file of the bundle costs the user.
pub(crate) struct Sizes {
    pub(crate) name: String,
    pub(crate) raw: usize,
    pub(crate) brotli: usize,
    pub(crate) gzip: usize,
}

/// Writes `NAME.br` and `NAME.gz` beside every file of `directory`; the sizes are in the order of the names.
pub(crate) fn compress_all(directory: &Path) -> Result<Vec<Sizes>> {
    let entries = fs::read_dir(directory).with_context(|| format!("cannot list {}", directory.display()))?;
    let mut files = entries.map(|entry| Ok(entry?.path())).collect::<std::io::Result<Vec<PathBuf>>>()?;
    files.sort();
    // The strongest brotli takes seconds for the wasm file; the others wait for it, not after it.
    std::thread::scope(|scope| {
        let workers: Vec<_> = files.iter().map(|file| scope.spawn(|| compress(file))).collect();
        workers.into_iter().map(|worker| worker.join().expect("compressing does not panic")).collect()
    })
}

fn compress(file: &Path) -> Result<Sizes> {
    let raw = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
    let brotli = brotli(&raw).with_context(|| format!("cannot compress {}", file.display()))?;
    let gzip = gzip(&raw).with_context(|| format!("cannot compress {}", file.display()))?;
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    for (suffix, content) in [("br", &brotli), ("gz", &gzip)] {
        let sibling = file.with_file_name(format!("{name}.{suffix}"));
        fs::write(&sibling, content).with_context(|| format!("cannot write {}", sibling.display()))?;
    }
    Ok(Sizes { name, raw: raw.len(), brotli: brotli.len(), gzip: gzip.len() })
}

fn brotli(raw: &[u8]) -> std::io::Result<Vec<u8>> {
    let parameters =
        BrotliEncoderParams { quality: 11, lgwin: 24, size_hint: raw.len(), ..Default::default() };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &raw[..], &mut compressed, &parameters)?;
    Ok(compressed)
}

fn gzip(raw: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(raw)?;
    encoder.finish()
}
