/** Credentials are renewed after this share of their lifetime, ... */
const renewAtShare = 2 / 3;
/** ... after this time at the latest, because the association may have changed, ... */
const renewAfterAtMostMs = 3 * 60 * 60 * 1000;
/** ... and earlier by up to this share, so that pods that started together are not renewed together. */
const jitterShare = 0.1;
/** A failed renewal is tried again after one to two times this time. */
const retryAfterMs = 60_000;
/** The most renewals that start in a second. The API counts the calls of a whole account. */
const perSecond = 3;

/** Chooses when to renew credentials. All times are in milliseconds since 1970. */
export function chooseRenewalTime(expiresAt: number, now: number): number {
  const renewAfterMs = Math.min((expiresAt - now) * renewAtShare, renewAfterAtMostMs);
  return now + renewAfterMs * (1 - Math.random() * jitterShare);
}

/** Chooses when to try a failed renewal again, in milliseconds since 1970. */
export function chooseRetryTime(now: number): number {
  return now + retryAfterMs * (1 + Math.random());
}

/** Starts renewals, at most three a second, until it is stopped. */
export class RenewalTimer {
  readonly #timer: NodeJS.Timeout;

  /** @param renewNext - renews the credentials that expire first, if any are due */
  constructor(renewNext: () => Promise<void>) {
    this.#timer = setInterval(() => void renewNext(), Math.ceil(1000 / perSecond));
    // The timer does not keep the process running.
    this.#timer.unref();
  }

  /** Starts no more renewals. */
  stop(): void {
    clearInterval(this.#timer);
  }
}
