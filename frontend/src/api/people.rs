//! People: how they sign in, what they may, and the tokens of their programs.

use gateway::api::people::{
    ApiToken, ChangePassword, ChangeUser, NewToken, NewUser, Session, SignIn, SignInWays, TokenMade, User,
    UserLink,
};
use gloo_net::http::Method;

use super::{Api, ApiError, NO_BODY, ROOT, escape, read, request, send};

impl Api {
    /// How one can sign in.
    pub(crate) async fn list_sign_in_ways(self) -> Result<SignInWays, ApiError> {
        read(send(request(Method::GET, "/session/ways"), NO_BODY).await?).await
    }

    /// Who asks.
    pub(crate) async fn find_session(self) -> Result<Session, ApiError> {
        // Not to be signed in is an answer here, not an accident: the page asks to sign in.
        read(send(request(Method::GET, "/session"), NO_BODY).await?).await
    }

    /// Signs in.
    pub(crate) async fn sign_in(self, with: SignIn) -> Result<Session, ApiError> {
        // As above: a wrong password ends no session.
        read(send(request(Method::POST, "/session"), Some(&with)).await?).await
    }

    /// Ends the session.
    pub(crate) async fn sign_out(self) -> Result<(), ApiError> {
        self.carry_out(Method::DELETE, "/session", NO_BODY).await
    }

    /// Ends every session of the account, this one too.
    pub(crate) async fn sign_out_everywhere(self) -> Result<(), ApiError> {
        self.carry_out(Method::DELETE, "/session/everywhere", NO_BODY).await
    }

    /// Sets the password of who asks.
    pub(crate) async fn change_password(self, change: ChangePassword) -> Result<(), ApiError> {
        self.carry_out(Method::PUT, "/session/password", Some(&change)).await
    }

    /// Every account.
    pub(crate) async fn list_users(self) -> Result<Vec<User>, ApiError> {
        self.get("/users").await
    }

    /// Makes an account with a link for its owner.
    pub(crate) async fn create_user(self, new: NewUser) -> Result<UserLink, ApiError> {
        self.send(Method::POST, "/users", Some(&new)).await
    }

    /// Changes what an account may.
    pub(crate) async fn change_user(self, account: &str, change: ChangeUser) -> Result<User, ApiError> {
        self.send(Method::PUT, &user(account), Some(&change)).await
    }

    /// Makes a sign-in link; those that the account had before are void.
    pub(crate) async fn make_user_link(self, account: &str) -> Result<UserLink, ApiError> {
        self.send(Method::POST, &format!("{}/link", user(account)), NO_BODY).await
    }

    /// Ends every session of an account.
    pub(crate) async fn sign_user_out(self, account: &str) -> Result<(), ApiError> {
        self.carry_out(Method::DELETE, &format!("{}/sessions", user(account)), NO_BODY).await
    }

    /// The API tokens of who asks; those of everybody for an admin.
    pub(crate) async fn list_tokens(self) -> Result<Vec<ApiToken>, ApiError> {
        self.get("/tokens").await
    }

    /// Makes an API token.
    pub(crate) async fn create_token(self, new: NewToken) -> Result<TokenMade, ApiError> {
        self.send(Method::POST, "/tokens", Some(&new)).await
    }

    /// Revokes an API token.
    pub(crate) async fn revoke_token(self, id: &str) -> Result<(), ApiError> {
        self.carry_out(Method::DELETE, &format!("/tokens/{}", escape(id)), NO_BODY).await
    }
}

/// Where the way to the other server (`OpenID` Connect) begins; it comes back to the first page.
pub(crate) fn oidc() -> String {
    format!("{ROOT}/session/oidc")
}

fn user(account: &str) -> String {
    format!("/users/{}", escape(account))
}
