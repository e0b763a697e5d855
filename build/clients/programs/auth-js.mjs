// Auth.js with its provider for Entra ID: it demands an address for userinfo, and asks for
// User.Read. Only the profile is read here: its own goes on to fetch a photo from
// graph.microsoft.com, whose name is built in.
import { Auth } from "@auth/core";
import MicrosoftEntraID from "@auth/core/providers/microsoft-entra-id";
import { text } from "node:stream/consumers";
import { listening, open, run, tenant } from "./program.mjs";

run(async () => {
  let signedIn;
  const done = new Promise((resolve) => {
    signedIn = resolve;
  });
  const base = await listening(async (request, response) => {
    const body = request.method === "POST" ? await text(request) : undefined;
    const answer = await Auth(new Request(new URL(request.url, base), { method: request.method, headers: request.headers, body }), {
      providers: [
        MicrosoftEntraID({
          clientId: tenant.web,
          clientSecret: tenant.secret,
          issuer: `${tenant.authority}/v2.0`,
          profile: ({ sub, preferred_username }) => ({ id: sub, email: preferred_username }),
        }),
      ],
      secret: "of this test only, thirty-two letters",
      trustHost: true,
      basePath: "/auth",
      callbacks: { redirect: () => `${base}/auth/session` },
      events: { signIn: ({ user }) => signedIn(user) },
    });
    answer.headers.forEach((value, name) => {
      if (name !== "set-cookie") response.setHeader(name, value);
    });
    response.setHeader("set-cookie", answer.headers.getSetCookie());
    response.writeHead(answer.status).end(await answer.text());
  });
  open(`${base}/auth/signin`);
  return { user: (await done).email };
});
