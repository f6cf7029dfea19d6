/** Finds the request's ID in the service's logs. @param headers - of the response, by name in lower case */
export function findRequestId(headers: Readonly<Record<string, string>>): string | undefined {
  return headers["x-amzn-requestid"] ?? headers["x-amzn-request-id"] ?? headers["x-amz-request-id"];
}
