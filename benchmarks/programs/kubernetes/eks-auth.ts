import { startInformer } from "@eks-auth/kubernetes";
import { openTarget } from "../../src/kubernetes/open-target.ts";
import { associationResource } from "../../src/kubernetes/target.ts";
import { runWatcher, type WatchedAssociation } from "./watcher.ts";

await runWatcher(async (target, onSet) => {
  const informer = startInformer<WatchedAssociation & { metadata: never }>(
    await openTarget(target),
    associationResource,
    { onSet, onDelete() {} },
    { onLogEvent() {} },
  );
  await informer.whenSynced();
});
