import { hash } from "node:crypto";
import type { KeySet } from "./key-set.ts";
import type { PublicKey } from "./public-key.ts";
import { describeKeyId } from "./unusable-keys.ts";

const maxListed = 5;

/** A cluster, and where its keys come from. */
export interface KeyOwner {
  readonly name: string;
  /** The issuer of its tokens, if it is known. */
  readonly issuer?: string | undefined;
  readonly keys?: { readonly file?: string | undefined; readonly url?: string | undefined } | undefined;
}

/** A cluster whose keys are compared with those of others. */
export interface ComparedCluster {
  /** Compares the cluster's current keys. Call it each time that they are read. */
  update(keySet: KeySet): void;
  /** Whether another cluster has one of its keys, as far as the keys were read. Cheap enough to call for each request. */
  isShared(): boolean;
  /** Compares it with no other cluster any more. */
  remove(): void;
}

interface Entry {
  readonly owner: KeyOwner;
  /** What it can share, as a message says it, by its identity. */
  names: ReadonlyMap<string, string>;
  /** The last message about it. */
  reported: string | undefined;
}

/**
 * Compares the keys of clusters. Who can sign tokens of one cluster can sign tokens of every other one with the same key.
 * If their issuers have the same name too, a token of one is accepted at the other.
 */
export class SharedKeyCheck {
  readonly #onShared: (cluster: string, message: string) => void;
  /** By the identities of their keys. */
  readonly #entries = new Map<string, Set<Entry>>();

  /** @param onShared - called with the cluster and a warning, once until these keys change */
  constructor(onShared: (cluster: string, message: string) => void) {
    this.#onShared = onShared;
  }

  /**
   * Adds a cluster.
   *
   * @param keySet - its keys, if they were read already
   */
  add(owner: KeyOwner, keySet?: KeySet): ComparedCluster {
    const entry: Entry = { owner, names: new Map(), reported: undefined };
    const source = nameSource(owner);
    this.#replace(entry, [...source, ...(keySet?.usable ?? []).map(nameKey)]);
    return {
      update: ({ usable }) => this.#replace(entry, [...source, ...usable.map(nameKey)]),
      isShared: () => this.#isShared(entry),
      remove: () => this.#remove(entry),
    };
  }

  #replace(entry: Entry, names: readonly (readonly [string, string])[]): void {
    this.#remove(entry);
    entry.names = new Map(names);
    for (const identity of entry.names.keys()) {
      const entries = this.#entries.get(identity) ?? new Set();
      this.#entries.set(identity, entries.add(entry));
    }
    const message = this.#describe(entry);
    if (message !== undefined && message !== entry.reported) {
      this.#onShared(entry.owner.name, message);
    }
    entry.reported = message;
  }

  #remove(entry: Entry): void {
    for (const identity of entry.names.keys()) {
      const entries = this.#entries.get(identity);
      entries?.delete(entry);
      if (entries?.size === 0) {
        this.#entries.delete(identity);
      }
    }
    entry.names = new Map();
  }

  #isShared({ names }: Entry): boolean {
    for (const identity of names.keys()) {
      if ((this.#entries.get(identity)?.size ?? 0) > 1) {
        return true;
      }
    }
    return false;
  }

  #describe({ owner, names }: Entry): string | undefined {
    for (const [identity, what] of names) {
      const others = [...(this.#entries.get(identity) ?? [])]
        .map((entry) => entry.owner)
        .filter((other) => other !== owner);
      if (others.length > 0) {
        return describeShared(owner, others, what);
      }
    }
    return undefined;
  }
}

function describeShared(owner: KeyOwner, others: readonly KeyOwner[], what: string): string {
  const names = others.map(({ name }) => name);
  const listed = names.slice(0, maxListed).join(", ");
  const list = names.length > maxListed ? `${listed} and ${names.length - maxListed} more` : listed;
  const risk = others.some(({ issuer }) => issuer !== undefined && issuer === owner.issuer)
    ? `Tokens are accepted across clusters that also have the same issuer, ${JSON.stringify(owner.issuer)}.`
    : "Who can sign tokens of one can sign tokens of the others.";
  return `The cluster ${owner.name} shares ${what} with ${list}. ${risk} Give each cluster its own keys.`;
}

function nameSource({ issuer, keys: { file, url = issuer } = {} }: KeyOwner): [string, string][] {
  // The keys of files are compared, and not their paths.
  return file === undefined && url !== undefined ? [[`url ${url}`, `the key set of ${url}`]] : [];
}

function nameKey({ key, jwk: { kid } }: PublicKey): [string, string] {
  const fingerprint = hash("sha256", key.export({ type: "spki", format: "der" }), "base64url");
  return [`key ${fingerprint}`, `a key${describeKeyId(kid)}`];
}
