package entra

import (
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"time"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
	"latchkey/app/problem"
)

// Header names and forms are those of a recorded WhoAmI (Microsoft's powerapps-docs,
// use-ps-and-vscode-web-api.md, 2024).
func TestAnswersOfOrganizationsAreNamedAsDataversesAre(t *testing.T) {
	g := newRig(t)
	token := g.accessTo(contosoURL)
	seen := map[string]bool{}
	for _, path := range []string{"WhoAmI", "WhoAmI", "nonsense"} {
		_, h, _ := g.get(contosoURL+"/api/data/v9.2/"+path, token)
		id := h.Get("REQ_ID")
		if !aadsts.IsGUID(id) || h.Get("x-ms-service-request-id") != id || seen[id] || !aadsts.IsGUID(h.Get("AuthActivityId")) ||
			h.Get("x-ms-ratelimit-time-remaining-xrm-requests") != "1,200.00" || h.Get("x-ms-ratelimit-burst-remaining-xrm-requests") != strconv.Itoa(5999-len(seen)) {
			t.Errorf("%s: %v", path, h)
		}
		seen[id] = true
	}
	if _, h, _ := g.get(contosoURL+"/api/data/v9.2/WhoAmI", token); h.Get("Content-Type") != "application/json; odata.metadata=minimal" {
		t.Errorf("%v", h)
	}
	if _, h, _ := g.get(contosoURL+"/api/data/v9.2/WhoAmI", ""); !aadsts.IsGUID(h.Get("REQ_ID")) || h.Get("x-ms-ratelimit-burst-remaining-xrm-requests") != "" {
		t.Errorf("without a token: %v", h)
	}
}

// 6000 requests of a user in a window of five minutes that slides ("Service protection API limits").
func TestAUserMaySendSixThousandRequestsInFiveMinutes(t *testing.T) {
	g := newRig(t)
	token, other := g.accessTo(contosoURL), g.accessTo(fabrikamURL)
	address := contosoURL + "/api/data/v9.2/WhoAmI"
	send := func(n int) {
		for range n {
			if status, h, answer := g.get(address, token); status != 200 {
				t.Fatalf("%d %v %v", status, h, answer)
			}
		}
	}
	send(1000)
	g.now = g.now.Add(200 * time.Second)
	send(5000)
	status, h, answer := g.get(address, token)
	failure, _ := answer["error"].(map[string]any)
	retry, _ := strconv.Atoi(h.Get("Retry-After"))
	if status != 429 || failure["code"] != "0x80072322" || failure["message"] != "Number of requests exceeded the limit of 6000 over time window of 300 seconds." ||
		retry < 60 || retry > 100 || h.Get("x-ms-ratelimit-burst-remaining-xrm-requests") != "0" {
		t.Fatalf("%d %v %v", status, h, answer)
	}
	if status, _, _ := g.get(fabrikamURL+"/api/data/v9.2/WhoAmI", other); status != 200 {
		t.Errorf("another organization: %d", status)
	}
	g.now = g.now.Add(time.Duration(retry) * time.Second)
	send(1000)
	if status, _, _ := g.get(address, token); status != 429 {
		t.Errorf("the window forgot too much: %d", status)
	}
	g.now = g.now.Add(5 * time.Minute)
	send(1)
}

func TestOrganizationsRefuseByTheCodeThatIsAskedFor(t *testing.T) {
	g := newRig(t)
	r := httptest.NewRequestWithContext(t.Context(), "GET", contosoURL+"/api/data/v9.2/WhoAmI", nil)
	r.Header.Set("Authorization", "Bearer "+g.accessTo(contosoURL))
	for code, want := range map[string]struct {
		status      int
		retry, text string
	}{
		"0x80072321": {429, "5", "Combined execution time of incoming requests exceeded limit of 1,200,000  milliseconds over time window of 300 seconds."},
		"0x80072322": {429, "5", "Number of requests exceeded the limit of 6000 over time window of 300 seconds."},
		"0x80072326": {429, "5", "Number of concurrent requests exceeded the limit of 52."},
		"0x80095ffc": {403, "", "Access to Dataverse API is restricted for this application Id : '" + directory.DocumentsCorePackID + "'. Please contact your administrator for more information."},
	} {
		w := httptest.NewRecorder()
		g.ServeOrganizationFault(w, r, "contoso", 0, code, 0)
		if w.Code != want.status || w.Header().Get("Retry-After") != want.retry || !aadsts.IsGUID(w.Header().Get("REQ_ID")) ||
			!strings.Contains(w.Body.String(), `{"code":"`+code+`","message":"`+want.text) {
			t.Errorf("%s: %d %v %s", code, w.Code, w.Header(), w.Body)
		}
		if p := problem.Explain(w.Body.String())[0]; !strings.EqualFold(p.Code, code) {
			t.Errorf("%s is explained as %s", code, p.Code)
		}
	}
	w := httptest.NewRecorder()
	g.ServeOrganizationFault(w, r, "contoso", 429, "", 0)
	if w.Code != 429 || !strings.Contains(w.Body.String(), "0x80072322") {
		t.Errorf("a status alone: %d %s", w.Code, w.Body)
	}
}
