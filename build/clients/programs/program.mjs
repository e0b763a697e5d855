// What every program under test does besides using its library: it is told the practice
// tenant on standard input, asks for a browser by a line {"open": address}, and prints what
// it got as its last line, {"result": …}.
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { text } from "node:stream/consumers";

// tenant: authority, host, organization, discovery, the registrations and a person, as
// support/foreign.ts puts them together.
export const tenant = JSON.parse(readFileSync(0, "utf8"));

const say = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);

export const open = (address) => say({ open: String(address) });

// run prints what work returns; what it throws ends the program with its text. No more of it:
// what a library hangs on its errors may hold the secret.
export async function run(work) {
  try {
    say({ result: await work() });
    process.exit(0);
  } catch (error) {
    console.error(error.stack ?? error);
    process.exit(1);
  }
}

// refused gives what a library throws as the test compares it.
export async function refused(work) {
  try {
    await work();
  } catch (error) {
    const { errorCode, error: word, suberror, subError, message } = error;
    return { word: errorCode ?? word ?? error.code, suberror: suberror ?? subError, text: message };
  }
  throw new Error("it was not refused");
}

// listening serves the program's own pages and redirect URI.
export async function listening(handler) {
  const server = createServer(handler);
  await once(server.listen(0, "localhost"), "listening");
  return `http://localhost:${server.address().port}`;
}

// redirect waits for the browser at a redirect URI and gives the address it came to.
export async function redirect() {
  let came;
  const arrived = new Promise((resolve) => {
    came = resolve;
  });
  const base = await listening(async (request, response) => {
    const address = new URL(request.url, base);
    if (request.method === "POST") address.search = await text(request);
    response.setHeader("Content-Type", "text/html").end("<!doctype html><title>Signed in</title>");
    if (address.search) came(address);
  });
  return { uri: `${base}/callback`, arrived };
}

// whoAmI calls the organization with a token.
export async function whoAmI(token, organization = tenant.organization) {
  const answer = await fetch(`${organization}/api/data/v9.2/WhoAmI`, { headers: { Authorization: `Bearer ${token}` } });
  if (!answer.ok) throw new Error(`WhoAmI: ${answer.status} ${await answer.text()}`);
  return (await answer.json()).UserId;
}
