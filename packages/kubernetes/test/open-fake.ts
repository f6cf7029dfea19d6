import { FakeApiServer } from "@eks-auth/test-kit/fake-api-server";
import { afterEach } from "vitest";
import { ApiServer } from "../src/index.ts";

/** A fake API server, and a client of it. */
export interface OpenFake {
  readonly fake: FakeApiServer;
  readonly apiServer: ApiServer;
}

const open = new AsyncDisposableStack();

/** Starts a fake API server for one test. Both are closed after it. */
export function useFakeApiServer(): () => Promise<OpenFake> {
  let stack = open;
  afterEach(() => stack.disposeAsync());
  return async () => {
    stack = new AsyncDisposableStack();
    const fake = stack.use(await FakeApiServer.start());
    const apiServer = await ApiServer.open({ url: fake.url, readToken: async () => "the-token\n" });
    stack.defer(() => apiServer.close());
    return { fake, apiServer };
  };
}
