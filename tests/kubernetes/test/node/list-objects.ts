import type { Kubectl } from "../../src/control-plane/kubectl.ts";

/** Objects that the cluster itself creates and removes all the time. */
const changing =
  /^(events|leases|endpointslices|endpoints|pods|replicasets|controllerrevisions|ipaddresses|servicecidrs)\b/;

/** Lists the objects of a cluster as `RESOURCE NAMESPACE/NAME`, except those that come and go by themselves. */
export async function listObjects(kubectl: Kubectl): Promise<readonly string[]> {
  const resources = await kubectl.run("api-resources", "--verbs=list", "--output=name");
  const kinds = resources
    .trim()
    .split("\n")
    .filter((resource) => !changing.test(resource));
  const format = "custom-columns=:.kind,:.metadata.namespace,:.metadata.name";
  const lists = await Promise.all(
    kinds.map((kind) => kubectl.run("get", kind, "--all-namespaces", "--no-headers", `--output=${format}`)),
  );
  const lines = lists.flatMap((list) => list.split("\n")).filter((line) => line.trim() !== "");
  return lines.map((line) => line.trim().replaceAll(/ +/g, " ")).sort();
}
