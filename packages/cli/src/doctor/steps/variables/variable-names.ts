/** The variable that tells AWS SDKs where an agent gives credentials. */
export const uriVariable = "AWS_CONTAINER_CREDENTIALS_FULL_URI";

/** The variable that tells them which file has the token to send there. */
export const fileVariable = "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE";
