import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "@eks-auth/test-kit/repository";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { readPublishCommand } from "../src/rehearsal/release.ts";

const folder = join(root, ".github/workflows");
/** The rehearsal runs it too. */
const publishCommand = readPublishCommand();
const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

/** The part of a workflow that is checked. */
interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

interface Job {
  readonly needs?: string;
  readonly if?: string;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly environment?: string;
  readonly "timeout-minutes"?: number;
  readonly "continue-on-error"?: string;
  readonly strategy?: { readonly matrix: Matrix };
  readonly steps: readonly Step[];
}

interface Matrix {
  readonly include?: readonly { readonly command: string }[];
  readonly os?: readonly string[];
  readonly node?: readonly number[];
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
      expect(permissions).toEqual(name === "publish" ? { "id-token": "write" } : { contents: "read" });
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
      ...jobs.flatMap(([, job]) => job.strategy?.matrix.include?.map(({ command }) => command) ?? []),
    ];
    for (const command of commands) {
      const script = /^npm run ([\w:-]+)$/.exec(command)?.[1];
      if (script === undefined) {
        // Anything longer belongs in an npm script, which people can run too.
        expect([
          "npm ci",
          "bash .ci/run",
          "node .ci/test-packages.mjs",
          "${" + "{ matrix.command }}",
          publishCommand,
        ]).toContain(command);
      } else {
        expect(Object.keys(scripts)).toContain(script);
      }
    }
    expect(jobs.filter(([, job]) => job["timeout-minutes"] === undefined)).toEqual([]);
  });
});

test("the packages' unit tests run on each system, with each supported Node.js; only those on Linux must pass", () => {
  const job = workflows.find(({ file }) => file === "ci.yml")?.workflow.jobs.platforms;
  const { strategy, steps } = job ?? {};
  expect(strategy?.matrix.os?.map((name) => name.split("-")[0])).toEqual(["ubuntu", "macos", "windows"]);
  expect(strategy?.matrix.node).toEqual([22, 24, 26]);
  expect(job?.["continue-on-error"]).toBe("${" + "{ !startsWith(matrix.os, 'ubuntu-') }}");
  expect(steps?.at(-1)?.run).toBe("node .ci/test-packages.mjs");
});

test("what the documentation calls tested runs in full each week", () => {
  const { on, jobs } = workflows.find(({ file }) => file === "weekly.yml")?.workflow ?? {};
  expect(on).toMatchObject({ schedule: [{ cron: expect.stringMatching(/^\d+ \d+ \* \* \d$/) }] });
  const commands = Object.values(jobs ?? {}).flatMap(({ steps }) => steps.at(-1)?.run);
  expect(commands).toEqual(["npm run test:sdks", "npm run test:kubernetes"]);
});

describe("a release", () => {
  const release = workflows.find(({ file }) => file === "release.yml")?.workflow;
  const { pack, publish } = release?.jobs ?? {};

  test("is started by hand, after the tests", () => {
    expect(release?.on).toEqual({ workflow_dispatch: null });
    expect(pack).toMatchObject({ needs: "test", if: "github.ref == 'refs/heads/main'" });
    expect(pack?.steps.some(({ run }) => run === "npm run release:pack")).toBe(true);
  });

  test("is published with provenance, from a protected environment, by a job that only has the tarballs", () => {
    expect(publish).toMatchObject({ environment: "release", needs: "pack" });
    // No checkout and no npm ci: code that runs in this job could publish anything in our name.
    expect(publish?.steps.map(({ uses, run }) => uses?.replace(/@.*/, "") ?? run)).toEqual([
      "actions/setup-node",
      "actions/download-artifact",
      publishCommand,
    ]);
    expect(publish?.steps[1]?.with).toMatchObject({
      "artifact-ids": "${" + "{ needs.pack.outputs.tarballs }}",
    });
    expect(publish?.steps.at(-1)?.env).toEqual({ NPM_CONFIG_PROVENANCE: "true" });
  });
});
