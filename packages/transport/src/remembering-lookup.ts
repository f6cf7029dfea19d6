import { type LookupAddress, type LookupOptions, lookup } from "node:dns";
import type { LookupFunction } from "node:net";

/** How long a known host waits for DNS. Connecting must leave time for the request. */
const patienceMs = 200;
/** More hosts than an installation calls. */
const maxHosts = 1_000;

type Answer = string | LookupAddress[];
type Callback = (error: NodeJS.ErrnoException | null, address: Answer, family?: number | undefined) => void;
type Lookup = (hostname: string, options: LookupOptions, callback: Callback) => void;

/** What DNS said last of a host. */
interface Host {
  answer?: readonly [address: Answer, family: number | undefined];
  /** Who waits for the answer; undefined if DNS is not asked now. */
  waiting?: Set<Callback> | undefined;
}

/**
 * Creates a lookup for connections that works while DNS does not: if there is no answer in 200 ms, or an error, it uses the
 * last addresses of that host. A server with another address's certificate is refused by TLS as ever.
 *
 * DNS is asked once at a time for each host, because each question occupies one of the process's four threads for files and
 * DNS, for many seconds while DNS is away.
 *
 * @param resolve - asks DNS; by default as the system does
 */
export function createRememberingLookup(resolve: Lookup = lookup as Lookup): LookupFunction {
  const hosts = new Map<string, Host>();

  function hostOf(key: string): Host {
    const host = hosts.get(key) ?? {};
    hosts.delete(key);
    hosts.set(key, host);
    const [oldest = key] = hosts.keys();
    if (hosts.size > maxHosts) {
      hosts.delete(oldest);
    }
    return host;
  }

  return (hostname, options, callback) => {
    const host = hostOf(JSON.stringify([hostname, options.family, options.hints, options.all]));
    const timer = setTimeout(() => {
      if (host.answer !== undefined) {
        host.waiting?.delete(reply);
        callback(null, ...host.answer);
      }
    }, patienceMs);
    function reply(...result: Parameters<Callback>): void {
      clearTimeout(timer);
      callback(...result);
    }
    if (host.waiting !== undefined) {
      host.waiting.add(reply);
      return;
    }
    host.waiting = new Set([reply]);
    resolve(hostname, options, (error, address, family) => {
      if (error === null) {
        host.answer = [address, family];
      }
      const { waiting = [] } = host;
      host.waiting = undefined;
      for (const waiter of waiting) {
        if (host.answer === undefined) {
          waiter(error, address, family);
        } else {
          waiter(null, ...host.answer);
        }
      }
    });
  };
}

/** The lookup of this process. */
export const rememberingLookup: LookupFunction = createRememberingLookup();
