import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import {
  allowedRolesAnnotation,
  type ConditionReason,
} from "../../../src/associations/kubernetes/resources.ts";

const text = await readFile(new URL("../../../../../docs/associations.md", import.meta.url), "utf8");
const [, section = ""] = /\n## Resources\n(.*?)\n## /s.exec(text) ?? [];

/** The compiler requires every reason. */
const reasons: Readonly<Record<ConditionReason, true>> = {
  Accepted: true,
  NotAllowedInNamespace: true,
  NotAllowedInCluster: true,
  Superseded: true,
  Invalid: true,
  NoConflict: true,
};

test("every reason of a condition is documented", () => {
  const [, table = ""] = /^\| reason .*\n\| -.*\n((?:\|.*\n)+)/m.exec(section) ?? [];
  const documented = Array.from(table.matchAll(/^\| `(\w+)`/gm), ([, reason]) => reason);
  expect(documented.sort()).toEqual(Object.keys(reasons).sort());
});

test("the annotation is documented", () => {
  expect(section).toContain(`"${allowedRolesAnnotation}=`);
});
