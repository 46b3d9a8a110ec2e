//! The nodes that the server looks after: those it was started with, and those that are added while it runs.

use std::fs::{DirBuilder, File};
use std::io;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use gateway::api::audit::Action;
use gateway::api::nodes::{AddedNode, FolderName};
use serde_json::{Value, json};
use tokio::sync::{RwLock, RwLockReadGuard};
use tokio::task::spawn_blocking;

use crate::audit::Note;
use crate::error::chain;
use crate::node::Node;
use crate::node::directory::DirectoryNode;
use crate::store::{Store, StoreError};
use crate::who::Who;

/// All nodes, which come and go.
pub struct Nodes {
    store: Arc<dyn Store>,
    /// Where the folders of added nodes are.
    home: PathBuf,
    /// Sorted by name.
    list: Mutex<Vec<Listed>>,
    /// Read while a deployment begins, written while a node comes, changes or goes.
    gate: RwLock<()>,
}

/// A node with what is known of it.
#[derive(Clone)]
pub struct Listed {
    /// The node.
    pub node: Arc<dyn Node>,
    /// Its folder, if it was added. One that the server was started with is changed where it is written.
    pub folder: Option<FolderName>,
}

impl Listed {
    /// What the audit log says of an added node.
    fn described(&self) -> Value {
        json!({"name": self.node.name(), "folder": self.folder.as_ref().map(FolderName::as_str)})
    }
}

