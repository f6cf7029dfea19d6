/** What kept a connection from being made or used. */
export type ConnectionFailureKind =
  | "refused"
  | "unreachable"
  | "silent"
  | "slow"
  | "unknown name"
  | "certificate"
  | "other protocol"
  | "broken off";

/** Why there is no answer. */
export interface ConnectionFailure {
  readonly kind: ConnectionFailureKind;
  /** What happened, as the end of a sentence that begins with the address. */
  readonly clause: string;
}

/** Tells from an error, ours or the AWS SDK's, why there is no answer. */
export function explainConnectionFailure(error: unknown): ConnectionFailure {
  const { code = "", name = "", message = "" } = error as Partial<NodeJS.ErrnoException>;
  const kind = name === "TimeoutError" ? readTimeout(message) : (kinds[code] ?? guessKind(code));
  return { kind, clause: clauses[kind].replace("CODE", code || name) };
}

const kinds: Readonly<Record<string, ConnectionFailureKind>> = {
  ECONNREFUSED: "refused",
  EHOSTUNREACH: "unreachable",
  ENETUNREACH: "unreachable",
  EADDRNOTAVAIL: "unreachable",
  EAFNOSUPPORT: "unreachable",
  EHOSTDOWN: "unreachable",
  ETIMEDOUT: "silent",
  ENOTFOUND: "unknown name",
  EAI_AGAIN: "unknown name",
};

/** The AWS SDK gives both of its time limits the same name and code. */
function readTimeout(message: string): ConnectionFailureKind {
  return /establish a connection/.test(message) ? "silent" : "slow";
}

function guessKind(code: string): ConnectionFailureKind {
  if (/CERT|SIGNED|ISSUER/.test(code)) {
    return "certificate";
  }
  return /^HPE_|SSL|EPROTO/.test(code) ? "other protocol" : "broken off";
}

const clauses: Readonly<Record<ConnectionFailureKind, string>> = {
  refused: "refuses the connection (CODE): nothing listens there.",
  unreachable: "can't be reached (CODE): no way leads to that address.",
  silent: "lets no connection come about in time: what is sent there gets lost.",
  slow: "took the connection and gave no answer in time.",
  "unknown name": "can't be reached (CODE): its name is unknown.",
  certificate: "has a certificate that isn't trusted here (CODE).",
  "other protocol": "doesn't speak the protocol of its address (CODE).",
  "broken off": "broke off the connection (CODE).",
};
