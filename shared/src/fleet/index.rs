//! Who claims what, so that one edit is compared with its own claims only, however many gateways there are.

use std::collections::{BTreeMap, BTreeSet};

use super::claim::{Claim, Claimed};

/// The claims of every owner.
///
/// An owner is whatever may have a thing for itself: a gateway, or a resource of a file. A place is where a claim is
/// made, as the user is to be shown it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Index<Owner, Place> {
    claims: BTreeMap<Owner, Vec<(Claim, Place)>>,
    /// Who makes a claim and where first, sorted by owner: nearly always one, so that a list costs least.
    takers: BTreeMap<Claim, Vec<(Owner, Place)>>,
}

/// A claim that somebody else makes too.
#[derive(Debug, PartialEq, Eq)]
pub struct Conflict<'a, Owner, Place> {
    /// What both claim.
    pub claim: &'a Claim,
    /// Where it is claimed here.
    pub place: &'a Place,
    /// The first of those who claim it too.
    pub other: &'a Owner,
    /// Where that one claims it first.
    pub other_place: &'a Place,
}

impl<Owner, Place> Default for Index<Owner, Place> {
    fn default() -> Self {
        Self { claims: BTreeMap::new(), takers: BTreeMap::new() }
    }
}

impl<Owner: Ord + Clone, Place: Ord + Clone> Index<Owner, Place> {
    /// An index of nobody.
    pub fn new() -> Self {
        Self::default()
    }

    /// Puts an owner's claims in, in place of those it had.
    pub fn insert(&mut self, owner: Owner, claims: impl IntoIterator<Item = (Claim, Place)>) {
        self.remove(&owner);
        let claims: Vec<(Claim, Place)> = claims.into_iter().collect();
        for (claim, place) in &claims {
            let takers = self.takers.entry(claim.clone()).or_default();
            if let Err(position) = position(takers, &owner) {
                takers.insert(position, (owner.clone(), place.clone()));
            }
        }
        self.claims.insert(owner, claims);
    }

    /// Takes an owner's claims out. Doing it twice is the same as once.
    pub fn remove(&mut self, owner: &Owner) {
        for (claim, _) in self.claims.remove(owner).unwrap_or_default() {
            // An owner may make a claim twice; then it is gone already.
            let Some(takers) = self.takers.get_mut(&claim) else { continue };
            if let Ok(position) = position(takers, owner) {
                takers.remove(position);
            }
            if takers.is_empty() {
                self.takers.remove(&claim);
            }
        }
    }

    /// What an owner claims and somebody else does too; nothing of an owner that is not in.
    pub fn conflicts<'a>(&'a self, owner: &Owner) -> Vec<Conflict<'a, Owner, Place>> {
        self.claims.get(owner).map(|claims| self.conflicts_of(owner, claims)).unwrap_or_default()
    }

    /// What an owner with these claims would take from others. What it has in the index does not count.
    ///
    /// Each place is reported once, with the first claim that breaks there and the first who makes it: among thousands
    /// that share a name, thousands of pairs would help nobody.
    pub fn conflicts_of<'a>(
        &'a self,
        owner: &Owner,
        claims: &'a [(Claim, Place)],
    ) -> Vec<Conflict<'a, Owner, Place>> {
        let mut conflicts = Vec::new();
        let mut places = BTreeSet::new();
        for (claim, place) in claims {
            let mut takers = self.takers.get(claim).into_iter().flatten();
            let Some((other, other_place)) = takers.find(|(taker, _)| taker != owner) else { continue };
            if places.insert(place) {
                conflicts.push(Conflict { claim, place, other, other_place });
            }
        }
        conflicts
    }

    /// The conflicts of every owner that has any, in the order of the owners.
    pub fn all_conflicts(&self) -> impl Iterator<Item = (&Owner, Conflict<'_, Owner, Place>)> {
        let contested = self.takers.values().filter(|takers| takers.len() > 1).flatten();
        let owners: BTreeSet<&Owner> = contested.map(|(owner, _)| owner).collect();
        owners
            .into_iter()
            .flat_map(|owner| self.conflicts(owner).into_iter().map(move |conflict| (owner, conflict)))
    }
}

fn position<Owner: Ord, Place>(takers: &[(Owner, Place)], owner: &Owner) -> Result<usize, usize> {
    takers.binary_search_by(|(taker, _)| taker.cmp(owner))
}

/// A claim that start entries of one resource make twice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Twice<Place> {
    /// What is claimed.
    pub claim: Claim,
    /// Where it is claimed again.
    pub place: Place,
    /// Where it was claimed first.
    pub first: Place,
}

/// What start entries of one resource take from each other, in their order.
///
/// Two may say the same of the same: the exports of a directory share its `fsid`, and a disk that two targets offer has
/// one identity. As between owners, each place is reported once.
pub fn twice<Place: Ord + Clone>(claims: impl IntoIterator<Item = (Claimed, Place)>) -> Vec<Twice<Place>> {
    let mut firsts: BTreeMap<Claim, (Option<String>, Place)> = BTreeMap::new();
    let mut found: Vec<Twice<Place>> = Vec::new();
    let mut places = BTreeSet::new();
    for (claimed, place) in claims {
        let Some((of, first)) = firsts.get(&claimed.claim) else {
            firsts.insert(claimed.claim, (claimed.of, place));
            continue;
        };
        let is_of_the_same = claimed.of.is_some() && claimed.of == *of;
        if !is_of_the_same && places.insert(place.clone()) {
            found.push(Twice { claim: claimed.claim, place, first: first.clone() });
        }
    }
    found
}
