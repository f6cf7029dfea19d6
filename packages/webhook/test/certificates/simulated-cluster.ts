import type { Action } from "../../src/certificates/actions.ts";
import type {
  Authority,
  CertificateState,
  IssuedCertificate,
  SigningAuthority,
} from "../../src/certificates/certificate-state.ts";
import { isValidAt, type Lifetimes } from "../../src/certificates/lifetimes.ts";
import { planCertificates } from "../../src/certificates/plan.ts";

type ObjectName = string;

/** What clients trusted from a time on. */
interface Publication {
  readonly bundle: string;
  readonly at: number;
  readonly ids: ReadonlySet<string>;
}

/** What a server could show from a time on. */
interface Served {
  readonly secret: string;
  readonly at: number;
  readonly certificate: IssuedCertificate;
}

/**
 * The objects of certificates without their cryptography, with the versions of an API server, and the history of what clients trust
 * and servers show. Real objects with real certificates are tested with the manager.
 */
export class SimulatedCluster {
  now = 1_800_000_000_000;
  state: CertificateState;
  /** How many writes were made. */
  writes = 0;
  readonly #lifetimes: Lifetimes;
  readonly #versions = new Map<ObjectName, number>();
  readonly #publications: Publication[] = [];
  readonly #served: Served[] = [];
  #created = 0;

  constructor(lifetimes: Lifetimes, bundles: readonly string[], secrets: readonly string[]) {
    this.#lifetimes = lifetimes;
    this.state = {
      authorities: { current: undefined, next: undefined, previous: [], isClean: true },
      bundles: bundles.map((name) => ({ name, authorities: [], isClean: true, publishedAt: new Map() })),
      servingSecrets: secrets.map((name) => ({ name, certificate: undefined })),
    };
  }

  /** Reads as a replica does, and returns what writes it: its first action, if the object is still the same. */
  read(): { readonly actions: readonly Action[]; write(action: Action): boolean } {
    const versions = new Map(this.#versions);
    const actions = planCertificates(this.state, this.now, this.#lifetimes);
    return {
      actions,
      write: (action) => {
        const name = nameOf(action);
        if (versions.get(name) !== this.#versions.get(name)) {
          return false;
        }
        this.#apply(action);
        return true;
      },
    };
  }

  /** Changes an object, as a person or another program does. */
  edit(name: ObjectName, change: (state: CertificateState) => CertificateState): void {
    this.state = change(this.state);
    this.#touch(name);
  }

  /** Writes what is due until nothing is. @returns the number of steps @throws Error if it does not end */
  settle(): number {
    for (let step = 0; step < 20; step += 1) {
      const { actions, write } = this.read();
      const [action] = actions;
      if (action === undefined) {
        return step;
      }
      write(action);
    }
    throw new Error(`It does not settle: ${JSON.stringify(this.read().actions)}`);
  }

  createAuthority(): SigningAuthority {
    this.#created += 1;
    const id = `ca${this.#created}`;
    const notBefore = this.now - this.#lifetimes.backdatingMs;
    return { id, pem: id, notBefore, notAfter: this.now + this.#lifetimes.authorityMs, canSign: true };
  }

  /**
   * Finds a client that refuses a server.
   *
   * @param lateMs - how long ago a client could have read its bundle
   * @param slowMs - how long a server can show a certificate that was replaced
   */
  findRefusal(lateMs: number, slowMs: number): string | undefined {
    const trusted = inForce(this.#publications, "bundle", this.now - lateMs);
    for (const { certificate, secret } of inForce(this.#served, "secret", this.now - slowMs)) {
      if (!isValidAt(certificate, this.now)) {
        return `${secret} shows a certificate that is not valid`;
      }
      const refusing = trusted.find(({ ids }) => !ids.has(certificate.issuerId));
      if (refusing !== undefined) {
        return `${refusing.bundle} of ${this.now - refusing.at} ms ago does not have ${certificate.issuerId} of ${secret}`;
      }
    }
    return undefined;
  }

  #apply(action: Action): void {
    this.writes += 1;
    const { state } = this;
    if (action.type === "writeAuthorities") {
      const known = [state.authorities.current, state.authorities.next];
      const resolve = (one: Authority | "create" | undefined): SigningAuthority | undefined =>
        one === "create"
          ? this.createAuthority()
          : known.find((other) => other?.id === one?.id && one !== undefined);
      const [current, next] = [resolve(action.current), resolve(action.next)];
      this.state = { ...state, authorities: { current, next, previous: action.previous, isClean: true } };
    } else if (action.type === "publishBundle") {
      const { bundle: name, authorities, publishedAt } = action;
      const written = { name, authorities, publishedAt, isClean: true };
      this.state = { ...state, bundles: state.bundles.map((one) => (one.name === name ? written : one)) };
      this.#publications.push({ bundle: name, at: this.now, ids: new Set(authorities.map(({ id }) => id)) });
    } else {
      const certificate = {
        issuerId: action.issuer.id,
        notBefore: this.now - this.#lifetimes.backdatingMs,
        notAfter: Math.min(this.now + this.#lifetimes.servingMs, action.issuer.notAfter),
      };
      const replace = (secret: (typeof state.servingSecrets)[number]) =>
        secret.name === action.secret ? { ...secret, certificate } : secret;
      this.state = { ...state, servingSecrets: state.servingSecrets.map(replace) };
      this.#served.push({ secret: action.secret, at: this.now, certificate });
    }
    this.#touch(nameOf(action));
  }

  #touch(name: ObjectName): void {
    this.#versions.set(name, (this.#versions.get(name) ?? 0) + 1);
  }
}

function nameOf(action: Action): ObjectName {
  switch (action.type) {
    case "writeAuthorities":
      return "authorities";
    case "publishBundle":
      return action.bundle;
    case "issueCertificate":
      return action.secret;
  }
}

/** Of each name: the entry that was in force at a time, and all later ones. */
function inForce<Name extends string, T extends { readonly at: number } & Record<Name, string>>(
  history: readonly T[],
  name: Name,
  since: number,
): readonly T[] {
  return history.filter(
    (entry, index) =>
      entry.at > since ||
      !history.slice(index + 1).some((later) => later[name] === entry[name] && later.at <= since),
  );
}
