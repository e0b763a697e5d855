// A single-page program with MSAL Browser 5, 4 or 3, or oidc-client-ts (the argument names
// the package): its buttons sign in by popup and by redirect, renew, and sign out.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { listening, open, tenant } from "./program.mjs";

const files = {
  "@azure/msal-browser": "lib/msal-browser.min.js",
  "msal-browser-4": "lib/msal-browser.min.js",
  "msal-browser-3": "lib/msal-browser.min.js",
  "oidc-client-ts": "dist/browser/oidc-client-ts.min.js",
};
const name = process.argv[2];
const require = createRequire(import.meta.url);
const directory = (() => {
  for (const path of require.resolve.paths(name)) {
    try {
      readFileSync(join(path, name, "package.json"));
      return join(path, name);
    } catch {}
  }
  throw new Error(`${name} is not installed`);
})();
const library = readFileSync(join(directory, files[name]));

const msal = `
  const scopes = ["openid", "profile"];
  const program = new msal.PublicClientApplication({
    auth: { clientId: tenant.singlePage, authority: tenant.authority, knownAuthorities: [new URL(tenant.authority).host],
      redirectUri: location.origin + "/bridge", postLogoutRedirectUri: location.origin + "/bye" },
    cache: { cacheLocation: "sessionStorage" },
  });
  await program.initialize();
  const came = await program.handleRedirectPromise();
  if (came) { program.setActiveAccount(came.account); tell(came.account.username); }
  const account = () => program.getAllAccounts()[0];
  buttons({
    popup: async () => (await program.loginPopup({ scopes })).account.username,
    redirect: () => program.loginRedirect({ scopes, redirectUri: location.origin + "/" }),
    renew: async () => (await program.acquireTokenSilent({ scopes, account: account(), forceRefresh: true })).account.username,
    out: () => program.logoutRedirect({ account: account() }),
  });`;
const oidc = `
  const program = new oidc.UserManager({ authority: tenant.authority + "/v2.0", client_id: tenant.singlePage,
    redirect_uri: location.origin + "/bridge", post_logout_redirect_uri: location.origin + "/bye",
    scope: "openid profile offline_access" });
  if (location.pathname === "/bridge" && !opener) tell((await program.signinCallback()).profile.preferred_username);
  if (location.pathname === "/bridge" && opener) await program.signinPopupCallback();
  buttons({
    popup: async () => (await program.signinPopup()).profile.preferred_username,
    redirect: () => program.signinRedirect(),
    renew: async () => (await program.signinSilent()).profile.preferred_username,
    out: () => program.signoutRedirect(),
  });`;
const page = `<!doctype html><title>Single page</title>
<button id=popup>popup</button><button id=redirect>redirect</button><button id=renew>renew</button><button id=out>out</button>
<output id=result></output><script src=/library.js></script><script type=module>
  const tenant = ${JSON.stringify({ singlePage: tenant.singlePage, authority: tenant.authority })};
  const tell = (text) => { document.getElementById("result").value = text; };
  const buttons = (all) => { for (const [id, work] of Object.entries(all))
    document.getElementById(id).onclick = () => work().then((text) => text && tell(text), (error) => tell(String(error))); };
  ${name === "oidc-client-ts" ? oidc : msal}
  document.title = location.pathname === "/bye" ? "Good-bye" : "Ready";
</script>`;

// MSAL Browser 5 hears of its popup from a page of its own that the library brings along.
const bridge = name === "@azure/msal-browser" && `<!doctype html><title>Bridge</title><script src=/bridge.js></script>
  <script>msalRedirectBridge.broadcastResponseToMainFrame().catch(() => location.replace("/" + location.hash));</script>`;

const base = await listening((request, response) => {
  const { pathname } = new URL(request.url, "http://localhost");
  const send = (type, body) => response.setHeader("Content-Type", type).end(body);
  if (pathname === "/library.js") return send("text/javascript", library);
  if (pathname === "/bridge.js") return send("text/javascript", readFileSync(join(directory, "lib/redirect-bridge/msal-redirect-bridge.min.js")));
  if (pathname === "/bridge" && bridge) return send("text/html", bridge);
  return send("text/html", page);
});
open(base);
