import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readPublishedPackages } from "@eks-auth/scripts/release/published-packages";
import { createRepositoryFields, findRepositoryProblem } from "@eks-auth/scripts/release/repository";
import { root } from "@eks-auth/test-kit/repository";
import { describe, expect, test } from "vitest";

describe.each(readPublishedPackages())("$name", ({ name, folder }) => {
  const manifest = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8"));

  test("has a description, keywords and the oldest Node.js", () => {
    expect(manifest.description).toMatch(/^[A-Z].{20,}[^.]$/);
    expect(manifest.keywords.length).toBeGreaterThanOrEqual(5);
    expect(manifest.keywords).toEqual([...new Set(manifest.keywords)]);
    expect(manifest.keywords.join(" ")).toMatch(/^[a-z0-9 -]+$/);
    expect(manifest.engines).toEqual({ node: ">=22.12.0" });
  });

  test("names no repository, which packing adds", () => {
    expect(manifest).not.toHaveProperty("repository");
    expect(manifest).not.toHaveProperty("homepage");
    expect(manifest).not.toHaveProperty("bugs");
  });

  const readme = readFileSync(join(root, folder, "README.md"), "utf8");
  const sections = readSections(readme);
  const headings = [...sections.keys()];

  test("has the outline of a README", () => {
    expect(headings[0]).toBe(`# ${name}`);
    expect(sections.get(`# ${name}`)?.trim()).not.toBe("");
    // A command has commands instead of exports.
    const api = manifest.bin === undefined ? "## API" : "## Commands";
    expect(headings.slice(1, 4)).toEqual(["## Install", "## Example", api]);
    expect(headings.at(-1)).toBe("## Notice");
    expect(sections.get("## Notice")).toContain("Not affiliated with or endorsed by Amazon.");
  });

  test("says how it is installed from npm, and until then from a clone", () => {
    const install = sections.get("## Install") ?? "";
    expect(install).toMatch(new RegExp(`^npm install (--save-dev |--global )?${name}$`, "m"));
    expect(install).toContain("Node.js 22.12 or later");
    expect(install).toContain("The package is not on npm yet.");
    expect(install).toContain(`npm ci\nnpm run --silent tarballs -- ${name}\n`);
  });

  test("has an example and an API", () => {
    expect(sections.get("## Example")).toMatch(/^```(ts|sh)$/m);
    expect((sections.get(headings[3] ?? "") ?? "").trim()).not.toBe("");
  });
});

/** Splits a page at its headings of the first two levels. Fenced blocks are not searched. */
function readSections(text: string): Map<string, string> {
  const sections = new Map<string, string>();
  let heading = "";
  let isCode = false;
  for (const line of text.split("\n")) {
    isCode = line.startsWith("```") ? !isCode : isCode;
    if (!isCode && /^##? /.test(line)) {
      heading = line;
      sections.set(heading, "");
    } else {
      sections.set(heading, `${sections.get(heading) ?? ""}${line}\n`);
    }
  }
  sections.delete("");
  return sections;
}

describe("the repository's address", () => {
  const url = "https://github.com/example/eks-auth";
  const github = { GITHUB_SERVER_URL: "https://github.com", GITHUB_REPOSITORY: "Example/eks-auth" };

  test("becomes the fields of a package.json", () => {
    expect(createRepositoryFields(url, "packages/types")).toEqual({
      repository: { type: "git", url: `git+${url}.git`, directory: "packages/types" },
      homepage: `${url}/tree/main/packages/types#readme`,
      bugs: { url: `${url}/issues` },
    });
  });

  test.each<[string, string | null, NodeJS.ProcessEnv, RegExp | undefined]>([
    ["is missing", null, {}, /^The repository's address is not set.* Set repositoryUrl in scripts\/release/],
    ["is missing in a workflow", null, github, /is not set/],
    ["is that of the workflow", url, github, undefined],
    ["is set, without a workflow", url, {}, undefined],
    [
      "is that of another repository",
      `${url}-2`,
      github,
      /belongs to https:\/\/github\.com\/Example\/eks-auth/,
    ],
    ["is no address", "github.com/example/eks-auth", {}, /is not of the form/],
    ["is not encrypted", url.replace("https", "http"), {}, /is not of the form/],
    ["ends in .git", `${url}.git`, {}, /is not of the form/],
    ["has no name", "https://github.com/example", {}, /is not of the form/],
    ["has more than a name", `${url}/tree/main`, {}, /is not of the form/],
  ])("that %s: %s", (_, address, environment, problem) => {
    if (problem === undefined) {
      expect(findRepositoryProblem(address, environment)).toBeUndefined();
    } else {
      expect(findRepositoryProblem(address, environment)).toMatch(problem);
    }
  });
});
