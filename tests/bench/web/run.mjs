// Measures the app as a user meets it, in Chromium, against the server that `SDS_GATEWAY_BIN` names: a release.
import { measureEditing } from "./editing.mjs";
import { measureLoading } from "./loading.mjs";
import { measureScrolling } from "./scrolling.mjs";
import { openApp } from "./app.mjs";
import { print } from "./table.mjs";

const app = await openApp();
try {
  console.log(`Chromium ${app.browser.version()}\n`);
  print("the list of 200 gateways, first visit", await measureLoading(app));
  print("a keystroke in the builder", await measureEditing(app));
  print("scrolling through 10,000 gateways", await measureScrolling(app));
} finally {
  await app.close();
}
