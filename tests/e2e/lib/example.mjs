// The builder with the complete example of a kind in it.
import { withApp } from "./app.mjs";
import { Builder } from "../pages/builder.mjs";
import { signIn } from "../pages/sign-in.mjs";

/** Runs `steps` with `{ page, builder }`. */
export const withExample = (test, kind, steps) =>
  withApp(test, {}, async ({ server, page }) => {
    await signIn(page, server.signInLink);
    const builder = new Builder(page);
    await builder.openExample(kind);
    await builder.isComplete();
    await steps({ page, builder });
  });
