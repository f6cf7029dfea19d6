import { FakeApiServer } from "@eks-auth/test-kit/fake-api-server";
import { useTempFolder } from "@eks-auth/test-kit/use-temp-folder";
import { expect, test } from "vitest";
import { openApiServer } from "../../src/network/open-api-server.ts";

const folder = useTempFolder();

test("reads the token's file for each request", async () => {
  await using fake = await FakeApiServer.start();
  const seen: unknown[] = [];
  fake.intercept = ({ headers }, response) => {
    seen.push(headers.authorization);
    response.end("{}");
    return true;
  };
  const tokenFile = await folder.write("token", "first\n");
  const apiServer = await openApiServer({ url: fake.url, tokenFile });
  await apiServer.request({ path: "version" });
  await folder.write("token", "second\n");
  await apiServer.request({ path: "version" });
  expect(seen).toEqual(["Bearer first", "Bearer second"]);
  apiServer.close();
});

test("does not open without usable files", async () => {
  const url = "https://127.0.0.1:1";
  await expect(openApiServer({ url, tokenFile: folder.resolve("none") })).rejects.toMatchObject({
    code: "file_unusable",
  });
  const tokenFile = await folder.write("token", "first");
  const caFile = await folder.write("ca.crt", "no certificate");
  await expect(openApiServer({ url, tokenFile, caFile })).rejects.toMatchObject({ code: "file_unusable" });
});
