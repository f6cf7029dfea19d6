import {
    HostHeaderInputConfig,
    HostHeaderResolvedConfig,
    UserAgentInputConfig,
    UserAgentResolvedConfig,
} from "@aws-sdk/core/client";
import {
    RegionInputConfig,
    RegionResolvedConfig,
} from "@smithy/core/config";
import {
    TypeRegistry,
} from "@smithy/core/schema";
import {
    HttpHandlerExtensionConfiguration,
    HttpHandlerUserInput,
} from "@smithy/core/protocols";
import {
    EndpointInputConfig,
    EndpointResolvedConfig,
} from "@smithy/core/endpoints";
import {
    RetryInputConfig,
    RetryResolvedConfig,
} from "@smithy/core/retry";
import {
    Client as __Client,
    Command as $Command,
    DefaultsMode,
    ExceptionOptionType,
    ServiceException,
    ServiceExceptionOptions,
    SmithyConfiguration,
    SmithyResolvedConfiguration,
} from "@smithy/core/client";
import {
    AwsSdkSigV4AuthInputConfig,
    AwsSdkSigV4AuthResolvedConfig,
} from "@aws-sdk/core/httpAuthSchemes";
import {
    AwsCredentialIdentity,
    AwsCredentialIdentityProvider,
    BodyLengthCalculator,
    CheckOptionalClientConfig,
    ChecksumConstructor,
    Decoder,
    DefaultExtensionConfiguration,
    Encoder,
    Endpoint,
    EndpointParameters,
    EndpointV2,
    HashConstructor,
    HttpAuthScheme,
    HttpAuthSchemeParameters,
    HttpAuthSchemeProvider,
    HttpHandlerOptions,
    Logger,
    MetadataBearer as __MetadataBearer,
    Provider,
    StaticErrorSchema,
    StaticOperationSchema,
    StaticStructureSchema,
    StreamCollector,
    UrlParser,
    UserAgent,
} from "@smithy/types";
import {
    AwsRegionExtensionConfiguration,
} from "@aws-sdk/types";
interface EKSAuthHttpAuthSchemeParameters extends HttpAuthSchemeParameters {
    region?: string;
}
interface EKSAuthHttpAuthSchemeProvider extends HttpAuthSchemeProvider<EKSAuthHttpAuthSchemeParameters> {
}
interface HttpAuthSchemeInputConfig extends AwsSdkSigV4AuthInputConfig {
    authSchemePreference?: string[] | Provider<string[]>;
    httpAuthSchemes?: HttpAuthScheme[];
    httpAuthSchemeProvider?: EKSAuthHttpAuthSchemeProvider;
}
interface HttpAuthSchemeResolvedConfig extends AwsSdkSigV4AuthResolvedConfig {
    readonly authSchemePreference: Provider<string[]>;
    readonly httpAuthSchemes: HttpAuthScheme[];
    readonly httpAuthSchemeProvider: EKSAuthHttpAuthSchemeProvider;
}
interface AssumedRoleUser {
    arn: string;
    assumeRoleId: string;
}
interface AssumeRoleForPodIdentityRequest {
    clusterName: string;
    token: string;
}
interface Credentials {
    sessionToken: string;
    secretAccessKey: string;
    accessKeyId: string;
    expiration: Date;
}
interface PodIdentityAssociation {
    associationArn: string;
    associationId: string;
}
interface Subject {
    namespace: string;
    serviceAccount: string;
}
interface AssumeRoleForPodIdentityResponse {
    subject: Subject;
    audience: string;
    podIdentityAssociation: PodIdentityAssociation;
    assumedRoleUser: AssumedRoleUser;
    credentials: Credentials;
}
interface AssumeRoleForPodIdentityCommandInput extends AssumeRoleForPodIdentityRequest {
}
interface AssumeRoleForPodIdentityCommandOutput extends AssumeRoleForPodIdentityResponse, __MetadataBearer {
}
declare const AssumeRoleForPodIdentityCommand_base: {
    new (input: AssumeRoleForPodIdentityCommandInput): import("@smithy/core/client").CommandImpl<AssumeRoleForPodIdentityCommandInput, AssumeRoleForPodIdentityCommandOutput, EKSAuthClientResolvedConfig, AssumeRoleForPodIdentityCommandInput, AssumeRoleForPodIdentityCommandOutput>;
    new (input: AssumeRoleForPodIdentityCommandInput): import("@smithy/core/client").CommandImpl<AssumeRoleForPodIdentityCommandInput, AssumeRoleForPodIdentityCommandOutput, EKSAuthClientResolvedConfig, AssumeRoleForPodIdentityCommandInput, AssumeRoleForPodIdentityCommandOutput>;
    getEndpointParameterInstructions(): import("@smithy/types").EndpointParameterInstructions;
};
declare class AssumeRoleForPodIdentityCommand extends AssumeRoleForPodIdentityCommand_base {
    protected static __types: {
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
interface ClientInputEndpointParameters {
    region?: string | undefined | Provider<string | undefined>;
    useFipsEndpoint?: boolean | undefined | Provider<boolean | undefined>;
    endpoint?: string | Provider<string> | Endpoint | Provider<Endpoint> | EndpointV2 | Provider<EndpointV2>;
}
type ClientResolvedEndpointParameters = Omit<ClientInputEndpointParameters, "endpoint"> & {
    defaultSigningName: string;
};
interface EndpointParameters$1 extends EndpointParameters {
    Region?: string | undefined;
    UseFIPS?: boolean | undefined;
    Endpoint?: string | undefined;
}
interface HttpAuthExtensionConfiguration {
    setHttpAuthScheme(httpAuthScheme: HttpAuthScheme): void;
    httpAuthSchemes(): HttpAuthScheme[];
    setHttpAuthSchemeProvider(httpAuthSchemeProvider: EKSAuthHttpAuthSchemeProvider): void;
    httpAuthSchemeProvider(): EKSAuthHttpAuthSchemeProvider;
    setCredentials(credentials: AwsCredentialIdentity | AwsCredentialIdentityProvider): void;
    credentials(): AwsCredentialIdentity | AwsCredentialIdentityProvider | undefined;
}
interface EKSAuthExtensionConfiguration extends HttpHandlerExtensionConfiguration, DefaultExtensionConfiguration, AwsRegionExtensionConfiguration, HttpAuthExtensionConfiguration {
}
interface RuntimeExtension {
    configure(extensionConfiguration: EKSAuthExtensionConfiguration): void;
}
interface RuntimeExtensionsConfig {
    extensions: RuntimeExtension[];
}
type ServiceInputTypes = AssumeRoleForPodIdentityCommandInput;
type ServiceOutputTypes = AssumeRoleForPodIdentityCommandOutput;
interface ClientDefaults extends Partial<SmithyConfiguration<HttpHandlerOptions>> {
    requestHandler?: HttpHandlerUserInput;
    sha256?: ChecksumConstructor | HashConstructor;
    urlParser?: UrlParser;
    bodyLengthChecker?: BodyLengthCalculator;
    streamCollector?: StreamCollector;
    base64Decoder?: Decoder;
    base64Encoder?: Encoder;
    utf8Decoder?: Decoder;
    utf8Encoder?: Encoder;
    runtime?: string;
    disableHostPrefix?: boolean;
    serviceId?: string;
    useDualstackEndpoint?: boolean | Provider<boolean>;
    useFipsEndpoint?: boolean | Provider<boolean>;
    region?: string | Provider<string>;
    profile?: string;
    defaultUserAgentProvider?: Provider<UserAgent>;
    credentialDefaultProvider?: (input: any) => AwsCredentialIdentityProvider;
    maxAttempts?: number | Provider<number>;
    retryMode?: string | Provider<string>;
    logger?: Logger;
    extensions?: RuntimeExtension[];
    defaultsMode?: DefaultsMode | Provider<DefaultsMode>;
}
type EKSAuthClientConfigType = Partial<SmithyConfiguration<HttpHandlerOptions>> & ClientDefaults & UserAgentInputConfig & RetryInputConfig & RegionInputConfig & HostHeaderInputConfig & EndpointInputConfig<EndpointParameters$1> & HttpAuthSchemeInputConfig & ClientInputEndpointParameters;
interface EKSAuthClientConfig extends EKSAuthClientConfigType {
}
type EKSAuthClientResolvedConfigType = SmithyResolvedConfiguration<HttpHandlerOptions> & Required<ClientDefaults> & RuntimeExtensionsConfig & UserAgentResolvedConfig & RetryResolvedConfig & RegionResolvedConfig & HostHeaderResolvedConfig & EndpointResolvedConfig<EndpointParameters$1> & HttpAuthSchemeResolvedConfig & ClientResolvedEndpointParameters;
interface EKSAuthClientResolvedConfig extends EKSAuthClientResolvedConfigType {
}
declare class EKSAuthClient extends __Client<HttpHandlerOptions, ServiceInputTypes, ServiceOutputTypes, EKSAuthClientResolvedConfig> {
    readonly config: EKSAuthClientResolvedConfig;
    constructor(...[configuration]: CheckOptionalClientConfig<EKSAuthClientConfig>);
    destroy(): void;
}
interface EKSAuth {
    assumeRoleForPodIdentity(args: AssumeRoleForPodIdentityCommandInput, options?: HttpHandlerOptions): Promise<AssumeRoleForPodIdentityCommandOutput>;
    assumeRoleForPodIdentity(args: AssumeRoleForPodIdentityCommandInput, cb: (err: any, data?: AssumeRoleForPodIdentityCommandOutput) => void): void;
    assumeRoleForPodIdentity(args: AssumeRoleForPodIdentityCommandInput, options: HttpHandlerOptions, cb: (err: any, data?: AssumeRoleForPodIdentityCommandOutput) => void): void;
}
declare class EKSAuth extends EKSAuthClient implements EKSAuth {
}
declare var EKSAuthServiceException$: StaticErrorSchema;
declare var AccessDeniedException$: StaticErrorSchema;
declare var ExpiredTokenException$: StaticErrorSchema;
declare var InternalServerException$: StaticErrorSchema;
declare var InvalidParameterException$: StaticErrorSchema;
declare var InvalidRequestException$: StaticErrorSchema;
declare var InvalidTokenException$: StaticErrorSchema;
declare var ResourceNotFoundException$: StaticErrorSchema;
declare var ServiceUnavailableException$: StaticErrorSchema;
declare var ThrottlingException$: StaticErrorSchema;
declare const errorTypeRegistries: TypeRegistry[];
declare var AssumedRoleUser$: StaticStructureSchema;
declare var AssumeRoleForPodIdentityRequest$: StaticStructureSchema;
declare var AssumeRoleForPodIdentityResponse$: StaticStructureSchema;
declare var Credentials$: StaticStructureSchema;
declare var PodIdentityAssociation$: StaticStructureSchema;
declare var Subject$: StaticStructureSchema;
declare var AssumeRoleForPodIdentity$: StaticOperationSchema;
declare class EKSAuthServiceException extends ServiceException {
    constructor(options: ServiceExceptionOptions);
}
declare class AccessDeniedException extends EKSAuthServiceException {
    readonly name: "AccessDeniedException";
    readonly $fault: "client";
    constructor(opts: ExceptionOptionType<AccessDeniedException, EKSAuthServiceException>);
}
declare class ExpiredTokenException extends EKSAuthServiceException {
    readonly name: "ExpiredTokenException";
    readonly $fault: "client";
    constructor(opts: ExceptionOptionType<ExpiredTokenException, EKSAuthServiceException>);
}
declare class InternalServerException extends EKSAuthServiceException {
    readonly name: "InternalServerException";
    readonly $fault: "server";
    constructor(opts: ExceptionOptionType<InternalServerException, EKSAuthServiceException>);
}
declare class InvalidParameterException extends EKSAuthServiceException {
    readonly name: "InvalidParameterException";
    readonly $fault: "client";
    constructor(opts: ExceptionOptionType<InvalidParameterException, EKSAuthServiceException>);
}
declare class InvalidRequestException extends EKSAuthServiceException {
    readonly name: "InvalidRequestException";
    readonly $fault: "client";
    constructor(opts: ExceptionOptionType<InvalidRequestException, EKSAuthServiceException>);
}
declare class InvalidTokenException extends EKSAuthServiceException {
    readonly name: "InvalidTokenException";
    readonly $fault: "client";
    constructor(opts: ExceptionOptionType<InvalidTokenException, EKSAuthServiceException>);
}
declare class ResourceNotFoundException extends EKSAuthServiceException {
    readonly name: "ResourceNotFoundException";
    readonly $fault: "client";
    constructor(opts: ExceptionOptionType<ResourceNotFoundException, EKSAuthServiceException>);
}
declare class ServiceUnavailableException extends EKSAuthServiceException {
    readonly name: "ServiceUnavailableException";
    readonly $fault: "server";
    constructor(opts: ExceptionOptionType<ServiceUnavailableException, EKSAuthServiceException>);
}
declare class ThrottlingException extends EKSAuthServiceException {
    readonly name: "ThrottlingException";
    readonly $fault: "client";
    constructor(opts: ExceptionOptionType<ThrottlingException, EKSAuthServiceException>);
}
export {
    $Command,
    AccessDeniedException,
    AccessDeniedException$,
    AssumeRoleForPodIdentity$,
    AssumeRoleForPodIdentityCommand,
    AssumeRoleForPodIdentityCommandInput,
    AssumeRoleForPodIdentityCommandOutput,
    AssumeRoleForPodIdentityRequest,
    AssumeRoleForPodIdentityRequest$,
    AssumeRoleForPodIdentityResponse,
    AssumeRoleForPodIdentityResponse$,
    AssumedRoleUser,
    AssumedRoleUser$,
    ClientDefaults,
    type ClientInputEndpointParameters,
    Credentials,
    Credentials$,
    EKSAuth,
    EKSAuthClient,
    EKSAuthClientConfig,
    EKSAuthClientConfigType,
    EKSAuthClientResolvedConfig,
    EKSAuthClientResolvedConfigType,
    type EKSAuthExtensionConfiguration,
    EKSAuthServiceException,
    EKSAuthServiceException$,
    ExpiredTokenException,
    ExpiredTokenException$,
    InternalServerException,
    InternalServerException$,
    InvalidParameterException,
    InvalidParameterException$,
    InvalidRequestException,
    InvalidRequestException$,
    InvalidTokenException,
    InvalidTokenException$,
    PodIdentityAssociation,
    PodIdentityAssociation$,
    ResourceNotFoundException,
    ResourceNotFoundException$,
    type RuntimeExtension,
    ServiceInputTypes,
    ServiceOutputTypes,
    ServiceUnavailableException,
    ServiceUnavailableException$,
    Subject,
    Subject$,
    ThrottlingException,
    ThrottlingException$,
    __Client,
    type __MetadataBearer,
    errorTypeRegistries,
};
