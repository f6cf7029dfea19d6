/** Serves the stub in an Express app whose other routes have a body parser. */
import type { Server } from "node:http";
import { createEKSAuthFrontendHandler } from "@eks-auth/server";
import { createNodeListener } from "@eks-auth/server/node";
import express from "express";
import { service } from "../stub-service.ts";

const app = express();
// Before the parser: the stub reads the body itself, within its limits, and answers what is no JSON with its own error.
app.all(/^\/clusters\//, createNodeListener(createEKSAuthFrontendHandler(service)));
app.use(express.json());
app.get("/health", (_request, response) => void response.send("healthy"));
app.post("/echo", (request, response) => void response.json(request.body));

export const server: Server = app.listen(Number(process.env.PORT ?? 8490), "127.0.0.1");
