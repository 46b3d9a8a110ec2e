//! Words of Help.

use gateway::text::Text;

pub(crate) const HELP: Text = Text::new("Help", "帮助");
pub(crate) const HELP_WHAT: Text = Text::new(
    "Chapters say what gateways are made of, and why. Every problem that SDS Gateway reports has a code and a page: what \
     drbd-reactor or an agent does with it, and the way out.",
    "各章介绍网关的组成及原因。SDS Gateway 报告的每个问题都有代码和一页说明：drbd-reactor 或代理会如何处理，以及解决办法。",
);
pub(crate) const SEARCH_HELP: Text = Text::new("Search by code or words", "按代码或文字搜索");
pub(crate) const ALL_HELP: Text = Text::new("All of Help", "全部帮助");
pub(crate) const CHAPTERS: Text = Text::new("Chapters", "章节");
pub(crate) const CHAPTER: Text = Text::new("Chapter", "章节");
pub(crate) const NEXT_CHAPTER: Text = Text::new("Next chapter", "下一章");
pub(crate) const BY_PROBLEM: Text = Text::new("Problems, by topic", "按主题排列的问题");
pub(crate) const IN_DETAIL: Text = Text::new("In detail", "详细说明");
pub(crate) const NOT_THIS: Text = Text::new("Not this:", "不要这样写：");
pub(crate) const BUT_THIS: Text = Text::new("But this:", "应这样写：");
pub(crate) const LEAVE_OUT: Text = Text::new("leave it out", "省略");
pub(crate) const CODE_TO_COPY: Text = Text::new("Code to copy", "可复制的代码");
pub(crate) const PARAMETER: Text = Text::new("Parameter", "参数");
pub(crate) const DEFAULT: Text = Text::new("Default", "默认值");
pub(crate) const PARAMETER_DOES: Text = Text::new("What the agent does with it", "代理如何处理");
pub(crate) const REQUIRED: Text = Text::new("required", "必填");
pub(crate) const TYPE_TEXT: Text = Text::new("text", "文本");
pub(crate) const TYPE_WHOLE: Text = Text::new("number", "数字");
pub(crate) const TYPE_BOOLEAN: Text = Text::new("yes or no", "是或否");
pub(crate) const NEWER_THAN_4_18: Text = Text::new("newer than 4.18", "高于 4.18");
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

pub(crate) fn problems_of(topic: &Text, count: usize) -> Text {
    Text::of(format!("Problems: {} ({count})", topic.en), format!("问题：{}（{count}）", topic.zh))
}

pub(crate) fn since_version(version: &str) -> Text {
    Text::of(format!("since {version}"), format!("自 {version} 起"))
}

pub(crate) fn until_version(version: &str) -> Text {
    Text::of(format!("up to {version}"), format!("至 {version} 为止"))
}
