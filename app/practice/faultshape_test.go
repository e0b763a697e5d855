package practice

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"latchkey/app/practice/fault"
)

// An injected error looks as the endpoint's own: a page where a person sees it, and JSON
// with what logs are searched for elsewhere.
func TestInjectedErrorsHaveTheEndpointsShape(t *testing.T) {
	tenant := join(t, t.TempDir())
	client := &http.Client{Transport: tenant.Transport()}
	for endpoint, at := range places(practiceAuthority, "https://globaldisco.practice.localhost"+instancesPath, contosoURL) {
		inject(t, tenant, Fault{Endpoint: endpoint, Status: 503})
		a := ask(t, client, at[0], at[1])
		var body struct {
			Error       any    `json:"error"`
			Description string `json:"error_description"`
			Codes       []int  `json:"error_codes"`
			Timestamp   string `json:"timestamp"`
			Trace       string `json:"trace_id"`
			Correlation string `json:"correlation_id"`
		}
		if (Fault{Endpoint: endpoint}).OnPage() {
			if !strings.HasPrefix(a.header.Get("Content-Type"), "text/html") || !strings.Contains(a.body, "AADSTS90033") || !strings.Contains(a.body, "Correlation Id: ") {
				t.Errorf("%s: %v %s", endpoint, a.header, a.body)
			}
			continue
		}
		if err := json.Unmarshal([]byte(a.body), &body); err != nil || body.Error == nil {
			t.Errorf("%s: %v %s", endpoint, err, a.body)
		}
		if endpoint == fault.Discovery || endpoint == fault.Organization {
			continue
		}
		tail := " Trace ID: " + body.Trace + " Correlation ID: " + body.Correlation + " Timestamp: " + body.Timestamp
		if len(body.Codes) != 1 || body.Codes[0] != 90033 || len(body.Trace) != 36 || len(body.Correlation) != 36 || !strings.HasSuffix(body.Description, tail) {
			t.Errorf("%s: %s", endpoint, a.body)
		}
	}
}
