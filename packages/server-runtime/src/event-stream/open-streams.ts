import { OverloadedException } from "../errors/protocol-error.ts";

/** Limits how many requests have open event streams: altogether, and from one address. */
export class OpenStreams {
  readonly #max: number;
  readonly #maxPerAddress: number;
  readonly #byAddress = new Map<string, number>();
  #count = 0;

  constructor(max: number, maxPerAddress: number) {
    this.#max = max;
    this.#maxPerAddress = maxPerAddress;
  }

  /**
   * Counts a request.
   *
   * @param address - that of the client; `undefined` if the host doesn't know it
   * @returns stops counting it; only the first call has an effect
   * @throws OverloadedException if there are too many
   */
  open(address: string | undefined): () => void {
    const ofAddress = address === undefined ? 0 : (this.#byAddress.get(address) ?? 0);
    if (this.#count >= this.#max || ofAddress >= this.#maxPerAddress) {
      throw new OverloadedException();
    }
    this.#add(address, 1);
    let isOpen = true;
    return () => {
      if (isOpen) {
        isOpen = false;
        this.#add(address, -1);
      }
    };
  }

  #add(address: string | undefined, change: number): void {
    this.#count += change;
    if (address === undefined) {
      return;
    }
    const count = (this.#byAddress.get(address) ?? 0) + change;
    if (count === 0) {
      this.#byAddress.delete(address);
    } else {
      this.#byAddress.set(address, count);
    }
  }
}
