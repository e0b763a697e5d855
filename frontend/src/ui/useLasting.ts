import { useEffect, useState } from "react";

// useLasting is a choice that is there again next time. values are all that it can be: what
// an older Latchkey kept may be something else. Without a storage it lasts until the page is
// left.
export function useLasting<T extends string>(
  key: string,
  values: readonly T[],
  start: T,
): [T, (value: T) => void] {
  const [value, setValue] = useState<T>(() => {
    const kept = read(key);
    return values.find((each) => each === kept) ?? start;
  });
  useEffect(() => {
    try {
      localStorage.setItem(key, value);
    } catch {
      // Full, or forbidden.
    }
  }, [key, value]);
  return [value, setValue];
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}
