import { Button } from "@fluentui/react-components";
import { AddRegular } from "@fluentui/react-icons/svg/add";
import { useMemo, useState } from "react";
import { useBackend } from "../../../../backend/context";
import type { PracticeUser } from "../../../../backend/types";
import { useResource } from "../../../../backend/useResource";
import { useTranslation } from "../../../../i18n/i18n";
import type { GridColumn } from "../../../../ui/grid/columns";
import { Truncated } from "../../../../ui/Truncated";
import { Loading } from "../../../problem/Loading";
import { DeskGrid } from "../DeskGrid";
import { Marks } from "./Marks";
import { PersonEditor } from "./PersonEditor";
import { useMethodNames } from "./useMethodNames";

const keyOf = (user: PracticeUser) => user.userPrincipalName;
const textOf = (user: PracticeUser) =>
  [user.userPrincipalName, user.displayName, ...user.methods, ...user.states].join(" ").toLowerCase();

// PeopleTab is everybody in the practice tenant; choosing one opens them.
export function PeopleTab() {
  const { t } = useTranslation();
  const backend = useBackend();
  const methodNames = useMethodNames();
  const users = useResource("practice", () => backend.practice.users());
  // The open person: "" is a new one.
  const [open, setOpen] = useState<string | undefined>();
  const [last, setLast] = useState<string | undefined>();
  const columns = useMemo<GridColumn<PracticeUser>[]>(
    () => [
      {
        id: "user",
        label: t("people.user"),
        width: "minmax(0, 2.4fr)",
        cell: (user) => <Truncated text={user.userPrincipalName} />,
      },
      {
        id: "name",
        label: t("people.name"),
        width: "minmax(0, 1.5fr)",
        cell: (user) => <Truncated text={user.displayName} />,
      },
      {
        id: "methods",
        label: t("people.methods"),
        width: "minmax(0, 2.2fr)",
        cell: (user) => <Truncated text={methodNames(user.methods)} />,
      },
      {
        id: "state",
        label: t("people.state"),
        width: "minmax(0, 2fr)",
        cell: (user) => <Marks states={user.states} />,
      },
    ],
    [t, methodNames],
  );

  if (open !== undefined) {
    return <PersonEditor key={open} name={open} onOpen={setOpen} onBack={() => setOpen(undefined)} />;
  }
  return (
    <>
      <Loading of={users} />
      {users.data && (
        <DeskGrid
          label={t("people.label")}
          filterLabel={t("people.filter")}
          rows={users.data}
          columns={columns}
          keyOf={keyOf}
          textOf={textOf}
          chosen={last}
          empty={t("people.empty")}
          tools={
            <Button size="small" icon={<AddRegular />} onClick={() => setOpen("")}>
              {t("people.add")}
            </Button>
          }
          onChoose={(user) => {
            setLast(user.userPrincipalName);
            setOpen(user.userPrincipalName);
          }}
        />
      )}
    </>
  );
}
