import type { ChildProcess } from "node:child_process";
import { readFileSync } from "node:fs";

/**
 * The signals to forward. Without a listener, SIGUSR1 would start Node.js's debugger in a process that has
 * credentials.
 */
const forwarded = ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGUSR1", "SIGUSR2"] as const;
/** The signals that a terminal sends to all its foreground processes when a key is pressed. */
const keySignals: ReadonlySet<NodeJS.Signals> = new Set(["SIGINT", "SIGQUIT"]);

/**
 * Handles this process's signals: before there is a program, they interrupt the start; then they are forwarded to it.
 */
export class SignalForwarder {
  readonly #interruption = new AbortController();
  #child: ChildProcess | undefined;
  #first: NodeJS.Signals | undefined;

  constructor() {
    for (const signal of forwarded) {
      process.on(signal, this.#handle);
    }
  }

  /** Aborted by a signal that arrives before there is a program. */
  get interrupted(): AbortSignal {
    return this.#interruption.signal;
  }

  /** The first signal that arrived before there was a program. */
  get interruptedBy(): NodeJS.Signals | undefined {
    return this.#first;
  }

  /** Forwards signals to a program from now on. */
  forwardTo(child: ChildProcess): void {
    this.#child = child;
    if (this.#first !== undefined) {
      child.kill(this.#first);
    }
  }

  stop(): void {
    for (const signal of forwarded) {
      process.off(signal, this.#handle);
    }
  }

  readonly #handle = (signal: NodeJS.Signals): void => {
    if (this.#child === undefined) {
      this.#first ??= signal;
      this.#interruption.abort();
    } else if (!keySignals.has(signal) || !hasTerminal()) {
      this.#child.kill(signal);
    }
  };
}

/**
 * Whether a terminal sends the signals of its keys, such as Ctrl-C, to this process, and so to its children as well.
 *
 * @see https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
 */
function hasTerminal(): boolean {
  const stat = readProcessStat();
  if (stat === undefined) {
    return [process.stdin, process.stdout, process.stderr].some(({ isTTY }) => isTTY);
  }
  // The second field is the program's name in parentheses, which can contain anything.
  const [, , group, , , foregroundGroup] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return group === foregroundGroup;
}

/** @returns undefined on systems other than Linux, which have no such file */
function readProcessStat(): string | undefined {
  try {
    return readFileSync("/proc/self/stat", "utf8");
  } catch {
    return undefined;
  }
}
