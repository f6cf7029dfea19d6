import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "@eks-auth/test-kit/repository";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";

const folder = join(root, ".github/workflows");
const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

/** The part of a workflow that is checked. */
interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

interface Job {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly environment?: string;
  readonly "timeout-minutes"?: number;
  readonly strategy?: { readonly matrix: { readonly include: readonly { readonly command: string }[] } };
  readonly steps: readonly Step[];
}

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, unknown>>;
}

const workflows = readdirSync(folder).map((file) => {
  const text = readFileSync(join(folder, file), "utf8");
  return { file, text, workflow: parse(text) as Workflow };
});

describe.each(workflows)("$file", ({ text, workflow }) => {
  const jobs = Object.entries(workflow.jobs);
  const steps = jobs.flatMap(([, job]) => job.steps);

  test("uses actions at full commits, with the version as a comment", () => {
    const uses = text.split("\n").filter((line) => /^\s*(- )?uses:/.test(line));
    expect(uses).toHaveLength(steps.filter((step) => step.uses !== undefined).length);
    for (const line of uses) {
      expect(line).toMatch(/uses: actions\/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    }
  });

  test("has only the permissions that it needs", () => {
    expect(workflow.permissions).toEqual({});
    for (const [name, { permissions }] of jobs) {
      expect(permissions).toEqual({
        contents: "read",
        ...(name === "publish" && { "id-token": "write" }),
      });
    }
  });

  test("does not persist credentials, and uses no secret", () => {
    for (const step of steps.filter(({ uses }) => uses?.startsWith("actions/checkout@"))) {
      expect(step.with).toMatchObject({ "persist-credentials": false });
    }
    expect(text).not.toMatch(/secrets\./);
    expect(workflow.on).not.toHaveProperty("pull_request_target");
  });

  test("runs only npm scripts that exist, with a time limit", () => {
    const commands = [
      ...steps.flatMap(({ run }) => run ?? []),
      ...jobs.flatMap(([, job]) => job.strategy?.matrix.include.map(({ command }) => command) ?? []),
    ];
    for (const command of commands) {
      const script = /^npm run ([\w:-]+)$/.exec(command)?.[1];
      if (script === undefined) {
        // Anything longer belongs in an npm script, which people can run too.
        expect(["npm ci", "bash .ci/run", "${" + "{ matrix.command }}"]).toContain(command);
      } else {
        expect(Object.keys(scripts)).toContain(script);
      }
    }
    expect(jobs.filter(([, job]) => job["timeout-minutes"] === undefined)).toEqual([]);
  });
});

test("a release is published after the tests, with provenance, from a protected environment", () => {
  const release = workflows.find(({ file }) => file === "release.yml")?.workflow;
  expect(release?.on).toEqual({ workflow_dispatch: null });
  const publish = release?.jobs.publish;
  expect(publish).toMatchObject({ environment: "release", needs: "test" });
  expect(publish?.steps.at(-1)).toEqual({
    run: "npm run release:publish",
    env: { NPM_CONFIG_PROVENANCE: "true" },
  });
});
