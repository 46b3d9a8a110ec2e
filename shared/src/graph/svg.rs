//! The graph as a picture (SVG 1.1): complete in itself, and the same bytes for the same graph.
//!
//! Colours are attributes, so that the file needs nothing else; a page that shows it gives other colours to its classes.

use super::{Graph, GraphUnit};
use crate::text::{Language, Text};

const WIDTH: usize = 340;
const BOX_LEFT: usize = 34;
const BOX_WIDTH: usize = 272;
const BOX_HEIGHT: usize = 44;
const GAP: usize = 26;
const TOP: usize = 92;
/// The lane of what hangs on the promotion.
const LEFT_LANE: usize = 14;
/// The lane between the target and the start list.
const RIGHT_LANE: usize = 326;
/// Characters of a name that fit into a box, in the widths of the letters.
const TITLE_FITS: usize = 36;
const UNIT_FITS: usize = 40;

/// How a unit is doing, to be shown in its box.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Class of the box, by which a page colours it.
    pub class: &'static str,
    /// A symbol, for those who do not tell colours apart.
    pub symbol: &'static str,
    /// A word.
    pub word: String,
}

/// Draws a graph. `marks` has how each unit is doing, or nothing at all.
pub fn svg(graph: &Graph, language: Language, marks: &[Option<Mark>]) -> String {
    let say = |text: &Text| escaped(text.in_language(language));
    let height = top_of(graph.units.len()) - GAP + 14;
    let mut svg = String::with_capacity(1024 * (graph.units.len() + 2));
    let title =
        Text::of(format!("Start order of {}", graph.resource), format!("{} 的启动顺序", graph.resource));
    let mut push = |piece: &str| {
        svg.push_str(piece);
        svg.push('\n');
    };
    push(&format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"graph\" viewBox=\"0 0 {WIDTH} {height}\" width=\"{WIDTH}\" \
         height=\"{height}\" role=\"img\" font-family=\"system-ui, sans-serif\" lang=\"{}\">",
        language.tag()
    ));
    push(&format!("<title>{}</title>", say(&title)));
    push(&format!("<desc>{}</desc>", say(&DESCRIPTION)));
    push(ARROW);
    push(&format!("<rect class=\"ground\" width=\"{WIDTH}\" height=\"{height}\" fill=\"#ffffff\"/>"));
    legend(graph, language, &mut push);
    lanes(graph, &mut push);
    for (index, unit) in graph.units.iter().enumerate() {
        let mark = marks.get(index).and_then(Option::as_ref);
        boxed(index, unit, language, mark, &mut push);
    }
    push("</svg>");
    svg
}

fn top_of(index: usize) -> usize {
    TOP + index * (BOX_HEIGHT + GAP)
}

fn middle_of(index: usize) -> usize {
    top_of(index) + BOX_HEIGHT / 2
}

/// What the lanes mean, with systemd's own words as the drop-ins have them.
fn legend(graph: &Graph, language: Language, push: &mut impl FnMut(&str)) {
    let first = Graph::FIRST_ENTRY;
    let kinds = |from: usize, to: usize| graph.kinds(from, to).join(" + ");
    let mut rows: Vec<(&str, Text)> = Vec::new();
    if graph.units.len() > first {
        let (bound, wanted, part) = (kinds(first, 1), kinds(0, first), kinds(first, 0));
        rows.push((
            "bound",
            Text::of(format!("left: {bound} the promotion"), format!("左侧：{bound} 资源升级单元")),
        ));
        rows.push((
            "wanted",
            Text::of(
                format!("right: target {wanted} unit, unit {part} target"),
                format!("右侧：目标 {wanted} 单元，单元 {part} 目标"),
            ),
        ));
    }
    if graph.units.len() > first + 1 {
        let next = kinds(first + 1, first);
        rows.push((
            "next",
            Text::of(format!("between: {next} the one before"), format!("之间：{next} 前一单元")),
        ));
    }
    for (row, (class, text)) in rows.iter().enumerate() {
        let y = 20 + row * 22;
        let color = color_of(class);
        push(&format!(
            "<path class=\"edge {class}\" d=\"M 14 {y} H 40\" stroke=\"{color}\" stroke-width=\"2\"{} fill=\"none\"/>",
            dashes_of(class)
        ));
        push(&format!(
            "<text class=\"legend\" x=\"48\" y=\"{}\" font-size=\"12\" fill=\"#535e6b\">{}</text>",
            y + 4,
            escaped(text.in_language(language))
        ));
    }
}

/// Edges are told apart by dashes, too.
fn dashes_of(class: &str) -> &'static str {
    match class {
        "bound" => " stroke-dasharray=\"6 3\"",
        "wanted" => " stroke-dasharray=\"2 3\"",
        _ => "",
    }
}

fn color_of(class: &str) -> &'static str {
    match class {
        "bound" => "#8a2c8f",
        "wanted" => "#17692f",
        _ => "#0b5cad",
    }
}

