//! The port to accounts: how their owners sign in, their sessions, and the tokens of their programs.

use async_trait::async_trait;
use gateway::api::people::{ApiToken, Role, User};
use gateway::names::password::AccountName;

use super::StoreError;
use crate::audit::Note;
use crate::lockout::Failures;

/// Keeps accounts. Tokens and links are known by their hashes only. Times are seconds since 1970.
#[async_trait]
pub trait People: Send + Sync {
    /// Whether anybody has ever signed in.
    async fn has_signed_in(&self) -> Result<bool, StoreError>;

    /// Every account, sorted by name.
    async fn accounts(&self) -> Result<Vec<Account>, StoreError>;

    /// An account.
    async fn account(&self, name: &str) -> Result<Option<Account>, StoreError>;

    /// The account that another server knows by this subject.
    async fn account_elsewhere(&self, subject: &Subject) -> Result<Option<Account>, StoreError>;

    /// Makes an account. It fails with [`StoreError::Taken`] when there is one of that name.
    async fn create_account(
        &self,
        name: &AccountName,
        role: Role,
        elsewhere: Option<&Subject>,
        note: &Note,
    ) -> Result<(), StoreError>;

    /// Changes what an account may. A disabled one loses its sessions and links; its tokens do nothing.
    async fn change_account(
        &self,
        name: &str,
        role: Role,
        disabled: bool,
        note: &Note,
    ) -> Result<(), StoreError>;

    /// Gives an account a password, by its hash. All of its sessions but `except` end, its links are void and its
    /// failures forgotten.
    async fn set_password(
        &self,
        name: &str,
        hash: &str,
        except: Option<&str>,
        note: &Note,
    ) -> Result<(), StoreError>;

    /// Makes the sign-in link of an account. Links that it had before are void.
    async fn replace_link(
        &self,
        account: &str,
        token_hash: &str,
        expires_at: i64,
        note: &Note,
    ) -> Result<(), StoreError>;

    /// The account of a sign-in link that has not expired at `now`.
    async fn link(&self, token_hash: &str, now: i64) -> Result<Option<String>, StoreError>;

    /// Begins a session. With a link it fails with [`StoreError::Taken`] when the link was used: it works once.
    async fn begin_session(&self, session: &NewSession, note: &Note) -> Result<(), StoreError>;

    /// The session that has not expired at `now`, of an account that is not disabled.
    async fn session(&self, token_hash: &str, now: i64) -> Result<Option<Known>, StoreError>;

    /// Ends a session. Ending it twice is the same as once.
    async fn end_session(&self, token_hash: &str, note: &Note) -> Result<(), StoreError>;

    /// Ends every session of an account.
    async fn end_sessions(&self, account: &str, note: &Note) -> Result<(), StoreError>;

    /// Failures to sign in under a name.
    async fn failures(&self, name: &str) -> Result<Failures, StoreError>;

    /// Notes another failure under each of these names.
    async fn note_failure(&self, names: &[&str], now: i64, note: &Note) -> Result<(), StoreError>;

    /// Every API token, newest first.
    async fn tokens(&self) -> Result<Vec<ApiToken>, StoreError>;

    /// Keeps an API token.
    async fn add_token(
        &self,
        token: &ApiToken,
        token_hash: &str,
        expires_at: i64,
        note: &Note,
    ) -> Result<(), StoreError>;

    /// Forgets an API token.
    async fn revoke_token(&self, id: &str, note: &Note) -> Result<(), StoreError>;

    /// The API token that has not expired at `now`, of an account that is not disabled; notes that it was used. Its role
    /// is at most that of the account.
    async fn use_token(&self, token_hash: &str, now: i64) -> Result<Option<Known>, StoreError>;
}

/// An account as it is kept.
#[derive(Clone)]
pub struct Account {
    /// Its name.
    pub name: String,
    /// What it may.
    pub role: Role,
    /// Whether it may not sign in.
    pub disabled: bool,
    /// The hash of its password (PHC string format).
    pub password: Option<String>,
    /// Whether another server knows who it is.
    pub elsewhere: bool,
    /// When it signed in last (RFC 3339, UTC).
    pub signed_in_at: Option<String>,
}

impl Account {
    /// What others see of it.
    pub fn user(self) -> User {
        User {
            account: self.name,
            role: self.role,
            disabled: self.disabled,
            has_password: self.password.is_some(),
            elsewhere: self.elsewhere,
            signed_in_at: self.signed_in_at,
        }
    }
}

/// Who an account is to another server (`OpenID` Connect).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// The other server.
    pub issuer: String,
    /// What it calls the account, for ever.
    pub subject: String,
}

/// Somebody whose session or token is good.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// The account.
    pub account: String,
    /// What it may.
    pub role: Role,
    /// Whether a link began the session.
    pub by_link: bool,
}

/// A session that is about to begin.
#[derive(Clone, Debug)]
pub struct NewSession {
    /// Whose it is.
    pub account: String,
    /// Hash of the token that the browser gets.
    pub token_hash: String,
    /// When it ends.
    pub expires_at: i64,
    /// Hash of the link that it is begun with.
    pub link: Option<String>,
}
