//! How well an entry fits what was typed.

/// The texts that an entry is found by, in small letters.
pub(super) struct Sought<'a> {
    /// What it is called, in each language: whoever reads one may type the other.
    pub(super) titles: [&'a str; 2],
    /// Further words, which count less.
    pub(super) also: &'a str,
}

/// The misfit of an entry, 0 where its title is what was typed; `None` where some word of it is nowhere.
///
/// `typed` is in small letters. Each of its words counts for itself, so that their order does not matter.
pub(super) fn misfit(typed: &str, sought: &Sought<'_>) -> Option<u32> {
    if sought.titles.contains(&typed.trim()) {
        return Some(0);
    }
    let mut sum = 1;
    for word in typed.split_whitespace() {
        let of_titles = sought.titles.iter().filter_map(|title| of_title(word, title)).min();
        let of_also = of_also(word, sought.also);
        sum += match (of_titles, of_also) {
            (Some(one), Some(other)) => one.min(other),
            (Some(one), None) | (None, Some(one)) => one,
            (None, None) => return None,
        };
    }
    Some(sum)
}

fn of_title(word: &str, title: &str) -> Option<u32> {
    if title.starts_with(word) {
        Some(1)
    } else if begins_a_word(word, title) {
        Some(2)
    } else if title.contains(word) {
        Some(4)
    } else if has_letters_in_order(word, title) {
        Some(9)
    } else {
        None
    }
}

fn of_also(word: &str, also: &str) -> Option<u32> {
    if begins_a_word(word, also) {
        Some(3)
    } else if also.contains(word) {
        Some(5)
    } else {
        None
    }
}

fn begins_a_word(word: &str, text: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric()).any(|each| each.starts_with(word))
}

/// Whether the letters come one after the other, with others between them: what is typed in haste, and Chinese words
/// with a name between them. One letter alone would be in everything.
fn has_letters_in_order(word: &str, title: &str) -> bool {
    let mut rest = title.chars();
    word.chars().nth(1).is_some() && word.chars().all(|letter| rest.any(|each| each == letter))
}

#[cfg(test)]
mod tests {
    use super::{Sought, misfit};

    const NODES: Sought<'_> = Sought { titles: ["nodes", "节点"], also: "" };
    const NEW: Sought<'_> = Sought { titles: ["new iscsi gateway", "新建 iscsi 网关"], also: "" };
    const R0: Sought<'_> =
        Sought { titles: ["r0", "r0"], also: "iscsi 192.168.1.100/24 iqn.2024-01.com.example:r0" };

    #[test]
    fn a_title_fits_better_than_its_beginning_and_that_better_than_its_middle() {
        let of = |typed| misfit(typed, &NODES).unwrap_or(u32::MAX);
        assert!(of("nodes") < of("no") && of("no") < of("ode") && of("ode") < of("nds"));
        assert_eq!(misfit("x", &NODES), None);
    }

    #[test]
    fn both_languages_find_an_entry_and_the_order_of_words_does_not_matter() {
        for typed in ["iscsi new", "new is", "新建网关", "网关 新建", "gateway 新建"] {
            assert!(misfit(typed, &NEW).is_some(), "{typed}");
        }
        assert_eq!(misfit("new nodes", &NEW), None);
    }

    #[test]
    fn a_gateway_is_found_by_its_address_and_its_name() {
        for typed in ["192.168.1", "example", "iscsi r0", ".100/24"] {
            assert!(misfit(typed, &R0).is_some(), "{typed}");
        }
        assert!(misfit("r0", &R0) < misfit("iscsi", &R0));
    }
}
