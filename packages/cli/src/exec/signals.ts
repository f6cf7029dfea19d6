import type { ChildProcess } from "node:child_process";
import { readFileSync } from "node:fs";

/** What is passed on. Without a listener, SIGUSR1 would open Node.js's debugger in a process that has credentials. */
const relayed = ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGUSR1", "SIGUSR2"] as const;
/** What a terminal sends to all processes in its foreground when a key is pressed. */
const keys: ReadonlySet<NodeJS.Signals> = new Set(["SIGINT", "SIGQUIT"]);

/** Takes the signals that we are sent: before there is a child they end us, and then they are the child's. */
export class SignalForwarder {
  readonly #interruption = new AbortController();
  #child: ChildProcess | undefined;
  #first: NodeJS.Signals | undefined;

  constructor() {
    for (const signal of relayed) {
      process.on(signal, this.#take);
    }
  }

  /** Is aborted by a signal that comes before there is a child. */
  get interrupted(): AbortSignal {
    return this.#interruption.signal;
  }

  /** The signal that came before there was a child. */
  get interruptedBy(): NodeJS.Signals | undefined {
    return this.#first;
  }

  /** Passes on what comes from now on. */
  forwardTo(child: ChildProcess): void {
    this.#child = child;
    if (this.#first !== undefined) {
      child.kill(this.#first);
    }
  }

  /** Leaves signals to what they do by default. */
  stop(): void {
    for (const signal of relayed) {
      process.off(signal, this.#take);
    }
  }

  readonly #take = (signal: NodeJS.Signals): void => {
    if (this.#child === undefined) {
      this.#first ??= signal;
      this.#interruption.abort();
    } else if (!keys.has(signal) || !hasTerminal()) {
      this.#child.kill(signal);
    }
  };
}

/**
 * Tells whether a terminal sends us, and so our children, what its keys mean: Ctrl-C for one.
 *
 * @see https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
 */
export function hasTerminal(): boolean {
  const stat = readOwnStat();
  if (stat === undefined) {
    return [process.stdin, process.stdout, process.stderr].some(({ isTTY }) => isTTY);
  }
  // The second field is the program's name in parentheses, and may hold anything.
  const [, , group, , , foregroundGroup] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return group === foregroundGroup;
}

/** Other systems than Linux have no such file. */
function readOwnStat(): string | undefined {
  try {
    return readFileSync("/proc/self/stat", "utf8");
  } catch {
    return undefined;
  }
}
