//! The parts of a chapter, each as the element that it is.

use gateway::help::chapters::block::Block;
use gateway::help::{self, chapters};
use gateway::text::Text;
use leptos::prelude::*;

use super::code::{Copyable, inline};
use super::parameters::parameters;
use crate::language::{explain, say};
use crate::link::Link;
use crate::words;

/// All of them.
pub(super) fn blocks(blocks: &'static [Block]) -> impl IntoView {
    let mut headings = 0;
    let parts = blocks.iter().map(|each| {
        let Block::Heading(text) = each else { return block(each) };
        headings += 1;
        // Addresses lead to a heading by its number.
        view! { <h2 id=format!("section-{headings}") tabindex="-1">{explain(text.clone())}</h2> }.into_any()
    });
    parts.collect_view()
}

fn block(block: &'static Block) -> AnyView {
    match block {
        Block::Heading(text) => view! { <h2>{explain(text.clone())}</h2> }.into_any(),
        Block::Paragraph(text) => view! { <p>{explain(text.clone())}</p> }.into_any(),
        Block::Points(texts) => view! { <ul>{items(texts)}</ul> }.into_any(),
        Block::Steps(texts) => view! { <ol>{items(texts)}</ol> }.into_any(),
        Block::Note(text) => view! { <p class="notice info">{explain(text.clone())}</p> }.into_any(),
        Block::Warning(text) => view! {
            <p class="notice warning">
                <span class="visually-hidden">{say(words::WARNING)}": "</span>
                <span aria-hidden="true">"! "</span>{explain(text.clone())}
            </p>
        }
        .into_any(),
        Block::Code(_) | Block::Snippet(_) | Block::Entries(..) => {
            let is_snippet = !matches!(block, Block::Code(_));
            view! { <Copyable text=block.code() is_snippet/> }.into_any()
        }
        Block::Mistake { wrong, right, why, code } => mistake(wrong, right, why, code).into_any(),
        Block::Table(head, rows) => table(head, rows).into_any(),
        Block::Agent(name) => parameters(name).into_any(),
        Block::Chapters(names) => {
            view! { <ul class="help-links">{names.iter().map(to_chapter).collect_view()}</ul> }.into_any()
        }
        Block::Pages(codes) => {
            view! { <ul class="help-links">{codes.iter().map(to_page).collect_view()}</ul> }.into_any()
        }
        Block::Links(links) => {
            let items = links.iter().map(|(text, address)| {
                view! { <li><a href=*address rel="external noreferrer">{explain(text.clone())}</a></li> }
            });
            view! { <ul class="help-links">{items.collect_view()}</ul> }.into_any()
        }
    }
}

fn items(texts: &'static [Text]) -> impl IntoView {
    texts.iter().map(|text| view! { <li>{explain(text.clone())}</li> }).collect_view()
}

fn table(head: &'static [Text], rows: &'static [&'static [Text]]) -> impl IntoView {
    let head_of = head.iter().map(|text| view! { <th scope="col">{explain(text.clone())}</th> });
    let rows = rows.iter().map(|row| {
        let cells = row.iter().zip(head).enumerate().map(|(index, (text, name))| {
            if index == 0 {
                return view! { <th scope="row">{explain(text.clone())}</th> }.into_any();
            }
            let name = say(name.clone());
            view! { <td><span class="cell-name">{name}</span> <span>{explain(text.clone())}</span></td> }
                .into_any()
        });
        view! { <tr>{cells.collect_view()}</tr> }
    });
    view! {
        <table class="cards help-table">
            <thead><tr>{head_of.collect_view()}</tr></thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
}

/// What is often written, crossed out by its heading and not by its looks alone, and what to write instead.
fn mistake(
    wrong: &'static str,
    right: &'static str,
    why: &'static Text,
    code: &'static str,
) -> impl IntoView {
    view! {
        <div class="mistake">
            <div class="wrong"><span><span aria-hidden="true">"✕ "</span>{say(words::NOT_THIS)}</span>{inline(wrong)}</div>
            <div class="right"><span><span aria-hidden="true">"✓ "</span>{say(words::BUT_THIS)}</span>
                {if right.is_empty() {
                    view! { <span class="muted">{say(words::LEAVE_OUT)}</span> }.into_any()
                } else {
                    inline(right).into_any()
                }}
            </div>
            <p>{explain(why.clone())} " " <Link href=format!("/help/{code}")><code>{code}</code></Link></p>
        </div>
    }
}

fn to_chapter(name: &&'static str) -> impl IntoView + use<> {
    chapters::find(name).map(|chapter| {
        view! {
            <li><Link href=super::address(chapter)>{say(chapter.title.clone())}</Link> " " <span class="muted">{say(chapter.about.clone())}</span></li>
        }
    })
}

fn to_page(code: &&'static str) -> impl IntoView + use<> {
    help::page(code).map(|page| {
        view! { <li><Link href=format!("/help/{}", page.code)>{explain(page.title.clone())}</Link> " " <code class="muted">{page.code}</code></li> }
    })
}
