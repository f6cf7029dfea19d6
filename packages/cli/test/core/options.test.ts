import { Command, CommanderError } from "commander";
import { describe, expect, it } from "vitest";
import { checkTokenFileName, parseClusterName, parsePort } from "../../src/core/options.ts";

describe("parseClusterName", () => {
  it.each(["edge", "a", "0-_", "a".repeat(100)])("accepts %s", (name) => {
    expect(parseClusterName(name)).toBe(name);
  });

  it.each([
    ["", "It is empty."],
    ["a b/c", "A cluster's name has 1 to 100 letters"],
    ["-a", "A cluster's name has 1 to 100 letters"],
    ["a".repeat(101), "A cluster's name has 1 to 100 letters"],
  ])("rejects %j", (name, message) => {
    expect(() => parseClusterName(name)).toThrow(message);
  });
});

describe("parsePort", () => {
  it.each([
    ["0", 0],
    ["8480", 8480],
    ["65535", 65_535],
  ])("accepts %s", (text, port) => {
    expect(parsePort(text)).toBe(port);
  });

  it.each(["", "-1", "65536", "80.5", "http"])("rejects %j", (text) => {
    expect(() => parsePort(text)).toThrow("A port is a number from 0 to 65535.");
  });
});

describe("checkTokenFileName", () => {
  const command = () => new Command().exitOverride().configureOutput({ writeErr: () => {} });

  it("accepts a file name", () => {
    expect(() => checkTokenFileName(command(), "--file", "./token.jwt.old")).not.toThrow();
  });

  it.each([
    ["", "error: --file is empty."],
    ["eyJh.b.c", "error: --file contains a token."],
    ["Bearer eyJh.b.c", "error: --file contains a token."],
  ])("rejects %j as a wrong argument", (path, message) => {
    expect(() => checkTokenFileName(command(), "--file", path)).toThrow(CommanderError);
    expect(() => checkTokenFileName(command(), "--file", path)).toThrow(message);
  });
});
