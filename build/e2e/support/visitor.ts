import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { expect, type Locator, type Page } from "@playwright/test";
import type { Control } from "./control.ts";
import { deferred } from "./deferred.ts";

export const clients = {
  public: "5d1f0c62-3b8e-4a57-9c40-7e2a1b96f3d8",
} as const;

// Visitor is a person in front of the tenant's pages, to which a program sent them. Pages
// are worked with by the names that automation for Entra relies on.
export class Visitor {
  readonly page: Page;
  readonly control: Control;
  // redirect is where the program waits for the answer.
  readonly redirect: string;
  readonly #program: Server;
  #answered = deferred<URLSearchParams>();

  private constructor(page: Page, control: Control, program: Server) {
    this.page = page;
    this.control = control;
    this.redirect = `http://localhost:${(program.address() as AddressInfo).port}`;
    this.#program = program;
  }

  static async make(page: Page, control: Control): Promise<Visitor> {
    const program = createServer();
    await once(program.listen(0, "localhost"), "listening");
    const visitor = new Visitor(page, control, program);
    program.on("request", async (request, response) => {
      const answer = request.method === "POST" ? await text(request) : new URL(request.url ?? "", visitor.redirect).search;
      if (answer) visitor.#answered.resolve(new URLSearchParams(answer));
      response.setHeader("Content-Type", "text/html").end("<!doctype html><title>The program</title>");
    });
    return visitor;
  }

  async leave(): Promise<void> {
    this.#program.close();
    this.#program.closeAllConnections();
  }

  // asks is the address to which the program sends the browser.
  asks(change: Record<string, string | undefined> = {}, authority = this.control.authority): string {
    const parameters: Record<string, string | undefined> = {
      client_id: clients.public,
      response_type: "code",
      redirect_uri: this.redirect,
      scope: "openid profile offline_access",
      state: "a-state",
      code_challenge: "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
      code_challenge_method: "S256",
      ...change,
    };
    const set = Object.entries(parameters).filter((pair): pair is [string, string] => pair[1] !== undefined);
    return `${authority}/oauth2/v2.0/authorize?${new URLSearchParams(set)}`;
  }

  // at is an address of the tenant itself, such as "/devicelogin".
  at(path: string): string {
    return new URL(path, this.control.authority).href;
  }

  async open(address = this.asks()): Promise<void> {
    this.#answered = deferred();
    await this.page.goto(address);
  }

  // answer is what the program gets.
  async answer(): Promise<URLSearchParams> {
    return this.#answered.promise;
  }

  // signedIn says that the program got a code.
  async signedIn(): Promise<void> {
    const answer = await this.answer();
    expect(Object.fromEntries(answer)).toMatchObject({ state: "a-state", code: expect.stringMatching(/./) });
  }

  // refused says that the program got an error.
  async refused(code: number): Promise<void> {
    expect((await this.answer()).get("error_description")).toContain(`AADSTS${code}:`);
  }

  find(selector: string): Locator {
    return this.page.locator(selector);
  }

  async press(selector = "#idSIButton9"): Promise<void> {
    await this.find(selector).click();
  }

  async name(local: string): Promise<void> {
    await this.find("[name=loginfmt]").fill(local.includes("@") ? local : `${local}@contoso.example`);
    await this.press();
  }

  // login gets past the password.
  async login(local: string): Promise<void> {
    await this.name(local);
    await this.find("[name=passwd]").fill((await this.control.user(local)).password);
    await this.press();
  }

  // code types a one-time code.
  async code(code: string): Promise<void> {
    await this.find("#idTxtBx_SAOTCC_OTC").fill(code);
    await this.press("#idSubmit_SAOTCC_Continue");
  }

  // way chooses another second factor.
  async way(method: string): Promise<void> {
    await this.find(`#idDiv_SAOTCS_Proofs div[data-value=${method}]`).click();
  }

  // approves answers the request on the user's phone, with the number where one is shown.
  async approves(local: string): Promise<void> {
    const { id, number } = await this.control.waiting(local);
    await this.control.post(`/prompts/${id}/approve`, number ? { number } : {});
  }

  // on says which page is shown.
  async on(name: string): Promise<void> {
    await expect(this.find("body")).toHaveAttribute("data-page", name);
  }
}
