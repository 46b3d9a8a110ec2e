//! The other server that knows who people are (OpenID Connect), and what its groups may.

use std::path::PathBuf;

use gateway::api::people::Role;
use gateway::names::Choice;
use openidconnect::IssuerUrl;
use openidconnect::url::Host;
use serde::Deserialize;

/// Another server that people sign in with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OidcSettings {
    /// What the button says.
    pub name: String,
    /// Where the server describes itself, and what it calls itself; HTTPS unless it is on this machine.
    pub issuer: IssuerUrl,
    /// What it calls us.
    pub client_id: String,
    /// The file of our secret, if it gave us one. Its content is read at the start.
    pub client_secret_file: Option<PathBuf>,
    /// What is asked for beside `openid`.
    pub scopes: Vec<String>,
    /// The claim that names the groups of a person.
    pub groups_claim: String,
    /// The claim that names the account.
    pub account_claim: String,
    /// What each role's groups are, highest role first.
    pub roles: Vec<(Role, Vec<String>)>,
}

impl OidcSettings {
    /// The highest role that one of these groups gives.
    pub fn role_of(&self, groups: &[String]) -> Option<Role> {
        let gives = |(_, wanted): &&(Role, Vec<String>)| groups.iter().any(|group| wanted.contains(group));
        self.roles.iter().find(gives).map(|(role, _)| *role)
    }
}

/// The table of the settings file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Written {
    name: String,
    issuer: String,
    client_id: String,
    client_secret_file: Option<PathBuf>,
    scopes: Option<Vec<String>>,
    groups_claim: Option<String>,
    account_claim: Option<String>,
    roles: Roles,
}

#[derive(Deserialize)]
#[serde(default, deny_unknown_fields)]
#[derive(Default)]
struct Roles {
    viewer: Vec<String>,
    reviewer: Vec<String>,
    operator: Vec<String>,
    admin: Vec<String>,
}

impl Written {
    /// The settings, or everything that is wrong with them.
    pub(super) fn read(self) -> Result<OidcSettings, Vec<String>> {
        let mut problems = Vec::new();
        let name = self.name.trim().to_owned();
        if name.is_empty() || name.chars().count() > 64 {
            problems.push("`oidc.name`: expected 1 to 64 characters for the button".to_owned());
        }
        if self.client_id.trim().is_empty() {
            problems.push("`oidc.client_id`: expected what the provider calls this server".to_owned());
        }
        let issuer = IssuerUrl::new(self.issuer).ok().filter(is_trustworthy);
        if issuer.is_none() {
            problems.push(
                "`oidc.issuer`: expected an address such as `https://id.example.com`; plain HTTP only on this \
                 machine"
                    .to_owned(),
            );
        }
        let Roles { viewer, reviewer, operator, admin } = self.roles;
        let mut roles: Vec<(Role, Vec<String>)> =
            Role::ALL.iter().copied().zip([viewer, reviewer, operator, admin]).collect();
        roles.reverse();
        if roles.iter().all(|(_, groups)| groups.is_empty()) {
            problems.push(
                "`oidc.roles`: expected a group for one role at least: nobody could sign in".to_owned(),
            );
        }
        match issuer {
            Some(issuer) if problems.is_empty() => Ok(OidcSettings {
                name,
                issuer,
                client_id: self.client_id,
                client_secret_file: self.client_secret_file,
                scopes: self.scopes.unwrap_or_else(|| vec!["profile".to_owned()]),
                groups_claim: self.groups_claim.unwrap_or_else(|| "groups".to_owned()),
                account_claim: self.account_claim.unwrap_or_else(|| "preferred_username".to_owned()),
                roles,
            }),
            Some(_) | None => Err(problems),
        }
    }
}

/// Whoever can change what the provider says decides who is an admin. An issuer has neither query nor fragment (OpenID
/// Connect Discovery 1.0, 4.1).
fn is_trustworthy(issuer: &IssuerUrl) -> bool {
    let url = issuer.url();
    let is_here = match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    };
    let is_private = url.scheme() == "https" || (url.scheme() == "http" && is_here);
    is_private && url.host().is_some() && url.query().is_none() && url.fragment().is_none()
}

#[cfg(test)]
mod tests {
    use gateway::api::people::Role;

    use super::{OidcSettings, Written};

    const ROLES: &str = "[roles]\nadmin = [\"root\"]\nviewer = [\"all\", \"guests\"]\n";

    fn read(issuer: &str, more: &str) -> Result<OidcSettings, Vec<String>> {
        let text = format!("name = \"Company\"\nissuer = \"{issuer}\"\nclient_id = \"us\"\n{more}");
        toml::from_str::<Written>(&text).expect("settings that can be read").read()
    }

    #[test]
    fn the_highest_role_that_a_group_gives_counts() {
        let settings = read("https://id.example.com", ROLES).expect("settings without problems");
        let role_of =
            |groups: &[&str]| settings.role_of(&groups.iter().map(ToString::to_string).collect::<Vec<_>>());
        assert_eq!(role_of(&["all", "root"]), Some(Role::Admin));
        assert_eq!(role_of(&["guests"]), Some(Role::Viewer));
        assert_eq!(role_of(&["Root", "al"]), None);
        assert_eq!(role_of(&[]), None);
    }

    #[test]
    fn plain_http_is_for_this_machine_only_and_somebody_must_be_able_to_sign_in() {
        for issuer in
            ["https://id.example.com/realms/a", "http://127.0.0.1:9000", "http://localhost", "http://[::1]:1"]
        {
            assert!(read(issuer, ROLES).is_ok(), "{issuer}");
        }
        for issuer in
            ["http://id.example.com", "ftp://id.example.com", "id", "https://id.example.com?x", "https:///"]
        {
            assert!(read(issuer, ROLES).is_err(), "{issuer}");
        }
        let problems = read("http://id.example.com", "[roles]\n").expect_err("two problems");
        assert_eq!(problems.len(), 2, "{problems:?}");
    }
}
