//! Which page answers which address.

use gateway::gateway::Kind;

use crate::parts::{Building, Help, Page, People, Running};

/// What an address leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Destination {
    /// The list of gateways, the one page that is in the first part.
    Gateways,
    /// The form to sign in.
    SignIn,
    /// A page for everybody.
    Open(Page),
    /// A page for those who are known.
    Guarded(Page),
    /// Nothing: the address is mistyped or old.
    Nothing,
}

impl Destination {
    /// Whether the header says who is signed in. Whoever is about to sign in, or has a share link, is asked for no account.
    pub(crate) fn asks_for_account(&self) -> bool {
        !matches!(self, Self::SignIn | Self::Open(Page::Running(Running::SharedReview(_))))
    }
}

/// What a path of the app leads to.
pub(crate) fn find(path: &str) -> Destination {
    let segments: Vec<&str> = path.split('/').filter(|segment| !segment.is_empty()).collect();
    match segments[..] {
        [] => Destination::Gateways,
        ["sign-in"] => Destination::SignIn,
        ["check"] => Destination::Open(Page::Building(Building::Check)),
        ["help"] => Destination::Open(Page::Help(Help::All)),
        ["help", code] => Destination::Open(Page::Help(Help::Entry(code.to_owned()))),
        ["review", token] => Destination::Open(Page::Running(Running::SharedReview(token.to_owned()))),
        _ => find_guarded(&segments).map_or(Destination::Nothing, Destination::Guarded),
    }
}

fn find_guarded(segments: &[&str]) -> Option<Page> {
    Some(match *segments {
        ["nodes"] => Page::Running(Running::Nodes),
        ["account"] => Page::People(People::Account),
        ["users"] => Page::People(People::Users),
        ["settings"] => Page::People(People::Settings),
        ["audit"] => Page::People(People::Audit),
        ["new", kind] => Page::Building(Building::New(kind.parse::<Kind>().ok()?)),
        ["deployments", id] => Page::Running(Running::Deployment(id.to_owned())),
        ["gateways", resource] => Page::Running(Running::Gateway(resource.to_owned())),
        ["gateways", resource, "edit"] => Page::Building(Building::Edit(resource.to_owned())),
        ["gateways", resource, "deploy"] => Page::Running(Running::Deploy(resource.to_owned())),
        ["gateways", resource, "compare"] => Page::Running(Running::Compare(resource.to_owned())),
        ["gateways", resource, "revisions", number] => {
            Page::Running(Running::Revision(resource.to_owned(), number.parse().ok()?))
        }
        ["gateways", resource, "revisions", number, "review"] => {
            Page::Running(Running::Review(resource.to_owned(), number.parse().ok()?))
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_leads_to_its_page_with_or_without_a_slash_at_its_end() {
        let gateway = Destination::Guarded(Page::Running(Running::Gateway("iscsi_san".into())));
        assert_eq!(find("/gateways/iscsi_san"), gateway);
        assert_eq!(find("/gateways/iscsi_san/"), gateway);
        assert_eq!(find("/"), Destination::Gateways);
        assert_eq!(find(""), Destination::Gateways);
        assert_eq!(
            find("/gateways/iscsi_san/revisions/3/review"),
            Destination::Guarded(Page::Running(Running::Review("iscsi_san".into(), 3)))
        );
    }

    #[test]
    fn what_an_address_names_wrongly_leads_nowhere() {
        for path in ["/new/fibre-channel", "/gateways/san/revisions/first", "/gateways", "/nodes/a", "/Help"]
        {
            assert_eq!(find(path), Destination::Nothing, "{path}");
        }
    }

    #[test]
    fn only_check_help_and_a_share_link_need_nobody_to_be_known() {
        for path in ["/check", "/help", "/help/unknown-key", "/review/abc"] {
            assert!(matches!(find(path), Destination::Open(_)), "{path}");
        }
        for path in ["/nodes", "/new/nfs", "/gateways/san/edit", "/deployments/1", "/audit", "/users"] {
            assert!(matches!(find(path), Destination::Guarded(_)), "{path}");
        }
    }
}
