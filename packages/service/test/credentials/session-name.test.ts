import { anyCharacter } from "@eks-auth/test-kit/any-character";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  createSessionName,
  createSessionNamer,
  SessionNameTemplateError,
} from "../../src/credentials/session-name.ts";
import type { Entitlement } from "../../src/credentials/session-request.ts";
import { entitle } from "./sample-entitlement.ts";

const uuid = "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";
const anyText = fc.string({ unit: anyCharacter });

function entitlePod(cluster: string, pod: string): Entitlement {
  const entitlement = entitle({}, { name: pod, uid: "uid-0" });
  return { ...entitlement, cluster: { ...entitlement.cluster, name: cluster } };
}

describe("without a template", () => {
  test("a session's name has the cluster and the pod, cut to 10 characters each", () => {
    expect(createSessionName(entitlePod("prod", "cart-0"))).toMatch(new RegExp(`^eks-prod-cart-0-${uuid}$`));
    expect(createSessionName(entitlePod("production-eu", "checkout-7d4b9-x2"))).toMatch(
      new RegExp(`^eks-production-checkout-7-${uuid}$`),
    );
  });

  test("every session has a different name", () => {
    const names = Array.from({ length: 100 }, () => createSessionName(entitle()));
    expect(new Set(names).size).toBe(100);
  });

  test("STS accepts the name, for any name of cluster and pod", () => {
    fc.assert(
      fc.property(anyText, anyText, (cluster, pod) => {
        expect(createSessionName(entitlePod(cluster, pod))).toMatch(/^[\w+=,.@-]{2,64}$/);
      }),
    );
  });
});

describe("with a template", () => {
  test.each([
    ["{namespace}-{serviceAccount}-{pod}", /^shop-cart-cart-0$/],
    ["{cluster}@{uuid}", new RegExp(`^prod@${uuid}$`)],
    ["{uuid}", new RegExp(`^${uuid}$`)],
    ["kafka", /^kafka$/],
    ["constructor", /^constructor$/],
    ["x", /^x-$/],
    [`{pod}${"x".repeat(90)}`, /^cart-0x{58}$/],
  ])("%s gives the same name each time, except for the UUID", (template, name) => {
    expect(createSessionNamer(template)(entitle())).toMatch(name);
  });

  test("STS accepts the name, for any values of its placeholders", () => {
    const name = createSessionNamer("{cluster}{pod}");
    fc.assert(
      fc.property(anyText, anyText, (cluster, pod) => {
        expect(name(entitlePod(cluster, pod))).toMatch(/^[\w+=,.@-]{2,64}$/);
      }),
    );
  });

  test("the value of a placeholder is not read as a template", () => {
    const entitlement = entitlePod("{pod}", "cart-0");
    expect(createSessionNamer("{cluster}")(entitlement)).toBe("-pod-");
  });

  test.each([
    ["", "is empty"],
    ["{node}", 'has the unknown placeholder "{node}"'],
    ["{toString}", 'has the unknown placeholder "{toString}"'],
    ["{}", 'has the unknown placeholder "{}"'],
    ["{pod", "has a character that is not allowed in a session name"],
    ["{{pod}}", "has a character that is not allowed in a session name"],
    ["pod}", "has a character that is not allowed in a session name"],
    ["{namespace}/{pod}", "has a character that is not allowed in a session name"],
    ["{pod} {uuid}", "has a character that is not allowed in a session name"],
  ])("%j is rejected", (template, problem) => {
    const create = () => createSessionNamer(template);
    expect(create).toThrow(SessionNameTemplateError);
    expect(create).toThrow(
      `The session name template ${JSON.stringify(template)} ${problem}. It can have {cluster}, {namespace}, ` +
        "{serviceAccount}, {pod}, {uuid}, and otherwise letters, digits and _+=,.@-",
    );
  });
});
