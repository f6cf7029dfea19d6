import { isDeepStrictEqual } from "node:util";
import { watchFile } from "../files/watch-file.ts";
import type { OnLogEvent } from "../logging/log-event.ts";
import { readTlsFiles, type TlsContent, type TlsFiles } from "./tls-files.ts";

/** Receives new content of a server's TLS files. */
export type OnTlsContent = (content: TlsContent) => void;

/**
 * The TLS files of a server, which are read again when they change. If new content can't be used, the old one stays in
 * use, and the log says so.
 */
export class WatchedTlsFiles {
  readonly #onLogEvent: OnLogEvent;
  #files: TlsFiles;
  #content: TlsContent;
  #onContent: OnTlsContent | undefined;
  /** Why the newest content is not in use; undefined if it is. */
  #rejection: string | undefined;
  #isClosed = false;
  #stopWatching: readonly (() => void)[] = [];
  /** One at a time, so that a slow earlier reading cannot undo a later one. */
  #reading: Promise<void> = Promise.resolve();

  private constructor(files: TlsFiles, content: TlsContent, onLogEvent: OnLogEvent) {
    this.#files = files;
    this.#content = content;
    this.#onLogEvent = onLogEvent;
  }

  /**
   * Reads the files and watches them.
   *
   * @throws UnusableFileError if one of them cannot be used
   */
  static async open(files: TlsFiles, onLogEvent: OnLogEvent): Promise<WatchedTlsFiles> {
    const opened = new WatchedTlsFiles(files, await readTlsFiles(files), onLogEvent);
    await opened.#watch();
    // A change since they were read is not seen by the watch.
    await opened.reload();
    return opened;
  }

  /** The files in use. */
  get files(): TlsFiles {
    return this.#files;
  }

  /** The content in use. */
  get content(): TlsContent {
    return this.#content;
  }

  /** Sets what receives new content, and calls it with the present one. It must not throw. */
  subscribe(onContent: OnTlsContent): void {
    this.#onContent = onContent;
    onContent(this.#content);
  }

  /** Reads the files again, and logs the result if the content has changed or can't be used. It never rejects. */
  reload(): Promise<void> {
    this.#reading = this.#reading.then(() => this.#read());
    return this.#reading;
  }

  /** Uses other files from now on, at once. @param content - what was read from them */
  use(files: TlsFiles, content: TlsContent): void {
    if (isDeepStrictEqual(files, this.#files)) {
      return;
    }
    this.#files = files;
    this.#apply(content);
    // A change since they were read is not seen by the watch.
    this.#reading = this.#reading.then(() => this.#watch()).then(() => this.#read());
  }

  /** Stops watching. */
  close(): void {
    this.#isClosed = true;
    this.#stopAll();
  }

  async #read(): Promise<void> {
    const files = this.#files;
    try {
      const content = await readTlsFiles(files);
      // Others can be in use since then.
      if (files === this.#files) {
        this.#apply(content);
      }
    } catch (error) {
      const { message } = error as Error;
      // Each of the files reports a change of all of them.
      if (message !== this.#rejection && files === this.#files && !this.#isClosed) {
        this.#rejection = message;
        const text = `The old TLS certificates stay in use: ${message}`;
        this.#onLogEvent({ level: "error", code: "tls_rejected", message: text });
      }
    }
  }

  #apply(content: TlsContent): void {
    if (this.#isClosed || (isSame(content, this.#content) && this.#rejection === undefined)) {
      return;
    }
    this.#rejection = undefined;
    this.#content = content;
    const list = content.expiries.map(({ file, expiresAt }) => `${file} until ${expiresAt.toISOString()}`);
    this.#onLogEvent({
      level: "info",
      code: "tls_reloaded",
      message: `The TLS certificates were reloaded. They are valid: ${list.join(", ")}.`,
    });
    this.#onContent?.(content);
  }

  async #watch(): Promise<void> {
    this.#stopAll();
    const { certificateFile, keyFile, callersCaFile } = this.#files;
    const paths = [certificateFile, keyFile, ...(callersCaFile === undefined ? [] : [callersCaFile])];
    const reload = (): void => void this.reload();
    this.#stopWatching = await Promise.all(paths.map((path) => watchFile(path, reload)));
    if (this.#isClosed) {
      this.#stopAll();
    }
  }

  #stopAll(): void {
    for (const stop of this.#stopWatching) {
      stop();
    }
    this.#stopWatching = [];
  }
}

function isSame(one: TlsContent, other: TlsContent): boolean {
  return (
    one.server.chain === other.server.chain &&
    one.server.privateKey.equals(other.server.privateKey) &&
    isDeepStrictEqual(one.callers, other.callers)
  );
}
