import { expect, test } from "vitest";
import { z } from "zod";
import { createFileSchema } from "../../../src/associations/file/association-file.ts";

test("editors get the schema that the service checks by", async () => {
  const schema = z.toJSONSchema(createFileSchema("aws"), { io: "input" });
  // `vitest run -u` writes it anew.
  await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot(
    "../../../schemas/associations.schema.json",
  );
});
