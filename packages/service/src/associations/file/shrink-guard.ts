import type { FilePermissions } from "../../files/read-file.ts";
import { watchFile } from "../../files/watch-file.ts";
import type { OnLogEvent } from "../../logging/log-event.ts";
import { findRecord, isRecorded, minGuardedAssociations, readRecord } from "./change-record.ts";
import type { FileAssociations } from "./file-associations.ts";

/** The associations of a file, and the digest of its content. */
export interface LoadedFile {
  readonly associations: FileAssociations;
  readonly digest: string;
}

interface HeldChange {
  readonly current: LoadedFile;
  next: LoadedFile;
  /** The record of the file's changes; undefined if it was not found. */
  readonly record: string | undefined;
  readonly stop: () => void;
}

/** Options of a {@link ShrinkGuard}. */
export interface ShrinkGuardOptions {
  /** How long a change is held back, in seconds; 0 to hold back none. */
  readonly graceSeconds: number;
  readonly permissions: FilePermissions;
  /** Called when a change that is held back must be applied. */
  readonly onRelease: (next: LoadedFile) => void;
  readonly onLogEvent: OnLogEvent;
}

/**
 * Holds back a change of an association file that loses more than half of at least 20 associations. Another tool may have
 * truncated the file, and without an association pods lose their credentials. Changes by our commands and confirmed ones
 * are not held back.
 */
export class ShrinkGuard {
  readonly #path: string;
  readonly #options: ShrinkGuardOptions;
  #held: HeldChange | undefined;

  constructor(path: string, options: ShrinkGuardOptions) {
    this.#path = path;
    this.#options = options;
  }

  /** Whether a change is held back. */
  get isHolding(): boolean {
    return this.#held !== undefined;
  }

  /**
   * Checks a changed file.
   *
   * @returns whether it is held back; otherwise it can be used, and an earlier change is not held back any longer
   */
  async holds(current: LoadedFile, next: LoadedFile): Promise<boolean> {
    const [before, after] = [current.associations.size, next.associations.size];
    if (this.#options.graceSeconds === 0 || !isShrunk(current, next)) {
      if (this.drop()) {
        this.#log("info", "associations_restored", `${this.#path} has ${after} associations again.`);
      }
      return false;
    }
    this.#held ??= await this.#startWaiting(current, next);
    // The time goes on, so that a file that keeps changing is applied too.
    this.#held.next = next;
    if (await this.#isIntended(this.#held)) {
      this.drop();
      return false;
    }
    this.#log(
      "warn",
      "associations_held",
      `${this.#path} has ${after} associations instead of ${before}, and may be truncated. The previous ones stay in use for ${this.#options.graceSeconds} s. If the change is intended, run eks-auth association confirm, or send SIGHUP to the service. Otherwise restore the file.`,
    );
    return true;
  }

  /** Accepts a file that the operator has reloaded. */
  accept(current: LoadedFile, next: LoadedFile): void {
    if (this.drop() && isShrunk(current, next)) {
      this.#logShrunk(current, next, "it was reloaded");
    }
  }

  /**
   * Stops holding back a change, which is not applied.
   *
   * @returns whether there was one
   */
  drop(): boolean {
    const held = this.#held;
    this.#held = undefined;
    held?.stop();
    return held !== undefined;
  }

  async #startWaiting(current: LoadedFile, next: LoadedFile): Promise<HeldChange> {
    const { graceSeconds } = this.#options;
    const record = await findRecord(this.#path);
    const stopWatching = record && (await watchFile(record, () => void this.#checkRecord()));
    const timer = setTimeout(() => this.#release(`${graceSeconds} s are over`), graceSeconds * 1000).unref();
    return {
      current,
      next,
      record,
      stop() {
        clearTimeout(timer);
        if (stopWatching) {
          stopWatching();
        }
      },
    };
  }

  async #checkRecord(): Promise<void> {
    const held = this.#held;
    if (held !== undefined && (await this.#isIntended(held)) && this.#held === held) {
      this.#release("the change was confirmed");
    }
  }

  async #isIntended({ record, current, next }: HeldChange): Promise<boolean> {
    return (
      record !== undefined &&
      isRecorded(
        await readRecord(record, "changeRecord", this.#options.permissions),
        current.digest,
        next.digest,
      )
    );
  }

  #release(reason: string): void {
    const held = this.#held;
    if (held !== undefined) {
      this.drop();
      this.#logShrunk(held.current, held.next, reason);
      this.#options.onRelease(held.next);
    }
  }

  #logShrunk(current: LoadedFile, next: LoadedFile, reason: string): void {
    const [before, after] = [current.associations.size, next.associations.size];
    this.#log(
      "warn",
      "associations_shrunk",
      `${this.#path} is applied with ${after} associations instead of ${before}: ${reason}.`,
    );
  }

  #log(...[level, code, message]: LogArguments): void {
    this.#options.onLogEvent({ level, code, message });
  }
}

type LogArguments = [
  level: "info" | "warn",
  code: "associations_held" | "associations_restored" | "associations_shrunk",
  message: string,
];

function isShrunk(current: LoadedFile, next: LoadedFile): boolean {
  const before = current.associations.size;
  return before >= minGuardedAssociations && next.associations.size * 2 < before;
}
