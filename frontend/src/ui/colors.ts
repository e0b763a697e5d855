// colors tell profiles apart at a glance: dark enough to be seen on white, light enough on
// black.
export const colors = [
  ["none", ""],
  ["red", "#d13438"],
  ["orange", "#ca5010"],
  ["green", "#498205"],
  ["blue", "#0f6cbd"],
  ["purple", "#8764b8"],
] as const;
