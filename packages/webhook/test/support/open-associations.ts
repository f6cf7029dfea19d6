import { ApiServer, type InformerOptions } from "@eks-auth/kubernetes";
import { FakeApiServer } from "@eks-auth/test-kit/fake-api-server";
import { type Mock, onTestFinished, vi } from "vitest";
import { NamespaceList, PodAssociations, WatchedAssociations } from "../../src/index.ts";

/** The path of each kind in the fake API server. */
export const kinds = {
  namespaced: "apis/eks-auth.dev/v1alpha1/podidentityassociations",
  cluster: "apis/eks-auth.dev/v1alpha1/clusterpodidentityassociations",
};

/** Creates an association of a namespace. */
export function associate(fake: FakeApiServer, namespace: string, serviceAccount: string, name = "a"): void {
  fake.set(kinds.namespaced, { metadata: { namespace, name }, ...{ spec: { serviceAccount } } });
}

/** What looks up associations in a fake API server. */
export interface OpenAssociations {
  readonly fake: FakeApiServer;
  readonly watched: WatchedAssociations;
  readonly list: NamespaceList;
  readonly associations: PodAssociations;
  readonly onDirectLookUp: Mock;
  readonly onLogEvent: Mock<InformerOptions["onLogEvent"]>;
}

/** Starts a fake API server for one test, whose informers can be held up, and what looks up associations in it. */
export function useAssociations(): (options?: { isInformerLate?: boolean }) => Promise<OpenAssociations> {
  return async ({ isInformerLate = false } = {}) => {
    const fake = await FakeApiServer.start();
    onTestFinished(() => fake[Symbol.asyncDispose]());
    if (isInformerLate) {
      // Lists of all namespaces get no answer.
      fake.intercept = ({ url = "" }) => !url.includes("/namespaces/");
    }
    const apiServer = await ApiServer.open({ url: fake.url, readToken: async () => "the-token" });
    onTestFinished(() => apiServer.close());
    const onLogEvent = vi.fn<InformerOptions["onLogEvent"]>();
    const watched = new WatchedAssociations(apiServer, onLogEvent);
    onTestFinished(() => watched.close());
    const onDirectLookUp = vi.fn();
    const list = new NamespaceList(apiServer);
    const associations = new PodAssociations(watched, list, onDirectLookUp);
    return { fake, watched, list, associations, onDirectLookUp, onLogEvent };
  };
}
