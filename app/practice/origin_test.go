package practice

import (
	"net/http"
	"strings"
	"testing"
)

// Whether it changes anything or only asks, nothing is done for a page of another origin.
func TestTheControlListenerRefusesForeignPagesByEveryMethod(t *testing.T) {
	tenant := join(t, t.TempDir())
	note := tenant.role.leader.announcement
	for listener, info := range map[string]Info{
		"control": openListeners(t, tenant, ListenOptions{}).Info(),
		"leader":  {ControlURL: "http://" + note.Address + controlBase, ControlToken: note.Bearer},
	} {
		for _, method := range []string{http.MethodGet, http.MethodHead, http.MethodOptions, http.MethodPut, http.MethodDelete} {
			for name, value := range map[string]string{"Origin": "http://evil.example", "Sec-Fetch-Site": "cross-site"} {
				status, _ := controlRequest(t, info, method, "/faults", "[]", func(r *http.Request) { r.Header.Set(name, value) })
				if status != http.StatusForbidden {
					t.Errorf("%s listener, %s, %s: status %d", listener, method, name, status)
				}
			}
		}
		for name, value := range map[string]string{"Origin": info.ControlURL[:len(info.ControlURL)-len(controlBase)], "Sec-Fetch-Site": "none"} {
			if status, text := controlRequest(t, info, http.MethodGet, "/faults", "", func(r *http.Request) { r.Header.Set(name, value) }); status != http.StatusOK {
				t.Errorf("%s listener, own %s: status %d %s", listener, name, status, text)
			}
		}
	}
}

// A browser asks first whether a page may read an organization, also through a listener.
func TestAPageAsksForTheWebAPIThroughADoor(t *testing.T) {
	tenant := join(t, t.TempDir())
	if _, err := tenant.Control().PutApp(t.Context(), App{Name: "Page", Platform: "spa", RedirectURIs: []string{"http://localhost:5173"}}); err != nil {
		t.Fatal(err)
	}
	base := strings.TrimSuffix(openListeners(t, tenant, ListenOptions{}).Info().Authority, "/"+TenantID)
	r, err := http.NewRequestWithContext(t.Context(), http.MethodOptions, base+"/org/contoso/api/data/v9.2/WhoAmI", nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Origin", "http://localhost:5173")
	r.Header.Set("Access-Control-Request-Method", "GET")
	r.Header.Set("Access-Control-Request-Headers", "authorization")
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if h := response.Header; response.StatusCode != http.StatusNoContent || h.Get("Access-Control-Allow-Origin") != "http://localhost:5173" || h.Get("Access-Control-Allow-Headers") != "authorization" {
		t.Errorf("%d %v", response.StatusCode, h)
	}
}
