import { useTempFolder } from "@eks-auth/test-kit/use-temp-folder";
import { expect, test } from "vitest";
import { projectTarget } from "../../src/emit/target.ts";
import { resolveService } from "../../src/model/resolve-service.ts";
import { npxCommandLine } from "../../src/project/command-line.ts";
import { parseSettings } from "../../src/project/settings.ts";
import { createStarter } from "../../src/starter/starter.ts";
import { PhaseTimes } from "../../src/terminal/phase-times.ts";
import { eventStreamModel } from "../event-stream-model.ts";
import { member } from "../models.ts";

const folder = useTempFolder("starter");
const settings = parseSettings('{ "scope": "@acme" }', "codegen.json");
const target = projectTarget({ folder: folder.path, settings, commandLine: npxCommandLine });

test("packages with a prefix and without clients refer to each other, and not to clients", async () => {
  const settings = parseSettings('{ "scope": "@acme", "prefix": "talk-", "clients": false }', "codegen.json");
  const target = projectTarget({ folder: folder.path, settings, commandLine: npxCommandLine });
  const artifacts = { notices: [], modelText: "", openApi: undefined, clientFiles: new Map() };
  const generation = {
    files: new Map(),
    service: resolveService(eventStreamModel),
    artifacts: { ...artifacts, model: eventStreamModel },
    notices: [],
    times: new PhaseTimes(),
  };
  const files = await createStarter(generation, target);
  const manifest = JSON.parse(files.get("packages/server/package.json") ?? "");
  expect(manifest.name).toBe("@acme/talk-server");
  expect(manifest.dependencies).toHaveProperty("@acme/talk-types", "0.0.0");
  expect(JSON.parse(files.get("package.json") ?? "").workspaces).toEqual(["types", "server"]);
  expect([...files.keys()].filter((path) => path.includes("client"))).toEqual([]);
  const texts = [...files.values()].join("\n");
  expect(texts).not.toMatch(/@acme\/(?!talk-)|__[A-Za-z]+__/);
});

test("the README of the light client calls an operation that the light client has", async () => {
  const { shapes } = eventStreamModel;
  const operations = ["Talk", "Close"].map((name) => member(name));
  const http = { method: "POST", uri: "/close" };
  const model = {
    smithy: "2.0",
    shapes: {
      ...shapes,
      "ex#Things": { type: "service", ...shapes["ex#Things"], operations },
      "ex#Close": { type: "operation", traits: { "smithy.api#http": http } },
    },
  };
  const artifacts = {
    notices: [],
    modelText: "",
    model,
    openApi: undefined,
    clientFiles: new Map([["src/ThingsClient.ts", ""]]),
  };
  const service = resolveService(model);
  const generation = { files: new Map(), service, artifacts, notices: [], times: new PhaseTimes() };
  const files = await createStarter(generation, target);
  expect(files.get("packages/client-light/README.md")).toContain("await client.close_({");
});
