//! What the provider says of a person, whatever it calls it.

use data_encoding::BASE64URL_NOPAD;
use openidconnect::core::CoreGenderClaim;
use openidconnect::{AdditionalClaims, UserInfoClaims};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// The claims of a person by their names.
#[derive(Debug, Default)]
pub(super) struct Claims(Map<String, Value>);

/// The claims that the standard does not name.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Further(Map<String, Value>);

impl AdditionalClaims for Further {}

impl Claims {
    /// The claims of an identity token whose signature and audience have been looked at.
    pub(super) fn of_verified(token: &str) -> Self {
        let payload = token.split('.').nth(1).and_then(|part| BASE64URL_NOPAD.decode(part.as_bytes()).ok());
        let claims = payload.and_then(|payload| serde_json::from_slice(&payload).ok());
        Self(claims.unwrap_or_default())
    }

    /// Adds what is not there yet.
    pub(super) fn add(&mut self, more: &UserInfoClaims<Further, CoreGenderClaim>) {
        if let Ok(Value::Object(more)) = serde_json::to_value(more) {
            for (name, value) in more {
                self.0.entry(name).or_insert(value);
            }
        }
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    /// A claim that is a text.
    pub(super) fn text(&self, name: &str) -> Option<String> {
        self.0.get(name)?.as_str().map(ToOwned::to_owned)
    }

    /// A claim that is a list of texts. A list of one may be the text alone.
    pub(super) fn list(&self, name: &str) -> Vec<String> {
        match self.0.get(name) {
            Some(Value::Array(items)) => {
                items.iter().filter_map(Value::as_str).map(ToOwned::to_owned).collect()
            }
            Some(Value::String(text)) => vec![text.clone()],
            Some(Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_)) | None => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use data_encoding::BASE64URL_NOPAD;
    use serde_json::json;

    use super::Claims;

    #[test]
    fn groups_are_a_list_or_one_text_and_nothing_else() {
        let claims = json!({"list": ["a", 1, "b"], "one": "a,b", "none": {"a": true}});
        let token = format!("x.{}.y", BASE64URL_NOPAD.encode(claims.to_string().as_bytes()));
        let claims = Claims::of_verified(&token);
        assert_eq!(claims.list("list"), ["a", "b"]);
        assert_eq!(claims.list("one"), ["a,b"]);
        assert!(claims.list("none").is_empty());
        assert!(claims.list("missing").is_empty());
    }
}
