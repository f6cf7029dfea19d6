import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readPublishedPackages } from "@eks-auth/scripts/release/published-packages";
import { expect, test } from "vitest";
import { reportApi } from "../src/package-checks.ts";

const folder = fileURLToPath(new URL("../api", import.meta.url));
const entries = readPublishedPackages().flatMap((published) =>
  [...published.entries].map(([name, { types }]) => ({
    name,
    declarations: join(published.folder, types),
    report: `${name.replace("@eks-auth/", "").replaceAll("/", ".")}.d.ts`,
  })),
);

test.each(entries)("the public types of $name are those in api/$report", async ({ declarations, report }) => {
  // If the change is intended: `npm test --workspace @eks-auth/install-tests -- api -u`.
  await expect(await reportApi(declarations)).toMatchFileSnapshot(join(folder, report));
});

test("every report has an entry point", () => {
  expect(readdirSync(folder).sort()).toEqual(entries.map(({ report }) => report).sort());
});
