//! Passwords as they are kept: argon2id, slow for whoever has stolen the database.

use std::io;
use std::sync::LazyLock;

use argon2::Argon2;
use argon2::password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash};
use gateway::names::password::{NewPassword, Password};
use tokio::task::spawn_blocking;

use crate::token::Token;

/// The hash of a new password, with its salt and parameters (PHC string format).
///
/// # Errors
///
/// When the system has no randomness or the task is lost.
pub async fn hash(password: NewPassword) -> io::Result<String> {
    let hashed = spawn_blocking(move || {
        let hash = Argon2::default().hash_password(password.reveal().as_bytes());
        hash.map(|hash| hash.to_string()).map_err(|error| io::Error::other(error.to_string()))
    });
    hashed.await.map_err(io::Error::other)?
}

/// Whether `typed` is the password of an account. One without a password takes as long as any other, so that nobody
/// learns by the clock which accounts there are.
pub async fn is_right(hash: Option<String>, typed: Password) -> bool {
    let exists = hash.is_some();
    let verified = spawn_blocking(move || {
        let hash = hash.unwrap_or_else(|| NOBODYS.clone());
        let hash = PasswordHash::new(&hash).ok()?;
        Argon2::default().verify_password(typed.reveal().as_bytes(), &hash).ok()
    });
    verified.await.ok().flatten().is_some() && exists
}

/// The hash of a random text that nobody knows, with the parameters of [`hash`].
static NOBODYS: LazyLock<String> = LazyLock::new(|| {
    let hash = Argon2::default().hash_password(Token::random().reveal().as_bytes());
    hash.expect("the system has randomness").to_string()
});
