// The bundle as plain files in a folder of some web server, which knows nothing of gateways.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, resolve } from "node:path";

const dist = resolve(import.meta.dirname, "../../../dist");
const TYPES = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".wasm": "application/wasm",
};

/** Serves `dist/` below `folder`, such as `/tools/gateway/`, and nothing else. Gives `address` and `stop()`. */
export async function serveFiles(folder) {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, "http://files");
    const name = pathname === folder ? "index.html" : pathname.slice(folder.length);
    const isFile = pathname.startsWith(folder) && !name.includes("/");
    const content = isFile ? await readFile(resolve(dist, name)).catch(() => null) : null;
    response.writeHead(content ? 200 : 404, { "content-type": TYPES[extname(name)] ?? "text/plain" });
    response.end(content ?? "nothing here");
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return {
    address: `http://127.0.0.1:${server.address().port}${folder}`,
    stop: () => new Promise((done) => server.close(done)),
  };
}
