import type { Visitor } from "../visitor.ts";

// Walk is one person's way through pages of the practice tenant.
export interface Walk {
  // title and how are for the reader of docs/practice-pages.md.
  title: string;
  how: string;
  // shows are the pages in their order: the picture's name, and the page it is of.
  shows: Record<string, string>;
  // go walks, and says before each page is left that it can be looked at.
  go(visitor: Visitor, look: (picture: string) => Promise<void>): Promise<void>;
}

// Walks are some of them by name. The names are those of the tests.
export type Walks = Record<string, Walk>;

export const application = "5d1f0c62-3b8e-4a57-9c40-7e2a1b96f3d8";
// everyOrganization is the registration that every tenant knows.
export const everyOrganization = "e26a7f94-51bc-4d08-8b3f-90c4d7a5126b";

// leaves answers "Stay signed in?" with No.
export const leaves = async (v: Visitor) => {
  await v.on("kmsi");
  await v.press("#idBtn_Back");
};
// skips puts off what a registration campaign asks for after a text or a call.
export const skips = async (v: Visitor) => {
  await v.on("nudge");
  await v.press("#btnAskLater");
};
export const stay = async (v: Visitor) => {
  await leaves(v);
  await v.signedIn();
};

export interface Enrolment {
  userPrincipalName: string;
  secret: string;
}

export interface Call {
  id: string;
}

export const scans = async (v: Visitor) => {
  const [shown] = await v.control.get<Enrolment[]>("/enrolments");
  await v.control.post("/scan", { text: shown?.secret });
};
