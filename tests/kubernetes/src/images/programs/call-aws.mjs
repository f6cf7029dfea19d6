// Calls STS with credentials of the AWS SDK's default chain, and prints who STS says that it is.
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";

const { Account, Arn, UserId } = await new STSClient().send(new GetCallerIdentityCommand());
process.stdout.write(`${JSON.stringify({ Account, Arn, UserId })}\n`);
