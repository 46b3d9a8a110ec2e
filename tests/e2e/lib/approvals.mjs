// A server whose deployments need approvals.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { withApp } from "./app.mjs";

/** Runs `steps` as `withApp` does, over the demo with the setting `approvals`. */
export async function withApprovalsNeeded(test, approvals, { page }, steps) {
  const home = await mkdtemp(join(tmpdir(), "sds-gateway-settings-"));
  const settings = join(home, "settings.toml");
  await writeFile(settings, `approvals = ${approvals}\n`);
  try {
    await withApp(test, { page, server: { arguments: ["--demo", "--config", settings] } }, steps);
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}
