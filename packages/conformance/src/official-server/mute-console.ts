import { Console } from "node:console";
import { Writable } from "node:stream";

/**
 * Does some work while nothing that writes to the console is seen: the official server reports each of its coercions
 * and each error there.
 */
export async function muteConsole<T>(work: () => Promise<T>): Promise<T> {
  const seen = globalThis.console;
  globalThis.console = new Console(new Writable({ write: (_chunk, _encoding, done) => done() }));
  try {
    return await work();
  } finally {
    globalThis.console = seen;
  }
}
