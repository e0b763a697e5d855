//go:build bindings

package app

// generatingBindings: wails generate module runs main to see what is bound.
const generatingBindings = true
