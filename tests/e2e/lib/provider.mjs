// Another server that knows who people are: a certified OpenID Connect provider, on loopback, for one test.
import { generateKeyPairSync, randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import { Provider } from "oidc-provider";

const CALLBACK = "/api/v1/session/oidc/callback";

/**
 * Starts a provider that knows `people`: an object of names with the groups of each, which a test may change meanwhile.
 *
 * It takes any password. Gives `issuer`, `settings` (the tables of `sds-gateway.toml`), `admit(address)`, which makes the
 * provider know the server there, `keepNext()`, which gives the next callback's address in place of sending anybody
 * there, and `stop()`. Until a server is admitted it answers nothing, as one that is down.
 */
export async function startProvider(people, { secret } = {}) {
  let answer = (_, response) => response.writeHead(503).end();
  const listener = createServer((request, response) => answer(request, response));
  listener.listen(0, "127.0.0.1");
  await once(listener, "listening");
  const issuer = `http://127.0.0.1:${listener.address().port}`;
  let keep;
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const client = {
    client_id: "sds-gateway",
    token_endpoint_auth_method: secret === undefined ? "none" : "client_secret_basic",
    ...(secret === undefined ? {} : { client_secret: secret }),
    grant_types: ["authorization_code"],
    response_types: ["code"],
  };
  return {
    issuer,
    settings: `[oidc]
name = "Company login"
issuer = "${issuer}"
client_id = "sds-gateway"
${secret === undefined ? "" : 'client_secret_file = "client-secret"\n'}
[oidc.roles]
admin = ["storage-admins"]
operator = ["storage-operators"]
reviewer = ["storage-reviewers"]
viewer = ["everybody"]
`,
    admit(address) {
      const provider = new Provider(issuer, {
        clients: [{ ...client, redirect_uris: [`${address}${CALLBACK}`] }],
        claims: { openid: ["sub"], profile: ["preferred_username", "groups"] },
        cookies: { keys: [randomUUID()] },
        jwks: { keys: [{ ...privateKey.export({ format: "jwk" }), use: "sig", alg: "RS256" }] },
        ttl: { AccessToken: 600, AuthorizationCode: 60, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
        findAccount: (_, name) =>
          name in people && {
            accountId: name,
            claims: () => ({ sub: `id-of-${name}`, preferred_username: name, groups: people[name] }),
          },
      });
      provider.use(async (context, next) => {
        await next();
        const there = context.response.get("location");
        if (keep === undefined || !there?.startsWith(`${address}${CALLBACK}`)) return;
        context.remove("location");
        context.status = 200;
        context.body = "kept";
        keep(there);
        keep = undefined;
      });
      answer = provider.callback();
    },
    keepNext() {
      return new Promise((resolve) => {
        keep = resolve;
      });
    },
    stop() {
      listener.closeAllConnections();
      listener.close();
    },
  };
}

/** Signs in at the provider's pages and agrees to what they ask. */
export async function agree(page, name) {
  await page.getByPlaceholder("Enter any login").fill(name);
  await page.getByPlaceholder("and password").fill("any will do");
  await page.getByRole("button", { name: "Sign-in" }).click();
  await page.getByRole("button", { name: "Continue" }).click();
}
