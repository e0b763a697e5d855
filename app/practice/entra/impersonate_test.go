package entra

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"latchkey/app/practice/entra/aadsts"
)

// as asks with further headers.
func (g *rig) as(address, token string, header ...string) (int, map[string]any) {
	g.Helper()
	req, err := http.NewRequestWithContext(g.Context(), "GET", address, nil)
	if err != nil {
		g.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer "+token)
	for i := 0; i < len(header); i += 2 {
		req.Header.Set(header[i], header[i+1])
	}
	res, err := g.RoundTrip(req)
	if err != nil {
		g.Fatal(err)
	}
	defer res.Body.Close()
	answer := map[string]any{}
	if err := json.NewDecoder(res.Body).Decode(&answer); err != nil {
		g.Fatal(err)
	}
	return res.StatusCode, answer
}

// The headers of "Impersonate another user using the Web API": the object in the directory, or the
// organization's own id, and the privilege that is needed.
func TestAnAdministratorOfAnOrganizationActsForOthers(t *testing.T) {
	g := newRig(t)
	address, token := contosoURL+"/api/data/v9.2/WhoAmI", g.accessTo(contosoURL)
	_, own := g.as(address, token)
	both := g.User("both@contoso.example")
	status, other := g.as(address, token, "CallerObjectId", strings.ToUpper(both.ObjectIDIn(aadsts.Contoso)))
	if status != 200 || other["UserId"] == own["UserId"] || other["OrganizationId"] != own["OrganizationId"] {
		t.Fatalf("%d %v", status, other)
	}
	if status, same := g.as(address, token, "MSCRMCallerID", other["UserId"].(string)); status != 200 || same["UserId"] != other["UserId"] {
		t.Errorf("by the organization's id: %d %v", status, same)
	}
	if status, preferred := g.as(address, token, "MSCRMCallerID", own["UserId"].(string), "CallerObjectId", both.ObjectIDIn(aadsts.Contoso)); status != 200 || preferred["UserId"] != other["UserId"] {
		t.Errorf("by both: %d %v", status, preferred)
	}
	g.refusedBy(403, "0x80072560", "The user is not a member of the organization.", address, token, "CallerObjectId", aadsts.IDOf("nobody"))
	g.refusedBy(404, "0x80040217", "systemuser With Id = "+aadsts.IDOf("nobody")+" Does Not Exist", address, token, "MSCRMCallerID", aadsts.IDOf("nobody"))
	g.refusedBy(403, "0x80040225", "is disabled", address, token, "CallerObjectId", g.User("disabled@contoso.example").ObjectIDIn(aadsts.Contoso))
}

func TestActingForOthersNeedsAPrivilege(t *testing.T) {
	g := newRig(t)
	token := g.accessTo(fabrikamURL)
	_, own := g.as(fabrikamURL+"/api/data/v9.2/WhoAmI", token)
	other := g.User("both@contoso.example").ObjectIDIn(aadsts.Contoso)
	g.refusedBy(403, "0x80040220", "Principal user (Id="+own["UserId"].(string)+", type=8) is missing prvActOnBehalfOfAnotherUser privilege (Id=",
		fabrikamURL+"/api/data/v9.2/WhoAmI", token, "CallerObjectId", other)
}

// refusedBy checks an error of Dataverse's.
func (g *rig) refusedBy(status int, code, text, address, token string, header ...string) {
	g.Helper()
	got, answer := g.as(address, token, header...)
	failure, _ := answer["error"].(map[string]any)
	message, _ := failure["message"].(string)
	if got != status || failure["code"] != code || !strings.Contains(message, text) {
		g.Errorf("%s %v: %d %v, want %d %s", address, header, got, answer, status, code)
	}
}
