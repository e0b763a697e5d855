package registration

import (
	"fmt"
	"strings"

	"latchkey/app/cloud"
)

// Fix is the same repair in several ways; empty where a way can't do it.
type Fix struct {
	Clicks     string `json:"clicks,omitempty"`     // in the portal, a sentence
	AzureCLI   string `json:"azureCli,omitempty"`   // for a POSIX shell
	PowerShell string `json:"powerShell,omitempty"` // after Connect-MgGraph
	GraphJSON  string `json:"graphJson,omitempty"`  // method and path, an empty line, the body
}

// patch changes members of the application.
func (c *checker) patch(change map[string]any) Fix { return c.call("patch", "", change) }

// call is a request to Microsoft Graph about the application, in the cloud that the tool
// is signed in to. The body goes through standard input: in an argument, az would take
// what begins with @ for the name of a file.
func (c *checker) call(method, path string, value map[string]any) Fix {
	id := c.AppID
	if id == "" {
		id = c.values["applicationId"]
	}
	if !cloud.IsGUID(id) {
		id = "APPLICATION-ID"
	}
	at := fmt.Sprintf("v1.0/applications(appId='%s')%s", id, path)
	return Fix{
		AzureCLI: "printf '%s' " + shQuote(asciiJSON(value)) + " | az rest --method " + method +
			` --url "$(az cloud show --query endpoints.microsoftGraphResourceId --output tsv | tr -d '\r')` + at + `" --body @-`,
		PowerShell: `Invoke-MgGraphRequest -Method ` + strings.ToUpper(method) + ` -Uri "` + at +
			`" -ContentType 'application/json' -Body ` + psQuote(asciiJSON(value)),
		GraphJSON: strings.ToUpper(method) + " /" + at + "\n\n" + string(plainJSON(value, "  ")),
	}
}
