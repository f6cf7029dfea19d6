import { expect, test } from "vitest";
import { createFileSchema } from "../../../src/associations/file/association-file.ts";
import { formatSchema } from "../../validation/format-schema.ts";

test("the published schema is that of the service", async () => {
  const schema = formatSchema(
    createFileSchema({ name: "edge", region: "eu-west-1", accountId: "111122223333" }),
    {
      id: "associations",
      title: "Associations of eks-auth",
      description: "Which service accounts of a cluster get which IAM role.",
    },
  );
  // `vitest run -u` updates it.
  await expect(schema).toMatchFileSnapshot("../../../schemas/associations.schema.json");
});
