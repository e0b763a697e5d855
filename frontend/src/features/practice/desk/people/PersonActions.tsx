import { Button } from "@fluentui/react-components";
import { useState } from "react";
import { useBackend } from "../../../../backend/context";
import type { PracticePerson, PracticeUser } from "../../../../backend/types";
import { useTranslation } from "../../../../i18n/i18n";
import { CopyButton } from "../../../../ui/CopyButton";
import { useSaving } from "../../../../ui/useSaving";
import { Confirm } from "../../../problem/Confirm";
import { ProblemView } from "../../../problem/ProblemView";
import tab from "../tab.module.css";
import { AppPasswords } from "./AppPasswords";
import { IssuePass } from "./IssuePass";

interface PersonActionsProps {
  person: PracticePerson;
  user: PracticeUser | undefined;
  // onActed says that something has changed.
  onActed(): void;
  onGone(): void;
}

type Open = "pass" | "appPasswords" | "again" | "remove" | undefined;

// PersonActions are what an administrator does at once, in the middle of somebody's
// sign-in.
export function PersonActions({ person, user, onActed, onGone }: PersonActionsProps) {
  const { t } = useTranslation();
  const backend = useBackend();
  const { saving, problem, save } = useSaving();
  const [open, setOpen] = useState<Open>();
  const name = person.userPrincipalName;
  const blocked = person.blocked === true;

  async function block(to: boolean) {
    const now = await backend.practice.person(name);
    await backend.practice.putPerson({ ...now, blocked: to });
    onActed();
  }

  return (
    <>
      <div className={tab.buttons}>
        <Button
          size="small"
          disabledFocusable={saving}
          onClick={() => void save(() => block(!blocked), t(blocked ? "people.unblocked" : "people.blocked"))}
        >
          {t(blocked ? "people.unblock" : "people.block")}
        </Button>
        <Button size="small" onClick={() => setOpen("again")}>
          {t("people.requireAgain")}
        </Button>
        <Button
          size="small"
          aria-expanded={open === "pass"}
          onClick={() => setOpen(open === "pass" ? undefined : "pass")}
        >
          {t("people.issuePass")}
        </Button>
        <Button
          size="small"
          aria-expanded={open === "appPasswords"}
          onClick={() => setOpen(open === "appPasswords" ? undefined : "appPasswords")}
        >
          {t("people.appPasswords")}
        </Button>
        {user?.password && (
          <CopyButton text={user.password} label={t("people.copyPassword")} appearance="secondary" />
        )}
        <span className={tab.spring} />
        <Button size="small" appearance="subtle" onClick={() => setOpen("remove")}>
          {t("people.remove")}
        </Button>
      </div>
      {problem && <ProblemView problem={problem} />}
      {open === "pass" && <IssuePass name={name} />}
      {open === "appPasswords" && <AppPasswords name={name} />}
      {open === "again" && (
        <Confirm
          title={t("people.againTitle", { user: name })}
          what={t("people.againWhat")}
          yes={t("people.requireAgain")}
          onYes={() => backend.practice.requireRegistration(name)}
          onDone={() => {
            setOpen(undefined);
            onActed();
          }}
          onNo={() => setOpen(undefined)}
        />
      )}
      {open === "remove" && (
        <Confirm
          title={t("people.removeTitle", { user: name })}
          what={t("people.removeWhat")}
          yes={t("common.remove")}
          onYes={() => backend.practice.removePerson(name)}
          onDone={onGone}
          onNo={() => setOpen(undefined)}
        />
      )}
    </>
  );
}
