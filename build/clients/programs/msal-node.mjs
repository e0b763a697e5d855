// MSAL Node, version 7 or (argument "msal-node-2") 2: every way to a token.
import { open, refused, run, tenant, whoAmI } from "./program.mjs";

const { ConfidentialClientApplication, PublicClientApplication } = await import(process.argv[2] ?? "@azure/msal-node");
const knownAuthorities = [new URL(tenant.authority).host];
const auth = { clientId: tenant.public, authority: tenant.authority, knownAuthorities };
const scopes = [`${tenant.organization}/user_impersonation`];
const { userName: username, password } = tenant.person;

run(async () => {
  const program = new PublicClientApplication({ auth });
  const signedIn = await program.acquireTokenInteractive({ scopes, openBrowser: async (address) => open(address) });
  const { account } = signedIn;
  await whoAmI(signedIn.accessToken);
  const silent = await program.acquireTokenSilent({ scopes, account });
  const refreshed = await program.acquireTokenSilent({ scopes, account, forceRefresh: true });
  const second = await program.acquireTokenSilent({ scopes: [`${tenant.sandbox}/.default`], account });
  await whoAmI(second.accessToken, tenant.sandbox);

  const other = new PublicClientApplication({ auth });
  const device = await other.acquireTokenByDeviceCode({
    scopes,
    deviceCodeCallback: (code) => open(`${code.verificationUri}#${code.userCode}`),
  });
  const byPassword = await other.acquireTokenByUsernamePassword({ scopes, username, password });
  const graph = await other.acquireTokenByUsernamePassword({ scopes: ["User.Read"], username, password });
  const secondFactor = await refused(() =>
    other.acquireTokenByUsernamePassword({ scopes, username: tenant.mfa.userName, password: tenant.mfa.password }),
  );

  const web = new ConfidentialClientApplication({ auth: { ...auth, clientId: tenant.web, clientSecret: tenant.secret } });
  const itself = await web.acquireTokenByClientCredential({ scopes: [`${tenant.organization}/.default`] });
  await whoAmI(itself.accessToken);
  const badWeb = new ConfidentialClientApplication({ auth: { ...auth, clientId: tenant.web, clientSecret: "wrong" } });
  return {
    user: account.username,
    silentFromCache: silent.fromCache,
    refreshedFromCache: refreshed.fromCache,
    device: device.account.username,
    password: byPassword.account.username,
    graphScopes: graph.scopes,
    secondFactor,
    wrongSecret: await refused(() => badWeb.acquireTokenByClientCredential({ scopes: [`${tenant.organization}/.default`] })),
  };
});
