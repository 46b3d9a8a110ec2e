//! Writes the lines of a snippet into the page, and of a text that follows another one only what is different.
//!
//! A key that somebody presses may change hundreds of lines, a word in each: to make their elements anew would take longer
//! than a frame.

use html_escape::{encode_double_quoted_attribute, encode_text};
use wasm_bindgen::JsCast;
use web_sys::{Element, Node};

use super::highlight::{Mark, marks};

/// A line in its colours.
pub(super) fn html(line: &str) -> String {
    let mut html = String::new();
    for (mark, piece) in pieces(line) {
        match mark {
            Mark::Plain => html.push_str(&encode_text(&piece)),
            _ => html.extend(["<span class=", mark.class(), ">", &encode_text(&piece), "</span>"]),
        }
    }
    html
}

/// Makes the elements within `place`, which have shown `before`, show `now`. The id of a line is `prefix` and its number.
pub(super) fn repaint(place: &Element, before: &[String], now: &[String], prefix: &str) {
    let kept = before.len().min(now.len());
    let elements = place.children();
    for number in (0..kept).filter(|number| before[*number] != now[*number]) {
        // What a page shows has fewer lines than that, and each has an element.
        let Some(element) = u32::try_from(number).ok().and_then(|number| elements.item(number)) else {
            continue;
        };
        let is_done = is_blank(&before[number]) == is_blank(&now[number])
            && exchange(&element, &before[number], &now[number]);
        if !is_done {
            element.set_outer_html(&line_html(number, &now[number], prefix));
        }
    }
    for _ in kept..before.len() {
        if let Some(last) = place.last_element_child() {
            last.remove();
        }
    }
    let more: String = (kept..now.len()).map(|number| line_html(number, &now[number], prefix)).collect();
    if !more.is_empty() {
        // It fails only for places that are none.
        let _ = place.insert_adjacent_html("beforeend", &more);
    }
}

/// Gives the pieces of a line other texts, where that is all that is different; says whether it was.
fn exchange(element: &Element, before: &str, now: &str) -> bool {
    let (before, now) = (pieces(before), pieces(now));
    let are_alike = before.len() == now.len() && before.iter().zip(&now).all(|(one, other)| one.0 == other.0);
    if are_alike {
        let mut node = element.first_child();
        for ((_, before), (_, now)) in before.iter().zip(&now) {
            let Some(piece) = node else { return false };
            if before != now {
                text_of(&piece).set_node_value(Some(now));
            }
            node = piece.next_sibling();
        }
    }
    are_alike
}

/// The text itself of a piece, which may stand in an element that colours it.
fn text_of(piece: &Node) -> Node {
    piece.first_child().unwrap_or_else(|| piece.clone().unchecked_into())
}

fn line_html(number: usize, line: &str, prefix: &str) -> String {
    // A blank line is nothing to choose.
    let role = if is_blank(line) { "role=presentation" } else { "role=option aria-selected=false" };
    let prefix = encode_double_quoted_attribute(prefix);
    format!("<span class=line id=\"{prefix}{number}\" {role}>{}</span>", html(line))
}

fn is_blank(line: &str) -> bool {
    line.trim().is_empty()
}

/// The parts of a line such that each is one node of the page.
fn pieces(line: &str) -> Vec<(Mark, String)> {
    let mut pieces: Vec<(Mark, String)> = Vec::new();
    for (mark, part) in marks(line) {
        match pieces.last_mut() {
            Some((Mark::Plain, piece)) if mark == Mark::Plain => piece.push_str(part),
            _ => pieces.push((mark, part.to_owned())),
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use gateway::gateway::{Gateway, Kind};
    use gateway::names::Choice;
    use gateway::snippet::write;

    use super::{Mark, pieces};

    #[test]
    fn each_piece_of_a_line_is_a_node_of_its_own() {
        for kind in Kind::ALL {
            let text = write::write(&Gateway::read(&kind.example()).expect("an example has no errors"));
            for line in text.split_inclusive('\n') {
                let pieces = pieces(line);
                assert_eq!(pieces.iter().map(|(_, piece)| piece.as_str()).collect::<String>(), line);
                let are_plain = |pair: &[(Mark, String)]| pair.iter().all(|(mark, _)| *mark == Mark::Plain);
                assert!(
                    !pieces.windows(2).any(are_plain),
                    "a browser joins texts that follow each other: {line}"
                );
            }
        }
    }
}
