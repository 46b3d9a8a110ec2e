//! `frontend/index.html`: the links that it holds for Trunk, and the page with our own files in their place.
//!
//! Trunk and this program build from the same page. Trunk knows `<link data-trunk rel="…" href="…">`
//! (<https://trunkrs.dev>, "Assets"); the three that the page needs are understood here too.

use anyhow::{Context, Result, bail};

/// The page, cut at its links.
pub(crate) struct Page<'a> {
    /// What stands before each link, and the link.
    parts: Vec<(&'a str, Link<'a>)>,
    rest: &'a str,
}

/// One `<link data-trunk …>`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Link<'a> {
    /// The program itself.
    Program,
    /// A style sheet, relative to the page.
    Style(&'a str),
    /// The icon, relative to the page.
    Icon(&'a str),
}

impl<'a> Page<'a> {
    /// Finds the links.
    pub(crate) fn parse(html: &'a str) -> Result<Self> {
        let mut parts = Vec::new();
        let mut rest = html;
        while let Some(start) = rest.find("<link data-trunk") {
            let length = rest[start..].find('>').context("a link does not end")? + 1;
            let tag = &rest[start..start + length];
            let link = parse_link(tag).with_context(|| format!("cannot build `{tag}`"))?;
            parts.push((&rest[..start], link));
            rest = &rest[start + length..];
        }
        Ok(Self { parts, rest })
    }

    /// All links, from top to bottom.
    pub(crate) fn links(&self) -> impl Iterator<Item = Link<'a>> {
        self.parts.iter().map(|(_, link)| *link)
    }

    /// The page with each link replaced; one that is replaced by nothing takes its line with it.
    pub(crate) fn render(&self, mut replace: impl FnMut(Link<'a>) -> Result<Vec<String>>) -> Result<String> {
        let mut html = String::new();
        let mut skip_line_end = false;
        for (before, link) in &self.parts {
            let before = if skip_line_end { before.trim_start_matches(['\r', '\n']) } else { before };
            let tags = replace(*link)?;
            let text = before.trim_end_matches([' ', '\t']);
            let indent = &before[text.len()..];
            html.push_str(text);
            html.push_str(&tags.iter().map(|tag| format!("{indent}{tag}")).collect::<Vec<_>>().join("\n"));
            skip_line_end = tags.is_empty();
        }
        let rest = if skip_line_end { self.rest.trim_start_matches(['\r', '\n']) } else { self.rest };
        html.push_str(rest);
        Ok(html)
    }
}

fn parse_link(tag: &str) -> Result<Link<'_>> {
    let href = || attribute(tag, "href").context("it has no href");
    match attribute(tag, "rel") {
        Some("rust") => Ok(Link::Program),
        Some("css") => Ok(Link::Style(href()?)),
        Some("icon") => Ok(Link::Icon(href()?)),
        _ => bail!("expected rel=\"rust\", rel=\"css\" or rel=\"icon\""),
    }
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (_, value) = tag.split_once(&format!(" {name}=\""))?;
    value.split_once('"').map(|(value, _)| value)
}

#[cfg(test)]
mod tests {
    use super::{Link, Page};

    const HTML: &str = r#"<head>
  <link data-trunk rel="css" href="a.css">
  <link data-trunk rel="css" href="b.css">
  <link data-trunk rel="rust" href="Cargo.toml" data-wasm-opt="0">
</head>
"#;

    #[test]
    fn every_link_is_found_and_replaced_at_its_place() {
        let page = Page::parse(HTML).expect("the page is understood");
        assert_eq!(
            page.links().collect::<Vec<_>>(),
            [Link::Style("a.css"), Link::Style("b.css"), Link::Program]
        );
        let html = page.render(|link| match link {
            Link::Style("a.css") => Ok(vec!["<style>".to_owned()]),
            Link::Style(_) | Link::Icon(_) => Ok(vec![]),
            Link::Program => Ok(vec!["<one>".to_owned(), "<two>".to_owned()]),
        });
        assert_eq!(html.expect("nothing fails"), "<head>\n  <style>\n  <one>\n  <two>\n</head>\n");
    }

    #[test]
    fn a_link_of_another_kind_is_refused_instead_of_lost() {
        let error = Page::parse(r#"<link data-trunk rel="scss" href="a.scss">"#).err();
        assert!(format!("{:#}", error.expect("scss is not built here")).contains("expected rel=\"rust\""));
    }
}
