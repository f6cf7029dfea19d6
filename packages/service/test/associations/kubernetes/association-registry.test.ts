import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test, vi } from "vitest";
import { AssociationRuleError } from "../../../src/associations/association-rules.ts";
import {
  AssociationRegistry,
  type RegisteredResource,
} from "../../../src/associations/kubernetes/association-registry.ts";
import type { RoleRules } from "../../../src/associations/kubernetes/role-check.ts";
import { association, cluster, clusterAssociation, roleArn } from "./sample-resources.ts";

function createRegistry(rules: RoleRules = { namespaceRoles: [] }) {
  const differing: RegisteredResource[] = [];
  const registry = new AssociationRegistry({
    cluster,
    ...rules,
    onStatusDiffers: (resource) => differing.push(resource),
  });
  return { registry, differing };
}

/** How long a test waits for what must happen. */
const patience = { timeout: 30_000 };

/** Waits until everything is evaluated. */
async function complete(registry: AssociationRegistry): Promise<void> {
  registry.complete();
  await vi.waitFor(() => {
    const { accepted, not_allowed, superseded, invalid } = registry.counts;
    expect(accepted + not_allowed + superseded + invalid).toBe(registry.size);
  }, patience);
}

function catchError(work: () => unknown): AssociationRuleError {
  try {
    work();
  } catch (error) {
    if (error instanceof AssociationRuleError) {
      return error;
    }
  }
  throw new Error("There was no AssociationRuleError.");
}

describe("a role must be allowed in its namespace", () => {
  test("by the annotation, whose changes are in force at once", () => {
    const { registry } = createRegistry();
    registry.set(association("shop", "cart"));
    const error = catchError(() => registry.find("shop", "cart"));
    expect(error.code).toBe("role_not_allowed");
    for (const part of ["shop/cart", roleArn("cart"), "eks-auth.dev/allowed-roles", "namespaceRoles"]) {
      expect(error.message).toContain(part);
    }
    registry.setAllowedRoles("shop", `${roleArn("other")}, ${roleArn("c*")}`);
    expect(registry.find("shop", "cart")).toMatchObject({ role: { arn: roleArn("cart") } });
    registry.setAllowedRoles("shop", roleArn("other"));
    expect(catchError(() => registry.find("shop", "cart")).message).toContain(`"${roleArn("other")}"`);
    registry.setAllowedRoles("other", roleArn("cart"));
    registry.setAllowedRoles("shop", undefined);
    expect(catchError(() => registry.find("shop", "cart")).code).toBe("role_not_allowed");
  });

  test("by a rule of the configuration, which can change", () => {
    const rule = { namespaces: ["sh*"], roles: [roleArn("*")] };
    const { registry } = createRegistry({ namespaceRoles: [rule] });
    registry.set(association("shop", "cart"));
    expect(registry.find("shop", "cart")).toMatchObject({ namespace: "shop" });
    registry.setRules({ namespaceRoles: [] });
    expect(catchError(() => registry.find("shop", "cart")).code).toBe("role_not_allowed");
  });

  test("its target role, too", () => {
    const { registry } = createRegistry();
    registry.set(association("shop", "cart", { targetRoleArn: roleArn("admin") }));
    registry.setAllowedRoles("shop", roleArn("cart"));
    expect(catchError(() => registry.find("shop", "cart")).message).toContain(roleArn("admin"));
  });

  test("but not the role of a ClusterPodIdentityAssociation", () => {
    const { registry } = createRegistry();
    registry.set(clusterAssociation("cart"));
    expect(registry.find("shop", "cart")).toMatchObject({ namespace: "*", role: { arn: roleArn("cart") } });
  });

  test("and another association does not replace it", () => {
    const { registry } = createRegistry();
    registry.set(clusterAssociation("all", { serviceAccount: "*" }));
    registry.set(association("shop", "cart"));
    expect(catchError(() => registry.find("shop", "cart")).code).toBe("role_not_allowed");
    registry.delete("shop", "cart");
    expect(registry.find("shop", "cart")).toMatchObject({ role: { arn: roleArn("all") } });
  });
});

