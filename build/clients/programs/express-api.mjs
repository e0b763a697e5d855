// APIs in Express that verify a bearer token: express-oauth2-jwt-bearer, which finds the keys by
// the issuer and takes RS256 alone, and passport-azure-ad, which builds its keys from n and e.
import { ConfidentialClientApplication } from "@azure/msal-node";
import express from "express";
import { auth } from "express-oauth2-jwt-bearer";
import passport from "passport";
import { BearerStrategy } from "passport-azure-ad";
import { listening, run, tenant } from "./program.mjs";

const issuer = `${tenant.authority}/v2.0`;
const app = express();
app.get("/jwt-bearer", auth({ issuerBaseURL: issuer, audience: tenant.web, tokenSigningAlg: "RS256" }), (request, response) => {
  response.json(request.auth.payload);
});
const strategy = { identityMetadata: `${issuer}/.well-known/openid-configuration`, clientID: tenant.web, loggingLevel: "fatal" };
passport.use(new BearerStrategy(strategy, (claims, done) => done(null, claims)));
app.get("/passport", passport.authenticate("oauth-bearer", { session: false }), (request, response) => {
  response.json(request.user);
});

run(async () => {
  const base = await listening(app);
  const program = new ConfidentialClientApplication({
    auth: {
      clientId: tenant.web,
      clientSecret: tenant.secret,
      authority: tenant.authority,
      knownAuthorities: [new URL(tenant.authority).host],
    },
  });
  const { accessToken } = await program.acquireTokenByClientCredential({ scopes: [`${tenant.api}/.default`] });
  const ask = (path, token) => fetch(base + path, { headers: { Authorization: `Bearer ${token}` } });
  const [header, payload, signature] = accessToken.split(".");
  const forged = [header, payload, signature.split("").reverse().join("")].join(".");
  const result = {};
  for (const path of ["/jwt-bearer", "/passport"]) {
    const answer = await ask(path, accessToken);
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${answer.headers.get("www-authenticate")} ${text}`);
    result[path] = { application: JSON.parse(text).azp === tenant.web, forged: (await ask(path, forged)).status };
  }
  return result;
});
