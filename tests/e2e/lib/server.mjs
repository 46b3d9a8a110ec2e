// The built program, started for one test on a port of its own, with a data directory of its own.
import { execFile, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";

const root = resolve(import.meta.dirname, "../../..");
const target = process.env.CARGO_TARGET_DIR ?? "target";
// `SDS_GATEWAY_BIN` lets another build be driven: a release, or one that is installed.
const program = process.env.SDS_GATEWAY_BIN ?? resolve(root, target, "debug/sds-gateway");

const PATIENCE = 30_000;

/**
 * Starts `sds-gateway serve` and waits until it says where it listens.
 *
 * `arguments` follow `serve`; `data` is a data directory that is there already, from a server before this one.
 * Gives `address`, `signInLink` (`null` where the server has an account and prints none), `data`, `output()` with all
 * that was written so far, `makeSignInLink()`, `crash()` and `stop()`.
 */
export async function startServer({ arguments: more = ["--demo"], data, environment = {} } = {}) {
  const own = data === undefined;
  data ??= await mkdtemp(join(tmpdir(), "sds-gateway-e2e-"));
  const child = spawn(program, ["serve", "--listen", "127.0.0.1:0", ...more], {
    // A settings file of whoever runs the tests must not reach them.
    cwd: data,
    env: { ...process.env, ...environment, SDS_GATEWAY_DATA: data },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = new Promise((done) => child.once("close", done));
  const lines = [];
  const end = async (signal) => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    const late = setTimeout(() => child.kill("SIGKILL"), 10_000);
    await ended;
    clearTimeout(late);
    process.off("exit", abandon);
  };
  // Whatever ends this process, the server does not outlive it.
  const abandon = () => child.kill("SIGKILL");
  process.once("exit", abandon);

  const { address, signInLink } = await new Promise((done, fail) => {
    const giveUp = (reason) => fail(new Error(`${program}: ${reason}\n${lines.join("\n")}`));
    const timer = setTimeout(giveUp, PATIENCE, `said no address within ${PATIENCE / 1000} s`);
    child.once("error", (error) => giveUp(`cannot be started: ${error.message}; has it been built?`));
    child.once("close", (code) => giveUp(`ended with ${code}`));
    let address, signInLink, soon;
    const read = (line) => {
      lines.push(line);
      address ??= line.match(/https?:\/\/(?:[\d.]+|\[[\da-f:]+\]|localhost):\d+/)?.[0];
      signInLink ??= line.match(/https?:\/\/\S+\/sign-in#\S+/)?.[0] ?? undefined;
      if (!address) return;
      clearTimeout(timer);
      clearTimeout(soon);
      // The link is printed with the address or, where there is an account already, not at all.
      if (signInLink) done({ address, signInLink });
      else soon = setTimeout(done, 500, { address, signInLink: null });
    };
    createInterface({ input: child.stdout }).on("line", read);
    createInterface({ input: child.stderr }).on("line", (line) => lines.push(line));
  }).catch(async (error) => {
    await end("SIGKILL");
    throw error;
  });

  const run = async (...command) => {
    const argv = [...command, "--listen", new URL(address).host, "--data", data];
    return (await promisify(execFile)(program, argv, { cwd: data })).stdout;
  };
  return {
    address,
    signInLink,
    data,
    output: () => lines.join("\n"),
    /** A further link, made by the command that makes one while the server runs. */
    async makeSignInLink() {
      return (await run("sign-in")).match(/https?:\/\/\S+/)[0];
    },
    /** Runs a command of the program beside the server, on the same data, and gives what it printed. */
    run,
    /** Ends it as a power cut would; the data stay. */
    crash: () => end("SIGKILL"),
    /** Ends it as `systemctl stop` would, and removes the data if they were made for it. */
    async stop() {
      await end("SIGTERM");
      if (own) await rm(data, { recursive: true, force: true });
    },
  };
}
