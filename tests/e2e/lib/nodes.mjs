// The demo's nodes as they are on the disk.
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";

/** The nodes that run services, in simulation. */
export const SIMULATED = ["node-a", "node-b", "node-c"];
/** The node that is a directory and gets files only. */
export const DIRECTORY = "demo-directory";

/** The snippets directory of a node. */
export function directoryOf(server, node) {
  const home = join(server.data, "demo", node);
  return node === DIRECTORY ? home : join(home, "etc", "drbd-reactor.d");
}

/** Every file on a node with its text, hidden and temporary ones too. */
export async function filesOn(server, node) {
  const directory = directoryOf(server, node);
  const names = (await readdir(directory)).sort();
  const files = names.map(async (name) => [name, await readFile(join(directory, name), "utf8")]);
  return Object.fromEntries(await Promise.all(files));
}

/** The mode of a file on a node, as `0600`. */
export async function modeOf(server, node, file) {
  const { mode } = await stat(join(directoryOf(server, node), file));
  return (mode & 0o7777).toString(8).padStart(4, "0");
}
