import { randomUUID } from "node:crypto";
import type { Entitlement } from "./issue-credentials.ts";

/** Names a session for whoever is entitled to it: 2 to 64 characters of `[\w+=,.@-]`. */
export type SessionNamer = (entitlement: Entitlement) => string;

/** The UUID has 36 characters and a session's name 64 at most, so cluster and pod have 10 each. */
const partLength = 10;

/**
 * Names a session of a pod's as Amazon's own service does. Each call makes another name.
 *
 * @returns `eks-CLUSTER-POD-UUID`, cluster and pod cut to 10 characters each
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
export const nameSession: SessionNamer = ({ cluster, token }) =>
  `eks-${cut(cluster.name)}-${cut(token.pod.name)}-${randomUUID()}`;

function cut(part: string): string {
  return cleanSessionName(part).slice(0, partLength);
}

/** Puts a hyphen in the place of each character that no session's name may have. */
export function cleanSessionName(text: string): string {
  return text.replaceAll(/[^\w+=,.@-]/g, "-");
}

const placeholders = new Map<string, (entitlement: Entitlement) => string>([
  ["{cluster}", ({ cluster }) => cluster.name],
  ["{namespace}", ({ token }) => token.namespace],
  ["{serviceAccount}", ({ token }) => token.serviceAccount],
  ["{pod}", ({ token }) => token.pod.name],
  ["{uuid}", () => randomUUID()],
]);
const minLength = 2;
const maxLength = 64;

/** A template of session names can't be used. */
export class SessionNameTemplateError extends Error {
  override readonly name = "SessionNameTemplateError";

  constructor(template: string, problem: string) {
    super(
      `The session name template ${JSON.stringify(template)} ${problem}. ` +
        `It may have ${[...placeholders.keys()].join(", ")}, and otherwise letters, digits and _+=,.@-`,
    );
  }
}

/**
 * Makes a namer from a template, for sessions that others should know by name: Amazon MSK, for one, lets a client
 * authenticate again under the same name alone. A name is cut to 64 characters, so what tells sessions apart should
 * come first; `{uuid}` makes each another.
 *
 * @param template - text with `{cluster}`, `{namespace}`, `{serviceAccount}`, `{pod}` and `{uuid}` in it
 * @throws SessionNameTemplateError where it is empty, or has another placeholder or character
 * @example
 * createSessionNamer("{namespace}-{serviceAccount}-{pod}"); // "shop-cart-cart-0"
 */
export function createSessionNamer(template: string): SessionNamer {
  // Splitting by a group keeps what was matched: text and placeholders take turns.
  const parts = template.split(/(\{[^{}]*\})/).filter((part) => part !== "");
  for (const part of parts) {
    checkPart(template, part);
  }
  if (parts.length === 0) {
    throw new SessionNameTemplateError(template, "is empty");
  }
  return (entitlement) => {
    const name = parts.map((part) => placeholders.get(part)?.(entitlement) ?? part).join("");
    return cleanSessionName(name).slice(0, maxLength).padEnd(minLength, "-");
  };
}

function checkPart(template: string, part: string): void {
  if (part.startsWith("{") && part.endsWith("}")) {
    if (!placeholders.has(part)) {
      throw new SessionNameTemplateError(template, `has the unknown placeholder ${JSON.stringify(part)}`);
    }
    return;
  }
  if (cleanSessionName(part) !== part) {
    throw new SessionNameTemplateError(template, "has a character that no session's name may have");
  }
}
