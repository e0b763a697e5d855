// APIs verify a token with jose or with jsonwebtoken and jwks-rsa, RS256 alone allowed.
import { ConfidentialClientApplication } from "@azure/msal-node";
import { createRemoteJWKSet, jwtVerify } from "jose";
import jwt from "jsonwebtoken";
import jwksClient from "jwks-rsa";
import { run, tenant } from "./program.mjs";

run(async () => {
  const program = new ConfidentialClientApplication({
    auth: {
      clientId: tenant.web,
      clientSecret: tenant.secret,
      authority: tenant.authority,
      knownAuthorities: [new URL(tenant.authority).host],
    },
  });
  const { accessToken } = await program.acquireTokenByClientCredential({ scopes: [`${tenant.organization}/.default`] });
  const algorithms = ["RS256"];
  const result = {};
  for (const path of ["discovery/v2.0/keys", "discovery/keys"]) {
    const address = `${tenant.authority}/${path}`;
    const { payload } = await jwtVerify(accessToken, createRemoteJWKSet(new URL(address)), { algorithms });
    const key = await jwksClient({ jwksUri: address }).getSigningKey(jwt.decode(accessToken, { complete: true }).header.kid);
    const verified = jwt.verify(accessToken, key.getPublicKey(), { algorithms });
    result[path] = payload.aud === verified.aud && payload.tid;
  }
  return result;
});
