package registration

import "fmt"

// notes are what to know before using a script.
func (s sheet) notes(format string) []string {
	list := []string{"Not tried against a real tenant. Read it before you run it."}
	add := func(format string, args ...any) { list = append(list, fmt.Sprintf(format, args...)) }
	switch format {
	case "azure-cli":
		add("Runs in a POSIX shell: Linux, macOS, Git Bash, Azure Cloud Shell. Sign in first with az login --allow-no-subscriptions.")
		add("If it stops after the application was made, wait a minute and run it again: Entra needs a moment, and what is there stays as it is.")
	case "graph-powershell":
		add("Needs the modules Microsoft.Graph.Applications and Microsoft.Graph.Identity.SignIns. It could not be run here at all.")
	case "graph-json":
		add("Send it with POST %s/v1.0/applications. It makes the application alone: the service principal and the consent come afterwards.", s.Graph)
		for _, x := range s.Unknown {
			add("Add %s to requiredResourceAccess, with its id from %s of the API's service principal and the type %s.", x.Name, x.List, x.Type)
		}
	case "terraform":
		add("Run terraform validate first: some versions of the provider take https only as a public redirect URI.")
	}
	if s.Secret != nil {
		list = append(list, s.secretNote(format))
	}
	if s.User != "" {
		add("Then add an application user with the role %s to each environment: Power Platform admin center, the environment, Settings, Application users.", oneLine(s.User))
	}
	return list
}

// secretNote says where the client secret comes from: never from Latchkey.
func (s sheet) secretNote(format string) string {
	switch {
	case format == "graph-json" || format == "terraform":
		return "It makes no client secret, which would end up in a file. Make it in the portal, under Certificates & secrets, and copy its Value at once."
	case s.Secret.Optional && format == "azure-cli":
		return "A client secret is made only when you add --with-secret. It is shown once, in your terminal: don't send the output into a file."
	case s.Secret.Optional:
		return "A client secret is made only when you add -WithSecret. It is shown once, in your terminal: don't send the output into a file."
	}
	return "The client secret is shown once, in your terminal, and Latchkey never sees it: don't send the output into a file."
}
