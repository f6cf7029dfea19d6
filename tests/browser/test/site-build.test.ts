import { listPages } from "@eks-auth/docs/pages";
import { root } from "@eks-auth/test-kit/repository";
import { RepositoryCopy } from "@eks-auth/test-kit/repository-copy";
import { afterAll, beforeAll, expect, test } from "vitest";

const openapi = ["packages/types/src/gen/openapi.json", "eks-api/packages/types/src/gen/openapi.json"];
let copy: RepositoryCopy;

/** Each page of the site has only its title, so that a build is fast. */
beforeAll(async () => {
  copy = await RepositoryCopy.make([
    "docs/.vitepress",
    "docs/src",
    "docs/package.json",
    "docs/tsconfig.json",
    "docs/tsconfig.api.json",
    "tsconfig.base.json",
    "packages/types/package.json",
    ...openapi,
  ]);
  for (const { source } of listPages(root)) {
    await copy.write(source, `# ${source}\n`);
  }
  await copy.write("packages/types/dist/index.d.ts", "/** A thing. */\nexport interface Thing {}\n");
});
afterAll(() => copy.remove());

async function build(): Promise<{ exitCode: number | null; stderr: string }> {
  const { exitCode, stderr } = await copy.run("docs/src/command.ts", ["--build"]);
  return { exitCode, stderr: stderr.slice(stderr.indexOf("error: ")) };
}

/** Builds with a page changed, and restores it. */
async function buildWith(page: string, text: string): Promise<{ exitCode: number | null; stderr: string }> {
  await copy.write(page, text);
  try {
    return await build();
  } finally {
    await (listPages(root).some(({ source }) => source === page)
      ? copy.write(page, `# ${page}\n`)
      : copy.delete(page));
  }
}

test("a site without a broken link is built", async () => {
  expect((await build()).exitCode).toBe(0);
});

test("a link to a missing file is refused", async () => {
  expect(
    await buildWith("docs/agent.md", "# Agent\n\n[a](../deploy/none.yaml) and `[b](none.md)`\n"),
  ).toEqual({
    exitCode: 1,
    stderr:
      "error: Broken links:\n  docs/agent.md: ../deploy/none.yaml does not exist\nFix them, or remove them.\n",
  });
});

test("an anchor that a page lacks, and an image of another site, are refused", async () => {
  const text =
    '# Agent\n\n[a](service.md#none) and [b](#agent)\n\n<img src="http://images.test/a.png" alt="An image">\n';
  expect(await buildWith("docs/agent.md", text)).toEqual({
    exitCode: 1,
    stderr: `error: Broken links:
  agent.html: /service.html#none names an anchor that the page lacks
  agent.html: http://images.test/a.png is loaded from another site
Fix them, or remove them.
`,
  });
});

test("a page that the sidebar lacks is refused", async () => {
  expect(await buildWith("docs/new.md", "# New\n")).toEqual({
    exitCode: 1,
    stderr: "error: The sidebar lacks new. Add them to docs/src/sidebar.ts, so that readers find them.\n",
  });
});
