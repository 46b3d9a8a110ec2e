//! Signing in with another server (OpenID Connect Core 1.0, authorization code with PKCE): what we ask, and whether to
//! believe what comes back.

pub mod attempts;
mod claims;
mod http;

use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use gateway::api::people::Role;
use openidconnect::core::{CoreAuthenticationFlow, CoreClient, CoreProviderMetadata, CoreResponseType};
use openidconnect::{
    AccessTokenHash, AuthorizationCode, ClientId, ClientSecret, CsrfToken, EndpointMaybeSet, EndpointNotSet,
    EndpointSet, Nonce, OAuth2TokenResponse, PkceCodeChallenge, RedirectUrl, Scope, TokenResponse,
};
use tokio::sync::Mutex;

use crate::settings::oidc::OidcSettings;
use crate::store::people::Subject;
use attempts::{Attempt, Attempts};
use claims::Claims;
use http::Http;

/// Where the provider sends people back, below the root of the interface.
pub const CALLBACK: &str = "/session/oidc/callback";

/// How long the provider's description and keys are kept. A key that is not known is looked for at once.
const FRESH: Duration = Duration::from_mins(10);

/// Another server that people sign in with.
pub struct Oidc {
    settings: OidcSettings,
    secret: Option<ClientSecret>,
    redirect: RedirectUrl,
    http: Http,
    /// What the provider says of itself, and since when. Asked for when somebody signs in: this server must start
    /// without the other.
    provider: Mutex<Option<(Arc<CoreProviderMetadata>, Instant)>>,
    /// Who is on the way.
    pub attempts: Attempts,
}

/// Somebody whom the provider knows.
#[derive(Debug)]
pub struct Identity {
    /// Who it is to the provider, for ever.
    pub subject: Subject,
    /// What the provider calls the account.
    pub account: String,
    /// What the groups permit.
    pub role: Option<Role>,
}

