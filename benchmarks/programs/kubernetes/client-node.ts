import { setTimeout } from "node:timers/promises";
import { CustomObjectsApi, KubeConfig, makeInformer } from "@kubernetes/client-node";
import { associationResource } from "../../src/kubernetes/target.ts";
import { runWatcher, type WatchedAssociation } from "./watcher.ts";

await runWatcher(async ({ url, ca, token }, onSet) => {
  const config = new KubeConfig();
  config.loadFromClusterAndUser(
    { name: "target", server: url, caData: Buffer.from(ca).toString("base64"), skipTLSVerify: false },
    { name: "user", token },
  );
  const api = config.makeApiClient(CustomObjectsApi);
  const path = `/apis/${associationResource.group}/${associationResource.version}/${associationResource.plural}`;
  const informer = makeInformer<WatchedAssociation>(config, path, () =>
    api.listClusterCustomObject(associationResource),
  );
  informer.on("add", onSet);
  informer.on("update", onSet);
  // It ends after most errors. Its documentation says to start it again.
  informer.on("error", async () => {
    await setTimeout(1_000);
    await informer.start();
  });
  await informer.start();
});
