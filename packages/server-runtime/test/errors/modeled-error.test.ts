import { expect, test } from "vitest";
import { type Fault, ModeledError } from "../../src/index.ts";
import { StrangerException } from "../test-services.ts";

test("a modelled error is an Error with the model's name, status and fault", () => {
  const error = new StrangerException({ message: "Who?" });
  expect(error).toBeInstanceOf(ModeledError);
  expect(error).toBeInstanceOf(Error);
  expect(error).toMatchObject({ name: "StrangerException", status: 404, fault: "client", message: "Who?" });
  expect(error.code).toBe("StrangerException");
});

test("its message is optional", () => {
  expect(new StrangerException().message).toBe("");
  expect(new StrangerException({ message: undefined }).message).toBe("");
});

test("it keeps its cause", () => {
  const cause = new Error("the list can't be read");
  expect(new StrangerException({ message: "Who?" }, { cause }).cause).toBe(cause);
});

test("it has the headers that HTTP can carry", () => {
  const headers = { "retry-after": "1" };
  expect(new StrangerException({ message: "Who?" }, { headers }).headers).toBe(headers);
  expect(new StrangerException({ message: "Who?" }).headers).toBeUndefined();
});

test.each([{ "retry after": "1" }, { "": "1" }, { "x-a": "1\r\nx-b: 2" }, { "x-a": "\u{1f600}" }])(
  "it can't have the headers %j",
  (headers) => {
    expect(() => new StrangerException({}, { headers })).toThrow(TypeError);
  },
);

class ComplexError extends ModeledError<{ readonly code: number; readonly message?: string }> {
  override readonly name: string = "ComplexError";
  override readonly status: number = 403;
  override readonly fault: Fault = "client";
}

test("it has the members that the constructor got", () => {
  expect(new ComplexError({ code: 7, message: "No." })).toMatchObject({
    members: { code: 7, message: "No." },
    message: "No.",
  });
  expect(new ComplexError({ code: 7 }).message).toBe("");
  expect(new StrangerException().members).toEqual({});
});

class ShoutingError extends ModeledError<{
  readonly Message?: string | undefined;
  readonly detail?: string;
}> {
  override readonly name: string = "ShoutingError";
  override readonly status: number = 400;
  override readonly fault: Fault = "client";
}

test("its message is the member Message if the model calls it so", () => {
  expect(new ShoutingError({ detail: "a", Message: "No." })).toMatchObject({
    members: { detail: "a", Message: "No." },
    message: "No.",
  });
  expect(new ShoutingError({ Message: undefined }).message).toBe("");
  expect(new ShoutingError().message).toBe("");
});

test("its constructor needs the required members", () => {
  // @ts-expect-error -- `code` is required
  expect(new ComplexError().members).toEqual({});
});
