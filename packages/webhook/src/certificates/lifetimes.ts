/** How long certificates and authorities are valid, in milliseconds. */
export interface Lifetimes {
  readonly authorityMs: number;
  readonly servingMs: number;
  /**
   * How long an authority must have been in every bundle until it signs: more than the kubelet needs to update mounted
   * ConfigMaps and Secrets, and agents and servers to read them again. Those take minutes.
   */
  readonly publicationMs: number;
  /** How far the start of a validity is in the past, for clients and replicas whose clocks are slow. */
  readonly backdatingMs: number;
}

const hour = 3_600_000;
const day = 24 * hour;

export const defaultLifetimes: Lifetimes = {
  authorityMs: 365 * day,
  servingMs: 30 * day,
  publicationMs: day,
  backdatingMs: hour,
};

/** What has a validity, in milliseconds since 1970. */
export interface Validity {
  readonly notBefore: number;
  readonly notAfter: number;
}

/** Whether a certificate is valid now. */
export function isValidAt({ notBefore, notAfter }: Validity, now: number): boolean {
  return notBefore <= now && now < notAfter;
}

/** Whether two thirds of a lifetime are over: time to renew it. */
export function isDueAt({ notBefore, notAfter }: Validity, now: number): boolean {
  return now >= notBefore + ((notAfter - notBefore) * 2) / 3;
}
