//! A planted secret, and every form in which it could leak.

use data_encoding::{BASE64, BASE64URL_NOPAD, HEXLOWER, HEXUPPER};

/// A secret that must not be seen.
pub struct Planted {
    /// What it is.
    pub name: &'static str,
    /// The secret.
    pub secret: String,
}

impl Planted {
    /// A secret that must not be seen.
    pub fn new(name: &'static str, secret: impl Into<String>) -> Self {
        Self { name, secret: secret.into() }
    }

    /// How it could look: as it is, in Base64 wherever it begins in what is encoded, in hexadecimal, escaped for an
    /// address, and escaped as systemd does.
    pub fn forms(&self) -> Vec<String> {
        let bytes = self.secret.as_bytes();
        let mut forms = vec![self.secret.clone(), HEXLOWER.encode(bytes), HEXUPPER.encode(bytes)];
        for before in 0..3 {
            // The first and the last letters depend on what stands around it.
            let padded = [&vec![0; before], bytes].concat();
            let (first, last) = ((before * 4).div_ceil(3), padded.len() * 4 / 3);
            for encoded in [BASE64.encode(&padded), BASE64URL_NOPAD.encode(&padded)] {
                forms.push(encoded[first..last].to_owned());
            }
        }
        let escaped = |sign: &str, case: fn(u8) -> String| -> String {
            let escape = |byte: &u8| match byte {
                byte if byte.is_ascii_alphanumeric() => char::from(*byte).to_string(),
                byte => format!("{sign}{}", case(*byte)),
            };
            bytes.iter().map(escape).collect()
        };
        forms.push(escaped("%", |byte| format!("{byte:02X}")));
        forms.push(escaped("%", |byte| format!("{byte:02x}")));
        forms.push(escaped("\\x", |byte| format!("{byte:02x}")));
        forms.push(self.secret.replace('/', "\\/"));
        forms.sort();
        forms.dedup();
        forms
    }

    /// The form in which it stands in some bytes, if it does.
    pub fn is_in(&self, bytes: &[u8]) -> Option<String> {
        // All forms are ASCII: what is no text around them makes no difference, and texts are searched fast.
        let text = String::from_utf8_lossy(bytes);
        self.forms().into_iter().find(|form| text.contains(form.as_str()))
    }
}
