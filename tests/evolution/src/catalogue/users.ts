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

const sampleResponse = `{
      subject: { namespace: "n", serviceAccount: "s" },
      audience: "a",
      podIdentityAssociation: { associationArn: "a", associationId: "i" },
      assumedRoleUser: { arn: "a", assumeRoleId: "i" },
      credentials: { sessionToken: "t", secretAccessKey: "s", accessKeyId: "i", expiration: new Date() },
    }`;

const readResponse = `
  const { subject, audience, podIdentityAssociation, assumedRoleUser, credentials } = output;
  const until: Date = credentials.expiration;
  const texts: string[] = [
    subject.namespace, subject.serviceAccount, audience, podIdentityAssociation.associationArn,
    podIdentityAssociation.associationId, assumedRoleUser.arn, assumedRoleUser.assumeRoleId,
    credentials.sessionToken, credentials.secretAccessKey, credentials.accessKeyId,
  ];`;

const readAssociation = `
  const { associationId, state, createdAt, note, uses, target } = output;
  const created: Date = createdAt;
  const texts: (string | undefined)[] = [associationId, note];
  const count: number | undefined = uses;`;

const describeState = (type: string) => `
function describeState(state: ${type}): string {
  switch (state) {
    case "ACTIVE": return "in use";
    case "RETIRED": return "not in use";
  }
}
`;

/** A program that creates and reads all types of the `own` model. */
export const ownTypes: string = `import * as types from "@eks-auth/types";
import type * as wire from "@eks-auth/types/wire";
export const request: types.AssumeRoleForPodIdentityRequest = { clusterName: "c", token: "t" };
export const response: types.AssumeRoleForPodIdentityResponse = ${sampleResponse};
export const body: wire.AssumeRoleForPodIdentityRequestContent = { token: "t" };
export function read(output: types.AssumeRoleForPodIdentityResponse) {${readResponse}
  return { until, texts, parts: [subject, podIdentityAssociation, assumedRoleUser, credentials] satisfies [types.Subject, types.PodIdentityAssociation, types.AssumedRoleUser, types.Credentials] };
}
`;

/** A program that creates and reads the types that only the `extended` model has. */
export const extendedTypes: string = `
export const associationKey: types.DescribeAssociationRequest = { clusterName: "c", associationId: "i", detail: "FULL", search: "s" };
export const association: types.DescribeAssociationResponse = { associationId: "i", state: "ACTIVE", createdAt: new Date(), note: "n", uses: 1, target: { role: "r" } };
export const least: types.DescribeAssociationResponse = { associationId: "i", state: "RETIRED", createdAt: new Date() };
export function readAssociation(output: types.DescribeAssociationResponse) {${readAssociation}
  return { created, texts, count, state: describeState(state), target: target && describeTarget(target) };
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

/** A program that handles each error by name. */
export function errorSwitch(others: readonly string[]): string {
  const cases = [...ownErrors, ...others].map((name) => `    case "${name}":\n`).join("");
  return `export function readStatus(name: types.ErrorName): number {
  switch (name) {\n${cases}      return types.errors[name].status;\n  }\n}\n`;
}

/** A program that calls the operation of the `own` model and reads its whole output. */
export const ownClient: string = `import * as client from "@eks-auth/client";
const caller = new client.EKSAuthClient({});
export async function assume() {
  const output = await caller.send(new client.AssumeRoleForPodIdentityCommand({ clusterName: "c", token: "t" }));${readResponse}
  return { until, texts, parts: [subject, podIdentityAssociation, assumedRoleUser, credentials] satisfies [client.Subject, client.PodIdentityAssociation, client.AssumedRoleUser, client.Credentials] };
}
export const errors = [${ownErrors.map((name) => `client.${name}`).join(", ")}];
`;

/** A program that calls the second operation of the `extended` model. */
export const extendedClient: string = `
export async function describe() {
  const input: client.DescribeAssociationCommandInput = { clusterName: "c", associationId: "i", detail: client.DetailLevel.FULL, search: "s" };
  const output = await caller.send(new client.DescribeAssociationCommand(input));${readAssociation}
  const least = await caller.send(new client.DescribeAssociationCommand({ clusterName: "c", associationId: "i" }));
  return { created, texts, count, state: describeState(state), target: target && describeTarget(target), least };
}
${describeState("client.AssociationState")}
function describeTarget(target: client.AssociationTarget): string {
  if (target.role !== undefined) {
    return target.role;
  }
  if (target.account !== undefined) {
    return target.account;
  }
  // The client's unions have one more member, for values of newer services.
  const [name] = target.$unknown;
  return name;
}
export const choices = [client.DetailLevel.BRIEF, client.AssociationState.ACTIVE, client.AssociationState.RETIRED];
export const conflict = client.ConflictException;
`;

/** A program that calls the operation of the `own` model with the light client and reads its whole output. */
export const ownLightClient: string = `import * as light from "@eks-auth/client-light";
const caller = new light.EKSAuth({ region: "eu-west-1" });
export async function assume() {
  const output = await caller.assumeRoleForPodIdentity({ clusterName: "c", token: "t" });${readResponse}
  return { until, texts, parts: [subject, podIdentityAssociation, assumedRoleUser, credentials] satisfies [light.Subject, light.PodIdentityAssociation, light.AssumedRoleUser, light.Credentials] };
}
export const errors = [${ownErrors.map((name) => `light.${name}`).join(", ")}];
`;

/** A program that calls the second operation of the `extended` model with the light client. */
export const extendedLightClient: string = `
export async function describe() {
  const input: light.DescribeAssociationRequest = { clusterName: "c", associationId: "i", detail: "FULL", search: "s" };
  const output = await caller.describeAssociation(input);${readAssociation}
  const least = await caller.describeAssociation({ clusterName: "c", associationId: "i" });
  return { created, texts, count, state: describeState(state), target: target && describeTarget(target), least };
}
${describeState("light.AssociationState")}
function describeTarget(target: light.AssociationTarget): string {
  return "role" in target ? target.role : target.account;
}
export const conflict = light.ConflictException;
`;

/** A program that calls the second operation of the `detailed` model with the light client. */
export const detailedLightClient: string = `
export async function update() {
  const input: light.UpdateAssociationRequest = { clusterName: "c", associationId: "i", clientToken: "t", priority: 1, note: "n" };
  const { associationId, updatedAt, note } = await caller.updateAssociation(input);
  const texts: (string | undefined)[] = [associationId, note];
  const time: Date = updatedAt;
  return { texts, time };
}
`;

/** An implementation of the `own` model's operation that throws each of its errors. */
export const assumeRole: string = `
  async assumeRoleForPodIdentity(input) {
    const texts: string[] = [input.clusterName, input.token];
    const errors = [${ownErrors.map((name) => `server.${name}`).join(", ")}];
    const Failing = errors.find((it) => it.name === texts[0]);
    if (Failing !== undefined) {
      throw new Failing({ message: "m" });
    }
    return ${sampleResponse};
  },`;

/** An implementation of the second operation of the `extended` model that uses the enum of the request. */
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

/** Creates a program that implements the service. */
export function implement(methods: readonly string[]): string {
  return `import * as server from "@eks-auth/server";
