import { expect, test } from "vitest";
import { ModeledError } from "../../src/index.ts";
import { StrangerException } from "../greeter.ts";

test("a modelled error is an Error with the model's name, status and fault", () => {
  const error = new StrangerException({ message: "Who?" });
  expect(error).toBeInstanceOf(ModeledError);
  expect(error).toBeInstanceOf(Error);
  expect(error).toMatchObject({ name: "StrangerException", status: 404, fault: "client", message: "Who?" });
});

test("its message is optional", () => {
  expect(new StrangerException().message).toBe("");
  expect(new StrangerException({ message: undefined }).message).toBe("");
});

test("it keeps its cause", () => {
  const cause = new Error("the register is gone");
  expect(new StrangerException({ message: "Who?" }, { cause }).cause).toBe(cause);
});
