import { FakeApiServer } from "@eks-auth/test-kit/fake-api-server";
import { afterEach } from "vitest";
import { ApiServer } from "../src/index.ts";

/** A fake API server, and a client of it. */
export interface OpenFake {
  readonly fake: FakeApiServer;
  readonly apiServer: ApiServer;
}

/** A fake API server and its client, which are closed together. */
export interface DisposableFake extends OpenFake, AsyncDisposable {}

/** Starts a fake API server. */
export async function startFakeApiServer(): Promise<DisposableFake> {
  const fake = await FakeApiServer.start();
  const apiServer = await ApiServer.open({ url: fake.url, readToken: async () => "the-token\n" });
  return {
    fake,
    apiServer,
    async [Symbol.asyncDispose]() {
      await apiServer.close();
      await fake[Symbol.asyncDispose]();
    },
  };
}

/** Starts a fake API server for one test. It is closed after the test. */
export function useFakeApiServer(): () => Promise<OpenFake> {
  let open: DisposableFake | undefined;
  afterEach(() => open?.[Symbol.asyncDispose]());
  return async () => {
    open = await startFakeApiServer();
    return open;
  };
}
