import type { ServerResponse } from "node:http";

/** Each open page has one stream. */
const maxStreams = 8;

/** Keeps a stream open through servers that close idle connections, and finds pages that are gone. */
const heartbeatMs = 15_000;

/** A page that does not read loses its stream, and gets everything again when it connects. In bytes. */
const maxUnreadBytes = 8 * 2 ** 20;

/** Streams of server-sent events, one for each open page. */
export class EventStreams {
  readonly #streams = new Set<ServerResponse>();
  #heartbeat: NodeJS.Timeout | undefined;

  /** Whether there is room for one more. */
  get hasRoom(): boolean {
    return this.#streams.size < maxStreams;
  }

  /** Begins a stream with an event. @param json - its data */
  open(response: ServerResponse, name: string, json: string): void {
    response.writeHead(200, { "content-type": "text/event-stream" });
    this.#streams.add(response);
    response.on("close", () => this.#remove(response));
    response.write(formatEvent(name, json));
    this.#heartbeat ??= setInterval(() => this.#send(": still here\n\n"), heartbeatMs).unref();
  }

  /** Sends an event to all pages. @param json - its data */
  send(name: string, json: string): void {
    this.#send(formatEvent(name, json));
  }

  /** Ends all streams. */
  close(): void {
    for (const stream of this.#streams) {
      stream.destroy();
    }
  }

  #send(text: string): void {
    for (const stream of this.#streams) {
      if (stream.writableLength > maxUnreadBytes) {
        stream.destroy();
      } else {
        stream.write(text);
      }
    }
  }

  #remove(response: ServerResponse): void {
    this.#streams.delete(response);
    if (this.#streams.size === 0) {
      clearInterval(this.#heartbeat);
      this.#heartbeat = undefined;
    }
  }
}

/** JSON has no line break. */
function formatEvent(name: string, json: string): string {
  return `event: ${name}\ndata: ${json}\n\n`;
}
