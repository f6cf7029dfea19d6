import { startEksAuthWith } from "@eks-auth/test-kit/eks-auth-command";
import type { ProgramResult } from "@eks-auth/test-kit/run-program";
import { prepareOrSkip } from "@eks-auth/test-kit/skip-if-unavailable";
import { makeTempFolder, type TempFolder } from "@eks-auth/test-kit/temp-folder";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  associationOf,
  clusterAssociationOf,
  installDefinitions,
  installPolicies,
} from "../../../src/associations/install-associations.ts";
import { startControlPlane } from "../../../src/control-plane/control-plane.ts";
import { prependPath } from "../../../src/programs/client-tools.ts";

const users = [{ name: "owner" }, { name: "reader" }];
const controlPlane = await prepareOrSkip("eks-auth association, with a real API server", () =>
  startControlPlane({ users }),
);

const role = (name: string) => `arn:aws:iam::111122223333:role/${name}`;
const cart = ["--namespace", "shop", "--service-account", "cart"];

describe.runIf(controlPlane)("eks-auth association --context", () => {
  if (controlPlane === undefined) {
    return;
  }
  const { api, kubectl, kubeconfig, toolsFolder } = controlPlane;
  const env = { ...process.env, PATH: prependPath(toolsFolder), KUBECONFIG: kubeconfig };
  let folder: TempFolder;

  beforeAll(async () => {
    expect(await run("list", "--context", "admin")).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining("error: the cluster has no association resources."),
    });
    await installDefinitions(controlPlane);
    await installPolicies(controlPlane, {});
    await kubectl.run("create", "namespace", "shop");
    const roles = ["cart", "other", "till"].map(role).join(",");
    await kubectl.run("annotate", "namespace", "shop", `eks-auth.dev/allowed-roles=${roles}`);
    const rules = ["--verb=*", "--resource=podidentityassociations.eks-auth.dev"];
    await kubectl.run("create", "role", "owner", "--namespace=shop", ...rules);
    await kubectl.run("create", "rolebinding", "owner", "--namespace=shop", "--role=owner", "--user=owner");
    const reading = ["--verb=get,list", "--resource=podidentityassociations.eks-auth.dev"];
    await kubectl.run("create", "clusterrole", "reader", ...reading);
    await kubectl.run("create", "clusterrolebinding", "reader", "--clusterrole=reader", "--user=reader");
  });
  beforeEach(async () => {
    folder = await makeTempFolder("eks-auth-association");
  });
  afterEach(async () => {
    await folder.remove();
    // kubectl would delete one after the other.
    const root = "/apis/eks-auth.dev/v1alpha1";
    await api.send("DELETE", `${root}/namespaces/shop/podidentityassociations`);
    await api.send("DELETE", `${root}/clusterpodidentityassociations`);
  });
  afterAll(() => controlPlane.stop());

  function run(...args: readonly string[]): Promise<ProgramResult> {
    return startEksAuthWith({ env }, "association", ...args).finish();
  }

  async function runWell(...args: readonly string[]): Promise<string> {
    const { exitCode, stdout, stderr } = await run(...args);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    return stdout;
  }

  function add(...args: readonly string[]): Promise<ProgramResult> {
    return run("add", "--context", "admin", ...args);
  }

  /** A failure with a message and nothing else. */
  const failure = (message: string) => ({
    exitCode: 1,
    stdout: "",
    stderr: expect.stringContaining(`error: ${message}`),
  });

  const getSpec = async (name: string) =>
    JSON.parse(await kubectl.run("get", "podidentityassociation", name, "--namespace=shop", "--output=json"))
      .spec;

  it("adds, lists, shows and removes", async () => {
    const added = await runWell("add", "--context", "admin", ...cart, "--role-arn", role("cart"));
    expect(added).toContain(
      `shop/cart has the role ${role("cart")} now, by PodIdentityAssociation shop/cart.`,
    );
    const managers = await kubectl.run(
      ...["get", "podidentityassociation", "cart", "--namespace=shop", "--show-managed-fields"],
      "--output=jsonpath={.metadata.managedFields[*]['manager','operation']}",
    );
    expect(managers).toBe("eks-auth-cli Apply");
    expect(await runWell("list", "--context", "admin")).toBe(
      "NAMESPACE  SERVICE ACCOUNT  ROLE                    SCOPE       NAME  READY\n" +
        "shop       cart             111122223333:role/cart  Namespaced  cart  Unknown\n",
    );
    const shown = JSON.parse(await runWell("show", "--context", "admin", ...cart, "--json"));
    expect(shown.association).toMatchObject({
      ...{ namespace: "shop", serviceAccount: "cart", roleArn: role("cart"), disableSessionTags: false },
      ...{ kind: "PodIdentityAssociation", name: "cart", conditions: [] },
    });
    expect(await runWell("remove", "--context", "admin", ...cart)).toBe(
      `Removed shop/cart with its role ${role("cart")}: PodIdentityAssociation shop/cart.\n`,
    );
    expect(await runWell("list", "--context", "admin")).toBe("The cluster has no associations.\n");
    expect(await run("remove", "--context", "admin", ...cart)).toMatchObject(
      failure("there is no association for shop/cart."),
    );
  });

  it("shows the status that the service wrote, and the fix", async () => {
    await add(...cart, "--role-arn", role("cart"));
    const path = "/apis/eks-auth.dev/v1alpha1/namespaces/shop/podidentityassociations/cart";
    const { body } = await api.send("GET", path);
    const condition = {
      type: "Ready",
      status: "False",
      reason: "NotAllowedInNamespace",
      message: "The namespace shop does not allow the role.",
      observedGeneration: 1,
      lastTransitionTime: "2026-01-02T03:04:05Z",
    };
    const status = { associationId: "a-0123456789abcdefg", associationArn: "arn:x", conditions: [condition] };
    await api.send("PUT", `${path}/status`, { body: { ...body, status } });
    const text = await runWell("show", "--context", "admin", ...cart);
    expect(text).toContain("ID              a-0123456789abcdefg\n");
    expect(text).toContain(
      "ready           False NotAllowedInNamespace: The namespace shop does not allow the role.\n",
    );
    expect(text).toContain("fix             kubectl --context admin annotate namespace shop --overwrite ");
    expect(await runWell("list", "--context", "admin", "--wide")).toContain(
      "False NotAllowedInNamespace  a-0123456789",
    );
  });

  it("replaces all of the spec, whoever wrote it", async () => {
    const { uid } = (
      await api.send("POST", "/apis/eks-auth.dev/v1alpha1/namespaces/shop/podidentityassociations", {
        body: associationOf("mine", { serviceAccount: "cart", roleArn: role("cart"), durationSeconds: 900 }),
      })
    ).body.metadata;
    expect(await add(...cart, "--role-arn", role("other"))).toMatchObject(
      failure(
        `shop/cart has an association already: PodIdentityAssociation shop/mine, with the role ${role("cart")}. Use --replace`,
      ),
    );
    expect(await add(...cart, "--role-arn", role("other"), "--replace", "--name", "new")).toMatchObject(
      failure("shop/cart has an association already: PodIdentityAssociation shop/mine. To replace it,"),
    );
    expect((await add(...cart, "--role-arn", role("other"), "--replace")).exitCode).toBe(0);
    expect(await getSpec("mine")).toEqual({
      serviceAccount: "cart",
      roleArn: role("other"),
      disableSessionTags: false,
    });
    const now = JSON.parse(
      await kubectl.run("get", "podidentityassociation", "mine", "--namespace=shop", "--output=json"),
    );
    expect(now.metadata.uid).toBe(uid);
  });

  it("does not take the name of a resource for another service account", async () => {
    await add(...cart, "--role-arn", role("cart"), "--name", "till");
    const till = ["--namespace", "shop", "--service-account", "till", "--role-arn", role("till")];
    expect(await add(...till)).toMatchObject(
      failure(
        "PodIdentityAssociation shop/till exists already, for shop/cart. Choose another name with --name.",
      ),
    );
    expect((await add(...till, "--name", "till-2")).exitCode).toBe(0);
  });

  it("explains a role that the namespace does not allow", async () => {
    const { exitCode, stderr } = await add(...cart, "--role-arn", role("admin"));
    expect(exitCode).toBe(1);
    expect(stderr).toContain(
      `error: the namespace shop does not allow ${role("admin")}: its annotation eks-auth.dev/allowed-roles is `,
    );
    const [, command = ""] = /^(kubectl --context admin annotate .*)$/m.exec(stderr) ?? [];
    expect(command).toContain(`,${role("till")},${role("admin")}'`);
  });

  it("explains a namespace that does not exist", async () => {
    const till = ["--namespace", "till", "--service-account", "till", "--role-arn", role("till")];
    expect(await add(...till)).toMatchObject(failure("a namespace of the associations does not exist."));
  });

  it("creates a ClusterPodIdentityAssociation for a glob, and shows the best match", async () => {
    const teams = ["--namespace", "team-*", "--service-account", "*", "--role-arn", role("team")];
    expect((await add(...teams)).stdout).toMatch(
      /by ClusterPodIdentityAssociation team-any\.any-[\da-f]{8}\./,
    );
    const query = ["--namespace", "team-a", "--service-account", "cart"];
    expect(await runWell("show", "--context", "admin", ...query)).toContain(
      "association     team-*/*, the best match for team-a/cart\n",
    );
    expect(await runWell("list", "--context", "admin", "--namespace", "team-b")).toContain("team-any.any-");
    expect(await runWell("list", "--context", "admin", "--namespace", "shop")).toBe(
      "The namespace shop has no associations.\n",
    );
  });

  it("distinguishes several resources for the same names", async () => {
    await add(...cart, "--role-arn", role("cart"));
    const second = await add(...cart, "--role-arn", role("other"), "--cluster-wide");
    expect(second).toMatchObject({
      exitCode: 0,
      stderr: expect.stringContaining("PodIdentityAssociation shop/cart is for the same names and is older"),
    });
    expect(await run("remove", "--context", "admin", ...cart)).toMatchObject(
      failure("there are 2 associations for shop/cart: PodIdentityAssociation shop/cart, Cluster"),
    );
    expect(await runWell("show", "--context", "admin", ...cart)).toContain(
      "same names      ClusterPodIdentityAssociation shop.cart\n",
    );
    await runWell("remove", "--context", "admin", "--cluster-wide", ...cart);
    await runWell("remove", "--context", "admin", "--namespace", "shop", "--name", "cart");
  });

  it("needs no permission outside of the namespace", async () => {
    await kubectl.create(
      clusterAssociationOf("all", { namespace: "*", serviceAccount: "*", roleArn: role("all") }),
    );
    const owner = ["--context", "owner"];
    await runWell("add", ...owner, ...cart, "--role-arn", role("cart"));
    await runWell("add", ...owner, ...cart, "--role-arn", role("other"), "--replace");
    const note = expect.stringContaining("you may not list clusterpodidentityassociations");
    const list = await run("list", ...owner, "--namespace", "shop", "--wide");
    expect(list).toMatchObject({ exitCode: 0, stdout: expect.stringContaining(role("other")), stderr: note });
    expect(list.stdout).not.toContain(role("all"));
    await runWell("remove", ...owner, ...cart);
    expect(await run("list", ...owner)).toMatchObject(
      failure("the kubeconfig's user has no permission for this."),
    );
  });

  it("explains missing permissions", async () => {
    expect(await run("add", "--context", "reader", ...cart, "--role-arn", role("cart"))).toMatchObject(
      failure("the kubeconfig's user may not write associations. It needs `get`, `list`, `create`"),
    );
    expect(await run("list", "--context", "unauthenticated")).toMatchObject(
      failure("the cluster does not accept the kubeconfig's login"),
    );
  });

  it("imports all or nothing", async () => {
    const describeAtAws = (serviceAccount: string, roleArn: string) => ({
      association: { clusterName: "prod", namespace: "shop", serviceAccount, roleArn },
    });
    const import_ = async (...documents: readonly object[]) => {
      const file = await folder.write("aws.json", documents.map((each) => JSON.stringify(each)).join("\n"));
      return run("import", "--context", "admin", "--replace", file);
    };
    await add(...cart, "--role-arn", role("cart"));
    const till = describeAtAws("till", role("till"));
    expect(await import_(till, describeAtAws("desk", role("admin")))).toMatchObject(
      failure(`the namespace shop does not allow ${role("admin")}`),
    );
    expect(await runWell("list", "--context", "admin")).not.toContain(role("till"));

    const { exitCode, stdout, stderr } = await import_(till, describeAtAws("cart", role("other")), till);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toMatch(/^shop +till +\S+ +added$/m);
    expect(stdout).toMatch(/^shop +cart +\S+ +replaced$/m);
    expect(stdout).toContain("1 added, 1 replaced, 1 unchanged, in the cluster of the context admin.\n");
    expect(await getSpec("cart")).toMatchObject({ roleArn: role("other") });

    const again = await folder.write("list.json", await runWell("list", "--context", "admin", "--json"));
    expect(await runWell("import", "--context", "admin", again)).toContain(
      "0 added, 0 replaced, 2 unchanged",
    );
    expect(await import_(till, describeAtAws("till", role("cart")))).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining("error: nothing was imported: 1 of 2 conflict"),
    });
  });

  it("exports a file to resources and back", async () => {
    const associations = `associations:
  - namespace: shop
    serviceAccount: cart
    roleArn: ${role("cart")}
    disableSessionTags: true
    policy:
      Version: "2012-10-17"
      Statement:
        - Effect: Allow
          Action: s3:GetObject
          Resource: arn:aws:s3:::shared/*
    durationSeconds: 900
  - namespace: team-*
    serviceAccount: "*"
    roleArn: ${role("team")}
    targetRoleArn: arn:aws:iam::444455556666:role/data
    externalId: "0123"
`;
    await folder.write("edge.yaml", associations);
    const config = await folder.write(
      "eks-auth.yaml",
      `credentials: { embedded: { keyFile: key.pem } }
clusters:
  - { name: edge, region: eu-west-1, accountId: "111122223333", issuer: "https://issuer.example", associations: edge.yaml }
`,
    );
    const file = ["--config", config, "--cluster", "edge"];
    const manifests = await folder.write(
      "resources.yaml",
      await runWell("export", "--to", "kubernetes", ...file),
    );
    await kubectl.run("apply", "--filename", manifests);
    expect(await runWell("export", "--to", "file", "--context", "admin")).toBe(associations);
  });

  it("lists more than one page", async () => {
    const path = "/apis/eks-auth.dev/v1alpha1/namespaces/shop/podidentityassociations";
    const names = Array.from({ length: 501 }, (_, index) => `app-${index}`);
    const create = async (name: string) =>
      (
        await api.send("POST", path, {
          body: associationOf(name, { serviceAccount: name, roleArn: role("cart") }),
        })
      ).status;
    const statuses = await Promise.all(names.map(create));
    expect(new Set(statuses)).toEqual(new Set([201]));
    const { associations } = JSON.parse(await runWell("list", "--context", "admin", "--json"));
    expect(new Set(associations.map(({ name }: { readonly name: string }) => name))).toEqual(new Set(names));
  });
});
