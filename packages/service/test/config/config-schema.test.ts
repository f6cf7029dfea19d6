import { expect, test } from "vitest";
import { z } from "zod";
import { configSchema } from "../../src/config/config-schema.ts";

test("the published schema is that of the service", async () => {
  const schema = z.toJSONSchema(configSchema, { io: "input" });
  // `vitest run -u` updates it.
  await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot(
    "../../schemas/config.schema.json",
  );
});
