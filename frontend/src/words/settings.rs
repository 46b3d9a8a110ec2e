//! Words of the settings, and of the installation as one archive.

use gateway::text::Text;

pub(crate) const SETTINGS: Text = Text::new("Settings", "设置");
pub(crate) const SETTINGS_HOW: Text = Text::new(
    "The server reads its settings from arguments, environment and `sds-gateway.toml` when it starts.",
    "服务器启动时从命令行参数、环境变量和 `sds-gateway.toml` 读取设置。",
);
pub(crate) const APPROVALS_NEEDED: Text = Text::new("Approvals that a deployment needs", "部署所需的批准数");
pub(crate) const COMPANY_LOGIN: Text =
    Text::new("Company login (OpenID Connect)", "公司登录（OpenID Connect）");
pub(crate) const NOT_SET_UP: Text = Text::new("not set up", "未设置");
pub(crate) const CLUSTER: Text = Text::new("Cluster", "集群");
pub(crate) const CLUSTER_SIMULATED: Text = Text::new("simulated (demo)", "模拟（演示）");
pub(crate) const CLUSTER_REAL: Text = Text::new("real", "真实");

pub(crate) const ARCHIVE_EXPORT: Text = Text::new("Export the installation", "导出系统");
pub(crate) const ARCHIVE_EXPORT_HOW: Text = Text::new(
    "One file with all gateways and their secrets, revisions, deployments, accounts and the audit log, sealed with a \
     passphrase. Nobody opens it without; keep the two apart.",
    "一个文件，包含所有网关及其密码、修订、部署、账户和审计日志，并用口令加密。没有口令无法打开；请将二者分开保存。",
);
pub(crate) const ARCHIVE_EXPORT_NOW: Text = Text::new("Export", "导出");
pub(crate) const ARCHIVE_EXPORTING: Text = Text::new("Exporting…", "正在导出…");
pub(crate) const PASSPHRASE: Text = Text::new("Passphrase", "口令");
pub(crate) const PASSPHRASE_AGAIN: Text = Text::new("Passphrase again", "再次输入口令");
pub(crate) const ARCHIVE_IMPORT: Text = Text::new("Import an installation", "导入系统");
pub(crate) const ARCHIVE_IMPORT_HOW: Text = Text::new(
    "An exported file takes the place of everything here. Only a server without gateways takes one.",
    "导出的文件将取代此处的全部内容。只有尚无网关的服务器才接受导入。",
);
pub(crate) const ARCHIVE_FILE: Text = Text::new("File", "文件");
pub(crate) const ARCHIVE_IMPORT_NOW: Text = Text::new("Import", "导入");
pub(crate) const ARCHIVE_IMPORT_TITLE: Text = Text::new("Replace everything here?", "取代此处的全部内容？");
pub(crate) const ARCHIVE_IMPORT_LOSES: Text = Text::new(
    "Accounts, tokens and the audit log of this server are replaced by those of the file, and everybody has to sign in \
     again with an account of the file.",
    "本服务器的账户、令牌和审计日志将被文件中的内容取代，所有人都必须使用文件中的账户重新登录。",
);
pub(crate) const ARCHIVE_IMPORT_CONFIRM: Text = Text::new("Import and replace", "导入并取代");
