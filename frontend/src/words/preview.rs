//! Words of the preview: its lines, and the ways to look at it.

use gateway::text::Text;

pub(crate) const LINE_SILENT: Text =
    Text::new("This line only closes what stands above it.", "此行仅用于结束上方的内容。");
pub(crate) const CLOSE_LINE: Text = Text::new("Close", "关闭");
pub(crate) const ENVIRONMENT: Text = Text::new("Environment of the unit", "单元的环境变量");
pub(crate) const FROM_FIELDS: Text = Text::new("Comes from", "来自字段");
pub(crate) const FROM_NO_FIELD: Text = Text::new("No field changes this line.", "没有字段会改变此行。");
