import type { CredentialKind } from "../../../backend/backend";
import { asProblem } from "../../../backend/problem";
import type { Draft } from "../../../backend/types";
import type { Store } from "../../../ui/useStore";
import type { FieldID } from "../fields";
import { act, type Means } from "../means";
import { signInKind } from "../signInKind";

// Typed is what was typed and not yet given to Go.
export interface Typed {
  password: string;
  secret: string;
  // expires is a day, "2026-11-20", or "".
  expires: string;
  file: { name: string; base64: string } | undefined;
  passphrase: string;
}

export const nothingTyped: Typed = { password: "", secret: "", expires: "", file: undefined, passphrase: "" };

// fieldOfTyped is where a problem with what is being typed would stand.
const fieldOfTyped: Record<keyof Typed, FieldID> = {
  password: "password",
  secret: "clientSecret",
  expires: "clientSecret",
  file: "certificate",
  passphrase: "passphrase",
};

export interface CredentialWork {
  typeCredential(change: Partial<Typed>): void;
  // giveCredential hands what was typed to Go now, and says whether it was taken.
  giveCredential(): Promise<boolean>;
  forgetCredential(kind: CredentialKind): Promise<void>;
  // discardCredentials drops what this dialog gave to Go and did not save; it is closed
  // without.
  discardCredentials(): void;
}

// send hands over what was typed, once, and forgets it here. What Go refuses stays to be
// corrected. It returns the draft to go on with.
export type Send = (draft: Draft) => Promise<Draft>;

// credentialWork takes passwords, secrets and certificates to Go. They are no part of the
// draft, and nothing of them comes back. reload asks anew what Go has.
export function credentialWork(
  { backend, store, t, announce }: Means,
  typed: Store<Typed, Partial<Typed>>,
  reload: () => void,
): CredentialWork & { send: Send } {
  const { dispatch } = store;

  function given(change: Partial<Typed>): void {
    typed.dispatch(change);
    dispatch({ type: "credential" });
    reload();
  }

  async function send(sent: Draft): Promise<Draft> {
    const { password, secret, expires, file, passphrase } = typed.get();
    const kind = signInKind(sent.profile);
    let answer = sent;
    if (kind === "password" && password) {
      await backend.credentials.setPassword(sent, password);
      given({ password: "" });
    }
    if (kind === "application" && secret) {
      answer = await backend.credentials.setSecret(answer, secret, expires);
      given({ secret: "", expires: "" });
    }
    if (kind === "application" && file) {
      answer = await backend.credentials.setCertificate(answer, file.base64, passphrase);
      given({ file: undefined, passphrase: "" });
    }
    if (answer !== sent) dispatch({ type: "chosen", sent, answer });
    return answer;
  }

  return {
    send,
    typeCredential(change) {
      typed.dispatch(change);
      for (const key of Object.keys(change)) {
        dispatch({ type: "typing", field: fieldOfTyped[key as keyof Typed] });
      }
    },
    async giveCredential() {
      let taken = false;
      await act(store, "credential", async () => {
        await send(store.get().draft);
        taken = true;
        announce(t("application.used"));
      });
      return taken;
    },
    async forgetCredential(kind) {
      const sent = store.get().draft;
      try {
        const answer = await backend.credentials.forget(sent, kind);
        dispatch({ type: "chosen", sent, answer });
      } catch (reason) {
        dispatch({ type: "failed", problem: asProblem(reason) });
      }
      reload();
    },
    discardCredentials() {
      const { handed, draft } = store.get();
      // A dialog that is gone shows no problem; what is held ends with the program.
      if (handed) void backend.credentials.discard(draft).catch(() => undefined);
    },
  };
}
