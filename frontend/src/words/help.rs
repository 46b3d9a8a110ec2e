//! Words of Help.

use gateway::text::Text;

pub(crate) const HELP: Text = Text::new("Help", "帮助");
pub(crate) const HELP_WHAT: Text = Text::new(
    "Every problem that SDS Gateway reports has a code and a page here: what drbd-reactor or an agent does with it, and \
     the way out.",
    "SDS Gateway 报告的每个问题都有代码，并在此有一页说明：drbd-reactor 或代理会如何处理，以及解决办法。",
);
pub(crate) const SEARCH_HELP: Text = Text::new("Search by code or words", "按代码或文字搜索");
pub(crate) const ALL_HELP: Text = Text::new("All of Help", "全部帮助");
pub(crate) const WHY: Text = Text::new("What happens", "会发生什么");
pub(crate) const REMEDY: Text = Text::new("What helps", "解决办法");
pub(crate) const CODE: Text = Text::new("Code", "代码");
pub(crate) const NO_HELP: Text = Text::new("No help on this", "没有相关帮助");

pub(crate) fn help_on(code: &str) -> Text {
    Text::of(format!("Help on {code}"), format!("{code} 的帮助"))
}

pub(crate) fn pages_found(count: usize) -> Text {
    let en = match count {
        0 => "No page has that".to_owned(),
        1 => "1 page".to_owned(),
        _ => format!("{count} pages"),
    };
    let zh = if count == 0 { "没有找到".to_owned() } else { format!("{count} 页") };
    Text::of(en, zh)
}

pub(crate) fn no_such_code(code: &str) -> Text {
    Text::of(format!("No problem has the code `{code}`."), format!("没有代码为 `{code}` 的问题。"))
}
