import { randomUUID } from "node:crypto";
import { CodedError } from "@eks-auth/server-runtime/coded-error";
import type { Entitlement } from "./session-request.ts";

/** Creates the name of a pod's session: 2 to 64 of `[\w+=,.@-]`. */
export type SessionNamer = (entitlement: Entitlement) => string;

const minLength = 2;
const maxLength = 64;

/** The UUID has 36 of the 64 characters, so cluster and pod get 10 each. */
const partLength = 10;

/**
 * Creates a session name as Amazon's service does. Each call returns another name.
 *
 * @returns `eks-CLUSTER-POD-UUID`, cluster and pod cut to 10 characters each
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
export const createSessionName: SessionNamer = ({ cluster, token }) =>
  `eks-${cut(cluster.name)}-${cut(token.pod.name)}-${randomUUID()}`;

function cut(part: string): string {
  return cleanSessionName(part).slice(0, partLength);
}

function cleanSessionName(text: string): string {
  return text.replaceAll(/[^\w+=,.@-]/g, "-");
}

const placeholders = new Map<string, (entitlement: Entitlement) => string>([
  ["{cluster}", ({ cluster }) => cluster.name],
  ["{namespace}", ({ token }) => token.namespace],
  ["{serviceAccount}", ({ token }) => token.serviceAccount],
  ["{pod}", ({ token }) => token.pod.name],
  ["{uuid}", () => randomUUID()],
]);

/** A template of session names is not valid. */
export class SessionNameTemplateError extends CodedError {
  static override readonly brand: string = "@eks-auth/service/SessionNameTemplateError";
  override readonly name = "SessionNameTemplateError";
  readonly code = "session_name_template_invalid";

  constructor(template: string, problem: string) {
    super(
      `The session name template ${JSON.stringify(template)} ${problem}. ` +
        `It can have ${[...placeholders.keys()].join(", ")}, and otherwise letters, digits and _+=,.@-`,
    );
  }
}

/**
 * Creates a namer from a template, for services that identify a session by its name: Amazon MSK lets a client
 * authenticate again only under the same name. Names are cut to 64 characters, so put what distinguishes sessions first.
 * With `{uuid}` every name is different.
 *
 * @param template - text with `{cluster}`, `{namespace}`, `{serviceAccount}`, `{pod}` and `{uuid}`
 * @throws SessionNameTemplateError if it is empty, or has another placeholder or a character that is not allowed
 * @example
 * createSessionNamer("{namespace}-{serviceAccount}-{pod}"); // "shop-cart-cart-0"
 */
export function createSessionNamer(template: string): SessionNamer {
  // The capturing group keeps the placeholders between the texts.
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
  if (placeholders.has(part)) {
    return;
  }
  if (part.startsWith("{") && part.endsWith("}")) {
    throw new SessionNameTemplateError(template, `has the unknown placeholder ${JSON.stringify(part)}`);
  }
  if (cleanSessionName(part) !== part) {
    throw new SessionNameTemplateError(template, "has a character that is not allowed in a session name");
  }
}
