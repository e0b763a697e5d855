// Package desktop is the window: the user interface in the operating system's
// WebView, by Wails v2. It is the only package that links Wails, and only with one of
// the build tags desktop, dev or bindings, because a program that links WebKitGTK
// cannot even start where it is missing and needs 98 ms to reach main where it is not.
// Untagged, the package is one question: is there a display to show a window on?
//
// It promises that nothing is loaded from the network, that a problem reaches the
// front end as the same JSON that browser mode sends, and that a second start brings
// the first window to the front instead of opening another.
package desktop
