// smithy-typescript generated code
import { createAggregatedClient } from "@smithy/core/client";
import type { HttpHandlerOptions as __HttpHandlerOptions } from "@smithy/types";

import {
  type AssumeRoleForPodIdentityCommandInput,
  type AssumeRoleForPodIdentityCommandOutput,
  AssumeRoleForPodIdentityCommand,
} from "./commands/AssumeRoleForPodIdentityCommand";
import { EKSAuthClient } from "./EKSAuthClient";

const commands = {
  AssumeRoleForPodIdentityCommand,
};

export interface EKSAuth {
  /**
   * @see {@link AssumeRoleForPodIdentityCommand}
   */
  assumeRoleForPodIdentity(
    args: AssumeRoleForPodIdentityCommandInput,
    options?: __HttpHandlerOptions
  ): Promise<AssumeRoleForPodIdentityCommandOutput>;
  assumeRoleForPodIdentity(
    args: AssumeRoleForPodIdentityCommandInput,
    cb: (err: any, data?: AssumeRoleForPodIdentityCommandOutput) => void
  ): void;
  assumeRoleForPodIdentity(
    args: AssumeRoleForPodIdentityCommandInput,
    options: __HttpHandlerOptions,
    cb: (err: any, data?: AssumeRoleForPodIdentityCommandOutput) => void
  ): void;
}

/**
 * Gives the pods of a Kubernetes cluster temporary AWS credentials.
 *
 * The EKS Pod Identity Agent of a node is the intended caller: it calls `AssumeRoleForPodIdentity` for the pods on its
 * node. Applications do not call this API. Their AWS SDK gets credentials from the agent's container credentials
 * endpoint.
 * @public
 */
export class EKSAuth extends EKSAuthClient implements EKSAuth {}
createAggregatedClient(commands, EKSAuth);
