/** The header of the token by which an agent identifies itself to `eks-auth serve`. */
const callerTokenHeader = "x-eks-auth-caller-token";

/** The part of an AWS SDK command that is needed here. The full type differs between clients. */
interface Command {
  // biome-ignore lint/suspicious/noExplicitAny: see above
  readonly middlewareStack: { add(middleware: (next: any) => (args: any) => any, options: BuildStep): void };
}

interface BuildStep {
  readonly step: "build";
  readonly name: string;
}

/**
 * Sends the caller's own token with each try of a command. A signature includes it.
 *
 * @param token - does nothing if it is undefined
 */
export function addCallerToken(command: Command, token: string | undefined): void {
  if (token !== undefined) {
    command.middlewareStack.add(
      (next) => (args) => {
        args.request.headers[callerTokenHeader] = token;
        return next(args);
      },
      { step: "build", name: "callerToken" },
    );
  }
}
