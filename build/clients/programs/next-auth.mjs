// next-auth 4 with its provider for Entra ID, whose address is built in unless wellKnown is
// given: it takes ID tokens signed with RS256 only. Only the profile is read here: its own goes on
// to fetch a photo from graph.microsoft.com, whose name is built in.
import { createRequire } from "node:module";
import express from "express";
import { listening, open, run, tenant } from "./program.mjs";

const require = createRequire(import.meta.url);
const { default: NextAuth } = require("next-auth");
const { default: AzureAD } = require("next-auth/providers/azure-ad");

run(async () => {
  let signedIn;
  const done = new Promise((resolve) => {
    signedIn = resolve;
  });
  const app = express();
  app.all("/api/auth/*path", express.urlencoded({ extended: false }), (request, response) => {
    const query = { ...request.query, nextauth: request.params.path };
    const pairs = (request.headers.cookie ?? "").split("; ").map((pair) => pair.split("="));
    const cookies = Object.fromEntries(pairs.map(([name, value = ""]) => [name, decodeURIComponent(value)]));
    // What Next.js gives a handler.
    const { method, headers, body } = request;
    return NextAuth({ method, headers, body, query, cookies }, response, {
      providers: [
        AzureAD({
          clientId: tenant.web,
          clientSecret: tenant.secret,
          wellKnown: `${tenant.authority}/v2.0/.well-known/openid-configuration`,
          profile: ({ sub, preferred_username }) => ({ id: sub, email: preferred_username }),
        }),
      ],
      secret: "of this test only, thirty-two letters",
      events: { signIn: ({ user }) => signedIn(user) },
    });
  });
  const base = await listening(app);
  process.env.NEXTAUTH_URL = base;
  open(`${base}/api/auth/signin`);
  return { user: (await done).email };
});
