import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Entitlement } from "../../src/credentials/issue-credentials.ts";
import {
  createSessionNamer,
  nameSession,
  SessionNameTemplateError,
} from "../../src/credentials/session-name.ts";
import { entitle } from "./sample-entitlement.ts";

const uuid = "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";
const anyText = fc.string({ unit: "binary" });

function entitlePod(cluster: string, pod: string): Entitlement {
  const entitlement = entitle({}, { name: pod, uid: "uid-0" });
  return { ...entitlement, cluster: { ...entitlement.cluster, name: cluster } };
}

describe("without a template", () => {
  test("a session's name tells cluster and pod, cut to 10 characters each", () => {
    expect(nameSession(entitlePod("prod", "cart-0"))).toMatch(new RegExp(`^eks-prod-cart-0-${uuid}$`));
    expect(nameSession(entitlePod("production-eu", "checkout-7d4b9-x2"))).toMatch(
      new RegExp(`^eks-production-checkout-7-${uuid}$`),
    );
  });

  test("each session has a name of its own", () => {
    const names = Array.from({ length: 100 }, () => nameSession(entitle()));
    expect(new Set(names).size).toBe(100);
  });

  test("whatever cluster and pod are called, STS takes the name", () => {
    fc.assert(
      fc.property(anyText, anyText, (cluster, pod) => {
        expect(nameSession(entitlePod(cluster, pod))).toMatch(/^[\w+=,.@-]{2,64}$/);
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
  ])("%s makes a name that stays, but for its UUID", (template, name) => {
    expect(createSessionNamer(template)(entitle())).toMatch(name);
  });

  test("whatever stands for its placeholders, STS takes the name", () => {
    const name = createSessionNamer("{cluster}{pod}");
    fc.assert(
      fc.property(anyText, anyText, (cluster, pod) => {
        expect(name(entitlePod(cluster, pod))).toMatch(/^[\w+=,.@-]{2,64}$/);
      }),
    );
  });

  test("what stands for a placeholder is not read as a template", () => {
    const entitlement = entitlePod("{pod}", "cart-0");
    expect(createSessionNamer("{cluster}")(entitlement)).toBe("-pod-");
  });

  test.each([
    ["", "is empty"],
    ["{node}", 'has the unknown placeholder "{node}"'],
    ["{toString}", 'has the unknown placeholder "{toString}"'],
    ["{}", 'has the unknown placeholder "{}"'],
    ["{pod", "has a character that no session's name may have"],
    ["{{pod}}", "has a character that no session's name may have"],
    ["pod}", "has a character that no session's name may have"],
    ["{namespace}/{pod}", "has a character that no session's name may have"],
    ["{pod} {uuid}", "has a character that no session's name may have"],
  ])("%j is refused when it is made", (template, problem) => {
    const make = () => createSessionNamer(template);
    expect(make).toThrow(SessionNameTemplateError);
    expect(make).toThrow(
      `The session name template ${JSON.stringify(template)} ${problem}. It may have {cluster}, {namespace}, ` +
        "{serviceAccount}, {pod}, {uuid}, and otherwise letters, digits and _+=,.@-",
    );
  });
});
