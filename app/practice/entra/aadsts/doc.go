// Package aadsts is the vocabulary in which the practice tenant answers: Entra's error
// numbers and OAuth's words for them, the parameters that requests carry, and the names and
// ids of tenants.
//
// It promises that each error that Latchkey explains stands in one table (Codes) with the
// way to cause it, that no text from outside reaches an answer unless it went through Show,
// and that an id that is derived from a name is the same in every practice tenant. It keeps
// no state.
//
// Sources: RFC 6749 section 5.2, Microsoft's "Authentication and authorization error codes"
// and "Claims challenges". The texts are our own.
package aadsts
