// MSAL Node in the middle: an API of one's own takes a person's token and goes on to an
// organization in that person's name.
import { ConfidentialClientApplication, PublicClientApplication } from "@azure/msal-node";
import { refused, run, tenant, whoAmI } from "./program.mjs";

const auth = { authority: tenant.authority, knownAuthorities: [new URL(tenant.authority).host] };
const { userName: username, password } = tenant.person;

run(async () => {
  const program = new PublicClientApplication({ auth: { ...auth, clientId: tenant.public } });
  const tokenFor = async (scope) => (await program.acquireTokenByUsernamePassword({ scopes: [scope], username, password })).accessToken;
  const api = new ConfidentialClientApplication({ auth: { ...auth, clientId: tenant.web, clientSecret: tenant.secret } });
  const inTheNameOf = (oboAssertion) =>
    api.acquireTokenOnBehalfOf({ oboAssertion, scopes: [`${tenant.organization}/user_impersonation`] });

  const came = await tokenFor(`${tenant.api}/access_as_user`);
  const first = await inTheNameOf(came);
  const again = await inTheNameOf(came);
  return {
    user: first.account.username,
    sameUser: (await whoAmI(first.accessToken)) === (await whoAmI(await tokenFor(`${tenant.organization}/user_impersonation`))),
    againFromCache: again.fromCache,
    tokenForAnother: await refused(async () => inTheNameOf(await tokenFor(`${tenant.organization}/user_impersonation`))),
  };
});