/// Why a node is not added, changed or forgotten.
#[derive(Debug, thiserror::Error)]
pub enum NodesError {
    /// There is no such node.
    #[error("there is no node of that name")]
    Unknown,
    /// The server was started with it.
    #[error("the node is one that the server was started with")]
    Fixed,
    /// Another node has the name.
    #[error("another node has that name")]
    NameTaken,
    /// Another node has the folder.
    #[error("another node has that folder")]
    FolderTaken,
    /// A deployment to it is under way.
    #[error("a deployment to the node is under way")]
    Busy,
    /// Its folder cannot be made.
    #[error("cannot make the folder `{path}`")]
    Folder {
        /// The folder.
        path: PathBuf,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Nodes {
    /// The nodes that the server was started with, and those that were added to the data directory `data` before.
    pub async fn open(
        fixed: Vec<Arc<dyn Node>>,
        store: Arc<dyn Store>,
        data: &Path,
    ) -> Result<Self, StoreError> {
        let mut list: Vec<Listed> = fixed.into_iter().map(|node| Listed { node, folder: None }).collect();
        list.sort_by(|one, other| one.node.name().cmp(other.node.name()));
        let nodes = Self { store, home: data.join("nodes"), list: Mutex::new(list), gate: RwLock::default() };
        nodes.read_added().await?;
        Ok(nodes)
    }

    /// Reads the added nodes from the store, as at the start: an archive may have brought others.
    pub async fn read_added(&self) -> Result<(), StoreError> {
        let _changing = self.gate.write().await;
        let added = self.store.nodes().await?;
        self.list().retain(|listed| listed.folder.is_none());
        for node in added {
            if self.find(node.name.as_str()).is_some() {
                tracing::warn!(node = %node.name, "a node of the settings hides an added one of the same name");
                continue;
            }
            // Those of an archive have none yet.
            if let Err(error) = self.make_folder(&node.folder).await {
                tracing::warn!(node = %node.name, error = chain(&error), "an added node has no folder");
            }
            self.insert(self.listed(node));
        }
        Ok(())
    }

    /// Every node as of now, sorted by name.
    pub fn all(&self) -> Vec<Arc<dyn Node>> {
        self.list().iter().map(|listed| Arc::clone(&listed.node)).collect()
    }

    /// Every node with what is known of it, sorted by name.
    pub fn listed_nodes(&self) -> Vec<Listed> {
        self.list().clone()
    }

    /// The node of a name.
    pub fn find(&self, name: &str) -> Option<Listed> {
        self.list().iter().find(|listed| listed.node.name() == name).cloned()
    }

    /// Keeps nodes from coming and going until the guard is dropped: a deployment that begins is to mean the nodes that
    /// its plan was compared with.
    pub async fn hold(&self) -> RwLockReadGuard<'_, ()> {
        self.gate.read().await
    }

    /// Adds a node. Its folder is made if it is missing; files in it stay.
    pub async fn add(&self, node: AddedNode, who: &Who) -> Result<Listed, NodesError> {
        let _changing = self.gate.write().await;
        if self.find(node.name.as_str()).is_some() {
            return Err(NodesError::NameTaken);
        }
        self.make_folder(&node.folder).await?;
        let note = Note::new(who, Action::AddNode, node.name.as_str()).after(&node);
        match self.store.add_node(&node, &note).await {
            // The name is free, or else hidden by one of the settings, which was found above.
            Err(StoreError::Taken) => return Err(NodesError::FolderTaken),
            added => added?,
        }
        let listed = self.listed(node);
        self.insert(listed.clone());
        Ok(listed)
    }

    /// Gives an added node another folder. The files of both folders stay as they are.
    pub async fn change(&self, node: AddedNode, who: &Who) -> Result<Listed, NodesError> {
        let _changing = self.gate.write().await;
        let before = self.refuse_unless_idle(node.name.as_str()).await?;
        self.make_folder(&node.folder).await?;
        let note = Note::new(who, Action::ChangeNode, node.name.as_str());
        let note = note.before(&before.described()).after(&node);
        match self.store.change_node(&node, &note).await {
            Err(StoreError::Taken) => return Err(NodesError::FolderTaken),
            changed => changed?,
        }
        let listed = self.listed(node);
        self.insert(listed.clone());
        Ok(listed)
    }

    /// Forgets an added node and says what it was. Its files stay.
    pub async fn forget(&self, name: &str, who: &Who) -> Result<Listed, NodesError> {
        let _changing = self.gate.write().await;
        let listed = self.refuse_unless_idle(name).await?;
        let note = Note::new(who, Action::ForgetNode, name).before(&listed.described());
        self.store.forget_node(name, &note).await?;
        self.list().retain(|listed| listed.node.name() != name);
        Ok(listed)
    }

    /// The added node of a name, to which nothing is being deployed.
    async fn refuse_unless_idle(&self, name: &str) -> Result<Listed, NodesError> {
        let listed = self.find(name).ok_or(NodesError::Unknown)?;
        if listed.folder.is_none() {
            return Err(NodesError::Fixed);
        }
        let running = self.store.running_deployments().await?;
        let is_busy = running.iter().any(|record| record.goals.contains_key(name));
        if is_busy { Err(NodesError::Busy) } else { Ok(listed) }
    }

    fn listed(&self, node: AddedNode) -> Listed {
        let directory = self.home.join(node.folder.as_str());
        let directory_node = DirectoryNode::new(node.name.as_str(), directory);
        Listed { node: Arc::new(directory_node), folder: Some(node.folder) }
    }

    /// Puts a node into its place, instead of the one that has its name.
    fn insert(&self, listed: Listed) {
        let mut list = self.list();
        match list.binary_search_by(|other| other.node.name().cmp(listed.node.name())) {
            Ok(index) => list[index] = listed,
            Err(index) => list.insert(index, listed),
        }
    }

    async fn make_folder(&self, folder: &FolderName) -> Result<(), NodesError> {
        let (home, path) = (self.home.clone(), self.home.join(folder.as_str()));
        let failed = |path| move |source| NodesError::Folder { path, source };
        let made = spawn_blocking({
            let path = path.clone();
            move || create_private(&home, &path)
        });
        made.await.map_err(io::Error::other).flatten().map_err(failed(path))
    }

    fn list(&self) -> MutexGuard<'_, Vec<Listed>> {
        self.list.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The snippets hold secrets: nobody but the owner may read them.
fn create_private(home: &Path, folder: &Path) -> io::Result<()> {
    // With `recursive`, one that is there is fine, and anything else in its place is not.
    DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    File::open(home)?.sync_all()
}
