import { expect, test } from "vitest";
import { z } from "zod";
import { configSchema } from "../../src/config/config-schema.ts";

test("editors get the schema that the service checks by", async () => {
  const schema = z.toJSONSchema(configSchema, { io: "input" });
  // `vitest run -u` writes it anew.
  await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot(
    "../../schemas/config.schema.json",
  );
});
