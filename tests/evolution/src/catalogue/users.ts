const ownErrors = [
  "AccessDeniedException",
  "ExpiredTokenException",
  "InternalServerException",
  "InvalidParameterException",
  "InvalidRequestException",
  "InvalidTokenException",
  "ResourceNotFoundException",
  "ServiceUnavailableException",
  "ThrottlingException",
];

const answer = `{
      subject: { namespace: "n", serviceAccount: "s" },
      audience: "a",
      podIdentityAssociation: { associationArn: "a", associationId: "i" },
      assumedRoleUser: { arn: "a", assumeRoleId: "i" },
      credentials: { sessionToken: "t", secretAccessKey: "s", accessKeyId: "i", expiration: new Date() },
    }`;

const readAnswer = `
  const { subject, audience, podIdentityAssociation, assumedRoleUser, credentials } = output;
  const until: Date = credentials.expiration;
  const texts: string[] = [
    subject.namespace, subject.serviceAccount, audience, podIdentityAssociation.associationArn,
    podIdentityAssociation.associationId, assumedRoleUser.arn, assumedRoleUser.assumeRoleId,
    credentials.sessionToken, credentials.secretAccessKey, credentials.accessKeyId,
  ];`;

const readAssociation = `
  const { associationId, state, createdAt, note, uses, target } = output;
  const made: Date = createdAt;
  const texts: (string | undefined)[] = [associationId, note];
  const count: number | undefined = uses;`;

const describeState = (type: string) => `
function describeState(state: ${type}): string {
  switch (state) {
    case "ACTIVE": return "used";
    case "RETIRED": return "not used";
  }
}
`;

/** Makes and reads all values of the own model. */
export const ownTypes: string = `import * as types from "@eks-auth/types";
import type * as wire from "@eks-auth/types/wire";
export const request: types.AssumeRoleForPodIdentityRequest = { clusterName: "c", token: "t" };
export const response: types.AssumeRoleForPodIdentityResponse = ${answer};
export const body: wire.AssumeRoleForPodIdentityRequestContent = { token: "t" };
export function read(output: types.AssumeRoleForPodIdentityResponse) {${readAnswer}
  return { until, texts, parts: [subject, podIdentityAssociation, assumedRoleUser, credentials] satisfies [types.Subject, types.PodIdentityAssociation, types.AssumedRoleUser, types.Credentials] };
}
`;

/** Makes and reads the values that only the grown model has. */
export const grownTypes: string = `
export const wanted: types.DescribeAssociationRequest = { clusterName: "c", associationId: "i", detail: "FULL", search: "s" };
export const association: types.DescribeAssociationResponse = { associationId: "i", state: "ACTIVE", createdAt: new Date(), note: "n", uses: 1, target: { role: "r" } };
export const least: types.DescribeAssociationResponse = { associationId: "i", state: "RETIRED", createdAt: new Date() };
export function readAssociation(output: types.DescribeAssociationResponse) {${readAssociation}
  return { made, texts, count, state: describeState(state), target: target && describeTarget(target) };
}
${describeState("types.AssociationState")}
function describeTarget(target: types.AssociationTarget): string {
  return "role" in target ? target.role : target.account;
}
export function describeDetail(detail: types.DetailLevel): number {
  switch (detail) {
    case "BRIEF": return 1;
    case "FULL": return 2;
  }
}
`;

/** Tells all errors apart. */
export function errorSwitch(others: readonly string[]): string {
  const cases = [...ownErrors, ...others].map((name) => `    case "${name}":\n`).join("");
  return `export function tell(name: types.ErrorName): number {
  switch (name) {\n${cases}      return types.errors[name].status;\n  }\n}\n`;
}

/** Calls the one operation of the own model, and reads all that it gives. */
export const ownClient: string = `import * as client from "@eks-auth/client";
const caller = new client.EKSAuthClient({});
export async function assume() {
  const output = await caller.send(new client.AssumeRoleForPodIdentityCommand({ clusterName: "c", token: "t" }));${readAnswer}
  return { until, texts, parts: [subject, podIdentityAssociation, assumedRoleUser, credentials] satisfies [client.Subject, client.PodIdentityAssociation, client.AssumedRoleUser, client.Credentials] };
}
export const errors = [${ownErrors.map((name) => `client.${name}`).join(", ")}];
`;

/** Calls the other operation of the grown model. */
export const grownClient: string = `
export async function describe() {
  const input: client.DescribeAssociationCommandInput = { clusterName: "c", associationId: "i", detail: client.DetailLevel.FULL, search: "s" };
  const output = await caller.send(new client.DescribeAssociationCommand(input));${readAssociation}
  const least = await caller.send(new client.DescribeAssociationCommand({ clusterName: "c", associationId: "i" }));
  return { made, texts, count, state: describeState(state), target: target && describeTarget(target), least };
}
${describeState("client.AssociationState")}
function describeTarget(target: client.AssociationTarget): string {
  if (target.role !== undefined) {
    return target.role;
  }
  if (target.account !== undefined) {
    return target.account;
  }
  // The client's unions have one more choice, for what a newer service answers.
  const [name] = target.$unknown;
  return name;
}
export const choices = [client.DetailLevel.BRIEF, client.AssociationState.ACTIVE, client.AssociationState.RETIRED];
export const conflict = client.ConflictException;
`;

/** Implements the operation of the own model, and throws each of its errors. */
export const assumeRole: string = `
  async assumeRoleForPodIdentity(input) {
    const texts: string[] = [input.clusterName, input.token];
    const errors = [${ownErrors.map((name) => `server.${name}`).join(", ")}];
    const Failing = errors.find((it) => it.name === texts[0]);
    if (Failing !== undefined) {
      throw new Failing({ message: "m" });
    }
    return ${answer};
  },`;

/** Implements the other operation of the grown model: it decides by the choices of the request. */
export const describeAssociation = `
  async describeAssociation(input) {
    const { clusterName, associationId, detail, search } = input;
    const texts: (string | undefined)[] = [clusterName, associationId, search];
    if (texts.length === 0) {
      throw new server.ConflictException({ message: "m" });
    }
    const level = (): number => {
      switch (detail) {
        case undefined:
        case "BRIEF": return 1;
        case "FULL": return 2;
      }
    };
    return level() === 1
      ? { associationId: "i", state: "RETIRED", createdAt: new Date(), target: { account: "a" } }
      : { associationId: "i", state: "ACTIVE", createdAt: new Date(), note: "n", uses: 1, target: { role: "r" } };
  },`;

/** Writes an implementation of the service. */
export function implement(methods: readonly string[]): string {
  return `import * as server from "@eks-auth/server";
const service: server.EKSAuthFrontendService = {${methods.join("")}
};
export const handler = server.createEKSAuthFrontendHandler(service);
`;
}
