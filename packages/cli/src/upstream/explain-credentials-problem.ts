/**
 * Adds to why the agent has no AWS credentials of its own what may be done about it on the command line.
 *
 * @param problem - what the agent says, if anything
 */
export function explainCredentialsProblem(problem: string | undefined): string | undefined {
  return problem && `${problem} Or, for an eks-auth serve that asks for none, give --no-sign-request.`;
}
