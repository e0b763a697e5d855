// OpenID Connect Session Management 1.0, section 4.2: "client_id session_state" is asked by a message, and
// answered with unchanged, changed or error.
"use strict";

addEventListener("message", async ({ data, origin, source }) => {
  const [client, state, ...rest] = String(data).split(" ");
  let answer = "error";
  if (state && rest.length === 0) {
    const asked = new URLSearchParams({ client_id: client, session_state: state, origin });
    const said = await fetch(`${location.pathname}?${asked}`);
    if (said.ok) answer = await said.text();
  }
  source.postMessage(answer, origin);
});
