/** Asks STS who calls, as often as the argument says, each time with new credentials. Prints a line of JSON for each. */
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";

for (let attempt = 0; attempt < Number(process.argv[2]); attempt++) {
  const startedAt = performance.now();
  let outcome: object;
  try {
    const { Arn } = await new STSClient().send(new GetCallerIdentityCommand());
    outcome = { arn: Arn };
  } catch (thrown) {
    const { name, message } = thrown as Error;
    outcome = { error: name, message };
  }
  process.stdout.write(`${JSON.stringify({ ...outcome, milliseconds: performance.now() - startedAt })}\n`);
}
