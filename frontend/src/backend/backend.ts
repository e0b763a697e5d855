import type {
  AppInfo,
  Check,
  Draft,
  Field,
  Operation,
  OrganizationRow,
  Phone,
  PracticeState,
  PracticeUser,
  Problem,
  ProfileRow,
  RedirectInfo,
  SignOut,
} from "./types";

export type Topic = "profiles" | "operation" | "practice" | "app";

// Backend is everything the user interface can ask of Latchkey: the bound facade,
// method for method, and its one kind of event. Every promise rejects with a
// Problem and with nothing else.
export interface Backend {
  profiles: {
    list(): Promise<ProfileRow[]>;
    blank(practice: boolean): Promise<Draft>;
    get(id: string): Promise<Draft>;
    check(draft: Draft): Promise<Problem[]>;
    redirect(uri: string): Promise<RedirectInfo>;
    save(draft: Draft): Promise<Draft>;
    delete(id: string, rev: number): Promise<void>;
    fieldCard(id: string): Promise<Field[]>;
    signOut(id: string): Promise<SignOut>;
  };
  connection: {
    retrieve(draft: Draft, always: boolean): Promise<Operation>;
    test(draft: Draft): Promise<Operation>;
    state(id: string): Promise<Operation>;
    cancel(id: string): Promise<void>;
    keepWaiting(id: string): Promise<void>;
    openAgain(id: string): Promise<void>;
    address(id: string): Promise<string>;
    paste(id: string, text: string): Promise<void>;
    organizations(id: string): Promise<OrganizationRow[]>;
    choose(draft: Draft, id: string, organizationId: string): Promise<Draft>;
    chooseURL(draft: Draft, url: string): Promise<Draft>;
  };
  practice: {
    state(): Promise<PracticeState>;
    users(): Promise<PracticeUser[]>;
    phone(): Promise<Phone>;
    approve(promptId: string, number: string): Promise<void>;
    deny(promptId: string): Promise<void>;
    report(promptId: string): Promise<void>;
    reset(): Promise<void>;
  };
  guides: {
    explain(text: string): Promise<Problem[]>;
  };
  app: {
    info(): Promise<AppInfo>;
    doctor(): Promise<Check[]>;
    unlock(): Promise<Operation>;
    useMemory(): Promise<void>;
    open(link: string): Promise<void>;
  };
  // on calls back after something of the topic has changed; it returns how to stop.
  on(topic: Topic, changed: () => void): () => void;
}
