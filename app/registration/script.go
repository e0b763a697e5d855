package registration

import (
	"embed"
	"fmt"
	"strings"
	"sync"
	"text/template"

	"latchkey/app/cloud"
	"latchkey/app/nearest"
	"latchkey/app/pattern"
	"latchkey/app/problem"
	"latchkey/app/recipe"
)

// Output is a text to look at, copy or save.
type Output struct {
	Name  string   `json:"name"` // of a file: "register-documentscorepack.sh"
	Text  string   `json:"text"`
	Notes []string `json:"notes"` // what to know before using it, in sentences
}

// Formats lists what Script writes.
func Formats() []string { return []string{"azure-cli", "graph-powershell", "graph-json", "terraform"} }

//go:embed templates
var templateFiles embed.FS

var templates = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("").Funcs(template.FuncMap{
		"sh": shQuote, "ps": psQuote, "psList": psList, "hcl": hclQuote, "hclList": hclList,
		"secretBody": func(s sheet) string { return asciiJSON(s.Secret.Description) },
	}).ParseFS(templateFiles, "templates/*"))
})

// sheet is what the templates see.
type sheet struct {
	wanted
	environment
	API      string // Dataverse's ApplicationID
	Tenant   string // a GUID, or ""
	Known    string // the ApplicationID, or ""
	Filter   string // $filter by name, encoded for an address
	Body     string // the application, as one quoted word of a shell
	Scopes   []string
	Unknown  []variable // permissions whose ids the script asks for
	Roles    []variable
	All      []variable
	IsPublic bool
}

// AsksForSecret says that a client secret is made only when asked for.
func (s sheet) AsksForSecret() bool { return s.Secret != nil && s.Secret.Optional }

// variable is a permission and the name that a script gives to its id.
type variable struct {
	permission
	Var  string
	List string // where the API's service principal has it
}

// Script writes a recipe's registration as a script of the Azure CLI ("azure-cli", for a
// POSIX shell), of Graph PowerShell ("graph-powershell"), as the body of Graph's POST
// /v1.0/applications ("graph-json"), or for Terraform ("terraform"). Problems: Input
// "registration-format", "registration-no-graph" for the practice cloud and custom ones,
// and those of recipes: "registration-none", "registration-by-maker", "registration-value",
// "registration-no-redirect".
func Script(r recipe.Recipe, format string, v recipe.Values, c cloud.Cloud) (Output, error) {
	w, err := want(r, v)
	if err != nil {
		return Output{}, err
	}
	e, ok := environmentOf(c)
	if !ok {
		return Output{}, problem.New(problem.Input, "registration-no-graph").With("cloud", c.Name)
	}
	s := newSheet(w, e, v)
	out := Output{Name: "register-" + fileName(r.ID), Notes: w.Notes}
	switch format {
	case "azure-cli":
		out.fill("azure-cli.sh", s)
	case "graph-powershell":
		out.fill("graph-powershell.ps1", s)
	case "terraform":
		out.fill("terraform.tf", s)
	case "graph-json":
		out.Name += ".json"
		out.Text = string(plainJSON(w.body(false), "  ")) + "\n"
	default:
		return Output{}, problem.New(problem.Input, "registration-format").With("name", format).
			With("near", nearest.Name(format, Formats())).With("names", strings.Join(Formats(), ", "))
	}
	out.Notes = append(out.Notes, s.notes(format)...)
	return out, nil
}

func (o *Output) fill(name string, s sheet) {
	var b strings.Builder
	if err := templates().ExecuteTemplate(&b, name, s); err != nil {
		panic(err) // a test fills each of them
	}
	o.Name += name[strings.LastIndexByte(name, '.'):]
	o.Text = b.String()
}

func newSheet(w wanted, e environment, v recipe.Values) sheet {
	s := sheet{wanted: w, environment: e, API: dataverse, Filter: filterByName(w.Name), IsPublic: w.Platform != recipe.PlatformWeb}
	for _, name := range []string{"tenantId", "tenant"} {
		if s.Tenant == "" && cloud.IsGUID(v[name]) {
			s.Tenant = strings.ToLower(v[name])
		}
	}
	if cloud.IsGUID(v["applicationId"]) {
		s.Known = strings.ToLower(v["applicationId"])
	}
	s.Body = shQuote(asciiJSON(w.body(true)))
	for i, p := range w.Permissions {
		x := variable{p, fmt.Sprintf("permission%d", i+1), "oauth2PermissionScopes"}
		if p.Type == typeRole {
			x.List = "appRoles"
			s.Roles = append(s.Roles, x)
		} else {
			s.Scopes = append(s.Scopes, p.Name)
		}
		if p.ID == "" {
			s.Unknown = append(s.Unknown, x)
			// A name can't hold this: its quotation marks are escaped.
			s.Body = strings.Replace(s.Body, `"id":"`+marker(i)+`"`, `"id":"'"$`+x.Var+`"'"`, 1)
		}
		s.All = append(s.All, x)
	}
	return s
}

// filterByName is an OData expression, whose quotes are doubled, as part of an address.
func filterByName(name string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for _, c := range []byte("displayName eq '" + strings.ReplaceAll(name, "'", "''") + "'") {
		if c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' {
			b.WriteByte(c)
		} else {
			b.Write([]byte{'%', hex[c>>4], hex[c&15]})
		}
	}
	return b.String()
}

var unfit = pattern.Lazy(`[^a-z0-9-]+`)

func fileName(id string) string {
	if id = strings.Trim(unfit().ReplaceAllString(strings.ToLower(id), "-"), "-"); id == "" {
		return "application"
	}
	return id
}

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

// environment is what the tools call a cloud, and where its Microsoft Graph is.
type environment struct {
	Graph      string // without a slash at the end
	AzureCLI   string // az cloud set
	PowerShell string // Connect-MgGraph -Environment
	Terraform  string // provider azuread
}

// environmentOf is a cloud's; the practice cloud and custom ones have no Graph.
func environmentOf(c cloud.Cloud) (environment, bool) {
	e, ok := map[cloud.ID]environment{
		cloud.Public:  {"https://graph.microsoft.com", "AzureCloud", "Global", "public"},
		cloud.GCC:     {"https://graph.microsoft.com", "AzureCloud", "Global", "public"},
		cloud.GCCHigh: {"https://graph.microsoft.us", "AzureUSGovernment", "USGov", "usgovernmentl4"},
		cloud.DoD:     {"https://dod-graph.microsoft.us", "AzureUSGovernment", "USGovDoD", "usgovernmentl5"},
		cloud.China:   {"https://microsoftgraph.chinacloudapi.cn", "AzureChinaCloud", "China", "china"},
	}[c.ID]
	return e, ok
}