/// Why signing in with the provider cannot be offered.
#[derive(Debug, thiserror::Error)]
pub enum OidcSetupError {
    /// The file of our secret cannot be read.
    #[error("cannot read `{path}`")]
    Secret {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// The address that the provider sends people back to is none.
    #[error("cannot use `{0}` as the address of this server")]
    Redirect(String),
    /// The client for HTTPS cannot be made.
    #[error("cannot make a client for HTTPS")]
    Client(#[source] reqwest::Error),
}

/// Why nobody has signed in.
#[derive(Debug, thiserror::Error)]
pub enum OidcError {
    /// The provider does not answer, or not as one.
    #[error("the provider cannot be reached: {0}")]
    Unreachable(String),
    /// The provider's answer is not to be believed.
    #[error("the provider's answer is not to be believed: {0}")]
    Refused(String),
    /// The provider does not say what the account is called.
    #[error("the provider says no claim `{0}`")]
    NoAccount(String),
}

type Client = CoreClient<
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

impl Oidc {
    /// The provider of the settings; `base` is where people reach this server, without a path.
    pub fn open(settings: &OidcSettings, base: &str) -> Result<Self, OidcSetupError> {
        let read = |path: &PathBuf| match std::fs::read_to_string(path) {
            Ok(secret) => Ok(ClientSecret::new(secret.trim().to_owned())),
            Err(source) => Err(OidcSetupError::Secret { path: path.clone(), source }),
        };
        let redirect = format!("{base}{}{CALLBACK}", gateway::api::ROOT);
        Ok(Self {
            secret: settings.client_secret_file.as_ref().map(read).transpose()?,
            redirect: RedirectUrl::new(redirect.clone()).map_err(|_| OidcSetupError::Redirect(redirect))?,
            http: Http::new(settings.issuer.url().scheme()).map_err(OidcSetupError::Client)?,
            settings: settings.clone(),
            provider: Mutex::default(),
            attempts: Attempts::default(),
        })
    }

    /// What the button says.
    pub fn name(&self) -> &str {
        &self.settings.name
    }

    /// Whether the provider that says so in the callback is ours (RFC 9207).
    pub fn is_issuer(&self, issuer: &str) -> bool {
        issuer == self.settings.issuer.as_str()
    }

    /// Where to send the browser with this `cookie`, so that whoever comes back with it is the same.
    pub async fn begin(&self, cookie: &str) -> Result<String, OidcError> {
        let client = self.client(&*self.provider(Known::Fresh).await?);
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let flow = CoreAuthenticationFlow::AuthorizationCode;
        let mut request = client.authorize_url(flow, CsrfToken::new_random, Nonce::new_random);
        for scope in &self.settings.scopes {
            request = request.add_scope(Scope::new(scope.clone()));
        }
        let (url, state, nonce) = request.set_pkce_challenge(challenge).url();
        self.attempts.keep(state.secret(), Attempt::new(cookie, nonce, verifier));
        Ok(url.to_string())
    }

    /// Who has come back with this code.
    pub async fn finish(&self, code: String, attempt: Attempt) -> Result<Identity, OidcError> {
        let client = self.client(&*self.provider(Known::Fresh).await?);
        let refused = |error: &dyn std::error::Error| OidcError::Refused(crate::error::chain(error));
        let (nonce, verifier) = attempt.into_parts();
        let request = client.exchange_code(AuthorizationCode::new(code)).map_err(|error| refused(&error))?;
        let tokens = request.set_pkce_verifier(verifier).request_async(&self.http).await;
        let tokens = tokens.map_err(|error| refused(&error))?;
        let id =
            tokens.id_token().ok_or_else(|| OidcError::Refused("it has no identity token".to_owned()))?;

        let mut client = client;
        if id.claims(&client.id_token_verifier(), &nonce).is_err() {
            // The provider may have new keys since; whatever else is wrong stays wrong.
            client = self.client(&*self.provider(Known::Anew).await?);
        }
        let verifier = client.id_token_verifier();
        let known = id.claims(&verifier, &nonce).map_err(|error| refused(&error))?;
        if let Some(wanted) = known.access_token_hash() {
            let key = id.signing_key(&verifier).map_err(|error| refused(&error))?;
            let algorithm = id.signing_alg().map_err(|error| refused(&error))?;
            let found = AccessTokenHash::from_token(tokens.access_token(), algorithm, key);
            if found.map_err(|error| refused(&error))? != *wanted {
                return Err(OidcError::Refused("its access token belongs to another sign-in".to_owned()));
            }
        }
        let subject =
            Subject { issuer: known.issuer().to_string(), subject: known.subject().as_str().to_owned() };
        let mut claims = Claims::of_verified(&id.to_string());
        if !claims.has(&self.settings.account_claim) || !claims.has(&self.settings.groups_claim) {
            // Many providers say less in the token than when they are asked (OpenID Connect Core 1.0, 5.4).
            if let Ok(request) =
                client.user_info(tokens.access_token().clone(), Some(known.subject().clone()))
            {
                let more = request.request_async(&self.http).await.map_err(|error| refused(&error))?;
                claims.add(&more);
            }
        }
        let account = claims.text(&self.settings.account_claim);
        let account = account.ok_or_else(|| OidcError::NoAccount(self.settings.account_claim.clone()))?;
        let role = self.settings.role_of(&claims.list(&self.settings.groups_claim));
        Ok(Identity { subject, account, role })
    }

    async fn provider(&self, known: Known) -> Result<Arc<CoreProviderMetadata>, OidcError> {
        let mut provider = self.provider.lock().await;
        if let Some((metadata, since)) = &*provider
            && known == Known::Fresh
            && since.elapsed() < FRESH
        {
            return Ok(Arc::clone(metadata));
        }
        let found = CoreProviderMetadata::discover_async(self.settings.issuer.clone(), &self.http).await;
        let found = found.map_err(|error| OidcError::Unreachable(crate::error::chain(&error)))?;
        let speaks = found.response_types_supported();
        if !speaks.iter().any(|types| types.len() == 1 && types.contains(&CoreResponseType::Code)) {
            return Err(OidcError::Unreachable("it does not offer the authorization code flow".to_owned()));
        }
        let found = Arc::new(found);
        *provider = Some((Arc::clone(&found), Instant::now()));
        Ok(found)
    }

    fn client(&self, provider: &CoreProviderMetadata) -> Client {
        let id = ClientId::new(self.settings.client_id.clone());
        let client = CoreClient::from_provider_metadata(provider.clone(), id, self.secret.clone());
        client.set_redirect_uri(self.redirect.clone())
    }
}

/// How well the provider's description must be known.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Known {
    /// Asked for a while ago at most.
    Fresh,
    /// Asked for now.
    Anew,
}
