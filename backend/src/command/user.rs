//! `user`: accounts from the server's machine, for the locked-out.

use std::io::{self, BufRead, IsTerminal, Write};

use gateway::api::audit::Action;
use gateway::api::people::Role;
use gateway::names::Choice;
use gateway::names::password::{AccountName, NewPassword, Password};
use gateway::problem::Expected;
use serde_json::json;

use super::sign_in::{SignInError, link, open};
use crate::app::make_link;
use crate::audit::Note;
use crate::password;
use crate::settings::Settings;
use crate::store::StoreError;
use crate::store::people::{Account, People};
use crate::who::Who;

/// Why nothing was done.
#[derive(Debug, thiserror::Error)]
pub enum UserError {
    /// The data cannot be used.
    #[error(transparent)]
    Data(#[from] SignInError),
    /// The store failed.
    #[error("cannot use the accounts")]
    Store(#[from] StoreError),
    /// There is no such account.
    #[error("there is no account `{0}`; `sds-gateway user list` shows all")]
    Unknown(String),
    /// There is one already.
    #[error("there is an account `{0}` already")]
    Exists(AccountName),
    /// The account is known by another server.
    #[error("the account `{0}` signs in with the company's login and has no password here")]
    Elsewhere(String),
    /// The password cannot be set.
    #[error("{0}")]
    Password(Expected),
    /// Two different passwords were typed.
    #[error("the passwords differ; nothing was changed")]
    Differ,
    /// The password cannot be read or hashed, or the answer not be written.
    #[error("cannot read or write")]
    Io(#[from] io::Error),
}

/// Makes an account and prints a sign-in link for its owner. It works while the server runs.
pub async fn add(
    settings: &Settings,
    name: &AccountName,
    role: Role,
    out: &mut dyn Write,
) -> Result<(), UserError> {
    let store = open(settings).await?;
    let who = Who::at_the_machine();
    let note = Note::new(&who, Action::CreateUser, name.as_str()).after(&json!({"role": role}));
    match store.create_account(name, role, None, &note).await {
        Err(StoreError::Taken) => return Err(UserError::Exists(name.clone())),
        created => created?,
    }
    let token = make_link(&store, name.as_str(), &who).await?;
    writeln!(out, "{}", link(&settings.web.base(settings.listen), &token))?;
    Ok(())
}

/// Sets the password of an account, and opens it where failures or somebody has locked it. It is read from the terminal,
/// twice, or as the first line of standard input.
pub async fn passwd(settings: &Settings, name: &str, out: &mut dyn Write) -> Result<(), UserError> {
    let store = open(settings).await?;
    let account = store.account(name).await?.ok_or_else(|| UserError::Unknown(name.to_owned()))?;
    if account.elsewhere {
        return Err(UserError::Elsewhere(account.name));
    }
    let new = NewPassword::try_from(read_password()?).map_err(UserError::Password)?;
    let who = Who::at_the_machine();
    let hash = password::hash(new).await?;
    store.set_password(name, &hash, None, &Note::new(&who, Action::ChangePassword, name)).await?;
    if account.disabled {
        let note = Note::new(&who, Action::ChangeUser, name)
            .before(&json!({"role": account.role, "disabled": true}))
            .after(&json!({"role": account.role, "disabled": false}));
        store.change_account(name, account.role, false, &note).await?;
    }
    writeln!(out, "The password of `{name}` is set; its sessions have ended.")?;
    Ok(())
}

/// Prints every account.
pub async fn list(settings: &Settings, as_json: bool, out: &mut dyn Write) -> Result<(), UserError> {
    let accounts = open(settings).await?.accounts().await?;
    if as_json {
        let users: Vec<_> = accounts.into_iter().map(Account::user).collect();
        writeln!(out, "{}", serde_json::to_string_pretty(&users).expect("accounts are plain data"))?;
        return Ok(());
    }
    let width = accounts.iter().map(|account| account.name.len()).max().unwrap_or_default();
    for account in accounts {
        let state = match &account {
            account if account.disabled => "disabled",
            account if account.elsewhere => "company login",
            account if account.password.is_some() => "password",
            _ => "no password",
        };
        let signed_in = account.signed_in_at.as_deref().unwrap_or("never signed in");
        writeln!(out, "{:width$}  {:8}  {state:13}  {signed_in}", account.name, account.role.word())?;
    }
    Ok(())
}

fn read_password() -> Result<Password, UserError> {
    if io::stdin().is_terminal() {
        let typed = rpassword::prompt_password("New password: ")?;
        let again = rpassword::prompt_password("Once more: ")?;
        return if typed == again { Ok(Password::new(typed)) } else { Err(UserError::Differ) };
    }
    let mut line = String::new();
    io::stdin().lock().read_line(&mut line)?;
    Ok(Password::new(line.trim_end_matches(['\n', '\r']).to_owned()))
}
