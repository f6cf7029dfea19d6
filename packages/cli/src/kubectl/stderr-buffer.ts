/** How long kubectl must be silent after it wrote something until it counts as waiting for the user, in milliseconds. */
const promptDelayMs = 500;

/**
 * Collects kubectl's standard error. Usually it explains a failure and is quoted in an error message. But a login
 * method may print instructions and wait: then they are shown to the user.
 */
export class StderrBuffer {
  readonly #interactive: boolean;
  readonly #maxLength: number;
  #timer: NodeJS.Timeout | undefined;
  #text = "";
  #unshown = "";

  /** @param options - `interactive`: whether there is a user to show it to; `maxLength`: only this much is kept */
  constructor(
    stream: NodeJS.ReadableStream,
    { interactive, maxLength }: { readonly interactive: boolean; readonly maxLength: number },
  ) {
    this.#interactive = interactive;
    this.#maxLength = maxLength;
    stream.setEncoding("utf8").on("data", (chunk: string) => this.#append(chunk));
  }

  get text(): string {
    return this.#text;
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #append(chunk: string): void {
    this.#text = (this.#text + chunk).slice(-this.#maxLength);
    this.#unshown = (this.#unshown + chunk).slice(-this.#maxLength);
    if (this.#interactive) {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#show(), promptDelayMs);
    }
  }

  #show(): void {
    process.stderr.write(this.#unshown);
    this.#unshown = "";
  }
}