describe("an invalid resource is not used", () => {
  test.each([
    ["a policy without disableSessionTags", { policy: '{"Statement":[]}' }, /spec\.policy must come with/],
    ["a policy that is no text", { policy: { Statement: [] } as never }, /spec\.policy must be JSON text/],
    ["a role of another partition", { roleArn: "arn:aws-cn:iam::111122223333:role/a" }, /partition, aws/],
    ["no role", { roleArn: undefined as never }, /spec\.roleArn must be the ARN/],
    ["an unknown field", { color: "red" } as object, /unknown field color/],
    ["another namespace", { namespace: "other" } as object, undefined],
  ])("%s", async (_name, spec, problem) => {
    const { registry } = createRegistry({ namespaceRoles: [{ namespaces: ["*"], roles: [roleArn("*")] }] });
    registry.set(association("shop", "cart"));
    registry.set(association("shop", "cart", spec));
    await complete(registry);
    expect(registry.get("shop", "cart")?.problem ?? "").toMatch(problem ?? /^$/);
    expect(registry.counts).toMatchObject(problem === undefined ? { accepted: 1 } : { invalid: 1 });
    expect(registry.find("other", "cart")).toBeUndefined();
    expect(registry.find("shop", "cart") === undefined).toBe(problem !== undefined);
    registry.set(association("shop", "cart"));
    expect(registry.counts).toEqual({ accepted: 1, not_allowed: 0, superseded: 0, invalid: 0 });
  });

  test("a resource without a spec", async () => {
    const { registry } = createRegistry();
    registry.set({ ...association("shop", "cart"), spec: undefined as never });
    await complete(registry);
    expect(registry.counts.invalid).toBe(1);
    registry.delete("shop", "cart");
    expect([registry.size, registry.counts.invalid]).toEqual([0, 0]);
  });
});

describe("resources are counted and compared with their status", () => {
  test("when something changes that they depend on", async () => {
    const { registry, differing } = createRegistry();
    registry.set(association("shop", "cart"));
    registry.set(
      association("shop", "old", { serviceAccount: "cart" }, { createdAt: "2026-01-01T00:00:00Z" }),
    );
    registry.set(association("shop", "bad", { serviceAccount: "*" }));
    registry.setAllowedRoles("shop", `${roleArn("cart")} ${roleArn("old")}`);
    await complete(registry);
    expect(registry.counts).toEqual({ accepted: 1, not_allowed: 1, superseded: 1, invalid: 0 });
    registry.delete("shop", "old");
    expect(registry.counts).toEqual({ accepted: 1, not_allowed: 1, superseded: 0, invalid: 0 });
    registry.setRules({ namespaceRoles: [{ namespaces: ["shop"], roles: [roleArn("bad")] }] });
    await vi.waitFor(() => expect(registry.counts).toMatchObject({ accepted: 2, not_allowed: 0 }), patience);
    registry.setAllowedRoles("shop", undefined);
    await vi.waitFor(() => expect(registry.counts).toMatchObject({ accepted: 1, not_allowed: 1 }), patience);
    registry.setRules({ allowedRoles: [roleArn("other")], namespaceRoles: [] });
    await vi.waitFor(() => expect(registry.counts).toMatchObject({ not_allowed: 2 }), patience);
    expect(new Set(differing.map(({ name }) => name))).toEqual(new Set(["cart", "old", "bad"]));
  });

  test("not before everything was received", async () => {
    const { registry, differing } = createRegistry();
    registry.set(association("shop", "cart"));
    registry.setAllowedRoles("shop", roleArn("cart"));
    await sleep(20);
    expect(differing).toEqual([]);
    await complete(registry);
    expect(differing).toHaveLength(1);
  });

  test("20,000 resources of one namespace are evaluated without a long pause", async () => {
    const { registry, differing } = createRegistry();
    const count = 20_000;
    for (let number = 0; number < count; number++) {
      registry.set(association("shop", `app-${number}`, { serviceAccount: `app-${number}-*` }));
    }
    await complete(registry);
    expect(differing).toHaveLength(count);
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    registry.setAllowedRoles("shop", roleArn("*"));
    expect(registry.counts).toMatchObject({ not_allowed: count });
    await vi.waitFor(() => expect(registry.counts).toMatchObject({ accepted: count }), patience);
    clearInterval(timer);
    expect(turns).toBeGreaterThan(1);
  });
});

test("globs that take too long to search are a mistake of their owner", () => {
  const { registry } = createRegistry();
  for (let number = 0; number < 5_000; number++) {
    const bits = [...number.toString(2).padStart(13, "0")];
    const serviceAccount = `${bits.map((bit) => (bit === "0" ? "aa*" : "a*a*")).join("")}b`;
    registry.set(association("shop", `slow-${number}`, { serviceAccount }));
  }
  const error = catchError(() => registry.find("shop", "a".repeat(253)));
  expect([error.code, error.message]).toEqual([
    "globs_too_complex",
    expect.stringContaining("PodIdentityAssociations of the namespace shop have too many globs"),
  ]);
});
