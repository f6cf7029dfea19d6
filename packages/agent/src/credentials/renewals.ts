import type { CredentialStore } from "./credential-store.ts";

/** How many renewals begin in a second, at most: the API counts the calls of a whole account. */
const perSecond = 3;

/** Renews the credentials of a store ahead of their end, until it is stopped. */
export class Renewals {
  readonly #timer: NodeJS.Timeout;

  constructor(store: CredentialStore) {
    this.#timer = setInterval(() => void store.renewNext(), Math.ceil(1000 / perSecond));
    // It alone is no reason for the process to stay.
    this.#timer.unref();
  }

  /** Begins no more renewals. */
  stop(): void {
    clearInterval(this.#timer);
  }
}
