/** Reads a stream of server-sent events. */
export class EventReader implements AsyncDisposable {
  readonly #aborter: AbortController;
  readonly #events: [name: string, data: string][] = [];
  #wake = (): void => {};
  /** Is resolved when the server ends the stream. */
  readonly ended: Promise<void>;

  private constructor(body: ReadableStream<Uint8Array>, aborter: AbortController) {
    this.#aborter = aborter;
    this.ended = this.#read(body).catch(() => {});
  }

  /** Connects, and waits for the answer. */
  static async open(url: string): Promise<EventReader> {
    const aborter = new AbortController();
    const { status, body } = await fetch(url, { signal: aborter.signal });
    if (status !== 200 || body === null) {
      throw new Error(`The stream was refused with status ${status}.`);
    }
    return new EventReader(body, aborter);
  }

  /** Waits for the next event with a name. Those before it are dropped. */
  async next<Data>(name: string): Promise<Data> {
    for (;;) {
      const [found, data] = this.#events.shift() ?? [];
      if (found === undefined) {
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
      } else if (found === name && data !== undefined) {
        return JSON.parse(data);
      }
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#aborter.abort();
    await this.ended;
  }

  async #read(body: ReadableStream<Uint8Array>): Promise<void> {
    const decoder = new TextDecoder();
    let text = "";
    for await (const chunk of body) {
      text += decoder.decode(chunk, { stream: true });
      const parts = text.split("\n\n");
      text = parts.pop() ?? "";
      for (const part of parts) {
        const [, name, data] = /^event: (\w+)\ndata: (.*)$/s.exec(part) ?? [];
        if (name !== undefined && data !== undefined) {
          this.#events.push([name, data]);
        }
      }
      this.#wake();
    }
  }
}
