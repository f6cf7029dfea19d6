import type { VerifiedToken } from "../token/token-claims.ts";
import { DeniedError } from "./denied-error.ts";

/** What an entry can deny. Each has the name of its key in the file. */
export const deniedKinds = ["keyId", "tokenId", "podUid", "serviceAccount"] as const;

type DeniedKind = (typeof deniedKinds)[number];

/** One entry of a deny list. It has exactly one of the first four. */
export interface DenyEntry {
  /** The `kid` of a signing key: all tokens that were signed with it. */
  readonly keyId?: string | undefined;
  /** The `jti` of one token. */
  readonly tokenId?: string | undefined;
  /** The UID of a pod: all of its tokens. */
  readonly podUid?: string | undefined;
  /** `NAMESPACE/NAME`: the tokens of all of its pods. */
  readonly serviceAccount?: string | undefined;
  /** The cluster that it is for; by default every cluster. */
  readonly cluster?: string | undefined;
  /** Why, for the log. */
  readonly reason?: string | undefined;
}

/** Tokens that are refused although they are valid: those of pods and of callers. */
export class DenyList {
  /** The entries. */
  readonly entries: readonly DenyEntry[];
  readonly #index = new Map<string, DenyEntry>();

  constructor(entries: readonly DenyEntry[]) {
    this.entries = entries;
    for (const entry of entries) {
      for (const kind of deniedKinds) {
        const value = entry[kind];
        if (value !== undefined) {
          this.#index.set(toKey(kind, entry.cluster, value), entry);
        }
      }
    }
  }

  /**
   * @param cluster - the cluster that issued the token
   * @throws DeniedError if the token is on the list
   */
  require(cluster: string, { keyId, tokenId, pod, namespace, serviceAccount }: VerifiedToken): void {
    const values: Readonly<Record<DeniedKind, string | undefined>> = {
      keyId,
      tokenId,
      podUid: pod.uid,
      serviceAccount: `${namespace}/${serviceAccount}`,
    };
    for (const kind of deniedKinds) {
      const value = values[kind];
      if (value === undefined) {
        continue;
      }
      const entry =
        this.#index.get(toKey(kind, undefined, value)) ?? this.#index.get(toKey(kind, cluster, value));
      if (entry !== undefined) {
        throw new DeniedError(kind, value, entry.reason);
      }
    }
  }
}

/** No cluster's name has a space. */
function toKey(kind: DeniedKind, cluster = "", value: string): string {
  return `${kind} ${cluster} ${value}`;
}
