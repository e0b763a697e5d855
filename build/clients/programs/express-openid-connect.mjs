// express-openid-connect as it is set up by default: an ID token in a form that is posted.
import express from "express";
import { auth } from "express-openid-connect";
import { listening, open, run, tenant } from "./program.mjs";

run(async () => {
  let signedIn;
  const done = new Promise((resolve) => {
    signedIn = resolve;
  });
  const app = express();
  const base = await listening(app);
  app.use(
    auth({
      issuerBaseURL: `${tenant.authority}/v2.0`,
      baseURL: base,
      clientID: tenant.web,
      secret: "of this test only, thirty-two letters",
    }),
  );
  app.get("/", (request, response) => {
    response.send("signed in");
    signedIn(request.oidc.user);
  });
  open(base);
  return { user: (await done).preferred_username };
});
