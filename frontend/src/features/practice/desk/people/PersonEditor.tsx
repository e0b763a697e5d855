import { useEffect, useState } from "react";
import { useBackend } from "../../../../backend/context";
import type { PracticePerson, Problem } from "../../../../backend/types";
import { useResource } from "../../../../backend/useResource";
import { useTranslation } from "../../../../i18n/i18n";
import { useSaving } from "../../../../ui/useSaving";
import { Loading } from "../../../problem/Loading";
import { EditorFrame } from "../EditorFrame";
import { useUnsaved } from "../edits";
import { Marks } from "./Marks";
import { PersonActions } from "./PersonActions";
import { PersonFields } from "./PersonFields";
import { domain, rebase, same } from "./person";

interface PersonEditorProps {
  // name is the user principal name, "" for a new person.
  name: string;
  onOpen(name: string): void;
  onBack(): void;
}

const nobody: PracticePerson = { userPrincipalName: domain };

// PersonEditor is one person as an administrator keeps them.
export function PersonEditor(props: PersonEditorProps) {
  const { name } = props;
  const backend = useBackend();
  const current = useResource<PracticePerson>("practice", async () =>
    name === "" ? nobody : await backend.practice.person(name),
  );
  if (current.data) {
    return <Editor {...props} current={current.data} gone={current.problem} onActed={current.reload} />;
  }
  return <Loading of={current} />;
}

interface EditorProps extends PersonEditorProps {
  // current is what the tenant has now: people change while they are being looked at.
  current: PracticePerson;
  gone: Problem | undefined;
  onActed(): void;
}

function Editor({ name, current, gone, onActed, onOpen, onBack }: EditorProps) {
  const { t } = useTranslation();
  const backend = useBackend();
  const users = useResource("practice", () => backend.practice.users());
  const user = users.data?.find((each) => each.userPrincipalName === name);
  const [{ base, draft }, setHeld] = useState({ base: current, draft: current });
  const { saving, problem, save } = useSaving();
  const changed = !same(draft, base);
  useUnsaved(changed);

  useEffect(() => {
    setHeld((old) => ({ base: current, draft: rebase(old.draft, old.base, current) }));
  }, [current]);

  async function onSave() {
    const person = { ...draft, userPrincipalName: draft.userPrincipalName.trim().toLowerCase() };
    const done = await save(() => backend.practice.putPerson(person), t("people.saved"));
    if (!done) return;
    setHeld({ base: person, draft: person });
    if (name === "") onOpen(person.userPrincipalName);
  }

  return (
    <EditorFrame
      title={name === "" ? t("people.newTitle") : name}
      marks={user && <Marks states={user.states} />}
      back={t("people.label")}
      problem={problem ?? gone}
      saving={saving}
      changed={changed}
      onSave={() => void onSave()}
      onBack={onBack}
      actions={
        name !== "" && <PersonActions person={current} user={user} onActed={onActed} onGone={onBack} />
      }
    >
      <PersonFields
        draft={draft}
        fresh={name === ""}
        password={user?.password ?? ""}
        wrong={problem?.field}
        onChange={(change) => setHeld((old) => ({ ...old, draft: { ...old.draft, ...change } }))}
      />
    </EditorFrame>
  );
}
