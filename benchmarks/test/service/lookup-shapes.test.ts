import { AssociationIndex } from "@eks-auth/service";
import { expect, test } from "vitest";
import { createAssociation } from "../../programs/service/sample-association.ts";
import { shapes } from "../../src/service/lookup-shapes.ts";

test.for(shapes.map((shape) => [shape.name, shape] as const))(
  "%s: only one association matches each lookup",
  async ([, { associate, lookUp }]) => {
    const associations = Array.from({ length: 40 }, (_, index) => createAssociation(...associate(index)));
    const index = new AssociationIndex(associations);
    for (const [position, association] of associations.entries()) {
      expect(await index.find(...lookUp(position))).toBe(association);
    }
    // Sizes must differ only in the number of associations.
    expect(lookUp(0).join("/")).toHaveLength(lookUp(999_998).join("/").length);
  },
);
