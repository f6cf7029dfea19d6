import { existsSync, globSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "@eks-auth/test-kit/repository";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";

const github = join(root, ".github");

/** A field of an issue form. */
interface Field {
  readonly type: string;
  readonly id?: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}

const forms = readdirSync(join(github, "ISSUE_TEMPLATE")).filter((file) => file !== "config.yml");

describe.each(forms)("the issue form %s", (file) => {
  const form = parse(readFileSync(join(github, "ISSUE_TEMPLATE", file), "utf8"));

  test("has what GitHub needs", () => {
    expect(Object.keys(form)).toEqual(["name", "description", "labels", "body"]);
    const body: readonly Field[] = form.body;
    for (const { type, id, attributes } of body) {
      expect(["markdown", "dropdown", "input", "textarea"]).toContain(type);
      expect(attributes).toHaveProperty(type === "markdown" ? "value" : "label");
      expect(type === "markdown" ? "none" : id).toMatch(/^[a-z]+$/);
      if (type === "dropdown") {
        const options = attributes.options as readonly string[];
        expect(new Set(options).size).toBe(options.length);
      }
    }
    const ids = body.flatMap(({ id }) => id ?? []);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

test("a report of something that does not work warns of secrets and vulnerabilities", () => {
  const text = readFileSync(join(github, "ISSUE_TEMPLATE/bug.yml"), "utf8");
  expect(text).toContain("Paste no token and no credentials.");
  expect(text).toContain("SECURITY.md");
});

test("a pull request's template names npm scripts that exist", () => {
  const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const names = readFileSync(join(github, "PULL_REQUEST_TEMPLATE.md"), "utf8").matchAll(/npm run ([\w:-]+)/g);
  expect([...names].filter(([, name = ""]) => !Object.hasOwn(scripts, name))).toEqual([]);
});

/** What dependabot watches. */
interface Update {
  readonly "package-ecosystem": string;
  readonly directory?: string;
  readonly directories?: readonly string[];
}

describe("dependabot", () => {
  const { version, updates } = parse(readFileSync(join(github, "dependabot.yml"), "utf8"));
  const files: Readonly<Record<string, string>> = {
    npm: "package-lock.json",
    "github-actions": ".github/workflows",
    docker: "Dockerfile",
    maven: "pom.xml",
    gomod: "go.mod",
    cargo: "Cargo.toml",
    pip: "requirements.txt",
  };
  const watched = (updates as readonly Update[]).flatMap(
    ({ "package-ecosystem": ecosystem, directory = "", directories = [directory] }) =>
      directories.map((folder): [string, string] => [ecosystem, folder]),
  );

  test("watches folders that have what it reads", () => {
    expect(version).toBe(2);
    expect(watched.length).toBeGreaterThan(10);
    for (const [ecosystem, folder] of watched) {
      expect(existsSync(join(root, folder, files[ecosystem] ?? "")), `${ecosystem} ${folder}`).toBe(true);
    }
  });

  test("watches every folder that has dependencies, except those of a Kubernetes release", () => {
    const names = ["pom.xml", "go.mod", "Cargo.toml", "requirements.txt"];
    const found = globSync(`{packages,tests}/**/{${names.join()}}`, {
      cwd: root,
      exclude: (name) => /node_modules|build|tests\/kubernetes/.test(name),
    });
    const folders = found.map((file) => `/${file.slice(0, file.lastIndexOf("/"))}`);
    expect(folders.filter((folder) => !watched.some(([, each]) => each === folder))).toEqual([]);
    expect(folders.length).toBeGreaterThan(8);
  });
});

test("the development container has the workspace's Node.js and the generator's Java", () => {
  const path = join(root, ".devcontainer/devcontainer.json");
  const { config, error } = ts.parseConfigFileTextToJson(path, readFileSync(path, "utf8"));
  expect(error).toBeUndefined();
  const dockerfile = readFileSync(join(root, ".devcontainer", config.build.dockerfile), "utf8");
  const { devDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  expect(dockerfile).toMatch(new RegExp(`^FROM node:${devDependencies.node.split(".")[0]}-`));
  expect(dockerfile).toContain("openjdk-17-jdk");
  expect(config.postCreateCommand).toBe("npm ci");
});
