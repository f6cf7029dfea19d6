// smithy-typescript generated code
import { getEndpointPlugin } from "@smithy/middleware-endpoint";
import { Command as $Command } from "@smithy/smithy-client";
import type { MetadataBearer as __MetadataBearer } from "@smithy/types";

import type { EKSAuthClientResolvedConfig, ServiceInputTypes, ServiceOutputTypes } from "../EKSAuthClient";
import { commonParams } from "../endpoint/EndpointParameters";
import type { AssumeRoleForPodIdentityRequest, AssumeRoleForPodIdentityResponse } from "../models/models_0";
import { AssumeRoleForPodIdentity$ } from "../schemas/schemas_0";

/**
 * @public
 */
export type { __MetadataBearer };
export { $Command };
/**
 * @public
 *
 * The input for {@link AssumeRoleForPodIdentityCommand}.
 */
export interface AssumeRoleForPodIdentityCommandInput extends AssumeRoleForPodIdentityRequest {}
/**
 * @public
 *
 * The output of {@link AssumeRoleForPodIdentityCommand}.
 */
export interface AssumeRoleForPodIdentityCommandOutput extends AssumeRoleForPodIdentityResponse, __MetadataBearer {}

/**
 * Trades the service account token of a pod for temporary credentials of the IAM role that the pod's service account
 * is associated with.
 *
 * The token proves which pod asks. The association of its namespace and service account, in the cluster named by
 * `clusterName`, says which role the pod gets.
 * @example
 * Use a bare-bones client and the command you need to make an API call.
 * ```javascript
 * import { EKSAuthClient, AssumeRoleForPodIdentityCommand } from "@eks-auth/client"; // ES Modules import
 * // const { EKSAuthClient, AssumeRoleForPodIdentityCommand } = require("@eks-auth/client"); // CommonJS import
 * // import type { EKSAuthClientConfig } from "@eks-auth/client";
 * const config = {}; // type is EKSAuthClientConfig
 * const client = new EKSAuthClient(config);
 * const input = { // AssumeRoleForPodIdentityRequest
 *   clusterName: "STRING_VALUE", // required
 *   token: "STRING_VALUE", // required
 * };
 * const command = new AssumeRoleForPodIdentityCommand(input);
 * const response = await client.send(command);
 * // { // AssumeRoleForPodIdentityResponse
 * //   subject: { // Subject
 * //     namespace: "STRING_VALUE", // required
 * //     serviceAccount: "STRING_VALUE", // required
 * //   },
 * //   audience: "STRING_VALUE", // required
 * //   podIdentityAssociation: { // PodIdentityAssociation
 * //     associationArn: "STRING_VALUE", // required
 * //     associationId: "STRING_VALUE", // required
 * //   },
 * //   assumedRoleUser: { // AssumedRoleUser
 * //     arn: "STRING_VALUE", // required
 * //     assumeRoleId: "STRING_VALUE", // required
 * //   },
 * //   credentials: { // Credentials
 * //     sessionToken: "STRING_VALUE", // required
 * //     secretAccessKey: "STRING_VALUE", // required
 * //     accessKeyId: "STRING_VALUE", // required
 * //     expiration: new Date("TIMESTAMP"), // required
 * //   },
 * // };
 *
 * ```
 *
 * @param AssumeRoleForPodIdentityCommandInput - {@link AssumeRoleForPodIdentityCommandInput}
 * @returns {@link AssumeRoleForPodIdentityCommandOutput}
 * @see {@link AssumeRoleForPodIdentityCommandInput} for command's `input` shape.
 * @see {@link AssumeRoleForPodIdentityCommandOutput} for command's `response` shape.
 * @see {@link EKSAuthClientResolvedConfig | config} for EKSAuthClient's `config` shape.
 *
 * @throws {@link AccessDeniedException} (client fault)
 *  The caller may not ask for this cluster, or the role does not trust the service.
 *
 * Correct the caller's permissions or the trust policy of the role. A retry of the same request fails again.
 *
 * @throws {@link ExpiredTokenException} (client fault)
 *  The service account token is past its expiry.
 *
 * Read the token file again: the kubelet renews it in good time.
 *
 * @throws {@link InternalServerException} (server fault)
 *  The service failed for a reason of its own.
 *
 * Retry with backoff.
 *
 * @throws {@link InvalidParameterException} (client fault)
 *  A value of the request breaks a constraint: it is missing, of the wrong length or of the wrong form.
 *
 * The message names the value and the constraint, and never repeats a secret.
 *
 * @throws {@link InvalidRequestException} (client fault)
 *  Each value is well formed, but the request as a whole cannot be granted.
 *
 * The message says what does not fit together.
 *
 * @throws {@link InvalidTokenException} (client fault)
 *  The service account token is not one that the cluster issued for this purpose.
 *
 * Its signature, algorithm, issuer, audience or claims were refused.
 *
 * @throws {@link ResourceNotFoundException} (client fault)
 *  There is no such cluster, or its service account has no association.
 *
 * Create the association first. It can take a few seconds to be seen everywhere.
 *
 * @throws {@link ServiceUnavailableException} (server fault)
 *  The service, or something that it depends on, is down or too slow.
 *
 * Retry with backoff, and keep using credentials that have not yet expired.
 *
 * @throws {@link ThrottlingException} (client fault)
 *  Too many requests in too short a time.
 *
 * Slow down, and retry with backoff.
 *
 * @throws {@link EKSAuthServiceException}
 * <p>Base exception class for all service exceptions from EKSAuth service.</p>
 *
 *
 * @example A pod with an association
 * ```javascript
 * // The service account `app` of the namespace `default` is associated with the role `app-role`.
 * const input = {
 *   clusterName: "prod",
 *   token: "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJzeXN0ZW06c2VydmljZWFjY291bnQ6ZGVmYXVsdDphcHAifQ.c2lnbmF0dXJl"
 * };
 * const command = new AssumeRoleForPodIdentityCommand(input);
 * const response = await client.send(command);
 * /* response is
 * {
 *   assumedRoleUser: {
 *     arn: "arn:aws:sts::111122223333:assumed-role/app-role/eks-prod-app-0-00000000-0000-4000-8000-000000000000",
 *     assumeRoleId: "AROAEXAMPLEROLEID0000:eks-prod-app-0-00000000-0000-4000-8000-000000000000"
 *   },
 *   audience: "pods.eks.amazonaws.com",
 *   credentials: {
 *     accessKeyId: "ASIAIOSFODNN7EXAMPLE",
 *     expiration: 1767225600,
 *     secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
 *     sessionToken: "EXAMPLE-SESSION-TOKEN"
 *   },
 *   podIdentityAssociation: {
 *     associationArn: "arn:aws:eks:us-east-1:111122223333:podidentityassociation/prod/a-0123456789abcdef0",
 *     associationId: "a-0123456789abcdef0"
 *   },
 *   subject: {
 *     namespace: "default",
 *     serviceAccount: "app"
 *   }
 * }
 * *\/
 * ```
 *
 * @example A service account without an association
 * ```javascript
 * // The token is good, but nothing says which role its service account gets.
 * const input = {
 *   clusterName: "prod",
 *   token: "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJzeXN0ZW06c2VydmljZWFjY291bnQ6ZGVmYXVsdDpvdGhlciJ9.c2lnbmF0dXJl"
 * };
 * const command = new AssumeRoleForPodIdentityCommand(input);
 * const response = await client.send(command);
 * /* response is
 * { /* metadata only *\/ }
 * *\/
 * ```
 *
 * @example A token past its expiry
 * ```javascript
 * // The pod sent a token that it read long ago. The kubelet has since written a new one to the same file.
 * const input = {
 *   clusterName: "prod",
 *   token: "eyJhbGciOiJSUzI1NiJ9.eyJleHAiOjF9.c2lnbmF0dXJl"
 * };
 * const command = new AssumeRoleForPodIdentityCommand(input);
 * const response = await client.send(command);
 * /* response is
 * { /* metadata only *\/ }
 * *\/
 * ```
 *
 * @public
 */
export class AssumeRoleForPodIdentityCommand extends $Command
  .classBuilder<
    AssumeRoleForPodIdentityCommandInput,
    AssumeRoleForPodIdentityCommandOutput,
    EKSAuthClientResolvedConfig,
    ServiceInputTypes,
    ServiceOutputTypes
  >()
  .ep(commonParams)
  .m(function (this: any, Command: any, cs: any, config: EKSAuthClientResolvedConfig, o: any) {
    return [getEndpointPlugin(config, Command.getEndpointParameterInstructions())];
  })
  .s("EKSAuthFrontend", "AssumeRoleForPodIdentity", {})
  .n("EKSAuthClient", "AssumeRoleForPodIdentityCommand")
  .sc(AssumeRoleForPodIdentity$)
  .build() {
  /** @internal type navigation helper, not in runtime. */
  protected declare static __types: {
    api: {
      input: AssumeRoleForPodIdentityRequest;
      output: AssumeRoleForPodIdentityResponse;
    };
    sdk: {
      input: AssumeRoleForPodIdentityCommandInput;
      output: AssumeRoleForPodIdentityCommandOutput;
    };
  };
}
