//! Share links, comments and verdicts in SQLite.

use async_trait::async_trait;
use gateway::api::review::{Comment, Share};
use sqlx::FromRow;

use super::audit::append;
use super::{Sqlite, begin, execute, failed};
use crate::audit::Note;
use crate::clock;
use crate::store::StoreError;
use crate::store::reviews::{Judged, Reviews, Said};

#[derive(FromRow)]
struct ShareRow {
    id: String,
    resource: String,
    revision: Option<u32>,
    author: String,
    created_at: i64,
    expires_at: i64,
    revoked_at: Option<i64>,
}

#[derive(FromRow)]
struct CommentRow {
    id: String,
    line: Option<u32>,
    author: String,
    at: String,
    text: String,
}

#[derive(FromRow)]
struct VerdictRow {
    content: String,
    account: String,
    approved: bool,
    revision: u32,
    at: String,
    message: String,
}

#[derive(FromRow)]
struct JudgedRow {
    resource: String,
    content: String,
    account: String,
    approved: bool,
    has_saved: bool,
}

#[async_trait]
impl Reviews for Sqlite {
    async fn shares(&self, resource: &str) -> Result<Vec<Share>, StoreError> {
        let rows = sqlx::query_as::<_, ShareRow>(
            "SELECT id, resource, revision, author, created_at, expires_at, revoked_at FROM shares
             WHERE resource = ? ORDER BY created_at DESC, id",
        );
        let rows = rows.bind(resource).fetch_all(&self.pool).await.map_err(failed("read the share links"))?;
        Ok(rows.into_iter().map(ShareRow::read).collect())
    }

    async fn share(&self, token_hash: &str, now: i64) -> Result<Option<Share>, StoreError> {
        let row = sqlx::query_as::<_, ShareRow>(
            "SELECT id, resource, revision, author, created_at, expires_at, revoked_at FROM shares
             WHERE token_hash = ? AND expires_at > ? AND revoked_at IS NULL",
        );
        let row = row.bind(token_hash).bind(now).fetch_optional(&self.pool).await;
        Ok(row.map_err(failed("read the share link"))?.map(ShareRow::read))
    }

    async fn add_share(
        &self,
        share: &Share,
        token_hash: &str,
        expires_at: i64,
        note: &Note,
    ) -> Result<(), StoreError> {
        let query = sqlx::query(
            "INSERT INTO shares (id, token_hash, resource, revision, author, created_at, expires_at)
             VALUES (?, ?, ?, ?, ?, ?, ?)",
        );
        let query = query.bind(&share.id).bind(token_hash).bind(&share.resource).bind(share.revision);
        let query = query.bind(&share.author).bind(clock::unix_seconds()).bind(expires_at);
        execute(&self.pool, query, "keep the share link", note).await
    }

    async fn revoke_share(&self, id: &str, now: i64, note: &Note) -> Result<(), StoreError> {
        let failed = || failed("revoke the share link");
        let mut transaction = begin(&self.pool).await?;
        let query = sqlx::query("UPDATE shares SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL");
        let revoked = query.bind(now).bind(id).execute(&mut *transaction).await.map_err(failed())?;
        if revoked.rows_affected() > 0 {
            append(&mut transaction, note).await?;
        }
        transaction.commit().await.map_err(failed())
    }

    async fn comments(&self, resource: &str, revision: u32) -> Result<Vec<Comment>, StoreError> {
        let rows = sqlx::query_as::<_, CommentRow>(
            "SELECT id, line, author, at, text FROM comments WHERE resource = ? AND revision = ? ORDER BY number",
        );
        let rows = rows.bind(resource).bind(revision).fetch_all(&self.pool).await;
        Ok(rows.map_err(failed("read the comments"))?.into_iter().map(CommentRow::read).collect())
    }

    async fn add_comment(
        &self,
        resource: &str,
        revision: u32,
        comment: &Comment,
        note: &Note,
    ) -> Result<(), StoreError> {
        let query = sqlx::query(
            "INSERT INTO comments (id, number, resource, revision, line, author, at, text)
             VALUES (?, (SELECT coalesce(max(number), 0) + 1 FROM comments), ?, ?, ?, ?, ?, ?)",
        );
        let query = query.bind(&comment.id).bind(resource).bind(revision).bind(comment.line);
        let query = query.bind(&comment.author).bind(&comment.at).bind(&comment.text);
        execute(&self.pool, query, "keep the comment", note).await
    }

    async fn delete_comment(&self, id: &str, note: &Note) -> Result<(), StoreError> {
        let query = sqlx::query("DELETE FROM comments WHERE id = ?").bind(id);
        execute(&self.pool, query, "forget the comment", note).await
    }

    async fn verdicts(&self, resource: &str) -> Result<Vec<Said>, StoreError> {
        let rows = sqlx::query_as::<_, VerdictRow>(
            "SELECT content, account, approved, revision, at, message FROM verdicts WHERE resource = ?
             ORDER BY at, account",
        );
        let rows = rows.bind(resource).fetch_all(&self.pool).await.map_err(failed("read the verdicts"))?;
        Ok(rows.into_iter().map(VerdictRow::read).collect())
    }

    async fn all_verdicts(&self) -> Result<Vec<Judged>, StoreError> {
        let rows = sqlx::query_as::<_, JudgedRow>(
            "SELECT resource, content, account, approved, EXISTS (SELECT 1 FROM revisions
                 WHERE revisions.resource = verdicts.resource AND author = account) AS has_saved
             FROM verdicts ORDER BY resource",
        );
        let rows = rows.fetch_all(&self.pool).await.map_err(failed("read the verdicts of all gateways"))?;
        Ok(rows.into_iter().map(JudgedRow::read).collect())
    }

    async fn say(&self, resource: &str, said: &Said, note: &Note) -> Result<(), StoreError> {
        let query = sqlx::query(
            "INSERT OR REPLACE INTO verdicts (resource, content, account, approved, revision, at, message)
             VALUES (?, ?, ?, ?, ?, ?, ?)",
        );
        let query = query.bind(resource).bind(&said.content).bind(&said.account).bind(said.approved);
        let query = query.bind(said.revision).bind(&said.at).bind(&said.message);
        execute(&self.pool, query, "keep the verdict", note).await
    }
}

impl ShareRow {
    fn read(self) -> Share {
        Share {
            id: self.id,
            resource: self.resource,
            revision: self.revision,
            author: self.author,
            created_at: clock::at(self.created_at),
            expires_at: clock::at(self.expires_at),
            revoked_at: self.revoked_at.map(clock::at),
        }
    }
}

impl CommentRow {
    fn read(self) -> Comment {
        Comment { id: self.id, line: self.line, author: self.author, at: self.at, text: self.text }
    }
}

impl VerdictRow {
    fn read(self) -> Said {
        Said {
            content: self.content,
            account: self.account,
            approved: self.approved,
            revision: self.revision,
            at: self.at,
            message: self.message,
        }
    }
}

impl JudgedRow {
    fn read(self) -> Judged {
        let Self { resource, content, account, approved, has_saved } = self;
        Judged { resource, content, account, approved, has_saved }
    }
}
