import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from "react";
import { useTranslation } from "../../../i18n/i18n";
import { useLeaving } from "../../../ui/navigation";
import { Confirm } from "../../problem/Confirm";

interface Edits {
  // changed says whether something is typed that isn't saved.
  changed(unsaved: boolean): void;
  // leave does something that would lose it, after asking.
  leave(then: () => void): void;
}

const EditsContext = createContext<Edits>({ changed: () => undefined, leave: (then) => then() });

export function useEdits(): Edits {
  return useContext(EditsContext);
}

// useUnsaved tells the desk while an editor holds what isn't saved.
export function useUnsaved(unsaved: boolean): void {
  const { changed } = useEdits();
  useEffect(() => {
    changed(unsaved);
    return () => changed(false);
  }, [changed, unsaved]);
}

// EditsProvider asks before typed changes are lost. children get the way out.
export function EditsProvider({ children }: { children(leave: Edits["leave"]): ReactNode }) {
  const { t } = useTranslation();
  const [unsaved, setUnsaved] = useState(false);
  const [then, setThen] = useState<{ run(): void } | undefined>();
  const edits = useMemo<Edits>(
    () => ({
      changed: setUnsaved,
      leave: (run) => (unsaved ? setThen({ run }) : run()),
    }),
    [unsaved],
  );
  useLeaving(unsaved, (run) => setThen({ run }));
  return (
    <EditsContext.Provider value={edits}>
      {children(edits.leave)}
      {then && (
        <Confirm
          title={t("dialog.leaveTitle")}
          what={t("desk.leaveWhat")}
          yes={t("dialog.leaveYes")}
          no={t("dialog.leaveNo")}
          onDone={() => {
            setThen(undefined);
            then.run();
          }}
          onNo={() => setThen(undefined)}
        />
      )}
    </EditsContext.Provider>
  );
}
