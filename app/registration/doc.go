// Package registration makes an application's registration in Microsoft Entra ID, checks
// one, and helps with the consent to it, all from what a recipe says of it.
//
// It promises that nothing here asks the network or keeps anything: scripts are texts for
// an administrator to read and run, a manifest is looked at and forgotten, and a secret is
// in none of them. What is put into a script comes out of it as the same text, whatever
// signs stand in it, and runs nothing. No script was tried against a real tenant; each
// says so.
//
// Facts are from Microsoft's pages: "application resource type" (Graph v1.0), "Microsoft
// Entra app manifest" (both formats), "Redirect URI (reply URL) restrictions and
// limitations", "Admin consent on the Microsoft identity platform", "National cloud
// deployments" (Graph); from the source of the Azure CLI for how it reads arguments; and
// from the pages of Terraform's provider azuread.
package registration