/// Every edge of the graph, each drawn once.
fn lanes(graph: &Graph, push: &mut impl FnMut(&str)) {
    let right = BOX_LEFT + BOX_WIDTH;
    for edge in &graph.edges {
        let (from, to) = (edge.from, edge.to);
        let (class, path) = match (from, to) {
            // Each goes as far as its neighbour: dashes over dashes would be a solid line.
            (from, 1) => {
                let end = if from == Graph::FIRST_ENTRY { format!(" H {BOX_LEFT}") } else { String::new() };
                let (at, above) = (middle_of(from), middle_of(from - 1));
                ("bound", format!("M {BOX_LEFT} {at} H {LEFT_LANE} V {above}{end}"))
            }
            (0, to) => {
                let is_first = to == Graph::FIRST_ENTRY;
                let above = middle_of(if is_first { 0 } else { to - 1 });
                let end = if is_first { format!(" H {right}") } else { String::new() };
                ("wanted", format!("M {right} {} H {RIGHT_LANE} V {above}{end}", middle_of(to)))
            }
            // The way back along the same lane.
            (_, 0) => continue,
            (from, to) => {
                let x = BOX_LEFT + BOX_WIDTH / 2;
                ("next", format!("M {x} {} V {}", top_of(to) + BOX_HEIGHT, top_of(from) - 2))
            }
        };
        let arrow = if class == "next" { " marker-end=\"url(#after)\"" } else { "" };
        push(&format!(
            "<path class=\"edge {class}\" d=\"{path}\" stroke=\"{}\" stroke-width=\"1.5\"{} fill=\"none\"{arrow}/>",
            color_of(class),
            dashes_of(class)
        ));
    }
}

fn boxed(
    index: usize,
    unit: &GraphUnit,
    language: Language,
    mark: Option<&Mark>,
    push: &mut impl FnMut(&str),
) {
    let (top, class) = (top_of(index), mark.map_or("plain", |mark| mark.class));
    let title = unit.title();
    let what = unit.what.in_language(language).replace('`', "");
    push(&format!("<g class=\"unit {class}\" data-unit=\"{index}\">"));
    push(&format!("<title>{}: {}</title>", escaped(&unit.unit), escaped(&what)));
    push(&format!(
        "<rect class=\"box\" x=\"{BOX_LEFT}\" y=\"{top}\" width=\"{BOX_WIDTH}\" height=\"{BOX_HEIGHT}\" rx=\"6\" \
         fill=\"#f7f8fa\" stroke=\"#828c99\" stroke-width=\"1.5\"/>"
    ));
    let (fits, size) = match mark {
        Some(mark) => (fits_beside(&mark.word), 12),
        None => (TITLE_FITS, 13),
    };
    push(&format!(
        "<text class=\"title\" x=\"{}\" y=\"{}\" font-size=\"{size}\" font-weight=\"600\" fill=\"#1a2028\">{}</text>",
        BOX_LEFT + 10,
        top + 18,
        escaped(&cut(title.in_language(language), fits))
    ));
    if let Some(mark) = mark {
        push(&format!(
            "<text class=\"state\" x=\"{}\" y=\"{}\" font-size=\"12\" text-anchor=\"end\" fill=\"#1a2028\">{} {}</text>",
            BOX_LEFT + BOX_WIDTH - 8,
            top + 18,
            mark.symbol,
            escaped(&mark.word)
        ));
    }
    push(&format!(
        "<text class=\"name\" x=\"{}\" y=\"{}\" font-size=\"11\" font-family=\"ui-monospace, monospace\" \
         fill=\"#535e6b\">{}</text>",
        BOX_LEFT + 10,
        top + 35,
        escaped(&cut(&unit.unit, UNIT_FITS - 4))
    ));
    push("</g>");
}

/// Characters of a title that fit on the line on which a state stands, too: a symbol, a blank, and its word.
fn fits_beside(word: &str) -> usize {
    // In tenths of a unit: the room between the edges, a letter of the state, and one of the title.
    const ROOM: usize = 2460;
    const STATE_LETTER: usize = 64;
    const TITLE_LETTER: usize = 71;
    ROOM.saturating_sub(STATE_LETTER * (width_of(word) + 2)) / TITLE_LETTER
}

/// How wide a letter is: those that are not Latin are twice as wide as those that are.
fn width(c: char) -> usize {
    if c.is_ascii() { 1 } else { 2 }
}

fn width_of(text: &str) -> usize {
    text.chars().map(width).sum()
}

/// As much of a name as fits; its end tells more than its middle.
fn cut(text: &str, fits: usize) -> String {
    if width_of(text) <= fits {
        return text.to_owned();
    }
    let chars: Vec<char> = text.chars().collect();
    let tail = (fits / 3).min(chars.len());
    let tail = &chars[chars.len() - tail..];
    let mut room = fits.saturating_sub(1 + tail.iter().map(|c| width(*c)).sum::<usize>());
    let mut head = String::new();
    for c in &chars {
        match room.checked_sub(width(*c)) {
            Some(left) => room = left,
            None => break,
        }
        head.push(*c);
    }
    format!("{head}…{}", tail.iter().collect::<String>())
}

/// Text as XML 1.0 takes it (2.4), in content and in attributes. Characters that XML has none of become a question mark.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => escaped.push('?'),
            c if c.is_control() => escaped.push('?'),
            c => escaped.push(c),
        }
    }
    escaped
}

const DESCRIPTION: Text = Text::new(
    "Units from top to bottom in the order in which they start; they stop from bottom to top.",
    "单元自上而下按启动顺序排列；停止时自下而上。",
);

/// The head of an arrow, whose colour is that of its line.
const ARROW: &str = "<defs><marker id=\"after\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"7\" \
                     markerHeight=\"7\" orient=\"auto\"><path class=\"arrow\" d=\"M 0 0 L 8 4 L 0 8 z\" fill=\"#0b5cad\"/></marker></defs>";
