import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "@eks-auth/test-kit/repository";
import { expect, test } from "vitest";
import { packageKeys, type Rule } from "../../src/semver/bump.ts";
import { renderRules, ruleGroups, ruleOf } from "../../src/semver/rules/rules.ts";

const rules: [string, Rule][] = Object.values(ruleGroups).flatMap((group) => Object.entries(group));

test("docs/versioning.md has the current rules", async () => {
  const file = join(root, "docs/versioning.md");
  const [text = ""] = (await readFile(file, "utf8")).split(/^### /m);
  await expect(text + renderRules()).toMatchFileSnapshot(file);
});

test.each(rules)("%s has a reason, and requires at least a patch of the types", (_id, rule) => {
  expect(rule.why).toMatch(/\.$/);
  expect(rule.when).not.toMatch(/\.$/);
  expect(rule.bumps.types, "the package contains the model").not.toBe("none");
  expect(Object.keys(rule.bumps)).toEqual(packageKeys);
});

test.each(rules)(
  "%s says what the users of each broken package must do, and addresses no others",
  (_id, rule) => {
    for (const key of packageKeys) {
      const todo = rule.todo?.[key];
      if (rule.bumps[key] === "major") {
        expect(todo, key).toBeDefined();
      }
      expect(todo ?? "act.", key).toMatch(/^[a-z].*\.$/);
      expect(todo === undefined || rule.bumps[key] !== "none", `${key} gets no line in its changelog`).toBe(
        true,
      );
    }
  },
);

test.each(["required-with-token", "required-token-removed"] as const)(
  "%s requires the same of both clients, because both fill in the token",
  (id) => {
    const { bumps, todo = {} } = ruleOf(id);
    expect(bumps["client-light"]).toBe(bumps.client);
    expect("client-light" in todo).toBe("client" in todo);
  },
);
