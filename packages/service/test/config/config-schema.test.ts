import { expect, test } from "vitest";
import { configSchema } from "../../src/config/config-schema.ts";
import { formatSchema } from "../validation/format-schema.ts";

test("the published schema is that of the service", async () => {
  const schema = formatSchema(configSchema, {
    id: "config",
    title: "eks-auth serve",
    description:
      "The configuration of eks-auth serve: which clusters it serves, who can call it, and who issues credentials.",
  });
  // `vitest run -u` updates it.
  await expect(schema).toMatchFileSnapshot("../../schemas/config.schema.json");
});
