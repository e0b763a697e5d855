import { request } from "node:http";
import { connect } from "node:net";

// Answer is what a stranger got from the listener.
export interface Answer {
  status: number;
  body: string;
}

// call makes a request as any program on the machine can, with any Host header.
export function call(
  to: URL,
  { method = "GET", path = "/", host, body }: { method?: string; path?: string; host?: string; body?: string } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const headers = {
      ...(host && { Host: host }),
      ...(body !== undefined && { "Content-Type": "application/x-www-form-urlencoded" }),
    };
    const sent = request({ host: to.hostname, port: to.port, method, path, headers }, (response) => {
      let text = "";
      response.on("data", (data: Buffer) => (text += data));
      response.on("end", () => resolve({ status: response.statusCode ?? 0, body: text }));
    });
    sent.once("error", reject);
    sent.end(body);
  });
}

// listens says whether somebody accepts connections there.
export function listens(at: URL): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(Number(at.port), at.hostname);
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}
