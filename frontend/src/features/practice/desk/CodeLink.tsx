import { Link } from "@fluentui/react-components";
import { useState } from "react";
import { PracticeMark } from "../../../ui/marks";
import text from "../../../ui/text.module.css";
import { ExplainedCode } from "../../problem/ExplainedCode";

// CodeLink names an AADSTS code and explains it in the words that a user of it would get.
export function CodeLink({ code }: { code: number }) {
  const [open, setOpen] = useState(false);
  const name = `AADSTS${code}`;
  return (
    <>
      <Link as="button" inline className={text.mono} onClick={() => setOpen(true)}>
        {name}
      </Link>
      {open && (
        <ExplainedCode name={name} code={name} mark={<PracticeMark />} onClose={() => setOpen(false)} />
      )}
    </>
  );
}
