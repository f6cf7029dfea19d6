import type { Config } from "../config/config.ts";
import type { OnLogEvent } from "../logging/log-event.ts";
import { readTlsFiles, type TlsContent, type TlsFiles } from "../tls/tls-files.ts";
import { WatchedTlsFiles } from "../tls/watched-tls-files.ts";
import { listTlsFiles } from "./list-tls-files.ts";

/** TLS files that can be used, with their content. */
type ReadTls = readonly [files: TlsFiles, content: TlsContent] | undefined;

/** The watched TLS files of each listener, for those that had some at the start. */
export class ListenerTls {
  readonly listen: WatchedTlsFiles | undefined;
  readonly eksApi: WatchedTlsFiles | undefined;

  private constructor(listen: WatchedTlsFiles | undefined, eksApi: WatchedTlsFiles | undefined) {
    this.listen = listen;
    this.eksApi = eksApi;
  }

  /** @throws UnusableFileError if a file cannot be used */
  static async open(config: Config, onLogEvent: OnLogEvent): Promise<ListenerTls> {
    const [ofListen, ofEksApi] = listFiles(config);
    const listen = ofListen && (await WatchedTlsFiles.open(ofListen, onLogEvent));
    try {
      return new ListenerTls(listen, ofEksApi && (await WatchedTlsFiles.open(ofEksApi, onLogEvent)));
    } catch (error) {
      listen?.close();
      throw error;
    }
  }

  /**
   * Reads the files of a new configuration.
   *
   * @returns a function that uses them from now on, for the listeners that had TLS at the start
   * @throws UnusableFileError if a file cannot be used
   */
  async read(config: Config): Promise<() => void> {
    const [listen, eksApi] = await Promise.all(listFiles(config).map(read));
    return () => {
      use(this.listen, listen);
      use(this.eksApi, eksApi);
    };
  }

  /** Reads the files again. It never rejects. */
  async reload(): Promise<void> {
    await Promise.all([this.listen?.reload(), this.eksApi?.reload()]);
  }

  close(): void {
    this.listen?.close();
    this.eksApi?.close();
  }
}

function listFiles(config: Config): readonly [listen: TlsFiles | undefined, eksApi: TlsFiles | undefined] {
  const { eksApi, files } = config;
  return [listTlsFiles(config), eksApi && listTlsFiles({ listen: eksApi, callers: eksApi.callers, files })];
}

async function read(files: TlsFiles | undefined): Promise<ReadTls> {
  return files && [files, await readTlsFiles(files)];
}

function use(watched: WatchedTlsFiles | undefined, tls: ReadTls): void {
  if (tls !== undefined) {
    watched?.use(...tls);
  }
}
