import { useState } from "react";
import { useBackend } from "../../backend/context";
import { asProblem } from "../../backend/problem";
import type { Field, Problem, ProfileRow } from "../../backend/types";
import { useTranslation } from "../../i18n/i18n";
import { useAnnounce } from "../../ui/Announcer";
import { address } from "../../ui/addresses";
import { copyText } from "../../ui/clipboard";
import { keepSheet } from "../../ui/keepSheet";
import { useNavigation } from "../../ui/navigation";
import { tame } from "../../ui/Truncated";
import { useDelete } from "./Deleting";
import { useTests } from "./useTests";

export type Actions = ReturnType<typeof useActions>;

// useActions is what can be done with profiles of the list. What was done is said in note,
// what went wrong in problem.
export function useActions() {
  const { t } = useTranslation();
  const backend = useBackend();
  const announce = useAnnounce();
  const { go } = useNavigation();
  const remove = useDelete();
  const tests = useTests();
  const [problem, setProblem] = useState<Problem | undefined>();
  const [note, setNote] = useState("");

  const say = (text: string) => {
    setNote(text);
    announce(text);
  };
  const attempt = async (work: () => Promise<void>) => {
    setProblem(undefined);
    setNote("");
    try {
      await work();
    } catch (reason) {
      setProblem(asProblem(reason));
    }
  };
  const nameOf = (row: ProfileRow) => tame(row.name, 60);
  const labelOf = ({ id, value }: Field) => {
    switch (id) {
      case "applicationId":
      case "redirectUri":
      case "organizationUrl":
      case "organizationUniqueName":
      case "tenantId":
      case "username":
        return `${t(`card.field.${id}`)}: ${value}`;
      default:
        return `${id}: ${value}`;
    }
  };

  return {
    tests,
    problem,
    note,
    dismiss() {
      setProblem(undefined);
      setNote("");
      tests.forget();
    },
    open: (row: ProfileRow) => go(address.profile({ kind: "edit", id: row.id })),
    signIn: (row: ProfileRow) => go(address.profile({ kind: "signin", id: row.id })),
    values: (row: ProfileRow) => go(address.profile({ kind: "values", id: row.id })),
    session: (row: ProfileRow) => go(address.session(row.id)),
    copy: (row: ProfileRow) =>
      attempt(async () => {
        const fields = await backend.profiles.fieldCard(row.id);
        const ok = await copyText(fields.map(labelOf).join("\n"));
        say(ok ? t("home.copied", { name: nameOf(row) }) : t("common.copyFailed"));
      }),
    browse: (row: ProfileRow) => attempt(() => backend.profiles.openOrganization(row.id)),
    // test leaves out whom only a person can sign in, where several are tested.
    test: (rows: readonly ProfileRow[]) =>
      attempt(async () => {
        const ready = rows.length === 1 ? rows : rows.filter(({ status }) => status === "tested");
        const passed = await tests.run(ready);
        const [first] = rows;
        const skipped = rows.length - ready.length;
        const result =
          first && rows.length === 1
            ? passed === 1 && t("home.tested", { name: nameOf(first) })
            : t("home.testedMany", { passed, count: ready.length });
        const rest = skipped > 0 && t("home.skipped", { count: skipped });
        say([result, rest].filter(Boolean).join(" "));
      }),
    keep: (rows: readonly ProfileRow[]) =>
      attempt(async () => {
        let kept = 0;
        for (const row of rows) {
          if (keepSheet(await backend.transfer.setup(row.id, "", "", ""))) kept++;
        }
        if (kept > 0) say(t("home.exported", { count: kept }));
      }),
    remove: (rows: readonly ProfileRow[]) => attempt(() => remove(rows)),
    duplicate: (row: ProfileRow) =>
      attempt(async () => {
        await backend.profiles.duplicate(row.id);
        say(t("home.duplicated", { name: nameOf(row) }));
      }),
    look: (row: ProfileRow, change: { color?: string; pinned?: boolean }) =>
      attempt(() =>
        backend.profiles.setLook(row.id, { name: row.name, color: row.color, pinned: row.pinned, ...change }),
      ),
  };
}
