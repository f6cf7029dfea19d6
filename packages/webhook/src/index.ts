/**
 * The admission webhook that gives pods the variables and the token volume of EKS Pod Identity.
 *
 * @packageDocumentation
 */
export {};
