//! The program of the app as browsers load it: a script, the first part, and the parts that are fetched later.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, anyhow, ensure};
use sha2::{Digest, Sha256};
use walrus::ModuleConfig;
use wasm_bindgen_cli_support::Bindgen;

use crate::files::{publish, read, remove, shorten, write};
use crate::web::{CRATE, Effort};

/// What browsers of the last years have, by name: `--all-features` of a new wasm-opt writes imports that they refuse.
const WASM_OPT: &[&str] = &[
    "-Oz",
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Starts the app; stands at the end of its script. Where that fails, the page must not say "Loading" for ever.
const START: &str = r#"
try {
  const started = __wbg_init({ module_or_path: new URL("WASM", import.meta.url) });
  // The first format takes a browser longer than a screen of rows: it is made while the program is still compiled.
  new Intl.RelativeTimeFormat(navigator.language);
  await started;
} catch (error) {
  document.getElementById("loading")?.append(` It could not start: ${error}`);
  throw error;
}
"#;

/// The script that fetches the parts, as wasm-split writes it.
const PARTS: &str = "./parts.js";

/// The names of the files that browsers load first.
pub(crate) struct First {
    /// The script that starts the app.
    pub(crate) script: String,
    /// The script that fetches the parts, which the first one asks for.
    pub(crate) parts: String,
    /// The program.
    pub(crate) wasm: String,
}

/// Writes the scripts and the wasm files that browsers load.
pub(crate) fn write_program(dist: &Path, compiled: &Path, effort: Effort) -> Result<First> {
    let (first, parts) = split(dist, compiled)?;
    let mut bindgen = Bindgen::new();
    // The parts find by their names what the first one exports for them.
    bindgen
        .input_path(&first)
        .out_name(CRATE)
        .web(true)?
        .typescript(false)
        .keep_lld_exports(true)
        .demangle(false);
    bindgen.remove_name_section(true).remove_producers_section(true);
    bindgen.generate(dist).context("wasm-bindgen failed")?;
    // Browsers would keep them for ever, and nothing in their names says that they have changed.
    ensure!(
        !dist.join("snippets").exists(),
        "a crate brings scripts of its own (`inline_js`), which get no hash"
    );
    remove(&first)?;

    let mut loader = take(dist, PARTS)?;
    for part in parts {
        if effort == Effort::Small {
            shorten_numbers(&part)?;
            optimize(&part)?;
        }
        let name = part.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let published = publish(dist, &name, &read(&part)?)?;
        remove(&part)?;
        loader = loader.replace(&format!("\"./{name}\""), &format!("\"./{published}\""));
    }
    let wasm = dist.join(format!("{CRATE}_bg.wasm"));
    if effort == Effort::Small {
        optimize(&wasm)?;
    }
    let compiled = publish(dist, &format!("{CRATE}.wasm"), &read(&wasm)?)?;
    remove(&wasm)?;

    // The two scripts name each other, so that both get their names from what both say.
    let script = format!("{}{}", take(dist, &format!("{CRATE}.js"))?, START.replace("WASM", &compiled));
    let mut digest = Sha256::new();
    digest.update(&script);
    digest.update(&loader);
    let hash = shorten(&digest.finalize());
    let names = [format!("{CRATE}-{hash}.js"), format!("parts-{hash}.js")];
    for (name, text) in names.iter().zip([script, loader]) {
        // Only where they are fetched: what the program calls them by stays.
        let text = text.replace(&format!("from \"{PARTS}\""), &format!("from \"./{}\"", names[1]));
        let text = text.replace(&format!("from \"./{CRATE}.js\""), &format!("from \"./{}\"", names[0]));
        write(&dist.join(name), text.as_bytes())?;
    }
    let [script, parts] = names;
    Ok(First { script, parts, wasm: compiled })
}

/// Cuts the program into its first part and the others, and says where they are.
fn split(dist: &Path, compiled: &Path) -> Result<(PathBuf, Vec<PathBuf>)> {
    let first = dist.join("first.wasm");
    let input = read(compiled)?;
    let main = format!("./{CRATE}.js");
    let mut options = wasm_split_cli_support::Options::new(&input);
    options.output_dir = dist;
    options.main_out_path = &first;
    options.link_name = PARTS;
    options.main_module = &main;
    let parts = wasm_split_cli_support::transform(options)
        .map_err(|error| anyhow!("wasm-split failed: {error:#}"))?;
    Ok((first, parts.split_modules))
}

/// Writes a part anew, as wasm-bindgen does with the first one: after cutting, each number in it that a relocation could
/// have changed still takes up the room of the largest, a quarter of the file.
fn shorten_numbers(part: &Path) -> Result<()> {
    let mut module = ModuleConfig::new()
        .generate_name_section(false)
        .generate_producers_section(false)
        .parse_file(part)
        .with_context(|| format!("cannot read {}", part.display()))?;
    module.emit_wasm_file(part).with_context(|| format!("cannot write {}", part.display()))
}

/// Reads a script that is to be published under another name.
fn take(dist: &Path, name: &str) -> Result<String> {
    let path = dist.join(name);
    let text = String::from_utf8(read(&path)?).with_context(|| format!("{name} is not UTF-8"))?;
    remove(&path)?;
    Ok(text)
}

/// Lets wasm-opt shrink the file where there is one; whoever has none gets the same app, a little larger.
fn optimize(wasm: &Path) -> Result<()> {
    let optimized = wasm.with_extension("optimized");
    let mut command = Command::new("wasm-opt");
    match command.args(WASM_OPT).arg(wasm).arg("-o").arg(&optimized).stdin(Stdio::null()).status() {
        Ok(status) if status.success() => {
            fs::rename(&optimized, wasm).with_context(|| format!("cannot write {}", wasm.display()))
        }
        Ok(status) => {
            // An old one may not know what a new rustc writes. Its version must not decide whether the build works.
            println!("wasm-opt failed ({status}); {} is as rustc made it", wasm.display());
            remove(&optimized)
        }
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error).context("cannot run wasm-opt"),
    }
}
