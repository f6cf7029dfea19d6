/** Serves the stub in an Express app that has another route with a body parser. */
import type { Server } from "node:http";
import { createEKSAuthFrontendHandler } from "@eks-auth/server";
import { createNodeListener } from "@eks-auth/server/node";
import express from "express";
import { service } from "./service.ts";

const app = express();
app.get("/health", (_request, response) => void response.send("healthy"));
app.post("/echo", express.json(), (request, response) => void response.json(request.body));
// Body parsers belong to their routes: the stub reads the body itself, within its limits.
app.use(createNodeListener(createEKSAuthFrontendHandler(service)));

export const server: Server = app.listen(Number(process.env.PORT ?? 8490), "127.0.0.1");
