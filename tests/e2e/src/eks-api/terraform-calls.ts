import type { EksClient, EksOperation, Members } from "./eks-client.ts";

/** What a user writes in a resource `aws_eks_pod_identity_association`, by the names of the API. */
export interface Resource {
  readonly clusterName: string;
  readonly namespace: string;
  readonly serviceAccount: string;
  readonly roleArn: string;
  readonly targetRoleArn?: string;
  readonly disableSessionTags?: boolean;
  readonly tags?: Readonly<Record<string, string>>;
}

/** What Terraform keeps in its state. */
export interface State extends Resource {
  readonly disableSessionTags: boolean;
  readonly associationId: string;
  readonly associationArn: string;
  readonly externalId?: string;
}

/**
 * Sends the calls that Terraform's and OpenTofu's AWS provider 6 sends for `aws_eks_pod_identity_association`, in its order,
 * with the SDK for Go that it uses. The provider itself is in no package registry.
 *
 * @see https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/eks/pod_identity_association.go
 */
export class TerraformCalls {
  readonly #client: EksClient;
  #requests = 0;

  constructor(client: EksClient) {
    this.#client = client;
  }

  /** `terraform apply` of a new resource. */
  async create({ tags = {}, ...resource }: Resource): Promise<State> {
    const input = {
      ...resource,
      disableSessionTags: resource.disableSessionTags ?? false,
      clientRequestToken: this.#createToken(),
      // It sends no empty map.
      ...(Object.keys(tags).length > 0 && { tags }),
    };
    return toState(await this.#send("CreatePodIdentityAssociation", input));
  }

  /** The refresh of `terraform plan`. Returns undefined if the association does not exist: then a plan creates it again. */
  async refresh({ clusterName, associationId }: State): Promise<State | undefined> {
    const answer = await this.#client.call("DescribePodIdentityAssociation", { clusterName, associationId });
    if ("error" in answer) {
      if (answer.error.code === "ResourceNotFoundException" && answer.error.isModeled) {
        return undefined;
      }
      throw new Error(`The refresh failed: ${JSON.stringify(answer.error)}`);
    }
    return toState(answer.output);
  }

  /** `terraform apply` of a change of the roles, the session tags or the tags. It changes tags first. */
  async update(state: State, { tags = {}, ...resource }: Resource): Promise<State> {
    const { clusterName, associationId, associationArn: resourceArn, tags: oldTags = {} } = state;
    const removed = Object.keys(oldTags).filter((key) => !(key in tags));
    if (removed.length > 0) {
      await this.#send("UntagResource", { resourceArn, tagKeys: removed });
    }
    const updated = Object.entries(tags).filter(([key, value]) => oldTags[key] !== value);
    if (updated.length > 0) {
      await this.#send("TagResource", { resourceArn, tags: Object.fromEntries(updated) });
    }
    const { roleArn, targetRoleArn, disableSessionTags = false } = resource;
    const isChanged =
      roleArn !== state.roleArn ||
      targetRoleArn !== state.targetRoleArn ||
      disableSessionTags !== state.disableSessionTags;
    if (isChanged) {
      const roles = { roleArn, ...(targetRoleArn !== undefined && { targetRoleArn }) };
      const clientRequestToken = this.#createToken();
      const input = { clusterName, associationId, ...roles, disableSessionTags, clientRequestToken };
      await this.#send("UpdatePodIdentityAssociation", input);
    }
    return (await this.refresh(state)) as State;
  }

  /** `terraform apply` of a change of the cluster, the namespace or the service account. */
  async replace(state: State, resource: Resource): Promise<State> {
    await this.delete(state);
    return this.create(resource);
  }

  /** `terraform destroy`. It succeeds if the association does not exist. */
  async delete({ clusterName, associationId }: State): Promise<void> {
    const answer = await this.#client.call("DeletePodIdentityAssociation", { clusterName, associationId });
    if ("error" in answer && answer.error.code !== "ResourceNotFoundException") {
      throw new Error(`The deletion failed: ${JSON.stringify(answer.error)}`);
    }
  }

  /** `terraform import`. @param id - CLUSTER,ID */
  async import(id: string): Promise<State | undefined> {
    const [clusterName = "", associationId = ""] = id.split(",");
    return this.refresh({ clusterName, associationId } as State);
  }

  async #send(operation: EksOperation, input: Members): Promise<Members> {
    const answer = await this.#client.call(operation, input);
    if ("error" in answer) {
      throw new Error(`${operation} failed: ${JSON.stringify(answer.error)}`);
    }
    return answer.output;
  }

  #createToken(): string {
    this.#requests += 1;
    return `terraform-2026113022000000000000000${this.#requests}`;
  }
}

/** Takes what the provider takes from an answer. It keeps no times and no policy. */
function toState(output: Members): State {
  const { createdAt, modifiedAt, policy, ownerArn, ...state } = output.association as Members;
  return state as unknown as State;
}
