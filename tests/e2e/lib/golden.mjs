// The golden files: a draft, and the snippet that it gives.
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";

const directory = resolve(import.meta.dirname, "../../golden");

export async function readGolden(name) {
  const read = (suffix) => readFile(resolve(directory, `${name}.${suffix}`), "utf8");
  return { draft: JSON.parse(await read("json")), text: await read("toml") };
}
