import { expect, it } from "vitest";
import { readList, readObject } from "../../src/kubectl/read-objects.ts";
import { ExecFixture } from "../exec/support/exec-fixture.ts";

// A script instead of kubectl: an API server forgets the state of a list only after minutes, or if etcd is compacted between
// two pages. tests/kubernetes lists with the real one.
const fixture = new ExecFixture();
const run = { access: { context: "edge", kubeconfig: undefined }, interactive: false };
const pods = { group: "", version: "v1", plural: "pods", namespace: "shop" };

const expired = "echo 'Error from server (Expired): The provided continue parameter is too old' >&2; exit 1";

it("reads a list page by page", async () => {
  await fixture.writeKubectl(`case "$*" in
    *continue=next%2F1*) echo '{"items":[3]}';;
    *) echo '{"items":[1,2],"metadata":{"continue":"next/1"}}';;
  esac`);
  expect(await readList(pods, run, { pageSize: 2, labelSelector: "app=cart" })).toEqual([1, 2, 3]);
  const options = "--request-timeout=20s --context=edge";
  const path = "get --raw /api/v1/namespaces/shop/pods?limit=2&labelSelector=app%3Dcart";
  expect(await fixture.read("calls")).toBe(`${path} ${options}\n${path}&continue=next%2F1 ${options}\n`);
});

it("starts again if the API server does not know the list's state any more", async () => {
  await fixture.writeKubectl(`case "$*" in
    *continue=*) [ $(wc -l < "${fixture.folder}/calls") -gt 2 ] && echo '{"items":[3]}' && exit; ${expired};;
    *) echo '{"items":[1,2],"metadata":{"continue":"next"}}';;
  esac`);
  expect(await readList(pods, run)).toEqual([1, 2, 3]);
});

it("gives up if that happens again and again", async () => {
  await fixture.writeKubectl(`case "$*" in
    *continue=*) ${expired};;
    *) echo '{"items":[1],"metadata":{"continue":"next"}}';;
  esac`);
  await expect(readList(pods, run)).rejects.toMatchObject({ code: "expired" });
});

it("returns undefined for an object that does not exist", async () => {
  await fixture.writeKubectl(`echo 'Error from server (NotFound): pods "cart" not found' >&2; exit 1`);
  expect(await readObject(pods, "cart", run)).toBeUndefined();
});

it("reports output that is not JSON without its text", async () => {
  await fixture.writeKubectl("echo canary");
  const error = await readObject(pods, "cart", run).catch((reason: Error) => reason);
  expect(error).toMatchObject({ code: "failed", message: expect.stringContaining("/pods/cart") });
  expect(String(error)).not.toContain("canary");
});
