import { useCallback, useEffect, useRef, useState } from "react";
import type { CredentialKind } from "../../../backend/backend";
import { useBackend } from "../../../backend/context";
import { asProblem } from "../../../backend/problem";
import type { CredentialInfo, Draft, Problem } from "../../../backend/types";
import type { Action } from "../draft";
import type { FieldID } from "../fields";
import { wayIn } from "../way";

// Typed is what was typed and not yet given to Go.
export interface Typed {
  password: string;
  secret: string;
  // expires is a day, "2026-11-20", or "".
  expires: string;
  file: { name: string; base64: string } | undefined;
  passphrase: string;
}

const nothing: Typed = { password: "", secret: "", expires: "", file: undefined, passphrase: "" };

export interface Credentials {
  typed: Typed;
  type(change: Partial<Typed>): void;
  // info says what Go has of a kind, undefined when it has none.
  info(kind: CredentialKind): CredentialInfo | undefined;
  // known says that Go has answered what there is.
  known: boolean;
  problem: Problem | undefined;
  // send hands over what was typed, once, and forgets it here. What Go refuses stays to
  // be corrected. It returns the draft to go on with.
  send(draft: Draft): Promise<Draft>;
  forget(kind: CredentialKind): Promise<void>;
  waiting: boolean;
  reload(): void;
  // discard drops what this dialog gave to Go and did not save; it is closed without.
  discard(): void;
  // kept says that a save has taken care of it.
  kept(): void;
}

// fieldOfTyped is where a problem with what is being typed would stand.
const fieldOfTyped: Record<keyof Typed, FieldID> = {
  password: "password",
  secret: "clientSecret",
  expires: "clientSecret",
  file: "certificate",
  passphrase: "passphrase",
};

// useCredentials keeps passwords, secrets and certificates on their way to Go. They are
// no part of the draft, and nothing of them comes back.
export function useCredentials(draft: Draft, dispatch: (action: Action) => void): Credentials {
  const backend = useBackend();
  const [typed, setTyped] = useState(nothing);
  const [infos, setInfos] = useState<CredentialInfo[] | undefined>();
  const [problem, setProblem] = useState<Problem | undefined>();
  const [asked, setAsked] = useState(0);
  const latest = useRef({ draft, typed });
  // unsaved says that Go holds something from this dialog that no save has kept.
  const unsaved = useRef(false);
  latest.current = { draft, typed };
  const way = wayIn(draft.profile);
  const needed = way === "password" || way === "application";

  // biome-ignore lint/correctness/useExhaustiveDependencies: a saved draft, and each question, ask anew
  useEffect(() => {
    if (!needed) return;
    let live = true;
    backend.credentials.state(latest.current.draft).then(
      (answer) => {
        if (!live) return;
        setInfos(answer);
        setProblem(undefined);
      },
      (reason: unknown) => live && setProblem(asProblem(reason)),
    );
    return () => {
      live = false;
    };
  }, [backend, needed, way, draft.key, draft.profile.id, draft.profile.rev, asked]);

  const reload = useCallback(() => setAsked((n) => n + 1), []);

  const type = useCallback(
    (change: Partial<Typed>) => {
      setTyped((old) => ({ ...old, ...change }));
      for (const key of Object.keys(change)) {
        dispatch({ type: "typing", field: fieldOfTyped[key as keyof Typed] });
      }
    },
    [dispatch],
  );

  const send = useCallback(
    async (sent: Draft): Promise<Draft> => {
      const { password, secret, expires, file, passphrase } = latest.current.typed;
      const sentWay = wayIn(sent.profile);
      let answer = sent;
      const given = (change: Partial<Typed>) => {
        unsaved.current = true;
        setTyped((old) => ({ ...old, ...change }));
        dispatch({ type: "credential" });
        reload();
      };
      if (sentWay === "password" && password) {
        await backend.credentials.setPassword(sent, password);
        given({ password: "" });
      }
      if (sentWay === "application" && secret) {
        answer = await backend.credentials.setSecret(answer, secret, expires);
        given({ secret: "", expires: "" });
      }
      if (sentWay === "application" && file) {
        answer = await backend.credentials.setCertificate(answer, file.base64, passphrase);
        given({ file: undefined, passphrase: "" });
      }
      if (answer !== sent) dispatch({ type: "chosen", sent, answer });
      return answer;
    },
    [backend, dispatch, reload],
  );

  const forget = useCallback(
    async (kind: CredentialKind) => {
      const sent = latest.current.draft;
      try {
        const answer = await backend.credentials.forget(sent, kind);
        dispatch({ type: "chosen", sent, answer });
        setInfos((old) => old?.filter((each) => each.kind !== kind));
      } catch (reason) {
        setProblem(asProblem(reason));
      }
      reload();
    },
    [backend, dispatch, reload],
  );

  return {
    typed,
    type,
    info: (kind) => infos?.find((each) => each.kind === kind),
    known: infos !== undefined || problem !== undefined,
    problem,
    send,
    forget,
    discard: () => {
      // A dialog that is gone shows no problem; what is held ends with the program.
      if (unsaved.current) void backend.credentials.discard(draft).catch(() => undefined);
      unsaved.current = false;
    },
    kept: () => {
      unsaved.current = false;
    },
    waiting: (way === "password" && typed.password !== "") || (way === "application" && hasProof(typed)),
    reload,
  };
}

function hasProof(typed: Typed): boolean {
  return typed.secret !== "" || typed.file !== undefined;
}
