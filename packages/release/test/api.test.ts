import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { readPublishedPackages } from "../src/published/published-packages.ts";
import { reportApi } from "../src/quality/api-report.ts";

const folder = fileURLToPath(new URL("../api", import.meta.url));
const entries = readPublishedPackages().flatMap((published) =>
  [...published.entries].map(([name, { types }]) => ({
    name,
    declarations: join(published.folder, types),
    report: `${name.replace("@eks-auth/", "").replaceAll("/", ".")}.d.ts`,
  })),
);

test.each(entries)("the public types of $name are those in api/$report", async ({ declarations, report }) => {
  // A change is seen in review. Where it is meant: `npm test --workspace @eks-auth/release -- api -u`.
  await expect(await reportApi(declarations)).toMatchFileSnapshot(join(folder, report));
});

test("there is no report of an entry point that is gone", () => {
  expect(readdirSync(folder).sort()).toEqual(entries.map(({ report }) => report).sort());
});
