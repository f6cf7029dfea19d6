import { StartedProgram } from "@eks-auth/test-kit/started-program";
import { callerEnvironment, type SigningCaller } from "../tools/caller-environment.ts";

/** The operations of the EKS API that the service has. */
export type EksOperation =
  | "CreatePodIdentityAssociation"
  | "DeletePodIdentityAssociation"
  | "DescribeCluster"
  | "DescribePodIdentityAssociation"
  | "ListClusters"
  | "ListPodIdentityAssociations"
  | "ListTagsForResource"
  | "TagResource"
  | "UntagResource"
  | "UpdatePodIdentityAssociation";

/** Members of an input or an output, by their names in the model. Times are seconds since the Unix epoch. */
export type Members = Readonly<Record<string, unknown>>;

/** An error, as the user of a client gets it. */
export interface EksError {
  readonly code: string;
  /** The HTTP status; undefined if the client doesn't show it. */
  readonly status?: number;
  /** Whether it has the type of the error in the client's model; undefined if the client has no types. */
  readonly isModeled?: boolean;
  readonly message: string;
  /** Its other members; undefined if the client doesn't show them. */
  readonly members?: Members;
}

/** What a client returns. */
export type EksAnswer = { readonly output: Members } | { readonly error: EksError };

/** A caller of the EKS API: where it is, and who calls. */
export interface EksCaller extends SigningCaller {
  readonly endpoint: string;
}

/** An instance of a client that runs. */
export interface EksClient extends AsyncDisposable {
  call(operation: EksOperation, input: Members): Promise<EksAnswer>;
  /** Lists associations with the client's own paginator: the pages. */
  paginate(input: Members): Promise<readonly Members[]>;
}

/** An AWS SDK or tool from its registry. */
export interface EksClientKind {
  /** With its version: `boto3 1.44.8`. */
  readonly name: string;
  /**
   * Which errors have a type: those of the service's model, those that the model lists for the operation, or none. Errors
   * without types show no HTTP status.
   */
  readonly errorTypes: "service" | "operation" | "none";
  /** Whether the test sees the other members of its errors. */
  readonly showsMembers: boolean;
  start(caller: EksCaller): EksClient;
}

/** A call as programs read it, one for each line of standard input. */
interface ProgramCall {
  readonly operation: EksOperation;
  readonly input: Members;
  readonly paginate: boolean;
}

/** All environment variables of a process that calls the EKS API. */
export function eksEnvironment({ endpoint, ...caller }: EksCaller): Record<string, string> {
  return { ...callerEnvironment(caller), AWS_ENDPOINT_URL_EKS: endpoint };
}

/** Starts a program that answers each line, a call, with a line of JSON. */
export function startEksProgram(command: string, args: readonly string[], caller: EksCaller): EksClient {
  const program = new StartedProgram(command, args, { env: eksEnvironment(caller) });
  let calls = 0;
  // Answers have the order of the calls.
  async function send(call: ProgramCall): Promise<Members> {
    calls += 1;
    const index = calls;
    program.write(`${JSON.stringify(call)}\n`);
    const output = await program.waitFor(new RegExp(`^(.*\n){${index}}`));
    return removeNulls(JSON.parse(output.split("\n")[index - 1] ?? ""));
  }
  return {
    call: async (operation, input) => (await send({ operation, input, paginate: false })) as EksAnswer,
    async paginate(input) {
      const answer = await send({ operation: "ListPodIdentityAssociations", input, paginate: true });
      if (!Array.isArray(answer.pages)) {
        throw new Error(`The paginator failed: ${JSON.stringify(answer)}`);
      }
      return answer.pages;
    },
    [Symbol.asyncDispose]: () => program.stop(),
  };
}

/** Removes members that are null, which some programs write for members that are not set. */
function removeNulls(value: Members): Members {
  const text = JSON.stringify(value, (_name, member) => (member === null ? undefined : member));
  return JSON.parse(text) as Members;
}
