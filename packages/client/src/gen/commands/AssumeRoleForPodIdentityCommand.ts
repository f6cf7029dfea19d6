// smithy-typescript generated code
import { getEndpointPlugin } from "@smithy/core/endpoints";
import { Command as $Command } from "@smithy/core/client";
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
 * Exchanges the service account token of a pod for temporary credentials of the IAM role that the pod's service account
 * is associated with.
 *
 * The token identifies the pod. The association of its namespace and service account in the cluster `clusterName`
 * determines the role.
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
 *  The caller is not allowed to use this cluster, or the role does not trust the service.
 *
 * Fix the caller's permissions or the trust policy of the role. A retry of the same request fails again.
 *
 * @throws {@link ExpiredTokenException} (client fault)
 *  The service account token has expired.
 *
 * Read the token file again: the kubelet renews the token before it expires.
 *
 * @throws {@link InternalServerException} (server fault)
 *  The service failed unexpectedly.
 *
 * Retry with backoff.
 *
 * @throws {@link InvalidParameterException} (client fault)
 *  A value of the request breaks a constraint: it is missing, or has an invalid length or form.
 *
 * The message names the value and the constraint, and contains no secret.
 *
 * @throws {@link InvalidRequestException} (client fault)
 *  Each value is valid, but the combination is not.
 *
 * The message says what does not match.
 *
 * @throws {@link InvalidTokenException} (client fault)
 *  The service account token is not a token of this cluster for this purpose.
 *
 * Its signature, algorithm, issuer, audience or claims are invalid.
 *
 * @throws {@link ResourceNotFoundException} (client fault)
 *  The cluster does not exist, or the service account has no association.
 *
 * Create the association first. It can take a few seconds until it is effective.
 *
 * @throws {@link ServiceUnavailableException} (server fault)
 *  The service or one of its dependencies is down or too slow.
 *
 * Retry with backoff, and use the current credentials until they expire.
 *
 * @throws {@link ThrottlingException} (client fault)
 *  The caller sends too many requests.
 *
 * Send fewer requests, and retry with backoff.
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
 *     expiration: new Date("2026-01-01T00:00:00.000Z"),
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
 * // The token is valid, but its service account is associated with no role.
 * const input = {
 *   clusterName: "prod",
 *   token: "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJzeXN0ZW06c2VydmljZWFjY291bnQ6ZGVmYXVsdDpvdGhlciJ9.c2lnbmF0dXJl"
 * };
 * const command = new AssumeRoleForPodIdentityCommand(input);
 * await client.send(command);
 * // Throws ResourceNotFoundException: No association found for the service account.
 * ```
 *
 * @example An expired token
 * ```javascript
 * // The pod sent an old token. The kubelet has since written a new one to the same file.
 * const input = {
 *   clusterName: "prod",
 *   token: "eyJhbGciOiJSUzI1NiJ9.eyJleHAiOjF9.c2lnbmF0dXJl"
 * };
 * const command = new AssumeRoleForPodIdentityCommand(input);
 * await client.send(command);
 * // Throws ExpiredTokenException: The token has expired.
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
