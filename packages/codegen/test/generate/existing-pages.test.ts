import { useTempFolder } from "@eks-auth/test-kit/use-temp-folder";
import { expect, test } from "vitest";
import { pagesHeader } from "../../src/emit/pages/model-pages.ts";
import { projectTarget } from "../../src/emit/target.ts";
import { requireOwnPages } from "../../src/generate/existing-pages.ts";
import { npxCommandLine } from "../../src/project/command-line.ts";
import { parseSettings } from "../../src/project/settings.ts";

const folder = useTempFolder("existing-pages");

function requirePages(docs: string | undefined): Promise<void> {
  const settings = parseSettings(JSON.stringify({ scope: "@acme", docs }), "codegen.json");
  return requireOwnPages(projectTarget({ folder: folder.path, settings, commandLine: npxCommandLine }));
}

test("accepts a folder that is missing, and one with generated pages", async () => {
  await requirePages("docs/model");
  await folder.write("docs/model/index.md", `${pagesHeader}\n\n# Things\n`);
  await folder.write("docs/guide.md", "# By hand\n");
  await requirePages("./docs/model/");
});

test("refuses a folder with other files, because a generation would remove them", async () => {
  await folder.write("docs/guide.md", "# By hand\n");
  await expect(requirePages("docs")).rejects.toThrow(
    "docs has files that the generator did not make: docs/guide.md. It removes such files, so set docs to a folder with nothing else, or move them.",
  );
  await requirePages(undefined);
});
