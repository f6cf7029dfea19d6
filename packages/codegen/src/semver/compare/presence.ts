import { isDeepStrictEqual } from "node:util";
import type { Change } from "../change.ts";
import type { RuleId } from "../rules/rules.ts";
import type { Usage } from "../uses.ts";
import type { Aspect } from "./aspect.ts";
import {
  defaultOf,
  hasTrait,
  isEventStream,
  type MemberPair,
  type ResolvedMember,
  usagesOf,
} from "./member-pair.ts";
import { describeTrait } from "./traits.ts";

const required = "smithy.api#required";
const defaultTrait = "smithy.api#default";
const token = "smithy.api#idempotencyToken";

/** The traits that decide whether a member can be absent, and what is used instead. */
export const presenceTraits: readonly string[] = [required, defaultTrait, token];

/** Compares whether a member can be absent, and what the client or the stub fills in. */
export function comparePresence(pair: MemberPair): Aspect[] {
  return [
    { traits: [required], changes: compareRequired(pair) },
    { traits: [defaultTrait], changes: compareDefaults(pair) },
    { traits: [token], changes: compareTokens(pair) },
  ];
}

/** The rule for a member that a message gets. */
export function ruleOfAdded(member: ResolvedMember, usage: Usage): RuleId {
  if (isEventStream(member.target)) {
    return "event-stream-changed";
  }
  if (!hasTrait(member, "required")) {
    return "member-added-optional";
  }
  return usage === "response"
    ? "member-added-required-response"
    : (filledIn(member) ?? "member-added-required-request");
}

/** The rule for a required member of a request that one of the sides fills in, or `undefined` if neither does. */
function filledIn(member: ResolvedMember): RuleId | undefined {
  if (defaultOf(member) !== undefined) {
    return "required-with-default";
  }
  return hasTrait(member, "idempotencyToken") ? "required-with-token" : undefined;
}

function compareRequired(pair: MemberPair): Change[] {
  const { path, old, now } = pair;
  const [before, after] = [old, now].map((member) => hasTrait(member, "required"));
  if (before === after) {
    return [];
  }
  return usagesOf(pair).map((usage) => {
    const rule: RuleId = `required-${after ? "added" : "removed"}-${usage}`;
    const filled = after && usage === "request" ? filledIn(now) : undefined;
    return {
      rule: filled ?? rule,
      path,
      description: `@required ${after ? "added" : "removed"}, in ${usage}s`,
    };
  });
}

function compareDefaults({ path, old, now }: MemberPair): Change[] {
  const [before, after] = [defaultOf(old), defaultOf(now)];
  const rule = before === undefined ? "default-added" : "default-changed";
  return isDeepStrictEqual(before, after)
    ? []
    : [{ rule, path, description: describeTrait(defaultTrait, before, after) }];
}

/** Only the client reads the trait. It fills in the token of a request, and a member with a token is optional in its types. */
function compareTokens(pair: MemberPair): Change[] {
  const { path, old, now } = pair;
  const [before, after] = [old, now].map((member) => hasTrait(member, "idempotencyToken"));
  if (before === after) {
    return [];
  }
  const description = `@idempotencyToken ${after ? "added" : "removed"}`;
  const isRequired = hasTrait(now, "required");
  return usagesOf(pair).flatMap((usage): Change[] => {
    if (usage === "request") {
      const rule = before && isRequired ? "required-token-removed" : "client-behaviour-changed";
      return [{ rule, path, description }];
    }
    const rule = `required-${after ? "removed" : "added"}-response` as const;
    return isRequired ? [{ rule, path, description: `${description}, in responses`, package: "client" }] : [];
  });
}
