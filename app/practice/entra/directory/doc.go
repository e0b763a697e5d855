// Package directory is the state of a practice tenant and what an administrator keeps in it:
// people, registrations, policies, consents, organizations, the sign-in log, and the rows that
// sign-ins and tokens leave behind.
//
// It promises:
//
//   - The state is read and changed through a Locked alone, which Store.Lock hands out and
//     Unlock voids: a function that needs the lock takes one, and nothing else can do without.
//   - Every change is journaled before the answer that depends on it, so that a store which is
//     restored from its records goes on where the last one stopped.
//   - Credentials are kept as hashes. What the simulated phone shows (the digits of a text
//     message, one-time secrets) and passwords that an administrator gave stand as they are.
//   - Users, passwords and one-time secrets are derived from the seed of the installation: the
//     same seed gives the same ones.
//   - Whether somebody gets in is decided here: CheckAccess and CheckAccount, which ask
//     EvaluatePolicies and CheckConsent.
//
// Sources: Microsoft's pages on Conditional Access, per-user MFA, security defaults, Temporary
// Access Passes, app passwords, admin consent, and "Redirect URI restrictions and limitations".
package directory
