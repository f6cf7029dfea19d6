import { expect, test } from "vitest";
import { emitLightClient } from "../../../src/emit/client-light/client.ts";
import { streamModel } from "../../stream-model.ts";
import { emitLines } from "../emit-lines.ts";

test("a caller can leave out a token, and send text or bytes as a stream", async () => {
  const text = (await emitLines(emitLightClient, streamModel)).join("\n").replaceAll(/\s+/g, " ");
  expect(text).toContain(
    'upload( input: Omit<UploadInput, "token" | "data"> & { token?: string | undefined; data?: RequestBody } = {}, ',
  );
  expect(text).toContain(
    'uploadWhole( input: Omit<UploadWholeInput, "data"> & { data: NonNullable<RequestBody> },',
  );
});
