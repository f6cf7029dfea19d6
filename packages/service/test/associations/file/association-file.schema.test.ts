import { expect, test } from "vitest";
import { z } from "zod";
import { createFileSchema } from "../../../src/associations/file/association-file.ts";

test("the published schema is that of the service", async () => {
  const schema = z.toJSONSchema(
    createFileSchema({ name: "edge", region: "eu-west-1", accountId: "111122223333" }),
    { io: "input" },
  );
  // `vitest run -u` updates it.
  await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot(
    "../../../schemas/associations.schema.json",
  );
});
