import type { Authorities, Authority, SigningAuthority } from "./certificate-state.ts";
import type { KeyPair } from "./create-certificate.ts";
import { formatBundle, parseAuthority, parseBundle, parsePrivateKey } from "./parse-certificates.ts";

/** The data of a Secret, decoded. */
export type SecretTexts = Readonly<Record<string, string>>;

/** The authorities of a Secret, with their keys. It must not be logged. */
export interface AuthoritiesWithKeys {
  readonly authorities: Authorities;
  /** By the ID of the authority. */
  readonly keys: ReadonlyMap<string, KeyPair>;
}

/** The keys of the Secret's data. */
const names = {
  current: "ca.crt",
  currentKey: "ca.key",
  next: "next.crt",
  nextKey: "next.key",
  previous: "previous.crt",
} as const;

/** Reads the data of the Secret of the authorities. What can't be used is left out. */
export function readAuthorities(data: SecretTexts): AuthoritiesWithKeys {
  const keys = new Map<string, KeyPair>();
  const first = readGeneration(data[names.current], data[names.currentKey], keys);
  const second = readGeneration(data[names.next], data[names.nextKey], keys);
  const current = first && { ...first, canSign: keys.has(first.id) };
  // The same authority in both places is one, with the key of either.
  const next = second?.id === first?.id ? undefined : second;
  const { authorities: previous } = parseBundle(data[names.previous] ?? "");
  const content = { current, next, previous };
  const expected = formatAuthorities(content, keys);
  const isClean =
    Object.values(names).every((name) => (data[name] ?? "") === (expected[name] ?? "")) &&
    Object.keys(data).every((name) => name in expected);
  return { authorities: { ...content, isClean }, keys };
}

/**
 * Formats the data of the Secret of the authorities.
 *
 * @param keys - by the ID of the authority
 */
export function formatAuthorities(
  {
    current,
    next,
    previous,
  }: {
    readonly current: Authority | undefined;
    readonly next: Authority | undefined;
    readonly previous: readonly Authority[];
  },
  keys: ReadonlyMap<string, KeyPair>,
): SecretTexts {
  return {
    ...formatGeneration(names.current, names.currentKey, current, keys),
    ...formatGeneration(names.next, names.nextKey, next, keys),
    ...(previous.length === 0 ? {} : { [names.previous]: formatBundle(previous) }),
  };
}

function readGeneration(
  certificate = "",
  privateKey = "",
  keys: Map<string, KeyPair>,
): SigningAuthority | undefined {
  const authority = parseAuthority(certificate);
  if (authority === undefined) {
    return undefined;
  }
  const canSign = parsePrivateKey(privateKey, authority.certificate) !== undefined;
  if (canSign) {
    keys.set(authority.id, { certificate: authority.pem, privateKey });
  }
  return { ...authority, canSign };
}

function formatGeneration(
  certificateName: string,
  keyName: string,
  authority: Authority | undefined,
  keys: ReadonlyMap<string, KeyPair>,
): SecretTexts {
  if (authority === undefined) {
    return {};
  }
  const { privateKey } = keys.get(authority.id) ?? {};
  return {
    [certificateName]: formatBundle([authority]),
    ...(privateKey !== undefined && { [keyName]: privateKey }),
  };
}
