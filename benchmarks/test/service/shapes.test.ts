import { AssociationIndex } from "@eks-auth/service";
import { expect, test } from "vitest";
import { makeAssociation } from "../../src/service/load/make-association.ts";
import { shapes } from "../../src/service/lookup/shapes.ts";

test.for(shapes.map((shape) => [shape.name, shape] as const))(
  "%s: each question is for one association",
  async ([, { associate, ask }]) => {
    const associations = Array.from({ length: 40 }, (_, index) => makeAssociation(...associate(index)));
    const index = new AssociationIndex(associations);
    for (const [position, association] of associations.entries()) {
      expect(await index.find(...ask(position))).toBe(association);
    }
    // Nothing but the number of associations may differ between sizes.
    expect(ask(0).join("/")).toHaveLength(ask(999_998).join("/").length);
  },
);
