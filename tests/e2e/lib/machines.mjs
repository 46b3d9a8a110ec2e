// Nodes as they are: a real sshd each, with the programs of a cluster played by the package of the tests. Needs root.
import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { createInterface } from "node:readline";

const root = resolve(import.meta.dirname, "../../..");
const target = process.env.CARGO_TARGET_DIR ?? "target";
const program = resolve(root, target, "debug/machines");

const PATIENCE = 60_000;

/**
 * Starts so many nodes, called node-a and so on, and waits until they answer.
 *
 * Gives `settings`, the path of a settings file for a server; `make(fault, node)`; `run(node, ...argv)`, which runs a
 * program on a node over SSH and gives what it printed; and `stop()`.
 */
export async function startMachines(count) {
  const child = spawn(program, [String(count)], { stdio: ["pipe", "pipe", "inherit"] });
  const abandon = () => child.kill("SIGKILL");
  process.once("exit", abandon);
  const ended = new Promise((done) => child.once("close", done));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const say = async () => {
    let late;
    const timer = new Promise((_, fail) => {
      late = setTimeout(() => fail(new Error(`${program} said nothing within ${PATIENCE / 1000} s`)), PATIENCE);
    });
    const failed = new Promise((_, fail) => child.once("error", fail));
    try {
      const { value, done } = await Promise.race([lines.next(), timer, failed]);
      if (done) throw new Error(`${program} ended`);
      return value;
    } finally {
      clearTimeout(late);
    }
  };
  const stop = async () => {
    child.stdin.end();
    await ended;
    process.off("exit", abandon);
  };
  const settings = await say().catch(async (error) => {
    child.kill("SIGKILL");
    throw error;
  });
  const text = await readFile(settings, "utf8");
  const config = JSON.parse(text.match(/^ssh_config = (".*")$/m)[1]);
  return {
    settings,
    /** Makes a fault on a node, or takes one back. */
    async make(fault, node) {
      child.stdin.write(`${fault} ${node}\n`);
      const answer = await say();
      if (answer !== "ok") throw new Error(`${fault} ${node}: ${answer}`);
    },
    /** Runs a program on a node as root, and gives its output. */
    run(node, ...argv) {
      return new Promise((done, fail) => {
        const ssh = spawn("ssh", ["-F", config, "-n", "-l", "root", node, "--", ...argv], { stdio: ["ignore", "pipe", "pipe"] });
        let [out, err] = ["", ""];
        ssh.stdout.on("data", (data) => (out += data));
        ssh.stderr.on("data", (data) => (err += data));
        ssh.once("error", fail);
        ssh.once("close", (code) => (code === 0 ? done(out) : fail(new Error(`${argv.join(" ")} on ${node}: ${code}\n${err}`))));
      });
    },
    stop,
  };
}
