// The classes that Wails generates from Go (frontend/wailsjs) as the plain JSON that they
// stand for. A change on one side that the other lacks doesn't compile.

type IsAny<T> = 0 extends 1 & T ? true : false;

// A pointer that is nil in Go is null in JSON; Wails only says that it may be left out.
type Null<T> =
  IsAny<T> extends true
    ? never
    : undefined extends T
      ? NonNullable<T> extends readonly unknown[] | string | number | boolean
        ? never
        : null
      : never;

// Plain is a value without the helper methods of the classes in it. Go's times have no
// type here: they are RFC 3339 strings.
type Plain<T> =
  IsAny<T> extends true
    ? string
    : T extends readonly (infer E)[]
      ? Plain<E>[]
      : T extends object
        ? { [K in keyof T as K extends "convertValues" ? never : K]: Plain<T[K]> | Null<T[K]> }
        : T;

// Data is what a generated class stands for. Exact names the fields of which more is known
// than Go can say, a union instead of a string, say; a name that Go doesn't have, or a
// value that it would not send, doesn't compile.
export type Data<
  T,
  Exact extends { [K in keyof Exact]: K extends keyof Plain<T> ? Plain<T>[K] : never } = object,
> = {
  [K in keyof Plain<T>]: K extends keyof Exact
    ? Exact[K] | (null extends Plain<T>[K] ? null : never)
    : Plain<T>[K];
};
