import type * as runtime from "@eks-auth/client-runtime";
import { type ImportSymbol, importType, importValue } from "../print/imports.ts";

/**
 * The name of a function or class of the clients' runtime. A name that the runtime doesn't have fails to compile, so
 * emitters write each name out and never build one from parts.
 */
export type ClientValue = keyof typeof runtime;

/** The types of the runtime that generated clients name. */
interface ClientTypes {
  AwsCredentials: runtime.AwsCredentials;
  BearerToken: runtime.BearerToken;
  CallOptions: runtime.CallOptions;
  Client: runtime.Client;
  ClientOptions: runtime.ClientOptions;
  Endpoint: runtime.Endpoint;
  FailedTry: runtime.FailedTry;
  HttpRequest: runtime.HttpRequest;
  HttpResponse: runtime.HttpResponse;
  JsonObject: runtime.JsonObject;
  Operation: runtime.Operation<never, unknown>;
  PaginationOptions: runtime.PaginationOptions;
  PathSegment: runtime.PathSegment;
  QueryParameters: runtime.QueryParameters;
  ReceivedResponse: runtime.ReceivedResponse;
  RequestBody: runtime.RequestBody;
  RequestParts: runtime.RequestParts;
  ResponseMetadata: runtime.ResponseMetadata;
  SendOptions: runtime.SendOptions;
  ServiceDefinition: runtime.ServiceDefinition;
  SizedPaginationOptions: runtime.SizedPaginationOptions;
  Transport: runtime.Transport;
  WaiterOptions: runtime.WaiterOptions;
  WithMetadata: runtime.WithMetadata<unknown>;
}

/** The name of a type of the clients' runtime. */
export type ClientType = keyof ClientTypes;

/** A function or class of the clients' runtime. */
export function clientValue(name: ClientValue): ImportSymbol {
  return importValue(name, "runtime");
}

/** A type of the clients' runtime. */
export function clientType(name: ClientType): ImportSymbol {
  return importType(name, "runtime");
}
