import type { Authority } from "./certificate-state.ts";

/** Why something is written. */
export type ActionReason =
  /** There is none. */
  | "missing"
  /** What is there can't be used: it is not valid now, its key or a name is wrong, or it is no certificate. */
  | "unusable"
  /** Two thirds of its lifetime are over, or its authority is not the current one. */
  | "due"
  /** The next authority has been published long enough. */
  | "published"
  /** Something in it is not needed any more, or was added by hand. */
  | "outdated";

/** Replaces the content of the Secret of the authorities. */
export interface WriteAuthorities {
  readonly type: "writeAuthorities";
  readonly reason: ActionReason;
  readonly current: Authority | "create";
  readonly next: Authority | "create" | undefined;
  readonly previous: readonly Authority[];
}

/** Replaces a bundle. */
export interface PublishBundle {
  readonly type: "publishBundle";
  readonly reason: ActionReason;
  readonly bundle: string;
  readonly authorities: readonly Authority[];
  readonly publishedAt: ReadonlyMap<string, number>;
}

/** Replaces the certificate of a TLS Secret. */
export interface IssueCertificate {
  readonly type: "issueCertificate";
  readonly reason: ActionReason;
  readonly secret: string;
  readonly issuer: Authority;
}

export type Action = WriteAuthorities | PublishBundle | IssueCertificate;
