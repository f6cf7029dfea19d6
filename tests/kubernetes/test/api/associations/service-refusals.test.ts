import { prepareOrSkip } from "@eks-auth/test-kit/skip-if-unavailable";
import type { StartedProgram } from "@eks-auth/test-kit/started-program";
import { makeTempFolder, type TempFolder } from "@eks-auth/test-kit/temp-folder";
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from "vitest";
import {
  associationOf,
  cluster,
  installDefinitions,
} from "../../../src/associations/install-associations.ts";
import type { ApiClient } from "../../../src/control-plane/api-client.ts";
import { startControlPlane } from "../../../src/control-plane/control-plane.ts";
import { pod, shop } from "../objects.ts";
import { startServe } from "../served-api.ts";
import { attempts, foreignRole, ofShop, ownRole } from "./escape-attempts.ts";
import { createOwner, users } from "./owner.ts";

const controlPlane = await prepareOrSkip("escapes without admission policies", () =>
  startControlPlane({ users }),
);

/** Without the admission policies, the API server accepts everything that the definitions and RBAC allow. */
describe.runIf(controlPlane)("eks-auth serve, without admission policies", () => {
  if (controlPlane === undefined) {
    return;
  }
  const { api, kubectl, url: apiServer, caFile } = controlPlane;
  let owner: ApiClient;
  let folder: TempFolder;
  let command: StartedProgram;
  let url: string;
  let podToken: string;

  beforeAll(async () => {
    await installDefinitions(controlPlane);
    ({ owner } = await createOwner(controlPlane));
    await kubectl.create(...shop.slice(1), pod("cart-0"));
    folder = await makeTempFolder("eks-auth-escapes");
    await folder.write("api.token", await createServiceToken());
    const namespaceRoles = [{ namespaces: ["team-*"], roles: ["arn:aws:iam::111122223333:role/team-*"] }];
    ({ command, url } = await startServe(folder, {
      listen: { port: 0 },
      admin: { enabled: false },
      credentials: { embedded: { keyFile: "session-key.pem" } },
      clusters: [
        {
          ...cluster,
          apiServer: { url: apiServer, caFile, tokenFile: "api.token" },
          associationResources: { namespaceRoles },
        },
      ],
    }));
    podToken = await createPodToken("shop");
  });
  beforeEach(async () => {
    await owner.send("DELETE", ofShop);
    const own = associationOf("cart", { serviceAccount: "cart", roleArn: ownRole });
    expect((await owner.send("POST", ofShop, { body: own })).status).toBe(201);
    await expect.poll(() => exchange()).toBe("shop-cart");
  });
  afterAll(async () => {
    await command.stop();
    await folder.remove();
    await controlPlane.stop();
  });

  /** The service's account can read what it needs. */
  async function createServiceToken(): Promise<string> {
    await kubectl.run("create", "namespace", "eks-auth");
    await kubectl.run("create", "serviceaccount", "--namespace", "eks-auth", "serve");
    const resources = [
      "podidentityassociations.eks-auth.dev",
      "clusterpodidentityassociations.eks-auth.dev",
      "namespaces",
    ];
    const rules = ["--verb=get,list,watch", `--resource=${resources.join(",")}`];
    await kubectl.run("create", "clusterrole", "serve", ...rules);
    for (const role of ["serve", "system:service-account-issuer-discovery"]) {
      const name = `serve-${role.replaceAll(":", "-")}`;
      const options = [`--clusterrole=${role}`, "--serviceaccount=eks-auth:serve"];
      await kubectl.run("create", "clusterrolebinding", name, ...options);
    }
    return kubectl.run("create", "token", "serve", "--namespace", "eks-auth", "--duration=1h");
  }

  /** A token of the pod `cart-0`. */
  async function createPodToken(namespace: string): Promise<string> {
    const bound = ["--bound-object-kind", "Pod", "--bound-object-name", "cart-0"];
    const options = ["--namespace", namespace, "--audience", "pods.eks.amazonaws.com", ...bound];
    return (await kubectl.run("create", "token", "cart", ...options)).trim();
  }

  /** What a pod of `cart` gets: the name of its role, or the reason of the refusal. */
  async function exchange(token = podToken): Promise<string | null> {
    const response = await fetch(`${url}/clusters/edge/assume-role-for-pod-identity`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ token }),
    });
    const body = (await response.json()) as { readonly assumedRoleUser?: { readonly arn: string } };
    const [, role] = /:assumed-role\/([^/]+)\//.exec(body.assumedRoleUser?.arn ?? "") ?? [];
    return role ?? response.headers.get("x-eks-auth-reason");
  }

  test.each(attempts.filter(({ isOfPolicy }) => isOfPolicy))(
    "refuses pods after $title",
    async ({ title, attempt }) => {
      expect([200, 201]).toContain((await attempt(owner)).status);
      // An association that is not valid is not used.
      const reason = title.includes("external ID") ? "association_not_found" : "role_not_allowed";
      await expect.poll(() => exchange()).toBe(reason);
    },
  );

  it("refuses pods after their owner wrote the status", async () => {
    const body = associationOf("cart-2", { serviceAccount: "cart", roleArn: foreignRole });
    await owner.send("DELETE", `${ofShop}/cart`);
    const { body: created } = await owner.send("POST", ofShop, { body });
    const condition = (type: string) => ({
      type,
      status: type === "Conflicting" ? "False" : "True",
      reason: "Accepted",
      message: "",
      lastTransitionTime: "2026-01-02T03:04:05Z",
      observedGeneration: 1,
    });
    const status = {
      associationId: "a-00000000000000000",
      observedGeneration: 1,
      conditions: ["Ready", "RoleAllowed", "Conflicting"].map(condition),
    };
    const path = `${ofShop}/cart-2/status`;
    expect((await owner.send("PUT", path, { body: { ...created, status } })).status).toBe(200);
    await expect.poll(() => exchange()).toBe("role_not_allowed");
  });

  it("refuses pods after a role was taken from the namespace, and not before", async () => {
    const setAnnotation = (value: string | null) =>
      api.send("PATCH", "/api/v1/namespaces/shop", {
        type: "application/merge-patch+json",
        body: { metadata: { annotations: { "eks-auth.dev/allowed-roles": value } } },
      });
    const { annotations } = (await api.send("GET", "/api/v1/namespaces/shop")).body.metadata;
    const allowed: string = annotations["eks-auth.dev/allowed-roles"];
    for (const other of [null, "", allowed.padStart(4097), allowed.toUpperCase(), `x${allowed}`]) {
      await setAnnotation(other);
      await expect.poll(() => exchange()).toBe("role_not_allowed");
      await setAnnotation(allowed);
      await expect.poll(() => exchange()).toBe("shop-cart");
    }
  });

  it("gives pods of another namespace nothing by an association with a field for the namespace", async () => {
    const namespace = "team-a";
    await kubectl.run("create", "serviceaccount", "cart", "--namespace", namespace);
    await kubectl.create({ ...pod("cart-0"), metadata: { name: "cart-0", namespace } });
    const token = await createPodToken(namespace);
    await owner.send("DELETE", ofShop);
    const body = associationOf("cart-2", { namespace, serviceAccount: "cart", roleArn: ownRole });
    expect((await owner.send("POST", ofShop, { body })).body.spec).not.toHaveProperty("namespace");
    await expect.poll(() => exchange()).toBe("shop-cart");
    expect(await exchange(token)).toBe("association_not_found");
  });
});
