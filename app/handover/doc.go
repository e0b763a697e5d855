// Package handover puts together what goes between a user and the helpdesk: setup files,
// which fill in a profile but for the person's own sign-in, and bundles, which show on the
// other side how things are here.
//
// It promises that neither holds a secret, that nothing of a setup file is used before the
// person has confirmed its hosts, and that a bundle is only ever shown. What the files are,
// package transfer says.
package handover
