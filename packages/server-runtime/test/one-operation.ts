import type { AuthenticatedHandlerOptions, Handler, HandlerOptions, Operation, Route } from "../src/index.ts";
import { createHandler, ModeledError } from "../src/index.ts";

/** The error of the service that stands in for those that no caller is told about. */
class BrokenException extends ModeledError {
  override readonly name = "BrokenException";
  override readonly status = 500;
  override readonly fault = "server";
}

/** What a test may change about the operation. */
export type OperationTraits = Partial<Omit<Operation<undefined>, "invoke">>;

/** A service as a generator would write it, whose one operation, Run, has every method and every path. */
export function createRunHandler(
  invoke: Operation<undefined>["invoke"],
  options: HandlerOptions | AuthenticatedHandlerOptions<undefined> = {},
  traits: OperationTraits = {},
  route: () => Route<"Run"> = () => ({ found: true, operation: "Run", labels: [] }),
): Handler {
  return createHandler(
    {
      operations: { Run: { name: "Run", streamsInput: false, errors: {}, ...traits, invoke } },
      route,
      createInternalError: (message) => new BrokenException({ message }),
    },
    options,
  );
}