const service: server.EKSAuthFrontendService = {${methods.join("")}
};
export const handler = server.createEKSAuthFrontendHandler(service);
`;
}

/** A program that creates and reads the types that only the `detailed` model has. */
export const detailedTypes: string = `
export const change: types.UpdateAssociationRequest = { clusterName: "c", associationId: "i", clientToken: "t", alias: "a", since: new Date() };
export const changed: types.UpdateAssociationResponse = { associationId: "i", updatedAt: new Date() };
// Members with a default can be omitted.
export const changeBody: wire.UpdateAssociationRequestContent = { clientToken: "t" };
export const facts: wire.Facts = { a: "b" };
export function readChange(body: wire.UpdateAssociationResponseContent, input: types.UpdateAssociationRequest) {
  const texts: (string | undefined)[] = [body.associationId, body.note, input.clientToken, input.nickname, input.note];
  const numbers: (number | undefined)[] = [body.updatedAt, input.priority, input.weight];
  return { texts, numbers };
}
`;

/** A program that calls the second operation of the `detailed` model. The client fills in the token. */
export const detailedClient: string = `
export async function update() {
  const input: client.UpdateAssociationCommandInput = { clusterName: "c", associationId: "i", priority: 1, note: "n" };
  const { associationId, updatedAt, note } = await caller.send(new client.UpdateAssociationCommand(input));
  const texts: (string | undefined)[] = [associationId, note];
  const time: Date = updatedAt;
  return { texts, time };
}
`;

/** An implementation of the second operation of the `detailed` model. */
export const updateAssociation = `
  async updateAssociation(input) {
    const texts: (string | undefined)[] = [input.clusterName, input.clientToken, input.alias, input.nickname, input.note];
    const numbers: (number | undefined)[] = [input.priority, input.weight];
    return texts.length > numbers.length
      ? { associationId: input.associationId, updatedAt: input.since ?? new Date() }
      : { associationId: "i", updatedAt: new Date(), note: "n" };
  },`;

/** A program that creates and reads the types that only the `streaming` model has. */
export const streamingTypes: string = `
export function describeChange(change: types.AssociationChange): string | undefined {
  return "created" in change ? change.created.associationId : change.deleted.associationId;
}
export async function readChanges({ changes }: types.GetChangesResponse): Promise<void> {
  for await (const change of changes ?? []) {
    describeChange(change);
  }
}
`;

/** A program that reads the event stream of the `streaming` model, and all its events. */
export const streamingClient: string = `
export async function watch() {
  const { changes } = await caller.send(new client.GetChangesCommand({ clusterName: "c" }));
  const texts: (string | undefined)[] = [];
  for await (const change of changes ?? []) {
    texts.push(describeChange(change));
  }
  return texts;
}
function describeChange(change: client.AssociationChange): string | undefined {
  if (change.created !== undefined) {
    return change.created.associationId;
  }
  if (change.deleted !== undefined) {
    return change.deleted.associationId;
  }
  const [name] = change.$unknown;
  return name;
}
`;

/** An implementation of the operation of the `streaming` model that sends both events. */
export const getChanges = `
  async getChanges(input) {
    const associationId: string = input.clusterName;
    return {
      changes: (async function* () {
        yield { created: { associationId } };
        yield { deleted: { associationId } };
      })(),
    };
  },`;
