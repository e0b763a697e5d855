// Package practice runs the practice tenant: an Entra-shaped identity provider,
// a discovery service and organizations that live on this machine only, so that
// signing in with multi-factor authentication can be learnt, shown and tested
// without a tenant, a phone or the Internet. The tenant itself is package entra;
// this package gives it a place to live and listeners to reach it by.
//
// It promises:
//
//   - One leader. The process that holds practice.lock in the practice directory runs
//     the engine. Every other process joins it through a loopback listener whose
//     address and bearer are in door.json (0600). On every connection the leader proves
//     itself before anything else is sent, so that a stranger who takes its port
//     later learns nothing and is not believed. When the leader ends, in whatever
//     way, the next caller takes the lock, restores the tenant and carries on.
//   - A request is sent again after a change of leaders only when that can do no
//     harm: when the leader never read it, or when it is one that changes nothing.
//   - The back channel (Transport) answers hosts below practice.localhost and
//     refuses every other. It dials nothing but the leader's listener.
//   - The front channel serves pages and nothing else. Tokens, discovery,
//     organizations and the control interface are out of its reach.
//   - Everything listens on loopback addresses, compares the Host header exactly,
//     and bounds what it reads, how long it waits, how many connections and open
//     sign-ins it has, how large its files grow, and what it logs of one reason.
//   - Every file is for this user alone (0600). Tokens, codes of the tenant, cookies and
//     passwords that people chose are in them as hashes only. What the simulated phone
//     shows or keeps, passwords that an administrator set and the sign-in log are in
//     them as plain text: none of it opens anything else.
//   - The seed and the keys are made once and kept. The authority that signs the TLS
//     listener's certificate may vouch for localhost only, and is never installed
//     anywhere.
//   - Every goroutine and listener that is started here ends: Close waits for them.
//
// The journal is written before a change is answered but not synced to the disk:
// it survives the death of the process, not the loss of power. Nothing in a
// practice tenant is worth the wait.
package practice
